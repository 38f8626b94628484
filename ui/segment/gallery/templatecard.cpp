// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/gallery/templatecard.h"

#include "ui/widgets/controlpainter.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"

#include <QKeyEvent>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

constexpr int Padding = 2 * size::Unit;
constexpr int Foot = 3 * size::Unit;
constexpr int LinkHeight = 3 * size::Unit;
constexpr int Wrapped = Qt::TextWordWrap;

int textHeight(const QFont &font, int width, const QString &text)
{
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 10'000), Wrapped, text).height();
}

// A way to somewhere else, in a card that is a button itself: words in accent, and no more.
class LinkButton final : public QAbstractButton
{
public:
    LinkButton(const QString &text, QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(text);
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::TabFocus);
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        return {QFontMetrics(fontFor(TextSize::Caption, TextWeight::Strong)).horizontalAdvance(text()) + 2 * size::Unit,
                LinkHeight};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        QFont font = fontFor(TextSize::Caption, TextWeight::Strong);
        font.setUnderline(underMouse());
        painter.setFont(font);
        painter.setPen(Tokens::current().accent);
        painter.drawText(rect().adjusted(size::Gap, 0, -size::Gap, 0), Qt::AlignCenter, text());
        if (showsFocus(*this))
            paintFocusRing(painter, rect(), size::ControlRadius);
    }
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            click();
        else
            QAbstractButton::keyPressEvent(event);
    }
};

// As high as QPainter draws it; `lines` are those of the text.
int wrappedHeight(std::unique_ptr<QTextLayout> &lines, const QFont &font, int width, const QString &text)
{
    if (!lines) {
        lines = std::make_unique<QTextLayout>(text, font);
        lines->setCacheEnabled(true);
        QTextOption wrapping;
        wrapping.setWrapMode(QTextOption::WordWrap);
        lines->setTextOption(wrapping);
    }
    const double leading = QFontMetricsF(font).leading();
    double height = -leading;
    lines->beginLayout();
    for (QTextLine line = lines->createLine(); line.isValid(); line = lines->createLine()) {
        line.setLineWidth(width);
        height = std::ceil(height + leading) + line.height();
    }
    lines->endLayout();
    return static_cast<int>(std::ceil(height));
}

} // namespace

TemplateCard::TemplateCard(const QString &name, const QString &purpose, QWidget *parent)
    : QAbstractButton(parent)
    , m_purpose(purpose)
    , m_data(new LinkButton(tr("Go to Data"), this))
{
    setText(name);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    m_data->setObjectName(QStringLiteral("goToData"));
    m_data->setAccessibleName(tr("Go to Data, to import what “%1” needs").arg(name));
    m_data->hide();
    connect(m_data, &QAbstractButton::clicked, this, &TemplateCard::dataWanted);
    nameAgain();
}

TemplateCard::~TemplateCard() = default;

void TemplateCard::setPending()
{
    m_isPending = true;
    nameAgain();
}

void TemplateCard::setCount(qint64 people, qint64 of)
{
    m_isPending = false;
    if (!m_missing.isEmpty())
        m_heights.clear();
    m_missing.clear();
    m_count = format::count(people);
    m_of = people == 1 ? tr("person") : tr("people");
    if (of > 0 && people > 0)
        m_of += QStringLiteral(" · ") + format::share(double(people) / double(of));
    m_data->hide();
    nameAgain();
}

void TemplateCard::setMissing(const QString &words)
{
    m_isPending = false;
    m_heights.clear();
    m_missing = words;
    m_count.clear();
    m_data->show();
    nameAgain();
    updateGeometry();
}

void TemplateCard::setRemark(const QString &remark)
{
    m_isPending = false;
    m_isRemark = true;
    m_of = remark;
    nameAgain();
}

void TemplateCard::setOpened(bool opened)
{
    m_isOpened = opened;
    update();
}

void TemplateCard::nameAgain()
{
    setAccessibleName(text());
    QStringList said{m_purpose};
    if (!m_missing.isEmpty())
        said.append(m_missing);
    else if (m_isPending && m_count.isEmpty())
        said.append(tr("Counting"));
    else
        said.append(m_isRemark ? m_of : tr("%1 people").arg(m_count));
    setAccessibleDescription(said.join(u' '));
    update();
}

int TemplateCard::footHeight(int width) const
{
    if (m_missing.isEmpty())
        return Foot;
    const int words = width - size::IconSmall - size::Unit;
    return textHeight(fontFor(TextSize::Caption), words, m_missing) + size::Gap + LinkHeight;
}

int TemplateCard::heightForWidth(int width) const
{
    const auto known = std::ranges::find(m_heights, width, &std::pair<int, int>::first);
    if (known != m_heights.end())
        return known->second;
    const int inner = width - 2 * Padding;
    const int words = wrappedHeight(m_nameLines, fontFor(TextSize::Body, TextWeight::Strong), inner, text()) +
                      size::Gap + wrappedHeight(m_purposeLines, fontFor(TextSize::Body), inner, m_purpose);
    m_heights.emplace_back(width, 2 * Padding + words + size::Unit + footHeight(inner));
    return m_heights.back().second;
}

void TemplateCard::changeEvent(QEvent *event)
{
    m_heights.clear();
    m_nameLines.reset();
    m_purposeLines.reset();
    QAbstractButton::changeEvent(event);
}

QSize TemplateCard::sizeHint() const
{
    constexpr int width = 280;
    return {width, heightForWidth(width)};
}

void TemplateCard::resizeEvent(QResizeEvent *event)
{
    QAbstractButton::resizeEvent(event);
    const QSize wanted = m_data->sizeHint();
    const int start = Padding + size::IconSmall; // under the words
    const QRect place(start, height() - Padding - LinkHeight + size::Gap, wanted.width(), LinkHeight);
    m_data->setGeometry(QStyle::visualRect(layoutDirection(), rect(), place));
}

void TemplateCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return click();
    // Arrows are the grid's.
    const bool isArrow = event->key() >= Qt::Key_Left && event->key() <= Qt::Key_Down;
    if (isArrow)
        event->ignore();
    else
        QAbstractButton::keyPressEvent(event);
}

void TemplateCard::paintFoot(QPainter &painter, const QRect &foot) const
{
    const Tokens &tokens = Tokens::current();
    const auto mirrored = [this](const QRect &place) { return QStyle::visualRect(layoutDirection(), rect(), place); };
    if (!m_missing.isEmpty()) {
        const QRect mark(foot.x(), foot.y() + 2, size::IconSmall, size::IconSmall);
        paintIcon(painter, QStringLiteral("info"), mirrored(mark), tokens.muted);
        painter.setFont(fontFor(TextSize::Caption));
        painter.setPen(tokens.muted);
        painter.drawText(mirrored(foot.adjusted(size::IconSmall + size::Unit, 2, 0, -LinkHeight)),
                         Wrapped | Qt::AlignLeading, m_missing);
        return;
    }
    int x = foot.x();
    if (!m_isRemark) {
        painter.setFont(fontFor(TextSize::Section));
        painter.setPen(m_isPending ? tokens.muted : tokens.text);
        const QString number = m_count.isEmpty() ? QStringLiteral("…") : m_count;
        const int width = tabularWidth(QFontMetricsF(painter.font()), number);
        drawTabular(painter, mirrored(QRect(x, foot.y(), width, foot.height())), Qt::AlignLeading | Qt::AlignVCenter,
                    number);
        x += width + size::Gap + 2;
    }
    painter.setFont(fontFor(TextSize::Caption));
    painter.setPen(tokens.muted);
    painter.drawText(mirrored(QRect(x, foot.y(), foot.right() - x, foot.height())), Qt::AlignLeading | Qt::AlignVCenter,
                     m_of);
}

void TemplateCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = Tokens::current();
    const bool isTouched = underMouse() || isDown();
    paintRounded(painter, rect(), size::Radius, m_isOpened ? tokens.accentSoft : tokens.card,
                 m_isOpened  ? tokens.accent
                 : isTouched ? tokens.strongLine
                             : tokens.line);
    const QRect box = rect().adjusted(Padding, Padding, -Padding, -Padding);
    painter.setFont(fontFor(TextSize::Body, TextWeight::Strong));
    painter.setPen(tokens.text);
    const int top = wrappedHeight(m_nameLines, fontFor(TextSize::Body, TextWeight::Strong), box.width(), text());
    painter.drawText(QRect(box.x(), box.y(), box.width(), top), Wrapped | Qt::AlignLeading, text());
    painter.setFont(fontFor(TextSize::Body));
    painter.setPen(tokens.muted);
    const int foot = footHeight(box.width());
    painter.drawText(box.adjusted(0, top + size::Gap, 0, -foot), Wrapped | Qt::AlignLeading, m_purpose);
    paintFoot(painter, QRect(box.x(), box.bottom() + 1 - foot, box.width(), foot));
    if (showsFocus(*this))
        paintFocusRing(painter, rect(), size::Radius);
}

} // namespace perennial
