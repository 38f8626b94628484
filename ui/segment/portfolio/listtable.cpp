// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/portfolio/listtable.h"

#include "ui/widgets/icon.h"

#include <QMenu>

namespace perennial {

namespace {

constexpr int NumberWidth = 88;
constexpr int OriginWidth = 328;
constexpr int CreatedWidth = 120;

} // namespace

ListTable::ListTable(ListModel &model, QWidget *parent)
    : NameTable(model, ListModel::ListIdRole, ListModel::SortRole, parent)
{
    setObjectName(QStringLiteral("lists"));
    setAccessibleName(tr("Lists"));
    setItemDelegateForColumn(ListModel::CountColumn, new PeopleCountDelegate(this));
    setItemDelegateForColumn(ListModel::CreatedColumn, new FigureDelegate(Ink::Text, this));
    sortByColumn(ListModel::CreatedColumn, Qt::DescendingOrder);
    setColumnWidth(ListModel::CountColumn, NumberWidth);
    setColumnWidth(ListModel::OriginColumn, OriginWidth);
    setColumnWidth(ListModel::CreatedColumn, CreatedWidth);
    connect(this, &NameTable::rowActivated, this, [this] { Q_EMIT peopleWanted(current()); });
    connect(this, &NameTable::linkActivated, this, [this] { Q_EMIT peopleWanted(current()); });
    connect(this, &NameTable::deletePressed, this, [this] { Q_EMIT deleteWanted(current()); });
}

bool ListTable::isLink(const QModelIndex &index) const
{
    return index.column() == ListModel::CountColumn;
}

QMenu *ListTable::makeMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("listMenu"));
    const ListId id = current();
    menu->addAction(icon(QStringLiteral("profiles")), tr("Show its people"), this,
                    [this, id] { Q_EMIT peopleWanted(id); });
    menu->addAction(icon(QStringLiteral("segments")), tr("Use in a segment"), this,
                    [this, id] { Q_EMIT useWanted(id); });
    menu->addAction(icon(QStringLiteral("edit")), tr("Rename"), this, &ListTable::startRenaming);
    menu->addAction(icon(QStringLiteral("trash")), tr("Delete"), this, [this, id] { Q_EMIT deleteWanted(id); });
    return menu;
}

} // namespace perennial
