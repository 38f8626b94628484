// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/memberreader.h"

#include "core/store/rows.h"
#include "core/store/store.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

enum Query { Head, Identifiers, Consents, Suppressions, Properties, Orders };

constexpr std::string_view Person = "WITH person(id) AS (SELECT id FROM profiles WHERE id = ?1 OR merged_into = ?1) ";

// max(since) and max(at) make SQLite take the other columns from that very row. A property's earliest value also
// counts before its first sighting. +kind_id: by person, not by kind.
constexpr std::array<std::string_view, 6> Queries{
    "SELECT created_at FROM person JOIN profiles USING (id) WHERE created_at IS NOT NULL ORDER BY created_at LIMIT 1",
    "SELECT kind_id, value, flags FROM identifiers WHERE profile_id IN person AND +kind_id IN (1, 2) "
    "ORDER BY flags, profile_id, value",
    // Of two words of one moment, as merged profiles may hold them, the stricter counts.
    "SELECT channel, state, max(at * 4 + CASE state WHEN 'unsubscribed' THEN 2 WHEN 'never' THEN 1 ELSE 0 END) "
    "FROM consents WHERE profile_id IN person AND at <= ?2 AND channel IN ('email', "
    "'sms') "
    "GROUP BY channel",
    "SELECT DISTINCT channel FROM suppressions WHERE profile_id IN person AND at <= ?2 "
    "AND (ended_at IS NULL OR ended_at > ?2)",
    "SELECT property_id, value, max(CASE WHEN since <= ?2 THEN since ELSE -since END) FROM property_values "
    "WHERE profile_id IN person GROUP BY property_id",
    "SELECT count(*), coalesce(sum(value) FILTER (WHERE currency IS NULL OR currency = ?4), 0), max(at) FROM events "
    "WHERE profile_id IN person AND metric_id = ?3 AND at <= ?2",
};

std::string utf8(const QString &text)
{
    return text.toStdString();
}

} // namespace

QString exportTime(Instant at, TimeFormat format)
{
    if (format == TimeFormat::Iso)
        return at.toIso();
    return QDateTime::fromMSecsSinceEpoch(at.ms, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) +
           QStringLiteral("+00:00");
}

Result<MemberReader> MemberReader::make(const Store &store, const std::vector<ExportColumn> &columns, TimeFormat times,
                                        const ReadingMoments &moments)
{
    MemberReader reader;
    reader.m_moments = moments;
    reader.m_times = times;
    reader.m_currency = store.settings().currency;
    reader.m_wantsOrders = std::ranges::any_of(columns, [](const ExportColumn &column) {
        return column.field == ExportField::OrderCount || column.field == ExportField::Revenue ||
               column.field == ExportField::LastOrder;
    });
    if (const auto prepared = reader.prepare(store); !prepared)
        return failure(prepared.error());
    if (const auto found = reader.findProperties(store, columns); !found)
        return failure(found.error());
    return reader;
}

Result<void> MemberReader::prepare(const Store &store)
{
    const auto placedOrder = store.database().integer("SELECT id FROM metrics WHERE name = 'Placed Order'");
    if (!placedOrder)
        return failure(placedOrder.error());
    m_placedOrder = *placedOrder;
    for (const std::string_view query : Queries) {
        auto statement = store.database().prepare(std::string(Person).append(query));
        if (!statement)
            return failure(statement.error());
        m_statements.push_back(std::move(*statement));
    }
    m_statements[Orders].bind(3, m_placedOrder).bind(4, m_currency);
    return {};
}

Result<void> MemberReader::findProperties(const Store &store, const std::vector<ExportColumn> &columns)
{
    for (const ExportColumn &column : columns) {
        if (column.field != ExportField::Property)
            continue;
        const size_t position = m_propertyCount++;
        const auto rows = queryRows(
            store.database(), "SELECT id, type FROM properties WHERE name = ?1",
            [](const Statement &row) { return std::pair(row.integer(0), row.text(1)); }, column.property);
        if (!rows)
            return failure(rows.error());
        for (const auto &[id, type] : *rows)
            m_properties[id] = {position, type};
    }
    return {};
}

Statement &MemberReader::bindPerson(Statement &statement, Instant moment) const
{
    return statement.bind(1, m_person).bind(2, moment.ms);
}

Result<ExportMember> MemberReader::read(ProfileId id)
{
    ExportMember member;
    member.id = id;
    member.properties.resize(m_propertyCount);
    if (const auto done = readRows(id, member); !done)
        return failure(done.error());
    return member;
}

Result<void> MemberReader::readRows(ProfileId id, ExportMember &member)
{
    m_person = id.value;
    Statement &head = m_statements[Head];
    head.bind(1, m_person);
    const auto row = head.step();
    if (!row)
        return failure(row.error());
    if (*row)
        member.created = Instant{head.integer(0)};
    head.reset();
    for (const auto part :
         {&MemberReader::readIdentifiers, &MemberReader::readConsents, &MemberReader::readSuppressions,
          &MemberReader::readProperties, &MemberReader::readOrders}) {
        if (const auto done = (this->*part)(member); !done)
            return done;
    }
    return {};
}

Result<void> MemberReader::readIdentifiers(ExportMember &member)
{
    Statement &rows = m_statements[Identifiers].bind(1, m_person);
    for (;;) {
        const auto row = rows.step();
        if (!row || !*row)
            return row ? Result<void>() : failure(row.error());
        const bool isEmail = rows.integer(0) == 1;
        std::string &slot = isEmail ? member.email : member.phone;
        if (!slot.empty())
            continue;
        slot = rows.bytes(1);
        if (isEmail)
            member.emailReachable = (rows.integer(2) & 1) == 0;
    }
}

Result<void> MemberReader::readConsents(ExportMember &member)
{
    Statement &rows = bindPerson(m_statements[Consents], m_moments.consent);
    for (;;) {
        const auto row = rows.step();
        if (!row || !*row)
            return row ? Result<void>() : failure(row.error());
        (rows.bytes(0) == "email" ? member.emailConsent : member.smsConsent) = rows.bytes(1);
    }
}

Result<void> MemberReader::readSuppressions(ExportMember &member)
{
    Statement &rows = bindPerson(m_statements[Suppressions], m_moments.consent);
    for (;;) {
        const auto row = rows.step();
        if (!row || !*row)
            return row ? Result<void>() : failure(row.error());
        member.emailSuppressed |= rows.bytes(0) == "email";
        member.smsSuppressed |= rows.bytes(0) == "sms";
    }
}

Result<void> MemberReader::readProperties(ExportMember &member)
{
    if (m_properties.empty())
        return {};
    Statement &rows = bindPerson(m_statements[Properties], m_moments.values);
    for (;;) {
        const auto row = rows.step();
        if (!row || !*row)
            return row ? Result<void>() : failure(row.error());
        const auto slot = m_properties.find(rows.integer(0));
        if (slot != m_properties.end() && !rows.isNull(1))
            member.properties[slot->second.position] = valueText(rows, slot->second.type);
    }
}

Result<void> MemberReader::readOrders(ExportMember &member)
{
    if (!m_wantsOrders)
        return {};
    Statement &rows = bindPerson(m_statements[Orders], m_moments.values);
    const auto row = rows.step();
    if (!row)
        return failure(row.error());
    member.orders = rows.integer(0);
    member.revenue = rows.integer(1);
    if (!rows.isNull(2))
        member.lastOrder = Instant{rows.integer(2)};
    rows.reset();
    return {};
}

std::string MemberReader::valueText(const Statement &row, const QString &type) const
{
    if (type == QLatin1String("boolean"))
        return row.integer(1) != 0 ? "true" : "false";
    if (type == QLatin1String("date"))
        return utf8(exportTime({row.integer(1)}, m_times));
    if (type != QLatin1String("list"))
        return std::string(row.bytes(1));
    const std::string_view json = row.bytes(1);
    QStringList items;
    for (const auto &item :
         QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size()))).array())
        items.append(item.toVariant().toString());
    return utf8(items.join(QStringLiteral(", ")));
}

} // namespace perennial
