// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/destination/destination.h"
#include "core/connect/vendors/pushbatch.h"

namespace perennial {

// A field of a destination as a member of a JSON object.
struct KlaviyoMember
{
    QByteArray key;   // escaped, in quotes, with its colon
    size_t place = 0; // in PushRow::values

    [[nodiscard]] static KlaviyoMember make(const QString &name, size_t place);
};

// Texts only, where Klaviyo takes nothing else; or each with the type it has.
enum class KlaviyoSpelling { Texts, Typed };

// Writes the members between commas, `opening` before the first; whether there was any. What is unset, or a number that
// JSON cannot write, is left out and stays at Klaviyo as it is: a null would clear it.
bool appendKlaviyoMembers(const std::vector<KlaviyoMember> &members, const PushRow &row, KlaviyoSpelling spelling,
                          const char *opening, QByteArray &body);
// {"email":…,"phone_number":… as far as they are known, without the closing brace.
void appendKlaviyoIdentifiers(const PushRow &row, QByteArray &body);

// Writes people as Klaviyo's API takes profiles: {"type": "profile", "attributes": {"email", "phone_number", fields
// that it has by name, "location": {…}, "properties": {…}}}. Taking out writes identifiers only, and that the person is
// in the audience no more where a property says so.
class KlaviyoProfileWriter
{
public:
    // Fields that Klaviyo does not have by name are properties of the profile.
    explicit KlaviyoProfileWriter(const Destination &destination);

    void append(const PushRow &row, RowOp op, QByteArray &body) const;

private:
    std::vector<KlaviyoMember> m_attributes;
    std::vector<KlaviyoMember> m_location;
    std::vector<KlaviyoMember> m_properties;
    QByteArray m_membership; // key of the property that says who is in, or empty
};

} // namespace perennial
