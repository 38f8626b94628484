// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/portfolio/namedelegate.h"

#include "ui/widgets/tokens.h"

#include <QPainter>
#include <QStyle>
#include <QWidget>

#include <algorithm>
#include <optional>

namespace perennial {

namespace {

// What "tag:vip" asks for; nothing where a word is any other.
std::optional<QString> tagWord(const QString &word)
{
    for (const QString &prefix : {QStringLiteral("tag:"), NameFilter::tr("tag:", "before a tag one searches for")}) {
        if (word.startsWith(prefix, Qt::CaseInsensitive))
            return word.mid(prefix.size());
    }
    return std::nullopt;
}

} // namespace

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
        // The sentence of a segment may be long: what cannot be seen is not measured.
        const QString shown = QFontMetrics(font).elidedText(text.left(rect.width()), Qt::ElideRight, rect.width());
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

void NameFilter::setTags(const QStringList &tags)
{
    m_tags = tags;
    invalidateFilter();
}

bool NameFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    const QStringList tags = index.data(TagsRole).toStringList();
    const auto hasTag = [&](const QString &tag) { return tags.contains(tag, Qt::CaseInsensitive); };
    if (!std::ranges::all_of(m_tags, hasTag))
        return false;
    const QString text = index.data().toString() + u' ' + index.data(NameDelegate::SentenceRole).toString();
    return std::ranges::all_of(m_words, [&](const QString &word) {
        const auto isIn = [&](const QString &tag) { return tag.contains(word, Qt::CaseInsensitive); };
        if (const auto tag = tagWord(word))
            return std::ranges::any_of(tags, [&](const QString &t) { return t.startsWith(*tag, Qt::CaseInsensitive); });
        return text.contains(word, Qt::CaseInsensitive) || std::ranges::any_of(tags, isIn);
    });
}

bool NameFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const bool knowsLeft = left.data(sortRole()).isValid(), knowsRight = right.data(sortRole()).isValid();
    if (knowsLeft && knowsRight)
        return QSortFilterProxyModel::lessThan(left, right);
    return knowsLeft != knowsRight && knowsLeft == (sortOrder() == Qt::AscendingOrder);
}

} // namespace perennial
