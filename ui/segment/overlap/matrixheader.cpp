// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/overlap/matrixheader.h"

#include "ui/widgets/tokens.h"

#include <QPainter>
#include <QStyle>
#include <QTextLayout>

#include <algorithm>

namespace perennial {

namespace {

constexpr int LyingHeight = 72; // three lines
constexpr int UprightHeight = 144;
constexpr int NamesLeast = 96;
constexpr int NamesMost = 240;
constexpr int Lines = 3;

} // namespace

MatrixHeader::MatrixHeader(Qt::Orientation orientation, QWidget *parent)
    : QHeaderView(orientation, parent)
{
    setSectionResizeMode(Fixed);
    setSectionsClickable(false);
    setHighlightSections(false);
    setMinimumSectionSize(size::Row);
    setDefaultSectionSize(orientation == Qt::Vertical ? size::Row : LyingFrom);
}

void MatrixHeader::mark(int section)
{
    if (m_marked == section)
        return;
    m_marked = section;
    viewport()->update();
}

void MatrixHeader::setBusy(bool busy)
{
    m_busy = busy;
    viewport()->update();
}

int MatrixHeader::widthOfNames() const
{
    const QFontMetrics metrics(fontFor(TextSize::Body, TextWeight::Strong));
    int widest = 0;
    for (int section = 0; model() && section < count(); ++section)
        widest = std::max(widest, metrics.horizontalAdvance(model()->headerData(section, orientation()).toString()));
    return std::clamp(widest + 3 * size::Unit, NamesLeast, NamesMost);
}

QSize MatrixHeader::sizeHint() const
{
    if (orientation() == Qt::Vertical)
        return {widthOfNames(), 0};
    return {0, defaultSectionSize() >= LyingFrom ? LyingHeight : UprightHeight};
}

void MatrixHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    if (!rect.isValid())
        return;
    const Tokens &tokens = Tokens::current();
    const bool marked = section == m_marked;
    const QString name = model()->headerData(section, orientation()).toString();
    painter->save();
    painter->fillRect(rect, tokens.card);
    painter->setClipRect(rect);
    painter->setOpacity(m_busy ? 0.45 : 1);
    painter->setFont(fontFor(TextSize::Body, marked ? TextWeight::Strong : TextWeight::Regular));
    painter->setPen(marked ? tokens.text : tokens.muted);
    // A name reads in its own direction.
    painter->setLayoutDirection(name.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    if (orientation() == Qt::Horizontal && defaultSectionSize() < LyingFrom) {
        paintUpright(*painter, rect, name);
    } else if (orientation() == Qt::Horizontal) {
        paintLines(*painter, rect.adjusted(size::Gap, size::Gap, -size::Gap, -size::Gap), name);
    } else {
        const bool fromRight = layoutDirection() == Qt::RightToLeft;
        const int start = 3 * size::Unit / 2, end = size::Unit;
        const QRect box = rect.adjusted(fromRight ? end : start, 0, fromRight ? -start : -end, 0);
        painter->drawText(
            box, static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)),
            painter->fontMetrics().elidedText(name, Qt::ElideRight, box.width()));
    }
    painter->restore();
}

// From below to above, as one turns one's head to the left.
void MatrixHeader::paintUpright(QPainter &painter, const QRect &rect, const QString &name) const
{
    painter.translate(rect.center().x(), rect.bottom() - size::Gap);
    painter.rotate(-90);
    const int room = rect.height() - 2 * size::Unit;
    const QRect box(0, -rect.width() / 2, room, rect.width());
    painter.drawText(box, Qt::AlignLeft | Qt::AlignAbsolute | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(name, Qt::ElideRight, room));
}

// On the bottom, in the middle; what three lines do not hold ends in "…".
void MatrixHeader::paintLines(QPainter &painter, const QRect &rect, const QString &name)
{
    QTextLayout layout(name, painter.font());
    QTextOption option(Qt::AlignHCenter);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    QStringList lines;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(rect.width());
        const bool last = lines.size() == Lines - 1;
        lines.append(name.mid(line.textStart(), last ? -1 : line.textLength()).trimmed());
        if (last)
            break;
    }
    layout.endLayout();
    const QFontMetrics metrics = painter.fontMetrics();
    int bottom = rect.bottom() + 1;
    for (auto line = lines.crbegin(); line != lines.crend(); ++line) {
        const QRect box(rect.left(), bottom - metrics.height(), rect.width(), metrics.height());
        painter.drawText(box, Qt::AlignCenter, metrics.elidedText(*line, Qt::ElideRight, rect.width()));
        bottom -= metrics.lineSpacing();
    }
}

} // namespace perennial
