// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/segmentsql.h"

#include "core/base/money.h"
#include "core/segment/enumids.h"
#include "core/segment/finished.h"
#include "core/segment/segmentengine.h"
#include "core/segment/sqltests.h"

namespace perennial {

namespace {

// Rows of a merged profile are those of the one it was merged into. The cast gives the column a type, without which
// SQLite would not index it for the joins below.
const QString Person = QStringLiteral("CAST(coalesce(m.merged_into, m.id) AS INTEGER)");

class SqlWriter
{
public:
    SqlWriter(const SegmentDoc &doc, const SqlSetting &setting)
        : m_doc(doc)
        , m_setting(setting)
        , m_frame{setting.asOf, zoneOf(doc, setting.homeZone), static_cast<int>(doc.weekStart) + 1}
        , m_now(QString::number(setting.asOf.ms))
        , m_decimals(minorDigits(setting.currency))
    {
    }

    Result<QString> query()
    {
        addPeople();
        if (const auto added = add(NodePath(), m_doc.root); !added)
            return failure(added.error());
        return QStringLiteral("WITH\n%1\nSELECT id FROM %2 ORDER BY id")
            .arg(m_tables.join(QStringLiteral(",\n")), nameOf(NodePath()));
    }

private:
    static QString nameOf(const NodePath &path) { return u'n' + path.toString().replace(u'.', u'_'); }
    void addTable(const QString &name, const QString &body)
    {
        m_tables.append(QStringLiteral("%1(id) AS (\n    %2)").arg(name, body));
    }
    void addPeople();
    Result<void> add(const NodePath &path, const SegmentNode &node);
    Result<void> addGroup(const NodePath &path, const SegmentGroup &group);
    Result<QString> body(const SegmentNode &node, const QString &where) const;
    Result<QString> body(const EventCondition &condition, bool unknown, const QString &where) const;
    Result<QString> body(const PropertyCondition &condition, bool unknown, const QString &where) const;
    QString body(const ConsentCondition &condition) const;
    Result<QString> quantity(const EventQuantity &quantity, const QString &where) const;
    Result<QString> filters(const FilterSet &filters, const QString &where) const;
    QString amount(const EventQuantity &quantity) const;
    QString heldValues(const QString &property) const;
    QString reach(Reach state, const QString &channel) const;
    QString inState(const QString &channel, const char *states) const;

    const SegmentDoc &m_doc;
    const SqlSetting &m_setting;
    TimeFrame m_frame;
    QString m_now;
    int m_decimals;
    QStringList m_tables;
};

void SqlWriter::addPeople()
{
    addTable(
        QStringLiteral("people"),
        QStringLiteral("SELECT p.id FROM profiles p\n    WHERE p.merged_into IS NULL AND (p.created_at IS NULL OR "
                       "p.created_at <= %1 OR p.id IN (\n        SELECT %2 FROM events e JOIN profiles m ON m.id = "
                       "e.profile_id WHERE e.at <= %1))")
            .arg(m_now, Person));
}

Result<void> SqlWriter::add(const NodePath &path, const SegmentNode &node)
{
    if (const SegmentGroup *group = node.group())
        return addGroup(path, *group);
    const auto text = body(node, path.toJsonPath());
    if (!text)
        return failure(text.error());
    addTable(nameOf(path), *text);
    return {};
}

Result<void> SqlWriter::addGroup(const NodePath &path, const SegmentGroup &group)
{
    QStringList parts;
    for (size_t i = 0; i < group.children.size(); ++i) {
        if (!isFinished(group.children[i]))
            continue;
        const NodePath child = path.child(static_cast<int>(i));
        if (const auto added = add(child, group.children[i]); !added)
            return added;
        const QString in = group.match == GroupMatch::None ? QStringLiteral("NOT IN") : QStringLiteral("IN");
        parts.append(QStringLiteral("id %1 (SELECT id FROM %2)").arg(in, nameOf(child)));
    }
    const QString glue =
        group.match == GroupMatch::Any ? QStringLiteral("\n        OR ") : QStringLiteral("\n        AND ");
    const QString all = QStringLiteral("SELECT id FROM people");
    addTable(nameOf(path), parts.isEmpty() ? all : all + QStringLiteral("\n    WHERE ") + parts.join(glue));
    return {};
}

Result<QString> SqlWriter::body(const SegmentNode &node, const QString &where) const
{
    const bool unknown = node.unknown == UnknownRule::In;
    if (const auto *event = std::get_if<EventCondition>(&node.is))
        return body(*event, unknown, where);
    if (const auto *property = std::get_if<PropertyCondition>(&node.is))
        return body(*property, unknown, where);
    return body(std::get<ConsentCondition>(node.is));
}

bool isMoney(const EventQuantity &quantity)
{
    return quantity.aggregate != Aggregate::Count &&
           (quantity.property.isEmpty() || quantity.property == ValueProperty);
}

// Who has no such event has none, in all: 0. Of no events there is no average.
QString numerator(const char *table, Aggregate aggregate)
{
    const QString column = QLatin1String(table) + QStringLiteral(".amount");
    return aggregate <= Aggregate::Sum ? QStringLiteral("coalesce(%1, 0)").arg(column) : column;
}

QString denominator(const char *table, Aggregate aggregate)
{
    return aggregate == Aggregate::Average ? QLatin1String(table) + QStringLiteral(".known") : QString();
}

Result<QString> SqlWriter::body(const EventCondition &condition, bool unknown, const QString &where) const
{
    const EventQuantity &own = condition.quantity;
    const auto left = quantity(own, where);
    if (!left)
        return left;
    QString text = QStringLiteral("SELECT p.id FROM people p\n    LEFT JOIN (%1) a ON a.id = p.id").arg(*left);
    QString test;
    if (condition.with) {
        const auto right = quantity(*condition.with, where + QStringLiteral(".compare.with"));
        if (!right)
            return right;
        text += QStringLiteral("\n    LEFT JOIN (%1) b ON b.id = p.id").arg(*right);
        const auto times = [](const QString &a, const QString &b) {
            return b.isEmpty() ? a : QStringLiteral("%1 * %2").arg(a, b);
        };
        const QString unit = QStringLiteral("1") + QString(m_decimals, u'0');
        const QString leftUnit = isMoney(own) && !isMoney(*condition.with) ? unit : QString();
        const QString rightUnit = !isMoney(own) && isMoney(*condition.with) ? unit : QString();
        test =
            QStringLiteral("%1 %2 %3")
                .arg(
                    times(times(numerator("a", own.aggregate), denominator("b", condition.with->aggregate)), rightUnit),
                    QString::fromUtf8(operatorOf(*condition.compare.op).symbol)
                        .replace(QStringLiteral("≠"), QStringLiteral("<>"))
                        .replace(QStringLiteral("≤"), QStringLiteral("<="))
                        .replace(QStringLiteral("≥"), QStringLiteral(">=")),
                    times(times(numerator("b", condition.with->aggregate), denominator("a", own.aggregate)), leftUnit));
    } else {
        test = sqlFractionTest(numerator("a", own.aggregate), denominator("a", own.aggregate), condition.compare,
                               isMoney(own) ? m_decimals : 0);
    }
    return text + QStringLiteral("\n    WHERE coalesce(%1, %2)").arg(test, QString::number(unknown));
}

QString SqlWriter::amount(const EventQuantity &quantity) const
{
    QString value =
        QStringLiteral("(SELECT j.value FROM json_each(d.properties) j WHERE j.key = %1 AND j.type IN ('integer', "
                       "'real'))")
            .arg(sqlText(quantity.property));
    if (isMoney(quantity))
        value = QStringLiteral("CASE WHEN e.currency IS NULL OR e.currency = %1 THEN e.value END")
                    .arg(sqlText(m_setting.currency));
    switch (quantity.aggregate) {
    case Aggregate::Count:
        return QStringLiteral("count(*) AS amount");
    case Aggregate::Sum:
        return QStringLiteral("sum(%1) AS amount").arg(value);
    case Aggregate::Average:
        return QStringLiteral("sum(%1) AS amount, nullif(count(%1), 0) AS known").arg(value);
    case Aggregate::Min:
        return QStringLiteral("min(%1) AS amount").arg(value);
    default:
        return QStringLiteral("max(%1) AS amount").arg(value);
    }
}

Result<QString> SqlWriter::quantity(const EventQuantity &quantity, const QString &where) const
{
    TimeRange range = rangeOf(quantity.window, m_frame);
    range.to = std::min(range.to, m_setting.asOf.ms);
    const auto passing = filters(quantity.filters, where + QStringLiteral(".filters"));
    if (!passing)
        return passing;
    const bool usesDetails =
        !quantity.filters.of.empty() || (quantity.aggregate != Aggregate::Count && !isMoney(quantity));
    return QStringLiteral(
               "\n        SELECT %1 AS id, %2\n        FROM events e JOIN profiles m ON m.id = e.profile_id%3\n"
               "        WHERE e.metric_id = (SELECT id FROM metrics WHERE name = %4)\n            AND %5%6\n"
               "        GROUP BY 1")
        .arg(Person, amount(quantity),
             usesDetails ? QStringLiteral(" LEFT JOIN event_details d ON d.id = e.details_id") : QString(),
             sqlText(quantity.metric), sqlRange(QStringLiteral("e.at"), range), *passing);
}

Result<QString> SqlWriter::filters(const FilterSet &filters, const QString &where) const
{
    QStringList parts;
    const QString value = QStringLiteral("CASE WHEN e.currency IS NULL OR e.currency = %1 THEN e.value END")
                              .arg(sqlText(m_setting.currency));
    for (size_t i = 0; i < filters.of.size(); ++i) {
        const PropertyFilter &filter = filters.of[i];
        if (!isFinished(filter))
            continue;
        const QString here = QStringLiteral("%1.of[%2]").arg(where).arg(i);
        Result<QString> part = QString();
        if (filter.property != ValueProperty)
            part = sqlDetailsTest(QStringLiteral("d.properties"), filter, m_frame, here);
        else if (operatorOf(*filter.test.op).type == ValueType::Number)
            part = QStringLiteral("coalesce(%1, 0)").arg(sqlFractionTest(value, QString(), filter.test, m_decimals));
        else if (operatorOf(*filter.test.op).type == ValueType::Any)
            part = sqlValueTest(value, filter.test, m_frame, here);
        else
            part = QStringLiteral("0");
        if (!part)
            return part;
        parts.append(*part);
    }
    if (parts.isEmpty())
        return QString();
    const QString glue = filters.match == FilterMatch::All ? QStringLiteral(" AND ") : QStringLiteral(" OR ");
    return QString(QStringLiteral("\n            AND (") + parts.join(glue) + u')');
}

// The value in force: the newest since then or before, else the earliest of all.
QString SqlWriter::heldValues(const QString &property) const
{
    if (property == CreatedAtProperty)
        return QStringLiteral("SELECT id, created_at AS value FROM profiles");
    return QStringLiteral(
               "\n        SELECT id, value FROM (\n            SELECT %1 AS id, v.value, row_number() OVER (PARTITION "
               "BY "
               "%1\n                ORDER BY v.since <= %2 DESC, CASE WHEN v.since <= %2 THEN -v.since ELSE v.since "
               "END, m.merged_into IS NULL DESC, m.id DESC) AS place\n            FROM property_values v JOIN "
               "profiles m ON m.id = v.profile_id\n            WHERE v.property_id = (SELECT id FROM properties "
               "WHERE name = %3))\n        WHERE place = 1")
        .arg(Person, m_now, sqlText(property));
}

Result<QString> SqlWriter::body(const PropertyCondition &condition, bool unknown, const QString &where) const
{
    const auto test = sqlValueTest(QStringLiteral("q.value"), condition.test, m_frame, where);
    if (!test)
        return test;
    return QStringLiteral("SELECT p.id FROM people p\n    LEFT JOIN (%1) q ON q.id = p.id\n    WHERE coalesce(%2, %3)")
        .arg(heldValues(condition.property), *test, QString::number(unknown));
}

QString SqlWriter::inState(const QString &channel, const char *states) const
{
    return QStringLiteral(
               "id IN (SELECT id FROM (\n        SELECT %1 AS id, c.state, row_number() OVER (PARTITION BY %1 ORDER BY "
               "c.at DESC, CASE c.state WHEN 'unsubscribed' THEN 0 WHEN 'never' THEN 1 ELSE 2 END) AS place\n        "
               "FROM consents c JOIN profiles m "
               "ON m.id = c.profile_id WHERE c.channel = %2 AND c.at <= %3)\n        WHERE place = 1 AND state IN "
               "(%4))")
        .arg(Person, channel, m_now, QLatin1String(states));
}

QString SqlWriter::reach(Reach state, const QString &channel) const
{
    const QString suppressed =
        QStringLiteral(
            "id IN (SELECT %1 FROM suppressions s JOIN profiles m ON m.id = s.profile_id\n        WHERE s.channel = %2 "
            "AND s.at <= %3 AND (s.ended_at IS NULL OR s.ended_at > %3))")
            .arg(Person, channel, m_now);
    const QString subscribed = inState(channel, "'subscribed'");
    switch (state) {
    case Reach::Suppressed:
        return suppressed;
    case Reach::NotSuppressed:
        return QStringLiteral("NOT ") + suppressed;
    case Reach::Subscribed:
        return subscribed;
    case Reach::Unsubscribed:
        return inState(channel, "'unsubscribed'");
    case Reach::Never:
        return QStringLiteral("NOT ") + inState(channel, "'subscribed', 'unsubscribed'");
    default:
        break;
    }
    QString can = QStringLiteral("(%1\n        AND NOT %2").arg(subscribed, suppressed);
    if (channel != QLatin1String("'push'"))
        can += QStringLiteral(
                   "\n        AND id IN (SELECT %1 FROM identifiers i JOIN identifier_kinds k ON k.id = i.kind_id "
                   "JOIN profiles m ON m.id = i.profile_id WHERE k.name = %2)")
                   .arg(Person, channel == QLatin1String("'email'") ? channel : QStringLiteral("'phone'"));
    return (state == Reach::CannotReceive ? QStringLiteral("NOT ") : QString()) + can + u')';
}

QString SqlWriter::body(const ConsentCondition &condition) const
{
    return QStringLiteral("SELECT id FROM people\n    WHERE %1")
        .arg(reach(*condition.state, sqlText(enumId(*condition.channel))));
}

} // namespace

Result<QString> segmentSql(const SegmentDoc &doc, const SqlSetting &setting)
{
    if (const auto valid = validate(doc); !valid)
        return failure(valid.error());
    return SqlWriter(doc, setting).query();
}

} // namespace perennial
