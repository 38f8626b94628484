// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/portfolio/tagchip.h"

#include "ui/segment/portfolio/figuredelegate.h"
#include "ui/segment/portfolio/namedelegate.h"
#include "ui/widgets/controlpainter.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/icon.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

namespace perennial {

namespace {

constexpr int ChipHeight = 28;
constexpr int Side = 10;
constexpr int Mark = 12;
constexpr int Widest = 200;

constexpr int SmallHeight = 20;
constexpr int SmallSide = 7;
constexpr int Lines = 2;
constexpr int MostShown = 12;

// One of them in a cell.
struct SmallChip
{
    QRect at;
    QString tag; // empty: the number of those without room
    QString text;
};

// From the start of the first line on, as they would stand in a cell that is read from left to right.
std::vector<SmallChip> flow(const QRect &box, const QStringList &tags, int left)
{
    const QFontMetrics metrics(fontFor(TextSize::Caption));
    const auto widthOf = [&](const QString &text) {
        return qMin(box.width(), metrics.horizontalAdvance(text) + 2 * SmallSide);
    };
    std::vector<SmallChip> chips;
    int x = 0, line = 0;
    const auto add = [&](const QString &tag, const QString &text) {
        const int width = widthOf(text);
        if (x > 0 && x + width > box.width()) {
            x = 0;
            ++line;
        }
        chips.push_back(
            {{box.left() + x, box.top() + line * (SmallHeight + size::Gap), width, SmallHeight}, tag, text});
        x += width + size::Gap;
    };
    for (const QString &tag : tags.mid(0, tags.size() - left))
        add(tag, tag);
    if (left > 0)
        add({}, QStringLiteral("+%1").arg(left));
    return chips;
}

// As many as there is room for, in the middle of the cell.
std::vector<SmallChip> chipsIn(const QRect &cell, const QStringList &tags, Qt::LayoutDirection direction)
{
    const QRect box = cell.adjusted(size::Unit, 0, -size::Unit, 0);
    std::vector<SmallChip> chips;
    const int all = static_cast<int>(tags.size());
    for (int left = qMax(0, all - MostShown); left <= all; ++left) {
        chips = flow(box, tags, left);
        if (chips.empty() || chips.back().at.bottom() - box.top() < Lines * (SmallHeight + size::Gap))
            break;
    }
    if (chips.empty())
        return chips;
    const int down = (cell.height() - (chips.back().at.bottom() + 1 - box.top())) / 2;
    for (SmallChip &chip : chips)
        chip.at = QStyle::visualRect(direction, cell, chip.at.translated(0, down));
    return chips;
}

} // namespace

TagChip::TagChip(Kind kind, const QString &tag, const QString &detail, QWidget *parent)
    : QAbstractButton(parent)
    , m_kind(kind)
    , m_tag(tag)
    , m_detail(detail)
{
    setObjectName(QStringLiteral("tag-") + tag);
    setText(tag);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setCheckable(kind == Kind::Filter);
    const QString words = detail.isEmpty() ? tag : tr("%1, %2", "a tag, how many have it").arg(tag, detail);
    setAccessibleName(kind == Kind::Filter ? tr("Only with the tag %1").arg(words)
                                           : tr("Take off the tag %1").arg(words));
    setToolTip(accessibleName());
}

QString TagChip::mark() const
{
    if (m_kind == Kind::Removable)
        return QStringLiteral("close");
    return isChecked() ? QStringLiteral("check") : QString();
}

QSize TagChip::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    const int detail = m_detail.isEmpty() ? 0 : tabularWidth(metrics, m_detail) + size::Unit;
    const int mark = m_kind == Kind::Removable || isChecked() ? Mark + size::Gap : 0;
    return {qMin(Widest, metrics.horizontalAdvance(m_tag) + detail + mark + 2 * Side + 1), ChipHeight};
}

QSize TagChip::minimumSizeHint() const
{
    return {qMin(sizeHint().width(), 6 * size::Unit), ChipHeight};
}

void TagChip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void TagChip::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor fill = isChecked() ? tokens.accentSoft : underMouse() || isDown() ? tokens.pressed() : tokens.inset;
    paintRounded(painter, rect(), height() / 2.0, fill, isChecked() ? tokens.accent : tokens.line);
    if (showsFocus(*this))
        paintFocusRing(painter, rect(), height() / 2.0);
    QRect text = rect().adjusted(Side, 0, -Side, 0);
    const auto visual = [this](const QRect &box) { return QStyle::visualRect(layoutDirection(), rect(), box); };
    if (const QString name = mark(); !name.isEmpty()) {
        const bool atEnd = m_kind == Kind::Removable;
        const int x = atEnd ? text.right() - Mark + 1 : text.left();
        paintIcon(painter, name, visual({x, (height() - Mark) / 2, Mark, Mark}), atEnd ? tokens.muted : tokens.accent);
        text.adjust(atEnd ? 0 : Mark + size::Gap, 0, atEnd ? -Mark - size::Gap : 0, 0);
    }
    painter.setFont(font());
    const int side = m_detail.isEmpty() ? 0 : tabularWidth(fontMetrics(), m_detail) + size::Unit;
    painter.setPen(tokens.text);
    const auto start = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter);
    const QRect words = text.adjusted(0, 0, -side, 0);
    painter.drawText(visual(words), static_cast<int>(start),
                     fontMetrics().elidedText(m_tag, Qt::ElideRight, words.width() + 1));
    painter.setPen(tokens.muted);
    drawTabular(painter, visual(text), QStyle::visualAlignment(layoutDirection(), Qt::AlignRight | Qt::AlignVCenter),
                m_detail);
}

void TagsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintCellGround(*painter, option);
    const Tokens &tokens = Tokens::current();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(fontFor(TextSize::Caption));
    for (const SmallChip &chip :
         chipsIn(option.rect, index.data(NameFilter::TagsRole).toStringList(), option.direction)) {
        if (!chip.tag.isEmpty())
            paintRounded(*painter, chip.at, SmallHeight / 2.0, tokens.inset, tokens.line);
        painter->setPen(chip.tag.isEmpty() ? tokens.muted : tokens.text);
        painter->drawText(chip.at, Qt::AlignCenter,
                          painter->fontMetrics().elidedText(chip.text, Qt::ElideRight, chip.at.width() - SmallSide));
    }
    painter->restore();
}

QString TagsDelegate::tagAt(const QRect &cell, const QStringList &tags, Qt::LayoutDirection direction, const QPoint &at)
{
    for (const SmallChip &chip : chipsIn(cell, tags, direction)) {
        if (chip.at.contains(at))
            return chip.tag;
    }
    return {};
}

} // namespace perennial
