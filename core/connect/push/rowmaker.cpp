// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/push/rowmaker.h"

#include "core/audience/audienceexport.h"
#include "core/audience/exportvalue.h"
#include "core/base/money.h"
#include "core/store/store.h"

namespace perennial {

namespace {

SkipReason reasonOf(Exclusion exclusion)
{
    switch (exclusion) {
    case Exclusion::NoIdentifier:
        return SkipReason::NoIdentifier;
    case Exclusion::Suppressed:
        return SkipReason::Suppressed;
    case Exclusion::NeverSent: // the plan leaves them out
    case Exclusion::NoOrder:   // a file's
    case Exclusion::NoConsent:
        break;
    }
    return SkipReason::NoConsent;
}

} // namespace

Result<RowMaker> RowMaker::make(const Store &store, const Destination &destination, Instant asOf)
{
    RowMaker maker(store, destination, asOf);
    maker.m_digits = minorDigits(store.settings().currency);
    for (const MappedField &field : destination.fields) {
        auto text = FieldTemplate::parse(field.text);
        if (!text)
            return failure(text.error().in(field.target));
        maker.m_columns.insert(maker.m_columns.end(), text->wanted().begin(), text->wanted().end());
        maker.m_templates.push_back(std::move(*text));
    }
    return maker;
}

Result<std::vector<MadeRow>> RowMaker::read(std::span<const ProfileId> people, RowOp op, Instant now)
{
    auto reader = MemberReader::make(m_store, m_columns, {m_asOf, now});
    if (!reader)
        return failure(reader.error());
    if (const auto read = reader->read(people, m_members); !read)
        return failure(read.error());
    std::vector<MadeRow> rows;
    rows.reserve(people.size());
    for (const ExportMember &member : m_members)
        rows.push_back(made(member, op));
    return rows;
}

std::optional<SkipReason> RowMaker::skipOf(const ExportMember &member, RowOp op) const
{
    const bool hasAddress = (member.emailReachable && m_destination.channel != ExportChannel::Sms) ||
                            (!member.phone.empty() && m_destination.channel != ExportChannel::Email);
    const bool bars = m_destination.way == DeliveryWay::Suppression;
    if (op == RowOp::TakeOut || bars)
        return hasAddress ? std::nullopt : std::optional(SkipReason::NoIdentifier);
    const auto exclusion = exclusionOf(member, m_destination.channel);
    return exclusion ? std::optional(reasonOf(*exclusion)) : std::nullopt;
}

// An address that nobody may write to does not leave beside one that they may.
void RowMaker::setAddresses(const ExportMember &member, RowOp op, PushRow &row) const
{
    const bool asksConsent = op == RowOp::Add && m_destination.way != DeliveryWay::Suppression;
    const bool byEmail = asksConsent ? canReachByEmail(member) : member.emailReachable;
    if (byEmail && m_destination.channel != ExportChannel::Sms)
        row.email = member.email;
    const bool bySms = !asksConsent || canReachBySms(member);
    if (bySms && m_destination.channel != ExportChannel::Email)
        row.phone = member.phone;
}

MadeRow RowMaker::made(const ExportMember &member, RowOp op) const
{
    MadeRow made;
    made.row.id = member.id;
    made.skip = skipOf(member, op);
    if (made.skip)
        return made;
    setAddresses(member, op, made.row);
    if (op == RowOp::TakeOut)
        return made;
    std::vector<FieldValue> values;
    size_t property = 0, column = 0;
    for (const FieldTemplate &text : m_templates) {
        values.clear();
        for (size_t i = 0; i < text.wanted().size(); ++i, ++column) {
            const bool isProperty = m_columns[column].field == ExportField::Property;
            values.push_back(fieldOf(member, m_columns[column], isProperty ? property++ : 0));
        }
        made.row.values.push_back(text.fill(values));
    }
    return made;
}

// As an export says it, but an id is no number there, and a field says no address that the person may not be written
// to at.
FieldValue RowMaker::fieldOf(const ExportMember &member, const ExportColumn &column, size_t property) const
{
    if (column.field == ExportField::Id)
        return FieldValue(std::to_string(member.id.value));
    const bool hidden = (column.field == ExportField::Email && !canReachByEmail(member)) ||
                        (column.field == ExportField::Phone && !canReachBySms(member));
    return hidden ? FieldValue() : valueOf(member, column, property, m_digits);
}

} // namespace perennial
