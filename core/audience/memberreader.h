// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/fieldvalue.h"
#include "core/audience/layout.h"
#include "core/base/ids.h"
#include "core/base/instant.h"
#include "core/sqlite/statement.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace perennial {

class Store;

// What an export needs to know of one person. Texts are UTF-8, empty where nothing is known.
struct ExportMember
{
    ProfileId id;
    std::string email;
    std::string phone;
    bool emailReachable = false; // false for placeholders and marketplace relays
    std::string emailConsent = "never";
    std::string smsConsent = "never";
    bool emailSuppressed = false;
    bool smsSuppressed = false;
    std::vector<FieldValue> properties; // as many as there are columns of properties, in that order
    qint64 orders = 0;                  // with revenue and lastOrder: where a column asks for one of them
    qint64 revenue = 0;                 // minor units of the store's currency
    std::optional<Instant> lastOrder;
    std::optional<Instant> created; // where a column asks for it

    friend bool operator==(const ExportMember &, const ExportMember &) = default;
};

// When a person is looked at: values as of one moment, consent and suppression as of another.
struct ReadingMoments
{
    Instant values;
    Instant consent;
};

// Reads people, merged profiles folded in: of several e-mail addresses or phones the one that reaches somebody, of the
// lowest profile; of consents the latest, and of two of one moment the stricter; suppressed where one of them is.
// Reads only the tables the columns need. Not shared between threads.
class MemberReader
{
public:
    [[nodiscard]] static Result<MemberReader> make(const Store &store, const std::vector<ExportColumn> &columns,
                                                   const ReadingMoments &moments);
    // For very many people: finds out first who has an address that reaches nobody, so that all others' are read from
    // an index alone. From this call on, `store` reads nothing newer.
    [[nodiscard]] Result<void> prepareForMany(const Store &store);
    [[nodiscard]] Result<ExportMember> read(ProfileId id);
    // `ids` ascending; `into` becomes one a person, in their order. One walk of each table a call: a few thousand
    // people a call are read fastest.
    [[nodiscard]] Result<void> read(std::span<const ProfileId> ids, std::vector<ExportMember> &into);

private:
    struct PropertySlot
    {
        qint64 property;
        size_t position;
        enum class Type { Other, Boolean, Date, List } type;
    };
    // A profile whose rows are a person's: themselves, or somebody merged into them.
    struct Owner
    {
        qint64 profile;
        size_t place;

        friend auto operator<=>(const Owner &, const Owner &) = default;
    };
    // What a person's rows have to be better than.
    struct Best
    {
        std::array<std::pair<qint64, qint64>, 2> identifier; // flags and profile, by kind
        std::array<qint64, 2> consent;                       // e-mail, SMS
    };

    MemberReader() = default;
    [[nodiscard]] Result<void> prepare(const Store &store);
    [[nodiscard]] Result<void> findProperties(const Store &store, const std::vector<ExportColumn> &columns);
    [[nodiscard]] Result<void> findOwners(std::span<const ProfileId> ids);
    [[nodiscard]] Result<void> readCreated();
    [[nodiscard]] Result<void> readIdentifiers();
    [[nodiscard]] Result<void> readConsents();
    [[nodiscard]] Result<void> readSuppressions();
    [[nodiscard]] Result<void> readProperties();
    [[nodiscard]] Result<void> readOrders();
    template <class Use>
    [[nodiscard]] Result<void> walk(Statement &rows, Use use)
    {
        return walk(rows, m_owners, use);
    }
    template <class Use>
    [[nodiscard]] Result<void> walk(Statement &rows, std::span<const Owner> owners, Use use);
    void keepIdentifier(const Statement &row, const Owner &owner);
    void keepProperty(const Statement &row, const Owner &owner);

    ReadingMoments m_moments;
    bool m_wantsOrders = false;
    bool m_wantsCreated = false;
    size_t m_propertyCount = 0;
    qint64 m_placedOrder = 0;
    QString m_currency;
    std::vector<PropertySlot> m_properties; // by property
    std::vector<Statement> m_statements;
    std::optional<std::vector<qint64>> m_marked; // profiles with marks on an identifier, ascending; if they are known

    // Of the call at hand.
    std::vector<ExportMember> *m_members = nullptr;
    std::vector<Owner> m_owners; // ascending
    std::vector<Best> m_best;
    std::vector<qint64> m_bestSince; // a person's properties side by side
};

} // namespace perennial
