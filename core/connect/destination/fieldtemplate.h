// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/fieldvalue.h"
#include "core/audience/layout.h"
#include "core/base/result.h"

#include <span>
#include <vector>

namespace perennial {

// Text with placeholders: "{{ First Name }}", "Dear {{ First Name | default: 'friend' }}". A placeholder is Email,
// Phone, Profile ID, Orders, Order value, Last order, Created, Email consent, SMS consent, or else the name of a
// property. One that stands alone keeps its type; among other text it is written as in a plain file, times in UTC.
class FieldTemplate
{
public:
    // Errors name the placeholder. An empty text is a field that is always empty.
    [[nodiscard]] static Result<FieldTemplate> parse(const QString &text);

    // What it asks of a person, in the order in which fill() takes it.
    [[nodiscard]] const std::vector<ExportColumn> &wanted() const { return m_wanted; }
    // Unset where everything it asks for is unset and nothing else stands there.
    [[nodiscard]] FieldValue fill(std::span<const FieldValue> values) const;

private:
    struct Piece
    {
        std::string before;   // literal text before the placeholder, or the rest
        bool asks = false;    // a placeholder follows
        std::string fallback; // of the placeholder
    };

    std::vector<Piece> m_pieces;
    std::vector<ExportColumn> m_wanted;
};

// The value as a plain file writes it: times "2026-11-01T00:00:00Z", lists joined by ", ", unset empty.
[[nodiscard]] std::string fieldText(const FieldValue &value);
// "Email", "Order value", …: the placeholders that are no property.
[[nodiscard]] std::span<const ExportColumn> builtInFields();

} // namespace perennial
