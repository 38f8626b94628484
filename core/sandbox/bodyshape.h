// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/jsoncursor.h"

#include <QJsonValue>
#include <QString>

#include <vector>

namespace perennial {

// What a body must look like, written as JSON that looks like it:
//   "string", "number", "boolean", "object" and "array" (of anything), more than one with a bar: "string|number"
//   "=list"              this word, or one of these: "=single_opt_in|double_opt_in"
//   [shape]              any number of such values
//   {"key!": shape, ...} an object of these keys and no others; those with a ! must be there
// A "?" at the end of a text, or {"?": true} among the keys, lets null stand there.
class BodyShape
{
public:
    struct Fault
    {
        QString pointer; // "/data/attributes/name"
        QString what;
    };

    BodyShape() = default; // anything goes
    [[nodiscard]] static BodyShape of(const char *text);

    // The first thing that is wrong; nothing where the text is JSON that fits. It is walked through once. What an
    // "object" or an "array" holds is not looked at.
    [[nodiscard]] std::optional<Fault> faultOf(std::string_view text) const;

private:
    struct Key;
    struct Place;
    struct Walk;

    [[nodiscard]] static BodyShape of(const QJsonValue &written);
    void walk(Walk &walk, const Place &place) const;
    void walkObject(Walk &walk, const Place &place) const;
    void walkArray(Walk &walk, const Place &place) const;
    void walkScalar(Walk &walk, const Place &place) const;
    [[nodiscard]] bool takes(char type) const { return m_types.find(type) != std::string::npos; }

    std::string m_types; // s n b o a and 0 for null; empty: anything
    std::vector<std::string> m_words;
    std::vector<Key> m_keys;
    std::vector<BodyShape> m_element; // one, or none
};

struct BodyShape::Key
{
    std::string name;
    bool isRequired = false;
    BodyShape shape;
};

} // namespace perennial
