// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/homepage.h"

#include "core/store/peoplelists.h"
#include "core/workspace/storequestion.h"
#include "core/workspace/workspace.h"
#include "ui/dashboard/nextstepcard.h"
#include "ui/dashboard/revenuecard.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/stattile.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr qint64 StaleMs = 7 * Instant::DayMs;
constexpr int MinuteMs = 60'000;

double shareOf(qint64 part, qint64 whole)
{
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

} // namespace

HomePage::HomePage(Workspace &workspace, QWidget *parent)
    : Page(tr("Home"), parent)
    , m_workspace(workspace)
    , m_faces(new QStackedWidget(this))
    , m_welcome(makeWelcome())
    , m_emptyStore(makeEmptyStore())
    , m_loading(new EmptyState(QStringLiteral("clock"), tr("Reading the store…"),
                               tr("This takes a moment for large stores."), this))
    , m_overview(makeOverview())
    , m_list(workspace.runner(),
             [this](Result<std::vector<ProfileId>> ids) {
                 if (ids)
                     Q_EMIT peopleRequested(m_listTitle, *ids);
                 else
                     banner()->showMessage(BannerKind::Danger, ids.error().message);
             })
    , m_counting(workspace.runner(), [this](const Result<int> &segments) {
        m_segments = segments.value_or(m_segments);
        if (const auto summary = m_workspace.summary())
            showNextStep(*summary);
    })
{
    setObjectName(QStringLiteral("homePage"));
    for (QWidget *face : {m_welcome, m_emptyStore, m_loading, makeProblem(), m_overview})
        m_faces->addWidget(face);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_faces);
    setScrollingContent(content);
    connect(&workspace, &Workspace::storeChanged, this, [this] {
        m_list.cancel();
        m_counting.cancel();
        m_revenue->setMonths({});
        m_revenue->showLoading();
        refresh();
    });
    connect(&workspace, &Workspace::tableChanged, this, &HomePage::refresh);
    connect(&workspace, &Workspace::segmentsChanged, this, &HomePage::countSegments);
    auto *clock = new QTimer(this);
    connect(clock, &QTimer::timeout, this, [this] {
        if (const auto summary = m_workspace.summary())
            showAge(*summary);
    });
    clock->start(MinuteMs);
    refresh();
}

QWidget *HomePage::makeWelcome()
{
    auto *face = new EmptyState(QStringLiteral("logo"), tr("Welcome to Perennial"),
                                tr("Your shop's exports become one store of people on this computer. Nothing leaves it "
                                   "unless you export it. The demo store shows everything in a minute."),
                                this);
    QPushButton *demo = face->addButton(tr("Try with the demo store"), Look::Primary);
    QPushButton *make = face->addButton(tr("New store"));
    QPushButton *open = face->addButton(tr("Open…"));
    demo->setObjectName(QStringLiteral("demoStore"));
    make->setObjectName(QStringLiteral("newStore"));
    open->setObjectName(QStringLiteral("openStore"));
    connect(demo, &QPushButton::clicked, this, &HomePage::demoStoreRequested);
    connect(make, &QPushButton::clicked, this, &HomePage::newStoreRequested);
    connect(open, &QPushButton::clicked, this, &HomePage::openStoreRequested);
    return face;
}

QWidget *HomePage::makeEmptyStore()
{
    auto *face =
        new EmptyState(QStringLiteral("data"), tr("This store is empty"),
                       tr("Drop your shop's exports anywhere on this window: customers and orders from Shopify, "
                          "profiles and events from Klaviyo, or any other CSV file."),
                       this);
    QPushButton *choose = face->addButton(tr("Choose files…"), Look::Primary);
    choose->setObjectName(QStringLiteral("chooseFiles"));
    connect(choose, &QPushButton::clicked, this, &HomePage::importRequested);
    return face;
}

QWidget *HomePage::makeProblem()
{
    m_problem = new EmptyState(QStringLiteral("danger"), tr("The store cannot be read"), {}, this);
    QPushButton *again = m_problem->addButton(tr("Try again"), Look::Primary);
    QPushButton *open = m_problem->addButton(tr("Open another store…"));
    connect(again, &QPushButton::clicked, &m_workspace, &Workspace::refresh);
    connect(open, &QPushButton::clicked, this, &HomePage::openStoreRequested);
    return m_problem;
}

QWidget *HomePage::makeOverview()
{
    auto *overview = new QWidget(this);
    auto *column = new QVBoxLayout(overview);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2 * size::Unit);
    m_age = new Label({}, TextSize::Body, Ink::Muted, overview);
    m_age->setObjectName(QStringLiteral("dataAge"));
    m_age->setWordWrap(true);
    m_revenue = new RevenueCard(overview);
    m_next = new NextStepCard(overview);
    column->addWidget(m_age);
    column->addWidget(makeTiles());
    column->addWidget(m_revenue, 1);
    column->addWidget(m_next);
    connect(m_revenue, &RevenueCard::currencyChosen, this, &HomePage::showMonths);
    connect(m_next, &NextStepCard::taken, this, &HomePage::takeNextStep);
    return overview;
}

QWidget *HomePage::makeTiles()
{
    auto *tiles = new QWidget(this);
    auto *row = new QHBoxLayout(tiles);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * size::Unit);
    const auto add = [&](const char *name, const QString &caption) {
        auto *tile = new StatTile(caption, tiles);
        tile->setObjectName(QString::fromLatin1(name));
        row->addWidget(tile, 1);
        return tile;
    };
    m_people = add("peopleTile", tr("People"));
    m_customers = add("customersTile", tr("Customers"));
    m_repeat = add("repeatTile", tr("Repeat customers"));
    m_orders = add("ordersTile", tr("Orders"));
    connect(m_people, &StatTile::clicked, this, &HomePage::allPeopleRequested);
    connect(m_customers, &StatTile::clicked, this, [this] { showPeople(tr("Customers"), 1); });
    connect(m_repeat, &StatTile::clicked, this, [this] { showPeople(tr("Repeat customers"), 2); });
    connect(m_orders, &StatTile::clicked, this, [this] { showPeople(tr("People with orders"), 1); });
    return tiles;
}

void HomePage::refresh()
{
    header()->setTitle(m_workspace.isOpen() ? m_workspace.settings().name : tr("Home"));
    header()->setSubtitle(m_workspace.isOpen() && m_workspace.settings().demo ? tr("Demo store, invented people")
                                                                              : QString());
    if (!m_workspace.isOpen()) {
        m_faces->setCurrentWidget(m_welcome);
    } else if (const auto &problem = m_workspace.problem()) {
        m_problem->setText(tr("The store cannot be read"), problem->message);
        m_faces->setCurrentWidget(m_problem);
    } else if (const auto summary = m_workspace.summary()) {
        const bool isEmpty = summary->profiles == 0 && summary->events == 0;
        m_faces->setCurrentWidget(isEmpty ? m_emptyStore : m_overview);
        showSummary(*summary);
    } else {
        m_faces->setCurrentWidget(m_loading);
    }
}

void HomePage::showSummary(const StoreSummary &summary)
{
    m_people->setValue(summary.profiles);
    m_people->setDetail(tr("Everyone the store knows"));
    m_customers->setValue(summary.customers);
    m_customers->setDetail(tr("%1 of all people").arg(format::share(shareOf(summary.customers, summary.profiles))));
    m_repeat->setValue(summary.repeatCustomers);
    m_repeat->setDetail(tr("%1 of customers").arg(format::share(shareOf(summary.repeatCustomers, summary.customers))));
    m_orders->setValue(summary.orders);
    m_orders->setDetail(
        summary.customers > 0
            ? tr("%1 per customer")
                  .arg(format::decimal(static_cast<double>(summary.orders) / static_cast<double>(summary.customers), 2))
            : QString());
    QStringList currencies;
    for (const auto &[currency, revenue] : summary.revenue)
        currencies << currency;
    m_revenue->setZone(format::zoneName(m_workspace.homeZone()));
    m_revenue->setCurrencies(currencies, m_workspace.settings().currency);
    m_revenue->setTotals(summary.revenue);
    showMonths();
    m_segments = summary.segments;
    countSegments();
    showNextStep(summary);
    showAge(summary);
}

// The summary counts the segments when the data changes; they also change by themselves.
void HomePage::countSegments()
{
    if (!m_workspace.summary())
        return;
    m_counting.ask(tr("Counting segments"), askingStore<int>(m_workspace.path(), [](const Store &store) {
                       return store.database()
                           .integer("SELECT count(*) FROM segments WHERE deleted_at IS NULL")
                           .map([](qint64 count) { return static_cast<int>(count); });
                   }));
}

void HomePage::showAge(const StoreSummary &summary)
{
    QStringList ages;
    if (summary.lastEvent)
        ages << tr("The newest thing we know happened on %1.")
                    .arg(format::dateTime(*summary.lastEvent, m_workspace.homeZone()));
    if (summary.lastImport)
        ages << tr("Last import: %1.").arg(format::ago(*summary.lastImport, Instant::now()));
    m_age->setText(ages.join(u' '));
}

void HomePage::showNextStep(const StoreSummary &summary)
{
    const bool isStale = summary.lastImport && Instant::now().ms - summary.lastImport->ms > StaleMs;
    if (summary.orders == 0) {
        m_step = Step::Import;
        m_next->showStep(tr("Add orders"),
                         tr("The store knows people but no orders. Most segments ask what people bought and when."),
                         tr("Choose files…"));
    } else if (isStale && !m_workspace.settings().demo) {
        m_step = Step::Refresh;
        m_next->showStep(tr("Bring the store up to date"),
                         tr("The last import was %1. Counts show the shop as it was then.")
                             .arg(format::ago(*summary.lastImport, Instant::now())),
                         tr("Choose files…"));
    } else if (m_segments == 0) {
        m_step = Step::Segment;
        m_next->showStep(tr("Find your first segment"),
                         tr("Describe the people you want to reach and watch the count while you do."),
                         tr("New segment"));
    } else {
        m_step = Step::Look;
        m_next->showStep(tr("Your segments"), tr("%n segment(s), counted on today's data.", nullptr, m_segments),
                         tr("Show segments"));
    }
}

void HomePage::takeNextStep()
{
    if (m_step == Step::Import || m_step == Step::Refresh)
        Q_EMIT importRequested();
    else
        Q_EMIT segmentsRequested();
}

void HomePage::showMonths()
{
    const auto &summary = m_workspace.summary();
    if (!summary)
        return;
    const auto months = summary->months.find(m_revenue->currency());
    m_revenue->setMonths(months == summary->months.end() ? std::vector<MonthlyRevenue>() : months->second);
}

void HomePage::showPeople(const QString &title, qint64 atLeast)
{
    m_listTitle = title;
    m_list.ask(title, askingStore<std::vector<ProfileId>>(m_workspace.path(), [atLeast](const Store &store) {
                   return peopleWithOrders(store, atLeast);
               }));
}

} // namespace perennial
