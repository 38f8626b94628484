// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>

#include <initializer_list>

namespace perennial {

// Chance that is the same for the same seed.
class RandomChoice
{
public:
    explicit RandomChoice(quint32 seed)
        : m_random(seed)
    {
    }

    bool chance(int percent) { return m_random.bounded(100) < percent; }
    int below(int end) { return m_random.bounded(end); }
    int between(int first, qint64 end) { return m_random.bounded(first, static_cast<int>(end)); }

    template <class T>
    T pick(std::initializer_list<T> choices)
    {
        return choices.begin()[m_random.bounded(static_cast<int>(choices.size()))];
    }

private:
    QRandomGenerator m_random;
};

} // namespace perennial
