// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/enumids.h"
#include "tests/core/segment/rows/segmentcases.h"

namespace perennial {

// What the cases of all kinds are made of.

template <class E>
std::vector<E> all()
{
    std::vector<E> values;
    for (size_t i = 0; i < EnumIds<E>::ids.size(); ++i)
        values.push_back(static_cast<E>(i));
    return values;
}

struct NamedWindow
{
    QString name;
    Window window;
};

[[nodiscard]] Window windowOf(WindowKind kind, TimeUnit unit);
// Nothing happened before it: nobody stopped in it, nobody left a segment in it.
[[nodiscard]] bool hasNoStart(const Window &window);
// Every kind of window, in every unit where it has one, by itself and narrowed to days and hours.
[[nodiscard]] std::vector<NamedWindow> windows();
// A test with operands that tell people of RandomStore apart.
[[nodiscard]] Test testOf(Op op, double number, std::initializer_list<const char *> texts);

// Collects cases.
class CaseList
{
public:
    [[nodiscard]] std::vector<SegmentCase> take() { return std::move(m_cases); }

protected:
    template <class... Part>
    static QString joined(const Part &...part)
    {
        return QStringList{part...}.join(QStringLiteral(" · "));
    }

    static QString idOf(Op op) { return QLatin1String(operatorOf(op).id); }

    void add(const char *kind, const QString &name, const Condition &condition, bool mayBeUnknown = false)
    {
        m_cases.push_back({QLatin1String(kind), name, {condition, UnknownRule::Out}});
        if (mayBeUnknown)
            m_cases.push_back(
                {QLatin1String(kind), joined(name, QStringLiteral("unknown in")), {condition, UnknownRule::In}});
    }
    // By its meaning the last one holds everybody or nobody.
    void letHoldAll(bool really) { m_cases.back().mayHoldAll = really; }

private:
    std::vector<SegmentCase> m_cases;
};

// Conditions about what people did, and about what they are.
[[nodiscard]] std::vector<SegmentCase> casesOfDeeds();
[[nodiscard]] std::vector<SegmentCase> casesOfTraits();

} // namespace perennial
