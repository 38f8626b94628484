// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QPainter;

namespace perennial {

// What lists of things that happened tell of a row, beside Qt::DisplayRole, its title.
enum EntryRole {
    EntryIconRole = Qt::UserRole + 100, // an icon's name
    EntryInkRole,                       // the icon's Ink, as int
    EntryDetailRole,                    // a second line in muted text; may be empty
    EntrySideRole,                      // at the row's end: an amount, a time
    EntryHeadingRole,                   // true: not an entry but the heading of those below it
};

// A row of such a list: icon, title, detail below, and something short at the end.
class EntryDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int EntryHeight = 48;
    static constexpr int HeadingHeight = 36;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintHeading(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintEntry(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

} // namespace perennial
