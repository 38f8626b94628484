// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sql/sqlclock.h"
#include "core/segment/sql/sqlquery.h"
#include "core/segment/sql/sqltext.h"

#include <algorithm>

namespace perennial {

namespace {

// Rows with `since` and `until`: those of a list, or of the steps of a flow.
QString staysOf(const MembershipCondition &condition)
{
    if (condition.of == MemberOf::List)
        return QStringLiteral(
                   "list_members s JOIN profiles m ON m.id = s.profile_id\n        WHERE s.list_id = (SELECT id "
                   "FROM lists WHERE name = %1)")
            .arg(sqlText(condition.name));
    const QString step =
        condition.step.isEmpty() ? QString() : QStringLiteral(" AND s.step = %1").arg(sqlText(condition.step));
    return QStringLiteral("flow_stays s JOIN profiles m ON m.id = s.profile_id\n        WHERE s.flow = %1%2")
        .arg(sqlText(condition.name), step);
}

QString isAmong(const MembershipCondition &condition, const QString &which)
{
    return QStringLiteral("p.id IN (SELECT %1 FROM %2 AND %3)").arg(SqlPerson, staysOf(condition), which);
}

QString stayTest(const MembershipCondition &condition, SqlNode &node)
{
    const QString current = QStringLiteral("s.since <= %1 AND (s.until IS NULL OR s.until > %1)").arg(node.now());
    if (!condition.since)
        return (condition.in ? QString() : QStringLiteral("NOT ")) + isAmong(condition, current);
    const SqlWindow window(*condition.since, SqlWindow::Ends::AtNow, node);
    if (condition.in)
        return isAmong(condition, current + QStringLiteral(" AND ") + window.holds(QStringLiteral("s.since")));
    const QString ended =
        QStringLiteral("s.since <= %1 AND ").arg(node.now()) + window.holds(QStringLiteral("s.until"));
    return QStringLiteral("NOT %1\n    AND %2").arg(isAmong(condition, current), isAmong(condition, ended));
}

// Members, or who is none, of a segment or a stage at several moments.
class DefinitionTest
{
public:
    DefinitionTest(const MembershipCondition &condition, SqlNode &node)
        : m_condition(condition)
        , m_node(node)
    {
    }

    void require(qint64 ms, bool member)
    {
        const auto members = m_node.query.members({m_condition.of, m_condition.name}, {ms}, m_node.where);
        if (members)
            m_parts.append(QStringLiteral("p.id %1 (SELECT id FROM %2)")
                               .arg(member ? QStringLiteral("IN") : QStringLiteral("NOT IN"), *members));
        else if (!m_error)
            m_error = members.error();
    }

    void refuseAll() { m_parts.append(QStringLiteral("0")); }

    [[nodiscard]] Result<QString> body() const
    {
        if (m_error)
            return failure(*m_error);
        return m_node.peopleWho({}, u'(' + m_parts.join(QStringLiteral("\n    AND ")) + u')');
    }

private:
    const MembershipCondition &m_condition;
    SqlNode &m_node;
    QStringList m_parts;
    std::optional<Error> m_error;
};

Result<QString> definitionBody(const MembershipCondition &condition, SqlNode &node)
{
    DefinitionTest test(condition, node);
    const qint64 now = node.moment.frame.now.ms;
    test.require(now, condition.in);
    if (!condition.since)
        return test.body();
    TimeRange range = rangeOf(*condition.since, node.moment.frame);
    range.to = std::min(range.to, now);
    // Nobody came in no time, and nobody left before the beginning of time.
    if (range.isEmpty() || (range.from == TimeRange::Start && !condition.in)) {
        test.refuseAll();
        return test.body();
    }
    if (range.to < now)
        test.require(range.to, condition.in);
    if (range.from != TimeRange::Start)
        test.require(range.from - 1, !condition.in);
    return test.body();
}

} // namespace

Result<QString> sqlBody(const MembershipCondition &condition, SqlNode &node)
{
    if (hasDefinition(condition.of))
        return definitionBody(condition, node);
    return node.peopleWho({}, stayTest(condition, node));
}

} // namespace perennial
