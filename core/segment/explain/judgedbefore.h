// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/explain/change.h"

#include <map>
#include <memory>
#include <span>

namespace perennial {

// What bound segments said of the same facts before, by their numbers.
struct JudgedBefore
{
    std::map<quint64, bool> members;
    std::map<std::pair<quint64, bool>, std::vector<Changes>> remedies; // that make a member, or none
};

// What was made of one person's facts before, by what was supposed.
class PersonMemory
{
public:
    [[nodiscard]] std::shared_ptr<JudgedBefore> of(std::span<const Change> supposed);

private:
    std::vector<std::pair<Changes, std::shared_ptr<JudgedBefore>>> m_known;
};

} // namespace perennial
