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

// Finds rows by what stands in the first column: name and sentence. Sorts by `sortRole`.
class NameFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit NameFilter(int sortRole, QObject *parent = nullptr);
    void setWords(const QString &words);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
};

} // namespace perennial
