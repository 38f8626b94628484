// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/icon.h"

#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>

// A static library's resources wait to be asked for; the macro must stand outside any namespace.
static void loadResources()
{
    Q_INIT_RESOURCE(resources);
}

namespace perennial {

namespace {

QString pathOf(const QString &name)
{
    static const bool loaded = (loadResources(), true);
    Q_UNUSED(loaded)
    return QStringLiteral(":/icons/%1.svg").arg(name);
}

// What points along the line of reading points the other way in Arabic or Hebrew.
bool followsReading(const QString &name)
{
    static const QStringList names{QStringLiteral("chevron-left"), QStringLiteral("chevron-right"),
                                   QStringLiteral("undo"),         QStringLiteral("redo"),
                                   QStringLiteral("sidebar"),      QStringLiteral("audiences"),
                                   QStringLiteral("list"),         QStringLiteral("activity"),
                                   QStringLiteral("truck"),        QStringLiteral("arrow-right")};
    return names.contains(name);
}

constexpr double Stroke = 1.5;
constexpr int ScalesUpTo = 24;

// Marks larger than 24 keep nearly the line of small ones instead of growing coarse.
QByteArray drawingOf(const QString &name, double logicalSide)
{
    QFile file(pathOf(name));
    QByteArray svg = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    if (logicalSide > ScalesUpTo)
        svg.replace("stroke-width=\"1.5\"",
                    "stroke-width=\"" + QByteArray::number(Stroke * 1.25 * size::Icon / logicalSide) + '"');
    return svg;
}

QPixmap render(const QString &name, const QSize &pixels, double logicalSide, const QColor &colour, bool mirrored)
{
    const QString key = QStringLiteral("perennial/%1/%2x%3/%4/%5/%6")
                            .arg(name)
                            .arg(pixels.width())
                            .arg(pixels.height())
                            .arg(logicalSide)
                            .arg(colour.rgba())
                            .arg(mirrored);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QImage image(pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    QSvgRenderer renderer(drawingOf(name, logicalSide));
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    renderer.render(&painter, QRectF(QPointF(), pixels));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), colour);
    painter.end();
    pixmap = QPixmap::fromImage(mirrored ? image.mirrored(true, false) : image);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QPixmap renderFor(const QString &name, const QSize &pixels, double logicalSide, const QColor &colour)
{
    return render(name, pixels, logicalSide, colour, QGuiApplication::isRightToLeft() && followsReading(name));
}

class TintedEngine final : public QIconEngine
{
public:
    TintedEngine(const QString &name, Ink ink)
        : m_name(name)
        , m_ink(ink)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(*painter, m_name, rect, colour(mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return renderFor(m_name, size, size.width(), colour(mode));
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        return renderFor(m_name, size, size.width() / scale, colour(mode));
    }

    QString key() const override { return QStringLiteral("perennial"); }
    QString iconName() override { return m_name; }
    bool isNull() override { return !QFile::exists(pathOf(m_name)); }
    QIconEngine *clone() const override { return new TintedEngine(*this); }

private:
    QColor colour(QIcon::Mode mode) const
    {
        const Tokens &tokens = Tokens::current();
        if (mode == QIcon::Disabled)
            return blend(tokens.muted, tokens.window, 0.35);
        return tokens.ink(m_ink);
    }

    QString m_name;
    Ink m_ink;
};

} // namespace

QIcon icon(const QString &name, Ink ink)
{
    Q_ASSERT(QFile::exists(pathOf(name)));
    return QIcon(new TintedEngine(name, ink));
}

void paintIcon(QPainter &painter, const QString &name, const QRectF &rect, const QColor &colour)
{
    const double scale = painter.device()->devicePixelRatioF();
    const QSize pixels(static_cast<int>(std::lround(rect.width() * scale)),
                       static_cast<int>(std::lround(rect.height() * scale)));
    if (pixels.isEmpty())
        return;
    painter.drawPixmap(rect, renderFor(name, pixels, rect.width(), colour), QRectF(QPointF(), pixels));
}

QStringList iconNames()
{
    QStringList names = QFileInfo(pathOf(QString())).dir().entryList({QStringLiteral("*.svg")});
    for (QString &name : names)
        name.chop(4);
    return names;
}

} // namespace perennial
