// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/catalog/tablecatalog.h"

#include "core/segment/columns/profiletable.h"
#include "core/workspace/workspace.h"

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
        choices.push_back({.name = metric.name, .events = metric.events, .last = metric.last});
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

struct Lists
{
    std::vector<MetricChoice> metrics;
    std::vector<PropertyChoice> properties;
};

} // namespace

TableCatalog::TableCatalog(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    connect(&workspace, &Workspace::tableChanged, this, &TableCatalog::readLists);
    connect(&workspace, &Workspace::storeChanged, this, [this] {
        m_metrics.clear();
        m_properties.clear();
    });
    readLists();
}

void TableCatalog::readLists()
{
    const Table table = m_workspace.table();
    if (!table)
        return;
    m_workspace.runner().start<Lists>(
        Quiet,
        [table](const Progress &) -> Result<Lists> {
            return Lists{metricsOf(*table), choicesOf(table->properties())};
        },
        this,
        [this, table](Result<Lists> lists) {
            if (!lists || table != m_workspace.table())
                return;
            m_metrics = std::move(lists->metrics);
            m_properties = std::move(lists->properties);
        });
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

} // namespace perennial
