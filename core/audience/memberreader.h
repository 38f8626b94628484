// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/layout.h"
#include "core/base/ids.h"
#include "core/base/instant.h"
#include "core/sqlite/statement.h"

#include <map>
#include <optional>
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
    std::vector<std::string> properties; // as many as asked for, in that order
    qint64 orders = 0;
    qint64 revenue = 0;
    std::optional<Instant> lastOrder;
    std::optional<Instant> created;
};

// When a person is looked at: values as of one moment, consent and suppression as of another.
struct ReadingMoments
{
    Instant values;
    Instant consent;
};

// Reads people one by one, merged profiles folded in. Reads only the tables the columns need.
class MemberReader
{
public:
    [[nodiscard]] static Result<MemberReader> make(const Store &store, const std::vector<ExportColumn> &columns,
                                                   TimeFormat times, const ReadingMoments &moments);
    [[nodiscard]] Result<ExportMember> read(ProfileId id);

private:
    struct PropertySlot
    {
        size_t position;
        QString type;
    };

    MemberReader() = default;
    [[nodiscard]] Result<void> prepare(const Store &store);
    [[nodiscard]] Result<void> findProperties(const Store &store, const std::vector<ExportColumn> &columns);
    [[nodiscard]] Result<void> readRows(ProfileId id, ExportMember &member);
    [[nodiscard]] Result<void> readIdentifiers(ExportMember &member);
    [[nodiscard]] Result<void> readConsents(ExportMember &member);
    [[nodiscard]] Result<void> readSuppressions(ExportMember &member);
    [[nodiscard]] Result<void> readProperties(ExportMember &member);
    [[nodiscard]] Result<void> readOrders(ExportMember &member);
    [[nodiscard]] std::string valueText(const Statement &row, const QString &type) const;
    Statement &bindPerson(Statement &statement, Instant moment) const;

    ReadingMoments m_moments;
    TimeFormat m_times = TimeFormat::Iso;
    bool m_wantsOrders = false;
    size_t m_propertyCount = 0;
    qint64 m_person = 0;
    qint64 m_placedOrder = 0;
    QString m_currency;
    std::map<qint64, PropertySlot> m_properties;
    std::vector<Statement> m_statements;
};

[[nodiscard]] QString exportTime(Instant at, TimeFormat format);

} // namespace perennial
