// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/memberreader.h"
#include "core/connect/destination/fieldtemplate.h"
#include "core/connect/outbox/pushrun.h"

namespace perennial {

// A person as they are sent, or why they are not.
struct MadeRow
{
    PushRow row;
    std::optional<SkipReason> skip;
    bool isNothing = false; // there is nothing to be said after all
};

// Reads people from a store and fills in a destination's fields. Consent and suppression are those of the moment of the
// reading: whoever lost them since the run was planned stays behind.
class RowMaker
{
public:
    // `store` must live as long. Errors name the field whose text cannot be read.
    [[nodiscard]] static Result<RowMaker> make(const Store &store, const Destination &destination, Instant asOf);
    [[nodiscard]] Result<std::vector<MadeRow>> read(std::span<const ProfileId> people, RowOp op, Instant now);

private:
    RowMaker(const Store &store, const Destination &destination, Instant asOf)
        : m_store(store)
        , m_destination(destination)
        , m_asOf(asOf)
    {
    }

    [[nodiscard]] MadeRow made(const ExportMember &member, RowOp op) const;
    void setAddresses(const ExportMember &member, RowOp op, PushRow &row) const;
    [[nodiscard]] std::optional<SkipReason> skipOf(const ExportMember &member, RowOp op) const;
    [[nodiscard]] FieldValue fieldOf(const ExportMember &member, const ExportColumn &column, size_t property) const;

    const Store &m_store;
    Destination m_destination;
    Instant m_asOf;
    std::vector<FieldTemplate> m_templates; // in the order of the destination's fields
    std::vector<ExportColumn> m_columns;    // all that they ask for
    std::vector<ExportMember> m_members;    // of the reading at hand
    int m_digits = 2;
};

} // namespace perennial
