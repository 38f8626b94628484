// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/flowtable.h"

#include "ui/segment/portfolio/figuredelegate.h"
#include "ui/widgets/icon.h"

#include <QKeyEvent>
#include <QMenu>

namespace perennial {

namespace {

constexpr int NumberWidth = 96;
constexpr int UpdatedWidth = 128;

} // namespace

FlowTable::FlowTable(FlowListModel &model, QWidget *parent)
    : NameTable(model, FlowListModel::FlowIdRole, FlowListModel::SortRole, parent)
{
    setObjectName(QStringLiteral("flows"));
    setAccessibleName(tr("Flows"));
    for (const int column : {FlowListModel::StepsColumn, FlowListModel::MessagesColumn, FlowListModel::UpdatedColumn})
        setItemDelegateForColumn(column, new FigureDelegate(Ink::Text, this));
    sortByColumn(FlowListModel::UpdatedColumn, Qt::DescendingOrder);
    setColumnWidth(FlowListModel::StepsColumn, NumberWidth);
    setColumnWidth(FlowListModel::MessagesColumn, NumberWidth);
    setColumnWidth(FlowListModel::UpdatedColumn, UpdatedWidth);
    connect(this, &NameTable::rowActivated, this, [this] { Q_EMIT opened(current()); });
    connect(this, &NameTable::deletePressed, this, [this] { Q_EMIT deleteWanted(current()); });
}

QMenu *FlowTable::makeMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("flowMenu"));
    const FlowId id = current();
    menu->addAction(icon(QStringLiteral("flows")), tr("Open"), this, [this, id] { Q_EMIT opened(id); });
    menu->addAction(icon(QStringLiteral("edit")), tr("Rename"), this, &FlowTable::startRenaming);
    menu->addAction(icon(QStringLiteral("duplicate")), tr("Duplicate"), this,
                    [this, id] { Q_EMIT duplicateWanted(id); });
    menu->addAction(icon(QStringLiteral("export")), tr("Export as JSON"), this,
                    [this, id] { Q_EMIT exportWanted(id); });
    menu->addAction(icon(QStringLiteral("trash")), tr("Delete"), this, [this, id] { Q_EMIT deleteWanted(id); });
    return menu;
}

void FlowTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_D && event->modifiers() == Qt::ControlModifier && current().isValid())
        Q_EMIT duplicateWanted(current());
    else
        NameTable::keyPressEvent(event);
}

} // namespace perennial
