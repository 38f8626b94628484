// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/segment/document/segmentdoc.h"

namespace perennial {

// Why a regular expression cannot be read; empty where it can.
[[nodiscard]] QString patternProblem(const QString &text);

// Checks what conditions are made of, each part with its JSON path, and keeps the first thing that cannot be.
class PartValidator
{
public:
    explicit PartValidator(AskedIn in)
        : m_in(in)
    {
    }

    [[nodiscard]] Result<void> result() const { return m_error ? Result<void>(failure(*m_error)) : Result<void>(); }

protected:
    void report(const QString &where, const QString &message)
    {
        if (!m_error)
            m_error = Error{ErrorKind::Invalid, message, where, {}};
    }
    [[nodiscard]] bool hasFailed() const { return m_error.has_value(); }

    void check(const QString &where, const EventQuantity &quantity);
    void check(const QString &where, const FilterSet &filters);
    void check(const QString &where, const Test &test);
    void check(const QString &where, const Window &window);
    // Reports what can be asked in flows only.
    void requireFlow(const QString &where);
    // Of a value, not of how often something happened.
    void checkValueTest(const QString &where, const Test &test);
    void checkEventWindow(const QString &where, const Window &window);
    // Of something that begins and ends, and not at the whim of another event.
    void checkPlainWindow(const QString &where, const Window &window);
    void checkLength(const QString &where, std::optional<int> n);
    // From 1 on.
    void checkPlace(const QString &where, std::optional<int> n);
    void checkDay(const QString &where, const QString &text);

private:
    void checkOperand(const QString &where, Op op, const Operand &operand);
    void checkDate(const QString &where, const QString &text);

    AskedIn m_in;
    std::optional<Error> m_error;
};

} // namespace perennial
