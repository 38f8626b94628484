// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/portfolio/namedelegate.h"

#include "ui/widgets/tokens.h"

#include <QPainter>
#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace perennial {

void NameDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    ground.text.clear();
    const QWidget *widget = option.widget;
    widget->style()->drawControl(QStyle::CE_ItemViewItem, &ground, painter, widget);
    const QRect box = option.rect.adjusted(size::Unit, size::Unit, -size::Unit, -size::Unit);
    const QString sentence = index.data(SentenceRole).toString();
    const int half = sentence.isEmpty() ? 0 : box.height() / 2;
    const auto write = [&](const QRect &rect, const QFont &font, const QColor &colour, const QString &text) {
        painter->setFont(font);
        painter->setPen(colour);
        const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width());
        painter->drawText(
            rect, static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter)), shown);
    };
    painter->save();
    write(box.adjusted(0, 0, 0, -half), fontFor(TextSize::Body, TextWeight::Strong), Tokens::current().text,
          index.data().toString());
    if (!sentence.isEmpty())
        write(box.adjusted(0, half, 0, 0), fontFor(TextSize::Body), Tokens::current().muted, sentence);
    painter->restore();
}

void NameDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    QRect box = option.rect;
    box.setHeight(size::Control);
    box.moveCenter(option.rect.center());
    editor->setGeometry(box);
}

NameFilter::NameFilter(int sortRole, QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(sortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
}

void NameFilter::setWords(const QString &words)
{
    m_words = words.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool NameFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    const QString text = index.data().toString() + u' ' + index.data(NameDelegate::SentenceRole).toString();
    return std::ranges::all_of(m_words, [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace perennial
