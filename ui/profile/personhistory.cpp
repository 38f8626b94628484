// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/personhistory.h"

#include "ui/profile/ordermodel.h"
#include "ui/profile/personwords.h"
#include "ui/profile/timelinemodel.h"
#include "ui/widgets/entrydelegate.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QListView>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTreeView>

namespace perennial {

PersonHistory::PersonHistory(QWidget *parent)
    : QTabWidget(parent)
    , m_events(new TimelineModel(this))
    , m_orders(new OrderModel(this))
    , m_properties(new QStandardItemModel(this))
    , m_metric(new QComboBox(this))
    , m_zone(new Label({}, TextSize::Caption, Ink::Muted, this))
    , m_timeline(new QListView(this))
    , m_orderTree(makeTree(m_orders, tr("Orders"), QStringLiteral("orderTree")))
    , m_propertyTree(makeTree(m_properties, tr("Properties"), QStringLiteral("propertyTree")))
    , m_timelineFaces(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("personHistory"));
    setDocumentMode(true);
    m_propertyTree->setRootIsDecorated(false);
    addTab(makeTimeline(), tr("Timeline"));
    addTab(m_orderTree, tr("Orders"));
    addTab(m_propertyTree, tr("Properties"));
}

QWidget *PersonHistory::makeTimeline()
{
    m_metric->setObjectName(QStringLiteral("metricFilter"));
    m_metric->setAccessibleName(tr("Show events"));
    m_metric->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_timeline->setObjectName(QStringLiteral("timeline"));
    m_timeline->setAccessibleName(tr("Timeline, newest first"));
    m_timeline->setModel(m_events);
    m_timeline->setItemDelegate(new EntryDelegate(m_timeline));
    m_timeline->setFrameShape(QFrame::NoFrame);
    m_timeline->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_timeline->setLayoutMode(QListView::Batched);
    auto *face = new QWidget(this);
    auto *column = new QVBoxLayout(face);
    auto *row = new QHBoxLayout;
    column->setContentsMargins(0, size::Unit, 0, 0);
    column->setSpacing(size::Unit);
    row->setContentsMargins(3 * size::Unit / 2, 0, 3 * size::Unit / 2, 0);
    row->addWidget(m_metric);
    row->addStretch();
    row->addWidget(m_zone);
    column->addLayout(row);
    auto *nothing = new Label(tr("Nothing has been seen of this person."), TextSize::Body, Ink::Muted, face);
    nothing->setAlignment(Qt::AlignCenter);
    m_timelineFaces->addWidget(m_timeline);
    m_timelineFaces->addWidget(nothing);
    column->addWidget(m_timelineFaces, 1);
    connect(m_metric, &QComboBox::currentIndexChanged, this, [this] { m_events->setMetric(m_metric->currentData().toString()); });
    return face;
}

QTreeView *PersonHistory::makeTree(QAbstractItemModel *model, const QString &name, const QString &objectName)
{
    auto *tree = new QTreeView(this);
    tree->setObjectName(objectName);
    tree->setAccessibleName(name);
    tree->setModel(model);
    tree->setFrameShape(QFrame::NoFrame);
    tree->setUniformRowHeights(true);
    tree->setAllColumnsShowFocus(true);
    tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    return tree;
}

void PersonHistory::setPerson(const ProfileView &person, const QTimeZone &zone)
{
    setEvents(person, zone);
    m_orders->setOrders(person.orders, zone);
    for (int row = 0; row < m_orders->rowCount(); ++row)
        for (int line = 0; line < m_orders->rowCount(m_orders->index(row, 0)); ++line)
            m_orderTree->setFirstColumnSpanned(line, m_orders->index(row, 0), true);
    for (int column = 0; column < OrderModel::ColumnCount; ++column)
        m_orderTree->resizeColumnToContents(column);
    if (m_orders->rowCount() > 0)
        m_orderTree->expand(m_orders->index(0, 0));
    setProperties(person, zone);
    setTabText(1, tr("Orders (%1)").arg(format::count(m_orders->rowCount())));
    setTabText(2, tr("Properties (%1)").arg(format::count(m_properties->rowCount())));
    setCurrentIndex(0);
}

void PersonHistory::setEvents(const ProfileView &person, const QTimeZone &zone)
{
    m_events->setEvents(person.events, zone);
    const QSignalBlocker quiet(m_metric);
    m_metric->clear();
    m_metric->addItem(tr("All events (%1)").arg(format::count(static_cast<qint64>(person.events.size()))), QString());
    for (const auto &[metric, count] : m_events->metrics())
        m_metric->addItem(tr("%1 (%2)", "metric, number of events").arg(metric, format::count(count)), metric);
    m_metric->setEnabled(m_metric->count() > 2);
    m_zone->setText(tr("Times in %1").arg(format::zoneName(zone)));
    m_timelineFaces->setCurrentIndex(person.events.empty() ? 1 : 0);
}

void PersonHistory::setProperties(const ProfileView &person, const QTimeZone &zone)
{
    m_properties->clear();
    m_properties->setHorizontalHeaderLabels({tr("Property"), tr("Value"), tr("Since")});
    for (const PropertyView &property : person.properties) {
        const QStringList texts{property.name, personwords::value(property, zone), format::date(property.since, zone)};
        QList<QStandardItem *> cells;
        for (const QString &text : texts) {
            cells << new QStandardItem(text);
            cells.last()->setEditable(false);
            cells.last()->setToolTip(text);
        }
        m_properties->appendRow(cells);
    }
    m_propertyTree->header()->setStretchLastSection(false);
    m_propertyTree->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_propertyTree->resizeColumnToContents(0);
    m_propertyTree->resizeColumnToContents(2);
}

} // namespace perennial
