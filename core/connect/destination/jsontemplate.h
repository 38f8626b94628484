// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/fieldvalue.h"
#include "core/base/result.h"

#include <QByteArray>

#include <functional>
#include <vector>

namespace perennial {

// JSON with placeholders in its strings, written as it was given. A string that is nothing but "{{ email }}" stands for
// the value itself: a number, a list, null. Within a text a placeholder stands for the value's words, escaped, so that
// no value can end the string it stands in.
class JsonTemplate
{
public:
    // Errors: it is no JSON; a placeholder is not closed, or stands in an object's key.
    [[nodiscard]] static Result<JsonTemplate> parse(const QByteArray &text);

    struct Placeholder
    {
        QByteArray name;
        bool isAlone = true; // the whole of a string

        friend bool operator==(const Placeholder &, const Placeholder &) = default;
    };
    [[nodiscard]] std::vector<Placeholder> placeholders() const;

    // Writes JSON of its own for a placeholder that is alone; false: there is none, valueOf() is asked.
    using Write = std::function<bool(const QByteArray &name, QByteArray &body)>;
    using ValueOf = std::function<FieldValue(const QByteArray &name)>;
    void append(QByteArray &body, const Write &write, const ValueOf &valueOf) const;

private:
    struct Piece
    {
        QByteArray before; // as it was given
        Placeholder placeholder;
    };

    std::vector<Piece> m_pieces;
    QByteArray m_end;
};

} // namespace perennial
