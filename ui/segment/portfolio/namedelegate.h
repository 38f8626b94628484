// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>

namespace perennial {

// A name, and below it a sentence where there is one.
class NameDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int SentenceRole = Qt::UserRole + 1;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
};

// Finds rows by what stands in the first column (name and sentence) and by their tags. Sorts by `sortRole`; what is not
// known there stands last, whichever way it goes.
class NameFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    static constexpr int TagsRole = Qt::UserRole + 21; // QStringList; of things that have none, nothing

    explicit NameFilter(int sortRole, QObject *parent = nullptr);
    // "tag:vip" looks at tags alone.
    void setWords(const QString &words);
    // Only what has all of them.
    void setTags(const QStringList &tags);
    [[nodiscard]] const QStringList &tags() const { return m_tags; }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QStringList m_words;
    QStringList m_tags;
};

} // namespace perennial
