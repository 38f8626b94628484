// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/tablebuilder.h"
#include "core/segment/document/enumids.h"

#include <algorithm>
#include <array>
#include <bit>

namespace perennial {

namespace {

constexpr auto OfProfile = " WHERE profile_id = ?1";

ValueType propertyType(const QString &type)
{
    if (type == QLatin1String("number"))
        return ValueType::Number;
    if (type == QLatin1String("boolean"))
        return ValueType::Boolean;
    if (type == QLatin1String("date"))
        return ValueType::Date;
    return type == QLatin1String("list") ? ValueType::List : ValueType::Text;
}

QByteArrayView textOf(std::string_view bytes)
{
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

// A value of another type than its property's is not known.
PropertyColumn::Raw rawOf(PropertyBuilder &builder, const Statement &row, int column)
{
    if (row.isNull(column))
        return builder.noValue();
    const bool whole = !row.isText(column) && !row.isReal(column);
    switch (builder.type()) {
    case ValueType::Number:
        return row.isText(column) ? builder.noValue() : std::bit_cast<PropertyColumn::Raw>(row.real(column));
    case ValueType::Date:
        return whole ? row.integer(column) : builder.noValue();
    case ValueType::Boolean:
        return whole ? builder.codeOf(row.integer(column) != 0 ? "1" : "0") : builder.noValue();
    default:
        return builder.codeOf(textOf(row.bytes(column)));
    }
}

std::optional<size_t> channelOf(std::string_view name)
{
    const auto channel = enumFromId<Channel>(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
    return channel ? std::optional(static_cast<size_t>(*channel)) : std::nullopt;
}

ConsentState consentState(std::string_view name)
{
    if (name == "subscribed")
        return ConsentState::Subscribed;
    return name == "unsubscribed" ? ConsentState::Unsubscribed : ConsentState::Never;
}

// Of two words of one moment, as merged profiles may hold them, the stricter counts.
int strictnessOf(ConsentState state)
{
    return state == ConsentState::Subscribed ? 0 : state == ConsentState::Never ? 1 : 2;
}

struct ProfileConsent
{
    ConsentRow row;
    bool own; // the surviving profile's
    qint64 profile;
};

// Of several of one moment the strictest comes last; of equals the survivor's own, then that of the higher id.
void put(std::vector<ProfileConsent> gathered, std::vector<ConsentRow> &rows)
{
    std::ranges::sort(gathered, {}, [](const ProfileConsent &c) {
        return std::tuple(c.row.person, c.row.at, strictnessOf(c.row.state), c.own, c.profile);
    });
    rows.reserve(gathered.size());
    for (const ProfileConsent &consent : gathered)
        rows.push_back(consent.row);
}

OptIn optIn(const Statement &row, int column)
{
    if (row.isNull(column))
        return OptIn::NotTold;
    return row.integer(column) != 0 ? OptIn::Double : OptIn::Single;
}

bool speaksOfBounce(QByteArrayView reason)
{
    return reason.toByteArray().toLower().contains("bounce");
}

} // namespace

Result<void> TableBuilder::readProperties(const Database &database)
{
    auto statement = database.prepare("SELECT id, name, type FROM properties ORDER BY id");
    if (!statement)
        return failure(statement.error());
    std::vector<qint64> ids;
    const auto people = static_cast<quint32>(m_ids.size());
    const auto listed = eachRow(*statement, [&](Statement &row) {
        ids.push_back(row.integer(0));
        m_builders.emplace_back(PropertyId{row.integer(0)}, row.text(1), propertyType(row.text(2)), people);
    });
    if (!listed)
        return listed;
    if (const auto read = readPropertyValues(database, IdIndex(std::move(ids))); !read)
        return read;
    for (PropertyBuilder &builder : m_builders) {
        PropertyColumn column = builder.take();
        if (column.name != CreatedAtProperty)
            m_columns.properties.push_back(std::move(column));
    }
    m_builders.clear();
    return {};
}

Result<void> TableBuilder::readPropertyValues(const Database &database, const IdIndex &places)
{
    size_t cursor = 0;
    const auto read = eachRowOfPeople(
        database,
        {"SELECT profile_id, property_id, since, value FROM property_values", OfProfile,
         " ORDER BY profile_id, property_id, since"},
        [&](Statement &row) {
            const qint64 profile = row.integer(0);
            const auto place = m_people->find(profile, cursor);
            const quint32 property = places[row.integer(1)];
            if (!place || property == IdIndex::None)
                return;
            PropertyBuilder &builder = m_builders[property];
            const PropertyColumn::Raw raw = rawOf(builder, row, 3);
            if (place->stray)
                m_strayProperties.push_back({property, place->person, row.integer(2), place->own, profile, raw});
            else
                builder.add(place->person, row.integer(2), raw);
        });
    // Of two values since the same moment the survivor's own holds, then that of the profile with the higher id.
    std::ranges::sort(m_strayProperties, {},
                      [](const PropertyRow &r) { return std::tuple(r.property, r.person, r.since, r.own, r.profile); });
    for (const PropertyRow &row : m_strayProperties)
        m_builders[row.property].add(row.person, row.since, row.raw);
    return read;
}

Result<void> TableBuilder::readConsents(const Database &database)
{
    size_t cursor = 0;
    std::array<std::vector<ProfileConsent>, 4> gathered;
    std::vector<TextCoder> methods;
    for (ConsentColumn &channel : m_columns.channels)
        methods.emplace_back(channel.methods);
    const auto read = eachRowOfPeople(
        database,
        {"SELECT profile_id, channel, at, state, method, double_opt_in FROM consents", OfProfile,
         " ORDER BY profile_id, channel, at"},
        [&](Statement &row) {
            const auto place = m_people->find(row.integer(0), cursor);
            const auto channel = channelOf(row.bytes(1));
            if (place && channel)
                gathered[*channel].push_back({{place->person, methods[*channel].codeUnlessEmpty(textOf(row.bytes(4))),
                                               row.integer(2), consentState(row.bytes(3)), optIn(row, 5)},
                                              place->own,
                                              row.integer(0)});
        });
    for (size_t channel = 0; channel < gathered.size(); ++channel)
        put(std::move(gathered[channel]), m_consents[channel]);
    return read;
}

Result<void> TableBuilder::readSuppressions(const Database &database)
{
    size_t cursor = 0;
    const auto read = eachRowOfPeople(database,
                                      {"SELECT profile_id, channel, at, ended_at, reason FROM suppressions", OfProfile,
                                       " ORDER BY profile_id, channel, at, reason"},
                                      [&](Statement &row) {
                                          const auto place = m_people->find(row.integer(0), cursor);
                                          const auto channel = channelOf(row.bytes(1));
                                          if (place && channel)
                                              m_suppressions[*channel].push_back(
                                                  {place->person, speaksOfBounce(textOf(row.bytes(4))), row.integer(2),
                                                   row.isNull(3) ? TimeRange::End : row.integer(3)});
                                      });
    for (auto &rows : m_suppressions)
        std::ranges::stable_sort(rows, {}, &SuppressionRow::person);
    return read;
}

Result<void> TableBuilder::readIdentifiers(const Database &database)
{
    size_t cursor = 0;
    return eachRowOfPeople(
        database,
        {"SELECT i.profile_id, k.name FROM identifiers i JOIN identifier_kinds k "
         "ON k.id = i.kind_id WHERE k.name IN ('email', 'phone')",
         " AND i.profile_id = ?1",
         {}}, // two sets: in no order
        [&](Statement &row) {
            if (const auto place = m_people->find(row.integer(0), cursor))
                (row.bytes(1) == "email" ? m_columns.haveEmail : m_columns.havePhone).add(place->person);
        });
}

Result<void> TableBuilder::readDetails(const Database &database)
{
    auto statement = database.prepare("SELECT properties FROM event_details WHERE id > ?1 ORDER BY id");
    if (!statement)
        return failure(statement.error());
    statement->bind(1, m_selection ? m_selection->lastDetails : std::numeric_limits<qint64>::min());
    const auto read =
        eachRow(*statement, [&](Statement &row) { m_columns.details.add(textOf(row.bytes(0)).toByteArray()); });
    m_columns.details.close();
    return read;
}

} // namespace perennial
