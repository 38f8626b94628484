// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/sharedbindings.h"

#include <algorithm>

namespace perennial {

bool dependsOnMoment(const Test &test)
{
    return test.op && operatorOf(*test.op).operands == Operands::Window;
}

SharedBindings::Filter boundFilter(const FilterSet &filters, const EventColumn &column, const Binding &binding)
{
    const auto make = [&]() -> SharedBindings::Filter {
        auto filter = std::make_shared<const EventFilter>(filters, column, binding);
        return filter->isOpen() ? nullptr : filter;
    };
    if (std::ranges::any_of(filters.of, dependsOnMoment, &PropertyFilter::test))
        return make();
    return boundOnce(&SharedBindings::filters, binding, {&column, filters, binding.frame.zone}, make);
}

} // namespace perennial
