// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/portfolio/listmodel.h"
#include "ui/widgets/digits.h"

#include <QTableView>

namespace perennial {

// A number that leads to the people behind it.
class PeopleCountDelegate : public NumberDelegate
{
    Q_OBJECT

public:
    using NumberDelegate::NumberDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

// The table of all lists: Enter shows the people, F2 renames, Del deletes.
class ListTable : public QTableView
{
    Q_OBJECT

public:
    explicit ListTable(ListModel &model, QWidget *parent = nullptr);

    void setFilter(const QString &words) { m_filter->setWords(words); }
    void select(ListId id);
    [[nodiscard]] ListId current() const;

Q_SIGNALS:
    void peopleWanted(perennial::ListId id);
    void useWanted(perennial::ListId id);
    void deleteWanted(perennial::ListId id);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    void startRenaming();

    NameFilter *m_filter;
};

} // namespace perennial
