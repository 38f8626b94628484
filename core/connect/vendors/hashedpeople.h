// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/matching.h"
#include "core/connect/vendors/connector.h"

namespace perennial {

// How a destination's people are told to a platform that matches hashes: by the addresses its channel allows, and by
// its mapped fields. Whoever is taken out is told by the addresses alone: the rest may have changed since.
class HashedPeople
{
public:
    struct Column
    {
        QString name; // as the platform writes it
        MatchField field = MatchField::Email;
    };

    // `known` are all columns of the platform; of these, those that are not mapped are left out.
    HashedPeople(MatchPlatform rule, const Destination &destination, std::span<const Column> known);

    [[nodiscard]] std::span<const Column> columns(RowOp op) const;
    // As they are sent, see matchKey(), in the order of columns(). Empty where nothing is known.
    [[nodiscard]] std::vector<std::string> keysOf(const PushRow &row, RowOp op) const;
    // False where no address is left after normalising: nobody could take them out again.
    [[nodiscard]] bool isRecognised(const PushRow &row) const;

private:
    [[nodiscard]] std::string valueOf(const PushRow &row, size_t column) const;

    MatchPlatform m_rule;
    std::vector<Column> m_columns; // addresses first
    std::vector<size_t> m_places;  // of the columns after them, among the destination's fields
    size_t m_addresses = 0;
};

// Whoever has no address that is left after normalising: skipped, as SkipReason::NoIdentifier names it
// (outbox/pushrun.h).
[[nodiscard]] RowOutcome notRecognised(size_t place);

// An answer that counts those it refused among `rows` people, and does not name them, from a platform where a repeat
// does no harm: the batch is halved until they are found. So many that it is not the people stop the run.
[[nodiscard]] BatchStep partlyRefused(qint64 rows, qint64 refused, int status, const QString &reason);

// An account's number as people write it, "123-456-7890" or "act_123", without what is no digit.
[[nodiscard]] QString accountDigits(const Destination &destination, const QString &field);

} // namespace perennial
