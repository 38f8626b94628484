// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/catalog/tablecatalog.h"

#include "core/segment/columns/profiletable.h"
#include "core/workspace/workspace.h"
#include "ui/segment/catalog/valuesearch.h"

#include <algorithm>
#include <functional>

namespace perennial {

namespace {

const JobSpec Quiet{.title = {}, .kind = JobKind::Reading, .quiet = true};

using Table = std::shared_ptr<const ProfileTable>;

std::vector<MetricChoice> metricsOf(const ProfileTable &table)
{
    std::vector<MetricChoice> choices;
    for (const MetricInfo &metric : table.metrics())
        choices.push_back({.name = metric.name,
                           .events = metric.events,
                           .last = metric.events > 0 ? std::optional(metric.last) : std::nullopt});
    return choices;
}

std::vector<PropertyChoice> choicesOf(const std::vector<PropertyInfo> &properties)
{
    std::vector<PropertyChoice> choices;
    for (const PropertyInfo &property : properties)
        choices.push_back({.name = property.name, .type = property.type, .people = property.people});
    return choices;
}

std::vector<ValueChoice> choicesOf(const std::vector<ValueCount> &values)
{
    std::vector<ValueChoice> choices;
    for (const ValueCount &value : values)
        choices.push_back({.value = value.value, .count = value.count});
    return choices;
}

std::vector<ValueChoice> methodsOf(const ConsentColumn &column)
{
    std::vector<ValueChoice> choices;
    for (const QByteArray &method : column.methods)
        choices.push_back({.value = QString::fromUtf8(method), .count = 0});
    for (const ConsentRow &row : column.consents)
        ++choices[row.method].count;
    std::erase_if(choices, [](const ValueChoice &choice) { return choice.value.isEmpty() || choice.count == 0; });
    std::ranges::stable_sort(choices, std::greater(), &ValueChoice::count);
    return choices;
}

// Runs `ask` beside the window and brings its list home.
template <class T, class Ask>
void inBackground(Workspace &workspace, Ask ask, QObject *context, SegmentCatalog::Done<T> done)
{
    using List = std::vector<T>;
    const Table table = workspace.table();
    if (!table)
        return done({});
    workspace.runner().start<List>(
        Quiet, [table, ask](const Progress &) -> Result<List> { return ask(*table); }, context,
        [done = std::move(done)](Result<List> list) {
            if (list)
                done(std::move(*list));
        });
}

} // namespace

TableCatalog::TableCatalog(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_search(workspace.runner(), [this](Result<std::vector<FoundValue>> found) {
        if (found && m_searcher && m_found)
            m_found(std::move(*found));
    })
{
    connect(&workspace, &Workspace::tableChanged, this, &TableCatalog::readLists);
    connect(&workspace, &Workspace::tableChanged, this, &TableCatalog::readSaved);
    connect(&workspace, &Workspace::segmentsChanged, this, &TableCatalog::readSaved);
    connect(&workspace, &Workspace::storeChanged, this, &TableCatalog::forget);
    readLists();
    readSaved();
}

void TableCatalog::forget()
{
    m_lists = {};
    m_saved = {};
    m_haveLists = m_haveSaved = false;
    m_search.cancel();
}

void TableCatalog::readLists()
{
    const Table table = m_workspace.table();
    if (!table)
        return;
    m_workspace.runner().start<Lists>(
        Quiet,
        [table, now = Instant::now()](const Progress &) -> Result<Lists> {
            return Lists{metricsOf(*table), choicesOf(table->properties()), listsOf(*table, now), flowsOf(*table, now)};
        },
        this,
        [this, table](Result<Lists> lists) {
            if (!lists || table != m_workspace.table())
                return;
            m_lists = std::move(*lists);
            m_haveLists = true;
            Q_EMIT changed();
        });
}

void TableCatalog::readSaved()
{
    if (!m_workspace.isOpen())
        return;
    m_workspace.read<SavedChoices>(
        Quiet, [](Store &store, const Progress &) { return savedChoices(store); }, this,
        [this, path = m_workspace.path()](Result<SavedChoices> saved) {
            if (!saved || path != m_workspace.path())
                return;
            m_saved = std::move(*saved);
            m_haveSaved = true;
            Q_EMIT changed();
        });
}

void TableCatalog::whenChanged(QObject *context, std::function<void()> call)
{
    connect(this, &TableCatalog::changed, context, std::move(call));
}

void TableCatalog::findValues(const QString &property, QObject *context, Done<ValueChoice> done)
{
    inBackground<ValueChoice>(
        m_workspace, [property](const ProfileTable &table) { return choicesOf(table.valuesOf(property)); }, context,
        std::move(done));
}

void TableCatalog::findEventProperties(const QString &metric, QObject *context, Done<PropertyChoice> done)
{
    inBackground<PropertyChoice>(
        m_workspace, [metric](const ProfileTable &table) { return choicesOf(table.eventProperties(metric)); }, context,
        std::move(done));
}

void TableCatalog::findEventValues(const QString &metric, const QString &property, QObject *context,
                                   Done<ValueChoice> done)
{
    inBackground<ValueChoice>(
        m_workspace,
        [metric, property](const ProfileTable &table) { return choicesOf(table.eventValuesOf(metric, property)); },
        context, std::move(done));
}

QTimeZone TableCatalog::homeZone() const
{
    const Table table = m_workspace.table();
    return table ? table->columns().homeZone : QTimeZone();
}

void TableCatalog::findConsentMethods(Channel channel, QObject *context, Done<ValueChoice> done)
{
    inBackground<ValueChoice>(
        m_workspace, [channel](const ProfileTable &table) { return methodsOf(table.consent(channel)); }, context,
        std::move(done));
}

void TableCatalog::findLineValues(const QString &property, QObject *context, Done<ValueChoice> done)
{
    constexpr int Most = 1000;
    inBackground<ValueChoice>(
        m_workspace,
        [property](const ProfileTable &table) {
            return choicesOf(table.values().ofOrderLines(property)->find({}, Most));
        },
        context, std::move(done));
}

void TableCatalog::countDefinitions(QObject *context, Done<DefinitionSize> done)
{
    const Table table = m_workspace.table();
    if (!table)
        return done({});
    m_workspace.read<std::vector<DefinitionSize>>(
        Quiet,
        [table, now = Instant::now()](Store &store, const Progress &progress) {
            return definitionSizes(store, table, now, progress);
        },
        context,
        [done = std::move(done)](Result<std::vector<DefinitionSize>> sizes) {
            if (sizes)
                done(std::move(*sizes));
        });
}

void TableCatalog::searchValues(const QString &text, QObject *context, Done<FoundValue> done)
{
    m_searcher = context;
    m_found = std::move(done);
    const Table table = m_workspace.table();
    if (!table)
        return m_search.cancel();
    m_search.ask({}, [table, text](const Progress &progress) -> Result<std::vector<FoundValue>> {
        if (text.isEmpty())
            prepareValues(*table, progress);
        return valuesHolding(*table, text, progress);
    });
}

} // namespace perennial
