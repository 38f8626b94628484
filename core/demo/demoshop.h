// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/demo/demoevent.h"

namespace perennial {

// Fern & Kettle, an invented brand for coffee and the outdoors: its people and two years of what they did, ending at
// `until`. The same `until` gives the same shop on every machine.
class DemoShop
{
public:
    explicit DemoShop(Instant until);
    DemoShop(const DemoShop &) = delete;
    DemoShop &operator=(const DemoShop &) = delete;

    [[nodiscard]] Instant until() const { return m_until; }
    [[nodiscard]] const std::vector<DemoLife> &lives() const { return m_lives; }
    // All orders, oldest first, with the staff's test orders among them.
    [[nodiscard]] const std::vector<DemoOrder *> &orders() const { return m_orders; }

private:
    void numberOrders();

    Instant m_until;
    std::vector<DemoPerson> m_people;
    std::vector<DemoMailing> m_mailings;
    std::vector<DemoLife> m_lives;
    std::vector<DemoOrder *> m_orders;
};

} // namespace perennial
