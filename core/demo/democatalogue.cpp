// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/democatalogue.h"

#include <array>

namespace perennial {

namespace {

using std::string_view;

constexpr std::array Products{
    DemoProduct{"FK-BEAN-340", "Trail Roast Coffee Beans", "340 g", "Coffee Beans", "Fern & Kettle", 1450, true, 100},
    DemoProduct{"FK-BEAN-1000", "Trail Roast Coffee Beans", "1 kg", "Coffee Beans", "Fern & Kettle", 3600, true, 60},
    DemoProduct{"FK-DAWN-340", "First Light Espresso Beans", "340 g", "Coffee Beans", "Fern & Kettle", 1550, true, 70},
    DemoProduct{"FK-DECAF-340", "Quiet Night Decaf Beans", "340 g", "Coffee Beans", "Fern & Kettle", 1550, true, 35},
    DemoProduct{"FK-DRIP-10", "Summit Drip Bags", "Box of 10", "Coffee Beans", "Fern & Kettle", 1690, true, 50},
    DemoProduct{"FK-FILT-100", "Paper Filters", "100 pieces", "Brewing Gear", "Fern & Kettle", 790, true, 55},
    DemoProduct{"FK-POUR-02", "Fernleaf Pour-Over Dripper", "", "Brewing Gear", "Fern & Kettle", 2800, true, 30},
    DemoProduct{"KS-PRESS-1L", "Basecamp French Press", "1 l", "Brewing Gear", "Kestrel Supply", 4200, true, 25},
    DemoProduct{"KS-GRIND-M", "Hand Grinder", "Steel", "Brewing Gear", "Kestrel Supply", 7900, true, 20},
    DemoProduct{"KS-KETTLE-09", "Gooseneck Kettle", "0.9 l", "Brewing Gear", "Kestrel Supply", 6800, true, 20},
    DemoProduct{"FK-MUG-GRN", "Enamel Mug", "Fern green", "Drinkware", "Fern & Kettle", 1800, true, 60},
    DemoProduct{"FK-MUG-CRM", "Enamel Mug", "Cream", "Drinkware", "Fern & Kettle", 1800, true, 45},
    DemoProduct{"FK-FLASK-075", "Insulated Flask", "750 ml", "Drinkware", "Fern & Kettle", 3400, false, 45},
    DemoProduct{"FK-FLASK-05", "Insulated Flask", "500 ml", "Drinkware", "Fern & Kettle", 2900, false, 40},
    DemoProduct{"KS-STOVE-1", "Pocket Stove", "", "Camp Kitchen", "Kestrel Supply", 5400, false, 22},
    DemoProduct{"KS-POT-12", "Titanium Pot", "1.2 l", "Camp Kitchen", "Kestrel Supply", 6200, false, 16},
    DemoProduct{"FK-SPORK", "Long Spork", "", "Camp Kitchen", "Fern & Kettle", 950, false, 45},
    DemoProduct{"LW-TENT-2", "Two-Person Tent", "Moss", "Tents & Shelter", "Larkwell", 28900, false, 7},
    DemoProduct{"LW-TARP-3", "Trail Tarp", "3 x 3 m", "Tents & Shelter", "Larkwell", 9800, false, 10},
    DemoProduct{"LW-HAMMOCK", "Riverside Hammock", "", "Tents & Shelter", "Larkwell", 7400, false, 14},
    DemoProduct{"LW-BAG-0", "Down Sleeping Bag", "0 °C", "Sleep", "Larkwell", 21900, false, 7},
    DemoProduct{"LW-MAT-R", "Inflatable Mat", "Regular", "Sleep", "Larkwell", 8900, false, 12},
    DemoProduct{"LW-PACK-45", "Switchback Pack", "45 l", "Packs", "Larkwell", 15900, false, 10},
    DemoProduct{"LW-PACK-20", "Day Pack", "20 l", "Packs", "Larkwell", 7900, false, 20},
    DemoProduct{"FK-BEANIE", "Merino Beanie", "Oat", "Clothing", "Fern & Kettle", 3200, false, 35},
    DemoProduct{"FK-SOCK-M", "Merino Hiking Socks", "M", "Clothing", "Fern & Kettle", 2200, false, 55},
    DemoProduct{"FK-SOCK-L", "Merino Hiking Socks", "L", "Clothing", "Fern & Kettle", 2200, false, 50},
    DemoProduct{"FK-FLEECE-M", "Grid Fleece", "M", "Clothing", "Fern & Kettle", 8900, false, 16},
    DemoProduct{"KS-LAMP-1", "Headlamp", "", "Lighting", "Kestrel Supply", 3900, false, 24},
    DemoProduct{"FK-GIFT-SET", "Campfire Gift Set", "Mug, beans and filters", "Gifts", "Fern & Kettle", 4900, true, 30},
};

constexpr std::array<string_view, 3> Portland{"503", "971", "541"};
constexpr std::array<string_view, 3> Seattle{"206", "425", "253"};
constexpr std::array<string_view, 3> Denver{"303", "720", "970"};
constexpr std::array<string_view, 3> Austin{"512", "737", "254"};
constexpr std::array<string_view, 3> Chicago{"312", "773", "847"};
constexpr std::array<string_view, 3> Boston{"617", "857", "781"};
constexpr std::array<string_view, 3> NewYork{"212", "646", "718"};
constexpr std::array<string_view, 3> Minneapolis{"612", "763", "952"};
constexpr std::array<string_view, 3> SaltLake{"801", "385", "435"};
constexpr std::array<string_view, 3> Asheville{"828", "704", "336"};
constexpr std::array<string_view, 3> Vancouver{"604", "778", "250"};
constexpr std::array<string_view, 3> Toronto{"416", "647", "905"};

constexpr std::array Places{
    DemoPlace{"Portland", "OR", "Oregon", "US", "97209", Portland, 90},
    DemoPlace{"Seattle", "WA", "Washington", "US", "98103", Seattle, 80},
    DemoPlace{"Denver", "CO", "Colorado", "US", "80205", Denver, 70},
    DemoPlace{"Austin", "TX", "Texas", "US", "78704", Austin, 60},
    DemoPlace{"Chicago", "IL", "Illinois", "US", "60614", Chicago, 60},
    DemoPlace{"Boston", "MA", "Massachusetts", "US", "02116", Boston, 55},
    DemoPlace{"New York", "NY", "New York", "US", "10011", NewYork, 75},
    DemoPlace{"Minneapolis", "MN", "Minnesota", "US", "55408", Minneapolis, 50},
    DemoPlace{"Salt Lake City", "UT", "Utah", "US", "84103", SaltLake, 50},
    DemoPlace{"Asheville", "NC", "North Carolina", "US", "28801", Asheville, 40},
    DemoPlace{"Vancouver", "BC", "British Columbia", "CA", "V6B 1A1", Vancouver, 60},
    DemoPlace{"Toronto", "ON", "Ontario", "CA", "M5V 2T6", Toronto, 60},
    DemoPlace{"London", "ENG", "England", "GB", "E8 3DL", {}, 35},
    DemoPlace{"Berlin", "BE", "Berlin", "DE", "10437", {}, 25},
    DemoPlace{"Melbourne", "VIC", "Victoria", "AU", "3065", {}, 20},
};

constexpr std::array Campaigns{
    DemoCampaign{1, "New Year, New Trails"},
    DemoCampaign{2, "Winter Warmers"},
    DemoCampaign{3, "Spring Roast is here"},
    DemoCampaign{4, "Earth Month"},
    DemoCampaign{5, "Mother's Day Gift Guide"},
    DemoCampaign{5, "Pack for the long weekend"},
    DemoCampaign{6, "Father's Day Gift Guide"},
    DemoCampaign{6, "Summer Camp Kitchen"},
    DemoCampaign{7, "Cold Brew Season"},
    DemoCampaign{8, "Late Summer Trails"},
    DemoCampaign{9, "Back to the Grind"},
    DemoCampaign{10, "Autumn Roast"},
    DemoCampaign{11, "Black Friday Early Access"},
    DemoCampaign{11, "Black Friday"},
    DemoCampaign{12, "Holiday Gift Guide"},
    DemoCampaign{12, "Last Day for Holiday Shipping"},
    DemoCampaign{0, "The Fern Letter"},
    DemoCampaign{0, "Brewing Notes"},
};

constexpr std::array<string_view, 96> FirstNames{
    "Ada",   "Aisha",  "Alba",   "Amara", "Anders", "Anika", "Arlo",     "Asha",        "Beatriz", "Ben",   "Bianca",
    "Bo",    "Caleb",  "Carmen", "Cass",  "Chloe",  "Clara", "Cyrus",    "Dalia",       "Daniel",  "Dara",  "Delia",
    "Dev",   "Edith",  "Elena",  "Eli",   "Emeka",  "Erin",  "Esme",     "Ezra",        "Farah",   "Felix", "Fiona",
    "Frank", "Freya",  "Gia",    "Grant", "Greta",  "Hana",  "Hugo",     "Ida",         "Imani",   "Ines",  "Iris",
    "Isaac", "Jade",   "Jasper", "Joan",  "Jonas",  "June",  "Kai",      "Karin",       "Keiko",   "Kofi",  "Lars",
    "Leila", "Leo",    "Lena",   "Louis", "Lucia",  "Maeve", "Malik",    "Marta",       "Maya",    "Mei",   "Milo",
    "Mina",  "Nadia",  "Nils",   "Noah",  "Nora",   "Olive", "Omar",     "Oscar",       "Paloma",  "Petra", "Priya",
    "Quinn", "Rafael", "Rhea",   "Rosa",  "Ruth",   "Sami",  "Sana",     "Selma",       "Simon",   "Sofia", "Tariq",
    "Tessa", "Theo",   "Uma",    "Vera",  "Wren",   "Yara",  "Zo\u00eb", "J\u00fcrgen",
};

constexpr std::array<string_view, 96> LastNames{
    "Abbott", "Achebe",   "Alvarez", "Amsel",   "Arden",  "Ashby",  "Bakari",  "Barlow",   "Bauer",  "Bell",   "Benoit",
    "Birch",  "Blake",    "Boateng", "Brandt",  "Brook",  "Calder", "Castell", "Chen",     "Clay",   "Costa",  "Croft",
    "Dahl",   "Darrow",   "Delgado", "Dunn",    "Ekman",  "Ellery", "Espino",  "Fairley",  "Farrow", "Fenn",   "Fiore",
    "Fleet",  "Frost",    "Garner",  "Gentry",  "Glass",  "Greer",  "Hale",    "Harlow",   "Hartig", "Haddad", "Heath",
    "Holt",   "Hosseini", "Ibarra",  "Iyer",    "Jansen", "Jarvis", "Kamau",   "Kaplan",   "Keane",  "Kimura", "Klein",
    "Kovacs", "Lange",    "Larkin",  "Leclerc", "Lind",   "Lowell", "Madani",  "Marsh",    "Mbeki",  "Mercer", "Moreau",
    "Nakata", "Nash",     "Novak",   "Oakes",   "Okafor", "Ortega", "Park",    "Pascal",   "Penn",   "Quist",  "Rao",
    "Reyes",  "Rivers",   "Rourke",  "Salas",   "Sato",   "Shah",   "Sloane",  "Sorensen", "Stark",  "Tanaka", "Thorne",
    "Ueda",   "Vance",    "Varga",   "Wells",   "Winter", "Yates",  "Zeller",  "O'Neil",
};

constexpr std::array<string_view, 16> Streets{
    "Fern Street",  "Cedar Lane",     "Mill Road",     "Harbor View", "Maple Avenue", "Orchard Way",
    "Ridge Road",   "Station Street", "Birch Court",   "Lake Drive",  "Alder Street", "Canyon Road",
    "Juniper Lane", "Willow Place",   "Summit Avenue", "Garden Row",
};

constexpr std::array<string_view, 5> MailDomains{"example.com", "example.com", "example.org", "example.net",
                                                 "mail.test"};

} // namespace

std::span<const DemoProduct> demoProducts()
{
    return Products;
}
std::span<const DemoPlace> demoPlaces()
{
    return Places;
}
std::span<const DemoCampaign> demoCampaigns()
{
    return Campaigns;
}
std::span<const string_view> demoFirstNames()
{
    return FirstNames;
}
std::span<const string_view> demoLastNames()
{
    return LastNames;
}
std::span<const string_view> demoStreets()
{
    return Streets;
}
std::span<const string_view> demoMailDomains()
{
    return MailDomains;
}

} // namespace perennial
