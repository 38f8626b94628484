// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sql/sqlquery.h"

#include "core/base/money.h"
#include "core/segment/document/finished.h"
#include "core/segment/document/sentence.h"
#include "core/segment/saved/segmentsources.h"
#include "core/segment/sql/sqlclock.h"
#include "core/segment/sql/sqltext.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace perennial {

namespace {

// SQLite's parser and its limit of open references allow many more.
constexpr int MostNested = 500;
// SQLite takes a table apart anew wherever one is named, so that segments which are named twice, again and again, grow
// without bound.
constexpr int MostExpanded = 2000;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QString groupWords(const SegmentGroup &group)
{
    switch (group.match) {
    case GroupMatch::All:
        return tr("all of these");
    case GroupMatch::Any:
        return tr("any of these");
    case GroupMatch::None:
        break;
    }
    return tr("none of these");
}

QString numbered(const char *name, size_t already)
{
    return already == 0 ? QLatin1String(name) : QStringLiteral("%1_%2").arg(QLatin1String(name)).arg(already + 1);
}

} // namespace

SqlQuery::SqlQuery(const SqlSetting &setting)
    : m_setting(setting)
    , m_decimals(minorDigits(setting.currency))
{
}

Result<QString> SqlQuery::write(const SegmentDoc &doc)
{
    const auto members = addDocument({MemberOf::Segment, doc.name}, doc, m_setting.asOf, QString());
    if (!members)
        return members;
    QStringList tables;
    for (size_t i = 0; i < m_clocks.size(); ++i)
        tables.append(clockTable(m_clocks[i], numbered("clocks", i)));
    tables += m_tables;
    return QStringLiteral("WITH\n%1\nSELECT id FROM %2 ORDER BY id").arg(tables.join(QStringLiteral(",\n")), *members);
}

void SqlQuery::add(const QString &head, const QString &body, const QString &words)
{
    QString indented = body;
    indented.replace(u'\n', QStringLiteral("\n    "));
    m_tables.append(sqlComment(words) + QStringLiteral("%1 AS (\n    %2)").arg(head, indented));
}

void SqlQuery::addAsItStands(const QString &head, const QString &body)
{
    m_tables.append(QStringLiteral("%1 AS (\n%2\n)").arg(head, body));
}

QString SqlQuery::people(Instant asOf)
{
    const auto known = m_people.find(asOf.ms);
    if (known != m_people.end())
        return known->second;
    const QString name = numbered("people", m_people.size());
    add(name + QStringLiteral("(id)"),
        QStringLiteral("SELECT p.id FROM profiles p\nWHERE p.merged_into IS NULL AND (p.created_at IS NULL OR "
                       "p.created_at <= %1\n    OR EXISTS (SELECT 1 FROM events e WHERE e.profile_id = p.id AND e.at "
                       "<= %1)\n    OR EXISTS (SELECT 1 FROM profiles m JOIN events e ON e.profile_id = m.id WHERE "
                       "m.merged_into = p.id AND e.at <= %1))")
            .arg(asOf.ms),
        tr("everybody known at %1").arg(asOf.toIso()));
    m_people.emplace(asOf.ms, name);
    return name;
}

QString SqlQuery::clocks(const QTimeZone &zone, const TimeRange &stretch)
{
    auto known = std::ranges::find(m_clocks, zone, &Clocks::zone);
    if (known == m_clocks.end()) {
        m_clocks.push_back({zone, stretch});
        known = std::prev(m_clocks.end());
    }
    known->stretch = {std::min(known->stretch.from, stretch.from), std::max(known->stretch.to, stretch.to)};
    return numbered("clocks", static_cast<size_t>(known - m_clocks.begin()));
}

QString SqlQuery::clockTable(const Clocks &clocks, const QString &name) const
{
    QString rows = sqlClockRows(clocks.zone, clocks.stretch, m_setting.asOf);
    rows.replace(u'\n', QStringLiteral("\n    "));
    return sqlComment(tr("what the clocks of %1 add to UTC, and when (milliseconds)")
                          .arg(QString::fromUtf8(clocks.zone.id()))) +
           QStringLiteral("%1(since, until, shift) AS MATERIALIZED (\n    %2)").arg(name, rows);
}

QString SqlQuery::lastEvents(const QString &metric, const SqlMoment &moment)
{
    const auto key = std::pair(metric, moment.frame.now.ms);
    const auto known = m_lastEvents.find(key);
    if (known != m_lastEvents.end())
        return known->second;
    const QString name = numbered("since", m_lastEvents.size());
    add(name + QStringLiteral("(id, at)"),
        QStringLiteral("SELECT %1, max(e.at)\nFROM events e JOIN profiles m ON m.id = e.profile_id\nWHERE e.metric_id "
                       "= (SELECT id FROM metrics WHERE name = %2) AND e.at <= %3\nGROUP BY 1")
            .arg(SqlPerson, sqlText(metric), moment.now()),
        tr("when each person last had %1").arg(metric));
    m_lastEvents.emplace(key, name);
    return name;
}

Result<QString> SqlQuery::members(const SavedName &name, Instant asOf, const QString &where)
{
    const auto key = std::pair(name.key(), asOf.ms);
    const auto known = m_definitions.find(key);
    WrittenDefinition written = known == m_definitions.end() ? WrittenDefinition() : known->second;
    if (known == m_definitions.end()) {
        const auto doc = documentOf(name, where);
        if (!doc)
            return failure(doc.error());
        const int outer = std::exchange(m_expanded, 0);
        const auto members = addDocument(name, *doc, asOf, QStringLiteral("s%1_").arg(++m_nested));
        if (!members)
            return failure(inside(members.error(), name.name, where));
        written = {*members, std::exchange(m_expanded, outer) + 1};
        m_definitions.emplace(key, written);
    }
    m_expanded += written.expanded;
    if (m_expanded > MostExpanded)
        return failure(ErrorKind::Invalid,
                       tr("Segments name each other so often that SQLite could not take them as one query."),
                       where + QStringLiteral(".name"));
    return written.members;
}

// An error within a saved segment stands at the condition that names it.
Error SqlQuery::inside(Error error, const QString &name, const QString &where) const
{
    if (m_names.size() == 1)
        error.where = QStringLiteral("%1 (%2: %3)").arg(where, name, error.where);
    return error;
}

Result<QString> SqlQuery::addDocument(const SavedName &name, const SegmentDoc &doc, Instant asOf, const QString &prefix)
{
    if (const auto valid = validate(doc); !valid)
        return failure(valid.error());
    const SqlMoment moment{{asOf, zoneOf(doc, m_setting.homeZone), static_cast<int>(doc.weekStart) + 1}, people(asOf)};
    m_names.push_back(name);
    auto members = addNode(doc.root, NodePath(), moment, prefix);
    m_names.pop_back();
    return members;
}

Result<QString> SqlQuery::addNode(const SegmentNode &node, const NodePath &path, const SqlMoment &moment,
                                  const QString &prefix)
{
    const QString name = prefix + u'n' + path.toString().replace(u'.', u'_');
    SqlNode place{*this, moment, name, path.toJsonPath(), node.unknown == UnknownRule::In};
    const auto bodyOf = [&](const auto &condition) {
        if constexpr (std::is_same_v<std::decay_t<decltype(condition)>, SegmentGroup>)
            return groupBody(condition, path, moment, prefix);
        else
            return sqlBody(condition, place);
    };
    const auto body = std::visit(bodyOf, node.is);
    if (!body)
        return body;
    add(name + QStringLiteral("(id)"), *body, node.group() ? groupWords(*node.group()) : wordsOf(node));
    return name;
}

Result<QString> SqlQuery::groupBody(const SegmentGroup &group, const NodePath &path, const SqlMoment &moment,
                                    const QString &prefix)
{
    QStringList parts;
    const QString in = group.match == GroupMatch::None ? QStringLiteral("NOT IN") : QStringLiteral("IN");
    for (size_t i = 0; i < group.children.size(); ++i) {
        if (!isFinished(group.children[i]))
            continue;
        const auto child = addNode(group.children[i], path.child(static_cast<int>(i)), moment, prefix);
        if (!child)
            return child;
        parts.append(QStringLiteral("id %1 (SELECT id FROM %2)").arg(in, *child));
    }
    const QString all = QStringLiteral("SELECT id FROM %1").arg(moment.people);
    const QString glue = group.match == GroupMatch::Any ? QStringLiteral("\n    OR ") : QStringLiteral("\n    AND ");
    return parts.isEmpty() ? all : all + QStringLiteral("\nWHERE ") + parts.join(glue);
}

Result<SegmentDoc> SqlQuery::documentOf(const SavedName &name, const QString &where) const
{
    const QString here = where + QStringLiteral(".name");
    const auto circle = std::ranges::find(m_names, name);
    if (circle != m_names.end())
        return failure(containsItself({circle, m_names.end()}, here));
    if (m_names.size() > MostNested)
        return failure(ErrorKind::Invalid, tr("Segments are nested deeper than %1 levels.").arg(MostNested), here);
    auto doc =
        m_setting.sources ? m_setting.sources->definition(name) : Result<std::optional<SegmentDoc>>(std::nullopt);
    if (!doc)
        return failure(doc.error());
    if (!*doc)
        return failure(noDefinition(name, here));
    return std::move(**doc);
}

} // namespace perennial
