// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <functional>
#include <stop_token>
#include <vector>

namespace perennial {

// Sorts millions of small values and looks all the while whether to stop: false where it was asked to, with `values` in
// no order. Stable.
template <class Value, class Less = std::less<>>
[[nodiscard]] bool sortUnlessStopped(std::vector<Value> &values, const std::stop_token &stop, Less less = {})
{
    constexpr size_t Stretch = 8192; // takes well below a millisecond
    const size_t count = values.size();
    const auto at = [](std::vector<Value> &in, size_t place) {
        return in.begin() + static_cast<std::ptrdiff_t>(place);
    };
    for (size_t begin = 0; begin < count && !stop.stop_requested(); begin += Stretch)
        std::stable_sort(at(values, begin), at(values, std::min(begin + Stretch, count)), less);
    std::vector<Value> merged(count > Stretch ? count : 0);
    for (size_t width = Stretch; width < count; width *= 2) {
        for (size_t begin = 0; begin < count; begin += 2 * width) {
            const size_t middle = std::min(begin + width, count), end = std::min(begin + 2 * width, count);
            size_t left = begin, right = middle;
            for (size_t out = begin; out < end; ++out) {
                if (out % Stretch == 0 && stop.stop_requested())
                    return false;
                const bool takeRight = left == middle || (right < end && less(values[right], values[left]));
                merged[out] = std::move(values[takeRight ? right++ : left++]);
            }
        }
        values.swap(merged);
    }
    return !stop.stop_requested();
}

} // namespace perennial
