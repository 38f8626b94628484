// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/matchplaces.h"

#include "core/base/celltext.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <map>

namespace perennial {

namespace {

struct AmericanState
{
    std::string_view name;
    std::string_view code;
};

// By name, with Washington, D.C.
constexpr std::array<AmericanState, 51> States{{
    {"alabama", "al"},       {"alaska", "ak"},        {"arizona", "az"},
    {"arkansas", "ar"},      {"california", "ca"},    {"colorado", "co"},
    {"connecticut", "ct"},   {"delaware", "de"},      {"districtofcolumbia", "dc"},
    {"florida", "fl"},       {"georgia", "ga"},       {"hawaii", "hi"},
    {"idaho", "id"},         {"illinois", "il"},      {"indiana", "in"},
    {"iowa", "ia"},          {"kansas", "ks"},        {"kentucky", "ky"},
    {"louisiana", "la"},     {"maine", "me"},         {"maryland", "md"},
    {"massachusetts", "ma"}, {"michigan", "mi"},      {"minnesota", "mn"},
    {"mississippi", "ms"},   {"missouri", "mo"},      {"montana", "mt"},
    {"nebraska", "ne"},      {"nevada", "nv"},        {"newhampshire", "nh"},
    {"newjersey", "nj"},     {"newmexico", "nm"},     {"newyork", "ny"},
    {"northcarolina", "nc"}, {"northdakota", "nd"},   {"ohio", "oh"},
    {"oklahoma", "ok"},      {"oregon", "or"},        {"pennsylvania", "pa"},
    {"rhodeisland", "ri"},   {"southcarolina", "sc"}, {"southdakota", "sd"},
    {"tennessee", "tn"},     {"texas", "tx"},         {"utah", "ut"},
    {"vermont", "vt"},       {"virginia", "va"},      {"washington", "wa"},
    {"westvirginia", "wv"},  {"wisconsin", "wi"},     {"wyoming", "wy"},
}};
static_assert(std::ranges::is_sorted(States, {}, &AmericanState::name));

// What files call countries beside the names Unicode has for them, in lower case.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> OtherNames{{
    {"usa", "US"},
    {"u.s.a.", "US"},
    {"u.s.", "US"},
    {"united states of america", "US"},
    {"great britain", "GB"},
    {"england", "GB"},
    {"scotland", "GB"},
    {"wales", "GB"},
    {"holland", "NL"},
    {"the netherlands", "NL"},
    {"czech republic", "CZ"},
    {"republic of korea", "KR"},
    {"turkey", "TR"},
}};

using Names = std::map<std::string, std::string, std::less<>>;

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), lowered);
    return lower;
}

// Names and codes in lower case, each with its code.
Names makeNames()
{
    Names names;
    for (int i = QLocale::AnyTerritory + 1; i <= QLocale::LastTerritory; ++i) {
        const auto territory = static_cast<QLocale::Territory>(i);
        const std::string code = QLocale::territoryToCode(territory).toStdString();
        if (code.size() != 2 || !isAsciiLetter(code[0]))
            continue;
        names.emplace(lowerCase(QLocale::territoryToString(territory).toStdString()), code);
        names.emplace(lowerCase(code), code);
    }
    names.emplace("uk", "GB");
    for (const auto &[name, code] : OtherNames)
        names.emplace(name, code);
    return names;
}

} // namespace

std::string countryCode(std::string_view country)
{
    static const Names names = makeNames();
    const auto found = names.find(lowerCase(trimmed(country)));
    return found == names.end() ? std::string() : found->second;
}

std::string_view americanStateCode(std::string_view state)
{
    const auto byName = std::ranges::lower_bound(States, state, {}, &AmericanState::name);
    if (byName != States.end() && byName->name == state)
        return byName->code;
    const auto byCode = std::ranges::find(States, state, &AmericanState::code);
    return byCode != States.end() ? byCode->code : std::string_view();
}

} // namespace perennial
