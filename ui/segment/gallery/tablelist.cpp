// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/gallery/tablelist.h"

#include "core/store/rows.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/tokens.h"

#include <QHeaderView>

namespace perennial {

namespace {

// Those that tell of people first.
constexpr auto ColumnsSql =
    "SELECT t.name, c.name, c.type FROM sqlite_schema t JOIN pragma_table_info(t.name) c "
    "WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite_%' "
    "ORDER BY t.type = 'table', t.name NOT IN ('profiles', 'orders', 'order_lines', 'events'), t.name, c.cid";

} // namespace

TableList::TableList(Workspace &workspace, QWidget *parent)
    : QTreeWidget(parent)
    , m_workspace(workspace)
{
    setObjectName(QStringLiteral("tables"));
    setAccessibleName(tr("Tables and columns of the store"));
    setColumnCount(2);
    header()->hide();
    header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUniformRowHeights(true);
    setExpandsOnDoubleClick(false);
    connect(this, &QTreeWidget::itemActivated, this,
            [this](const QTreeWidgetItem *item) { Q_EMIT nameWanted(item->text(0)); });
}

void TableList::read()
{
    if (!m_workspace.isOpen())
        return clear();
    using Columns = std::vector<Column>;
    const JobSpec quiet{.title = {}, .kind = JobKind::Reading, .quiet = true};
    m_workspace.read<Columns>(
        quiet,
        [](const Store &store, const Progress &) -> Result<Columns> {
            return queryRows(store.database(), ColumnsSql, [](const Statement &row) {
                return Column{row.text(0), row.text(1), row.text(2)};
            });
        },
        this,
        [this](const Result<Columns> &columns) {
            if (columns)
                take(*columns);
        });
}

void TableList::take(const std::vector<Column> &columns)
{
    clear();
    QTreeWidgetItem *table = nullptr;
    for (const Column &column : columns) {
        if (!table || table->text(0) != column.table) {
            table = new QTreeWidgetItem(this, {column.table});
            table->setFont(0, fontFor(TextSize::Body, TextWeight::Strong));
        }
        auto *line = new QTreeWidgetItem(table, {column.name, column.type.toLower()});
        line->setForeground(1, Tokens::current().muted);
    }
}

} // namespace perennial
