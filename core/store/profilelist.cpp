// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/profileview.h"
#include "core/store/rows.h"
#include "core/store/store.h"

namespace perennial {

namespace {

// +kind_id keeps SQLite from walking all e-mail addresses where the few of one person are wanted.
constexpr std::string_view RowQuery = R"sql(
    WITH rows(id) AS (SELECT id FROM profiles WHERE id = ?1 OR merged_into = ?1),
    property(name, value) AS (
        SELECT p.name, v.value FROM (
            SELECT property_id, value, max(since) FROM property_values WHERE profile_id IN rows GROUP BY property_id) v
        JOIN properties p ON p.id = v.property_id
        WHERE p.name IN ('First Name', 'Last Name', 'City', 'Country'))
    SELECT
        trim(coalesce((SELECT value FROM property WHERE name = 'First Name'), '') || ' '
             || coalesce((SELECT value FROM property WHERE name = 'Last Name'), '')),
        (SELECT value FROM identifiers WHERE profile_id IN rows AND +kind_id = 1 ORDER BY flags, profile_id LIMIT 1),
        (SELECT value FROM identifiers WHERE profile_id IN rows AND +kind_id = 2 ORDER BY flags, profile_id LIMIT 1),
        (SELECT value FROM property WHERE name = 'City'),
        (SELECT value FROM property WHERE name = 'Country'),
        count(*) FILTER (WHERE e.metric_id = ?2),
        coalesce(sum(e.value) FILTER (WHERE e.metric_id = ?2 AND (e.currency IS NULL OR e.currency = ?3)), 0),
        max(e.at)
    FROM events e WHERE e.profile_id IN rows)sql";

PersonRow readPersonRow(const Statement &row, ProfileId id)
{
    PersonRow profile{.id = id,
                      .name = row.text(0),
                      .email = row.text(1),
                      .phone = row.text(2),
                      .city = row.text(3),
                      .country = row.text(4),
                      .orders = row.integer(5),
                      .revenue = row.integer(6),
                      .lastEvent = {}};
    if (!row.isNull(7))
        profile.lastEvent = Instant{row.integer(7)};
    return profile;
}

ProfileId readId(const Statement &row)
{
    return {row.integer(0)};
}

// LIKE's own wildcards in what a person typed are plain characters.
QString likePattern(const QString &text)
{
    QString escaped = text;
    for (const QLatin1Char wildcard : {QLatin1Char('\\'), QLatin1Char('%'), QLatin1Char('_')})
        escaped.replace(wildcard, QString(u'\\') + wildcard);
    return u'%' + escaped + u'%';
}

} // namespace

Result<std::vector<PersonRow>> profileRows(const Store &store, std::span<const ProfileId> ids)
{
    const auto placedOrder = store.database().integer("SELECT id FROM metrics WHERE name = 'Placed Order'");
    if (!placedOrder)
        return failure(placedOrder.error());
    auto statement = store.database().prepare(RowQuery);
    if (!statement)
        return failure(statement.error());
    statement->bind(2, *placedOrder).bind(3, store.settings().currency);
    std::vector<PersonRow> rows;
    rows.reserve(ids.size());
    for (const ProfileId id : ids) {
        statement->bind(1, id.value);
        const auto row = statement->step();
        if (!row)
            return failure(row.error());
        rows.push_back(readPersonRow(*statement, id));
        statement->reset();
    }
    return rows;
}

Result<std::vector<ProfileId>> allProfiles(const Store &store)
{
    return queryRows(store.database(), "SELECT id FROM people ORDER BY id", readId);
}

// Every word must be found somewhere in the person's identifiers or name: "ada oka" finds Ada Okafor.
Result<std::vector<ProfileId>> searchProfiles(const Store &store, const QString &text, int limit)
{
    constexpr auto OneWord = R"sql(
        SELECT DISTINCT coalesce(p.merged_into, p.id) AS person FROM (
            SELECT profile_id FROM identifiers WHERE value LIKE ?%1 ESCAPE '\'
            UNION ALL
            SELECT profile_id FROM property_values
            WHERE value LIKE ?%1 ESCAPE '\'
                AND property_id IN (SELECT id FROM properties WHERE name IN ('First Name', 'Last Name'))
            UNION ALL
            SELECT profile_id FROM orders WHERE '%' || ltrim(number, '#') || '%' = replace(?%1, '#', '')) found
        JOIN profiles p ON p.id = found.profile_id)sql";
    constexpr qsizetype MostWords = 8;
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts).mid(0, MostWords);
    if (words.isEmpty())
        return std::vector<ProfileId>{};
    QStringList parts;
    for (qsizetype word = 0; word < words.size(); ++word)
        parts.append(QString::fromLatin1(OneWord).arg(word + 1));
    const QString sql = parts.join(QStringLiteral(" INTERSECT ")) + QStringLiteral(" ORDER BY 1 LIMIT %1").arg(limit);
    auto statement = store.database().prepare(sql.toStdString());
    if (!statement)
        return failure(statement.error());
    for (int word = 0; word < words.size(); ++word)
        statement->bind(word + 1, likePattern(words.at(word)));
    return readRows(*statement, readId);
}

} // namespace perennial
