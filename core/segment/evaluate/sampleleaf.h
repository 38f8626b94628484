// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/binding.h"
#include "core/segment/plan/plan.h"

namespace perennial {

// What the sample condition draws lots with: 2³¹ − 1, a prime.
inline constexpr qint64 SampleModulus = 2'147'483'647;

// What the salt adds to every id: in [0, SampleModulus).
[[nodiscard]] qint64 sampleSeed(const QByteArray &salt);
// The lot of a profile, in [0, SampleModulus): the same on every machine and for ever.
[[nodiscard]] qint64 sampleHash(qint64 id, qint64 seed);
[[nodiscard]] qint64 sampleHash(qint64 id, const QByteArray &salt);
// Whose lot is below this is in the sample.
[[nodiscard]] qint64 sampleThreshold(double percent);

[[nodiscard]] std::shared_ptr<const Leaf> makeSampleLeaf(const SampleCondition &condition, const Binding &binding);

} // namespace perennial
