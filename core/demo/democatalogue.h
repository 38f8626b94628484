// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace perennial {

// What Fern & Kettle sells, where its people live, what they are called: all invented.
struct DemoProduct
{
    std::string_view sku;
    std::string_view name;
    std::string_view variant; // empty: none
    std::string_view category;
    std::string_view vendor;
    int price; // cents
    bool coffee;
    int popularity;
};

// `areaCodes`: where fictitious 555-01xx numbers are given out; empty where there are none.
struct DemoPlace
{
    std::string_view city;
    std::string_view province; // code
    std::string_view provinceName;
    std::string_view country; // code
    std::string_view zip;
    std::span<const std::string_view> areaCodes;
    int people; // weight
};

struct DemoCampaign
{
    int month; // 0: any
    std::string_view name;
};

[[nodiscard]] std::span<const DemoProduct> demoProducts();
[[nodiscard]] std::span<const DemoPlace> demoPlaces();
[[nodiscard]] std::span<const DemoCampaign> demoCampaigns();
[[nodiscard]] std::span<const std::string_view> demoFirstNames();
[[nodiscard]] std::span<const std::string_view> demoLastNames();
[[nodiscard]] std::span<const std::string_view> demoStreets();
[[nodiscard]] std::span<const std::string_view> demoMailDomains();

} // namespace perennial
