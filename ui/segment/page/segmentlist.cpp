// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/page/segmentlist.h"

#include "ui/segment/portfolio/figuredelegate.h"
#include "ui/segment/portfolio/scorebar.h"
#include "ui/segment/portfolio/sparkline.h"
#include "ui/segment/portfolio/tagchip.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"

#include <QActionGroup>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

// By column; the name takes what is left.
constexpr int Widths[SegmentListModel::ColumnCount]{0, 88, 112, 96, 96, 136, 96, 104};
constexpr int LeastName = 264;
// What goes first where there is no room; people and their number stay.
constexpr SegmentListModel::Column LeastFirst[]{SegmentListModel::UpdatedColumn, SegmentListModel::UsedColumn,
                                                SegmentListModel::TagsColumn,    SegmentListModel::HealthColumn,
                                                SegmentListModel::TrendColumn,   SegmentListModel::HistoryColumn};

} // namespace

SegmentList::SegmentList(SegmentListModel &model, QWidget *parent)
    : NameTable(model, SegmentListModel::SegmentIdRole, SegmentListModel::SortRole, parent)
    , m_model(model)
{
    setObjectName(QStringLiteral("segments"));
    setAccessibleName(tr("Segments"));
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setDelegates();
    for (int column = 1; column < SegmentListModel::ColumnCount; ++column)
        setColumnWidth(column, Widths[column]);
    setOrder({});
    QHeaderView *header = horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillSortMenu(*menu);
        menu->popup(header->mapToGlobal(at));
    });
    connect(header, &QHeaderView::sortIndicatorChanged, this, [this] {
        fitColumns();
        Q_EMIT orderChanged(order());
    });
    connect(&model, &QAbstractItemModel::modelReset, this, &SegmentList::fitColumns);
    connect(&model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &from, const QModelIndex &to) {
        if (from.column() <= SegmentListModel::TagsColumn && to.column() >= SegmentListModel::TagsColumn)
            fitColumns();
    });
    connect(this, &NameTable::rowActivated, this, [this] { Q_EMIT opened(current()); });
    connect(this, &NameTable::linkActivated, this, &SegmentList::follow);
    connect(this, &NameTable::deletePressed, this, [this] { Q_EMIT deleteWanted(selected()); });
}

void SegmentList::setDelegates()
{
    setItemDelegateForColumn(SegmentListModel::CountColumn, new PeopleCountDelegate(this));
    setItemDelegateForColumn(SegmentListModel::HistoryColumn, new SparklineDelegate(this));
    setItemDelegateForColumn(SegmentListModel::HealthColumn, new ScoreDelegate(this));
    setItemDelegateForColumn(SegmentListModel::TagsColumn, new TagsDelegate(this));
    for (const int column :
         {SegmentListModel::TrendColumn, SegmentListModel::UsedColumn, SegmentListModel::UpdatedColumn})
        setItemDelegateForColumn(column, new FigureDelegate(Ink::Text, this));
}

SegmentId SegmentList::idAt(int row) const
{
    return {model()->index(row, 0).data(SegmentListModel::SegmentIdRole).toLongLong()};
}

std::vector<SegmentId> SegmentList::selected() const
{
    std::vector<SegmentId> ids;
    for (int row = 0; row < model()->rowCount(); ++row) {
        if (selectionModel()->isRowSelected(row))
            ids.push_back(idAt(row));
    }
    if (ids.empty() && current().isValid())
        ids.push_back(current());
    return ids;
}

void SegmentList::setSelected(const std::vector<SegmentId> &ids, SegmentId current)
{
    QItemSelection rows;
    QModelIndex at;
    for (int row = 0; row < model()->rowCount(); ++row) {
        const QModelIndex index = model()->index(row, 0);
        if (std::ranges::find(ids, idAt(row)) != ids.end())
            rows.select(index, index.siblingAtColumn(SegmentListModel::ColumnCount - 1));
        if (idAt(row) == current)
            at = index;
    }
    selectionModel()->setCurrentIndex(at, QItemSelectionModel::NoUpdate);
    selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
}

std::vector<SegmentId> SegmentList::inSightFirst() const
{
    const int rows = model()->rowCount();
    const int top = qMax(0, rowAt(0)), below = rowAt(viewport()->height() - 1);
    const int bottom = below < 0 ? rows - 1 : below;
    std::vector<SegmentId> ids;
    for (int row = top; row <= bottom; ++row)
        ids.push_back(idAt(row));
    for (int row = 0; row < rows; ++row) {
        if (row < top || row > bottom)
            ids.push_back(idAt(row));
    }
    return ids;
}

ListOrder SegmentList::order() const
{
    return {horizontalHeader()->sortIndicatorSection(), horizontalHeader()->sortIndicatorOrder()};
}

void SegmentList::setOrder(const ListOrder &order)
{
    sortByColumn(order.column, order.direction);
}

QString SegmentList::orderWords(const ListOrder &order)
{
    const bool up = order.direction == Qt::AscendingOrder;
    switch (order.column) {
    case SegmentListModel::NameColumn:
        return up ? tr("Name, A to Z") : tr("Name, Z to A");
    case SegmentListModel::CountColumn:
        return up ? tr("People, fewest first") : tr("People, most first");
    case SegmentListModel::HistoryColumn:
        return up ? tr("Two years, shrunk most first") : tr("Two years, grown most first");
    case SegmentListModel::TrendColumn:
        return up ? tr("30 days, shrunk most first") : tr("30 days, grown most first");
    case SegmentListModel::HealthColumn:
        return up ? tr("Health, poorest first") : tr("Health, best first");
    case SegmentListModel::TagsColumn:
        return up ? tr("Tags, A to Z") : tr("Tags, Z to A");
    case SegmentListModel::UsedColumn:
        return up ? tr("Last used, longest ago first") : tr("Last used, latest first");
    default:
        return up ? tr("Changed, longest ago first") : tr("Changed, latest first");
    }
}

void SegmentList::fillSortMenu(QMenu &menu)
{
    auto *columns = new QActionGroup(&menu);
    for (int column = 0; column < SegmentListModel::ColumnCount; ++column) {
        const auto initial =
            static_cast<Qt::SortOrder>(m_model.headerData(column, Qt::Horizontal, Qt::InitialSortOrderRole).toInt());
        const bool isIt = order().column == column;
        const ListOrder by{column, isIt ? order().direction : initial};
        QAction *action = menu.addAction(orderWords(by), this, [this, by] { setOrder(by); });
        action->setCheckable(true);
        action->setChecked(isIt);
        columns->addAction(action);
    }
    menu.addSeparator();
    menu.addAction(tr("The other way round"), this, [this] {
        const ListOrder now = order();
        setOrder({now.column, now.direction == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder});
    });
}

// The column that is sorted by stays, whatever it is.
void SegmentList::fitColumns()
{
    const bool hasTags =
        std::ranges::any_of(m_model.lines(), [](const SegmentLine &line) { return !line.tags.isEmpty(); });
    std::array<bool, SegmentListModel::ColumnCount> isShown;
    isShown.fill(true);
    isShown[SegmentListModel::TagsColumn] = hasTags;
    const auto needed = [&] {
        int width = LeastName;
        for (int column = 1; column < SegmentListModel::ColumnCount; ++column)
            width += isShown[static_cast<size_t>(column)] ? Widths[column] : 0;
        return width;
    };
    for (const auto column : LeastFirst) {
        if (needed() > viewport()->width() && column != order().column)
            isShown[column] = false;
    }
    for (int column = 1; column < SegmentListModel::ColumnCount; ++column)
        setColumnHidden(column, !isShown[static_cast<size_t>(column)]);
}

void SegmentList::resizeEvent(QResizeEvent *event)
{
    NameTable::resizeEvent(event);
    fitColumns();
}

bool SegmentList::isLink(const QModelIndex &index) const
{
    const SegmentLine *line = m_model.line(idAt(index.row()));
    switch (index.column()) {
    case SegmentListModel::CountColumn:
        return line && line->tally.members.value_or(0) > 0;
    case SegmentListModel::HistoryColumn:
        return line && line->doc;
    case SegmentListModel::TagsColumn:
        return true;
    default:
        return false;
    }
}

QString SegmentList::tagAt(const QModelIndex &index, const QPoint &at) const
{
    return TagsDelegate::tagAt(visualRect(index), index.data(NameFilter::TagsRole).toStringList(), layoutDirection(),
                               at);
}

bool SegmentList::isLinkAt(const QModelIndex &index, const QPoint &at) const
{
    return index.column() == SegmentListModel::TagsColumn ? !tagAt(index, at).isEmpty() : isLink(index);
}

void SegmentList::follow(const QModelIndex &index, const std::optional<QPoint> &at)
{
    const SegmentId id = idAt(index.row());
    switch (index.column()) {
    case SegmentListModel::CountColumn:
        return Q_EMIT peopleWanted(id);
    case SegmentListModel::HistoryColumn:
        return Q_EMIT historyWanted(id);
    default:
        if (at)
            return Q_EMIT tagChosen(tagAt(index, *at));
        return Q_EMIT tagsWanted(selected());
    }
}

QRect SegmentList::tagsRect() const
{
    const QModelIndex tags = currentIndex().siblingAtColumn(SegmentListModel::TagsColumn);
    return visualRect(isColumnHidden(SegmentListModel::TagsColumn) ? currentIndex().siblingAtColumn(0) : tags);
}

void SegmentList::keyPressEvent(QKeyEvent *event)
{
    const bool isCommand = event->modifiers() == Qt::ControlModifier && state() != EditingState && current().isValid();
    if (isCommand && event->key() == Qt::Key_T)
        return Q_EMIT tagsWanted(selected());
    if (isCommand && event->key() == Qt::Key_D)
        return Q_EMIT duplicateWanted(current());
    NameTable::keyPressEvent(event);
}

void SegmentList::addActionsForOne(QMenu &menu, SegmentId id)
{
    menu.addAction(icon(QStringLiteral("edit")), tr("Open"), this, [this, id] { Q_EMIT opened(id); });
    menu.addAction(icon(QStringLiteral("clock")), tr("See how it grew"), this,
                   [this, id] { Q_EMIT historyWanted(id); });
    menu.addAction(icon(QStringLiteral("profiles")), tr("Show its people"), this,
                   [this, id] { Q_EMIT peopleWanted(id); });
    menu.addAction(tr("Rename"), this, &SegmentList::startRenaming);
    menu.addAction(icon(QStringLiteral("duplicate")), tr("Duplicate"), this,
                   [this, id] { Q_EMIT duplicateWanted(id); });
    menu.addAction(icon(QStringLiteral("sparkle")), tr("Save as template"), this,
                   [this, id] { Q_EMIT templateWanted(id); });
    menu.addAction(icon(QStringLiteral("export")), tr("Create in Klaviyo …"), this,
                   [this, id] { Q_EMIT draftWanted(id); });
}

QMenu *SegmentList::makeMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("segmentListMenu"));
    const std::vector<SegmentId> ids = selected();
    if (ids.size() == 1)
        addActionsForOne(*menu, ids.front());
    menu->addAction(icon(QStringLiteral("tag")), tr("Tags…"), QKeySequence(Qt::CTRL | Qt::Key_T), this,
                    [this, ids] { Q_EMIT tagsWanted(ids); });
    const QString remove =
        ids.size() == 1 ? tr("Delete") : tr("Delete %1 segments").arg(format::count(qint64(ids.size())));
    menu->addAction(icon(QStringLiteral("trash")), remove, this, [this, ids] { Q_EMIT deleteWanted(ids); });
    return menu;
}

void SegmentList::paintEvent(QPaintEvent *event)
{
    NameTable::paintEvent(event);
    if (model()->rowCount() > 0 || m_model.rowCount() == 0)
        return;
    QPainter painter(viewport());
    painter.setFont(fontFor(TextSize::Body));
    painter.setPen(Tokens::current().muted);
    painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("No segment fits the search and the tags."));
}

} // namespace perennial
