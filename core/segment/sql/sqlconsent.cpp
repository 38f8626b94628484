// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/enumids.h"
#include "core/segment/sql/sqlclock.h"
#include "core/segment/sql/sqlquery.h"
#include "core/segment/sql/sqltext.h"

namespace perennial {

namespace {

// The newest consent of the channel; of one moment the strictest, then the survivor's own, then that of the higher id.
QString newestConsent(const QString &channel, const SqlNode &node)
{
    return QStringLiteral(
               "\n    LEFT JOIN (SELECT id, state, at, method, double_opt_in\n        FROM (SELECT %1 AS id, c.state, "
               "c.at, nullif(c.method, '') AS method, c.double_opt_in, row_number() OVER (PARTITION BY %1\n            "
               "    ORDER BY c.at "
               "DESC, CASE c.state WHEN 'unsubscribed' THEN 0 WHEN 'never' THEN 1 ELSE 2 END, m.merged_into IS NULL "
               "DESC, m.id DESC) AS place\n            FROM consents c JOIN profiles m ON m.id = c.profile_id\n"
               "            WHERE c.channel = %2 AND c.at <= %3)\n        WHERE place = 1) c ON c.id = p.id")
        .arg(SqlPerson, channel, node.now());
}

QString suppressed(const QString &channel, const SqlNode &node, const QString &which = {})
{
    return QStringLiteral(
               "p.id IN (SELECT %1 FROM suppressions s JOIN profiles m ON m.id = s.profile_id\n        WHERE "
               "s.channel = %2 AND s.at <= %3 AND (s.ended_at IS NULL OR s.ended_at > %3)%4)")
        .arg(SqlPerson, channel, node.now(), which);
}

QString hasAddress(Channel channel)
{
    if (channel == Channel::Push)
        return {};
    return QStringLiteral("\n    AND p.id IN (SELECT %1 FROM identifiers i JOIN identifier_kinds k ON k.id = i.kind_id "
                          "JOIN profiles m ON m.id = i.profile_id\n        WHERE k.name = %2)")
        .arg(SqlPerson, channel == Channel::Email ? QStringLiteral("'email'") : QStringLiteral("'phone'"));
}

QString isInState(const char *state)
{
    return QStringLiteral("coalesce(c.state = '%1', 0)").arg(QLatin1String(state));
}

QString canReceive(Channel channel, const QString &name, const SqlNode &node)
{
    return QStringLiteral("%1\n    AND NOT %2%3")
        .arg(isInState("subscribed"), suppressed(name, node), hasAddress(channel));
}

QString stateTest(const ConsentCondition &condition, const QString &name, SqlNode &node)
{
    const Channel channel = *condition.channel;
    const QString since =
        condition.since ? QStringLiteral(" AND ") +
                              SqlWindow(*condition.since, SqlWindow::Ends::AtNow, node).holds(QStringLiteral("s.at"))
                        : QString();
    switch (*condition.state) {
    case Reach::CanReceive:
        return canReceive(channel, name, node);
    case Reach::CannotReceive:
        return QStringLiteral("NOT (%1)").arg(canReceive(channel, name, node));
    case Reach::Subscribed:
        return isInState("subscribed");
    case Reach::Unsubscribed:
        return isInState("unsubscribed");
    case Reach::Never:
        return QStringLiteral("coalesce(c.state = 'never', 1)");
    case Reach::Suppressed:
        return suppressed(name, node, since);
    case Reach::NotSuppressed:
        return QStringLiteral("NOT ") + suppressed(name, node);
    case Reach::Bounced:
        break;
    }
    return suppressed(name, node, QStringLiteral(" AND instr(lower(s.reason), 'bounce') > 0") + since);
}

// What is asked of the consent that makes the state.
QString detailTest(const ConsentCondition &condition, SqlNode &node)
{
    QStringList known, parts;
    if (!condition.method.isEmpty()) {
        known.append(QStringLiteral("c.method IS NOT NULL"));
        parts.append(QStringLiteral("c.method = %1").arg(sqlText(condition.method)));
    }
    if (condition.doubleOptIn) {
        known.append(QStringLiteral("c.double_opt_in IS NOT NULL"));
        parts.append(QStringLiteral("c.double_opt_in %1 0")
                         .arg(*condition.doubleOptIn ? QStringLiteral("<>") : QStringLiteral("=")));
    }
    if (condition.since)
        parts.append(SqlWindow(*condition.since, SqlWindow::Ends::AtNow, node).holds(QStringLiteral("c.at")));
    const QString test = parts.join(QStringLiteral(" AND "));
    return known.isEmpty() ? test
                           : QStringLiteral("CASE WHEN %1 THEN %2 END").arg(known.join(QStringLiteral(" AND ")), test);
}

} // namespace

Result<QString> sqlBody(const ConsentCondition &condition, SqlNode &node)
{
    const QString name = sqlText(enumId(*condition.channel));
    const Reach state = *condition.state;
    const bool bySuppression = state == Reach::Suppressed || state == Reach::NotSuppressed || state == Reach::Bounced;
    if (bySuppression)
        return node.peopleWho({}, stateTest(condition, name, node));
    const bool plain = condition.method.isEmpty() && !condition.doubleOptIn && !condition.since;
    const QString test = stateTest(condition, name, node);
    return node.peopleWho(
        newestConsent(name, node),
        plain ? test : QStringLiteral("CASE WHEN %1\n    THEN %2 ELSE 0 END").arg(test, detailTest(condition, node)));
}

} // namespace perennial
