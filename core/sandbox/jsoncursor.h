// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace perennial {

// Walks through JSON once, without building it, since bulk bodies have five megabytes. It looks at the brackets,
// commas, colons and strings it passes; a value that is skipped is not looked into any further.
class JsonCursor
{
public:
    explicit JsonCursor(std::string_view text)
        : m_text(text)
    {
    }

    // False from the first fault on; all that is read then is empty.
    [[nodiscard]] bool ok() const { return m_ok; }
    // Nothing but white space is left.
    [[nodiscard]] bool atEnd();

    // The first character of what comes next; 0 at the end.
    [[nodiscard]] char next();

    // Reads an object. `visit(key)` is called before each value, with the key as it is written, and must read exactly
    // that value.
    template <class Visit>
    void members(Visit &&visit)
    {
        if (!take('{') || take('}', false))
            return;
        do {
            const std::string_view key = rawString();
            if (!take(':'))
                return;
            visit(key);
        } while (m_ok && take(',', false));
        take('}');
    }
    // Reads an array. `visit()` is called before each element and must read exactly it.
    template <class Visit>
    void elements(Visit &&visit)
    {
        if (!take('[') || take(']', false))
            return;
        do
            visit();
        while (m_ok && take(',', false));
        take(']');
    }
    // Reads any value and gives it as it is written.
    std::string_view value();
    // Reads a string, unescaped; nothing where a null stands there. Anything else is a fault.
    std::optional<std::string> string();

private:
    bool take(char wanted, bool demanded = true);
    void skipSpace();
    std::string_view rawString();
    void skipNested();

    std::string_view m_text;
    size_t m_at = 0;
    bool m_ok = true;
};

} // namespace perennial
