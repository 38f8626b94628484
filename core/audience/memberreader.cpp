// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/memberreader.h"

#include "core/store/rows.h"
#include "core/store/store.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <limits>

namespace perennial {

namespace {

enum Query { Merged, Created, Identifiers, PlainIdentifiers, Consents, Suppressions, Properties, Orders };

// Profiles ?1 to ?2, ascending. + keeps SQLite from walking by kind instead.
constexpr std::array<std::string_view, 8> Queries{
    "SELECT id, merged_into FROM profiles WHERE merged_into IS NOT NULL AND merged_into >= ?1 AND merged_into <= ?2",
    "SELECT id, created_at FROM profiles WHERE id BETWEEN ?1 AND ?2 AND created_at IS NOT NULL ORDER BY id",
    "SELECT profile_id, kind_id, value, flags FROM identifiers WHERE profile_id BETWEEN ?1 AND ?2 "
    "AND +kind_id IN (1, 2) ORDER BY profile_id",
    "SELECT profile_id, kind_id, value, 0 FROM identifiers WHERE profile_id BETWEEN ?1 AND ?2 "
    "AND +kind_id IN (1, 2) ORDER BY profile_id",
    "SELECT profile_id, channel = 'sms', state, at * 4 + CASE state WHEN 'unsubscribed' THEN 2 WHEN 'never' THEN 1 "
    "ELSE 0 END FROM consents WHERE profile_id BETWEEN ?1 AND ?2 AND at <= ?3 AND +channel IN ('email', 'sms') "
    "ORDER BY profile_id",
    "SELECT profile_id, channel = 'sms' FROM suppressions WHERE profile_id BETWEEN ?1 AND ?2 AND at <= ?3 "
    "AND (ended_at IS NULL OR ended_at > ?3) AND +channel IN ('email', 'sms') ORDER BY profile_id",
    "SELECT profile_id, property_id, CASE WHEN since <= ?3 THEN since ELSE -since END, value FROM property_values "
    "WHERE profile_id BETWEEN ?1 AND ?2 ORDER BY profile_id",
    "SELECT profile_id, at, iif(currency IS NULL OR currency = ?5, value, 0) FROM events "
    "WHERE profile_id BETWEEN ?1 AND ?2 AND +metric_id = ?4 AND +at <= ?3 ORDER BY profile_id",
};

// Rows of people nobody asked for that are cheaper to read over than to seek past.
constexpr qint64 WidestGap = 4;

constexpr qint64 Nothing = std::numeric_limits<qint64>::min();
constexpr qint64 Anything = std::numeric_limits<qint64>::max();

QStringList listItems(std::string_view json)
{
    QStringList items;
    for (const auto &item :
         QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size()))).array())
        items.append(item.toVariant().toString());
    return items;
}

// Of whoever was read before, its room alone is kept.
void makeNew(ExportMember &member, ProfileId id, size_t properties)
{
    ExportMember made;
    made.id = id;
    made.email = std::move(member.email);
    made.email.clear();
    made.phone = std::move(member.phone);
    made.phone.clear();
    made.properties = std::move(member.properties);
    made.properties.assign(properties, FieldValue());
    member = std::move(made);
}

bool asksForOrders(const ExportColumn &column)
{
    return column.field == ExportField::OrderCount || column.field == ExportField::Revenue ||
           column.field == ExportField::LastOrder;
}

} // namespace

Result<MemberReader> MemberReader::make(const Store &store, const std::vector<ExportColumn> &columns,
                                        const ReadingMoments &moments)
{
    MemberReader reader;
    reader.m_moments = moments;
    reader.m_currency = store.settings().currency;
    reader.m_wantsOrders = std::ranges::any_of(columns, asksForOrders);
    reader.m_wantsCreated = std::ranges::find(columns, ExportField::CreatedAt, &ExportColumn::field) != columns.end();
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
        auto statement = store.database().prepare(query);
        if (!statement)
            return failure(statement.error());
        m_statements.push_back(std::move(*statement));
    }
    m_statements[Consents].bind(3, m_moments.consent.ms);
    m_statements[Suppressions].bind(3, m_moments.consent.ms);
    m_statements[Properties].bind(3, m_moments.values.ms);
    m_statements[Orders].bind(3, m_moments.values.ms).bind(4, m_placedOrder).bind(5, m_currency);
    return {};
}

Result<void> MemberReader::findProperties(const Store &store, const std::vector<ExportColumn> &columns)
{
    using Type = PropertySlot::Type;
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
            m_properties.push_back({id, position,
                                    type == QLatin1String("boolean") ? Type::Boolean
                                    : type == QLatin1String("date")  ? Type::Date
                                    : type == QLatin1String("list")  ? Type::List
                                                                     : Type::Other});
    }
    std::ranges::stable_sort(m_properties, {}, &PropertySlot::property);
    return {};
}

Result<void> MemberReader::prepareForMany(const Store &store)
{
    const auto begun = store.database().prepare("BEGIN").and_then([](Statement &&begin) { return begin.run(); });
    if (!begun)
        return begun;
    auto marked = queryRows(store.database(),
                            "SELECT DISTINCT profile_id FROM identifiers WHERE flags <> 0 AND kind_id IN (1, 2)",
                            [](const Statement &row) { return row.integer(0); });
    if (!marked)
        return failure(marked.error());
    std::ranges::sort(*marked);
    m_marked = std::move(*marked);
    return {};
}

Result<ExportMember> MemberReader::read(ProfileId id)
{
    std::vector<ExportMember> members;
    if (const auto done = read({&id, 1}, members); !done)
        return failure(done.error());
    return std::move(members.front());
}

Result<void> MemberReader::read(std::span<const ProfileId> ids, std::vector<ExportMember> &into)
{
    into.resize(ids.size());
    m_members = &into;
    for (size_t i = 0; i < ids.size(); ++i)
        makeNew(into[i], ids[i], m_propertyCount);
    m_best.assign(ids.size(), {{{{Anything, Anything}, {Anything, Anything}}}, {Nothing, Nothing}});
    m_bestSince.assign(ids.size() * m_propertyCount, Nothing);
    if (const auto found = findOwners(ids); !found)
        return found;
    for (const auto part :
         {&MemberReader::readCreated, &MemberReader::readIdentifiers, &MemberReader::readConsents,
          &MemberReader::readSuppressions, &MemberReader::readProperties, &MemberReader::readOrders}) {
        if (const auto done = (this->*part)(); !done)
            return done;
    }
    return {};
}

Result<void> MemberReader::findOwners(std::span<const ProfileId> ids)
{
    m_owners.clear();
    if (ids.empty())
        return {};
    for (size_t i = 0; i < ids.size(); ++i)
        m_owners.push_back({ids[i].value, i});
    Statement &rows = m_statements[Merged].bind(1, ids.front().value).bind(2, ids.back().value);
    const auto read = forEachRow(rows, [&](const Statement &row) {
        const auto [first, last] = std::ranges::equal_range(ids, ProfileId{row.integer(1)});
        for (auto person = first; person != last; ++person)
            m_owners.push_back({row.integer(0), static_cast<size_t>(person - ids.begin())});
    });
    std::ranges::sort(m_owners);
    return read;
}

// Hands over each row with everybody it belongs to: profiles close to one another in one range, others each by itself.
template <class Use>
Result<void> MemberReader::walk(Statement &rows, std::span<const Owner> owners, Use use)
{
    size_t begin = 0;
    while (begin < owners.size()) {
        size_t end = begin + 1;
        while (end < owners.size() && owners[end].profile - owners[end - 1].profile <= WidestGap)
            ++end;
        rows.bind(1, owners[begin].profile).bind(2, owners[end - 1].profile);
        size_t at = begin;
        const auto read = forEachRow(rows, [&](const Statement &row) {
            const qint64 profile = row.integer(0);
            while (at < end && owners[at].profile < profile)
                ++at;
            for (size_t i = at; i < end && owners[i].profile == profile; ++i)
                use(row, owners[i]);
        });
        if (!read)
            return read;
        begin = end;
    }
    return {};
}

Result<void> MemberReader::readCreated()
{
    if (!m_wantsCreated)
        return {};
    return walk(m_statements[Created], [this](const Statement &row, const Owner &owner) {
        std::optional<Instant> &created = (*m_members)[owner.place].created;
        const Instant at{row.integer(1)};
        created = created ? std::min(*created, at) : at;
    });
}

Result<void> MemberReader::readIdentifiers()
{
    const auto keep = [this](const Statement &row, const Owner &owner) { keepIdentifier(row, owner); };
    if (!m_marked)
        return walk(m_statements[Identifiers], keep);
    const auto isMarked = [this](const Owner &owner) { return std::ranges::binary_search(*m_marked, owner.profile); };
    std::vector<Owner> marked, plain;
    std::ranges::partition_copy(m_owners, std::back_inserter(marked), std::back_inserter(plain), isMarked);
    return walk(m_statements[PlainIdentifiers], plain, keep).and_then([&] {
        return walk(m_statements[Identifiers], marked, keep);
    });
}

void MemberReader::keepIdentifier(const Statement &row, const Owner &owner)
{
    const bool isEmail = row.integer(1) == 1;
    const std::string_view value = row.bytes(2);
    if (value.empty())
        return;
    ExportMember &member = (*m_members)[owner.place];
    std::string &slot = isEmail ? member.email : member.phone;
    auto &best = m_best[owner.place].identifier[isEmail ? 0 : 1];
    const std::pair rank(row.integer(3), owner.profile);
    if (std::pair(rank, value) >= std::pair(best, std::string_view(slot)))
        return;
    best = rank;
    slot = value;
    if (isEmail)
        member.emailReachable = (rank.first & 1) == 0;
}

Result<void> MemberReader::readConsents()
{
    return walk(m_statements[Consents], [this](const Statement &row, const Owner &owner) {
        const bool isSms = row.integer(1) != 0;
        qint64 &best = m_best[owner.place].consent[isSms ? 1 : 0];
        if (row.integer(3) <= best)
            return;
        best = row.integer(3);
        ExportMember &member = (*m_members)[owner.place];
        (isSms ? member.smsConsent : member.emailConsent) = row.bytes(2);
    });
}

Result<void> MemberReader::readSuppressions()
{
    return walk(m_statements[Suppressions], [this](const Statement &row, const Owner &owner) {
        ExportMember &member = (*m_members)[owner.place];
        (row.integer(1) != 0 ? member.smsSuppressed : member.emailSuppressed) = true;
    });
}

Result<void> MemberReader::readProperties()
{
    if (m_properties.empty())
        return {};
    return walk(m_statements[Properties],
                [this](const Statement &row, const Owner &owner) { keepProperty(row, owner); });
}

// A property's earliest value also counts before its first sighting.
void MemberReader::keepProperty(const Statement &row, const Owner &owner)
{
    const qint64 since = row.integer(2);
    for (const PropertySlot &slot :
         std::ranges::equal_range(m_properties, row.integer(1), {}, &PropertySlot::property)) {
        qint64 &best = m_bestSince[owner.place * m_propertyCount + slot.position];
        if (since <= best)
            continue;
        best = since;
        FieldValue &value = (*m_members)[owner.place].properties[slot.position];
        if (row.isNull(3))
            value = std::monostate();
        else if (slot.type == PropertySlot::Type::Boolean)
            value = row.integer(3) != 0;
        else if (slot.type == PropertySlot::Type::Date)
            value = Instant{row.integer(3)};
        else if (slot.type == PropertySlot::Type::List)
            value = listItems(row.bytes(3));
        else if (row.isText(3))
            value = std::string(row.bytes(3));
        else
            value = row.real(3);
    }
}

Result<void> MemberReader::readOrders()
{
    if (!m_wantsOrders)
        return {};
    return walk(m_statements[Orders], [this](const Statement &row, const Owner &owner) {
        ExportMember &member = (*m_members)[owner.place];
        ++member.orders;
        member.revenue += row.integer(2);
        const Instant last{row.integer(1)};
        member.lastOrder = member.lastOrder ? std::max(*member.lastOrder, last) : last;
    });
}

} // namespace perennial
