// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/phone.h"

#include "core/base/celltext.h"

#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

using i18n::phonenumbers::NullLogger;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

constexpr size_t MaxDigits = 20; // longer ones are no phone, E.164 has at most 15

// Numbers of these countries are what they look like: with this many digits and such a first one behind the country
// code or the trunk prefix, libphonenumber changes nothing and finds them possible (compared with it in tst_phone),
// which saves its 10 us. The rows without a region count only for numbers with "+".
struct PlainCountry
{
    std::string_view region;
    std::string_view code;
    size_t minDigits;
    size_t maxDigits;
    char firstFrom;
    std::string_view trunk = {};
    bool isTrunkOptional = false;
};

constexpr std::array PlainCountries{PlainCountry{"US", "1", 10, 10, '2', "1", true},
                                    PlainCountry{"CA", "1", 10, 10, '2', "1", true},
                                    PlainCountry{"GB", "44", 10, 10, '1', "0"},
                                    PlainCountry{"DE", "49", 7, 11, '1', "0"},
                                    PlainCountry{"FR", "33", 9, 9, '1', "0"},
                                    PlainCountry{"NL", "31", 9, 9, '1', "0"},
                                    PlainCountry{"BE", "32", 8, 9, '1', "0"},
                                    PlainCountry{"CH", "41", 9, 9, '1', "0"},
                                    PlainCountry{"AT", "43", 7, 12, '1', "0"},
                                    PlainCountry{"SE", "46", 7, 9, '1', "0"},
                                    PlainCountry{"AU", "61", 9, 9, '2', "0"},
                                    PlainCountry{"IN", "91", 10, 10, '2', "0", true},
                                    PlainCountry{"NZ", "64", 8, 10, '2', "0"},
                                    PlainCountry{"IE", "353", 7, 9, '1', "0"},
                                    PlainCountry{"ES", "34", 9, 9, '1'},
                                    PlainCountry{"PT", "351", 9, 9, '1'},
                                    PlainCountry{"DK", "45", 8, 8, '2'},
                                    PlainCountry{"NO", "47", 8, 8, '2'},
                                    PlainCountry{"PL", "48", 9, 9, '1'},
                                    PlainCountry{"CZ", "420", 9, 9, '1'},
                                    PlainCountry{"BD", "880", 10, 10, '1', "0"},
                                    PlainCountry{"FI", "358", 7, 10, '1', "0"},
                                    PlainCountry{"ZA", "27", 9, 9, '1', "0"},
                                    PlainCountry{"SG", "65", 8, 8, '3'},
                                    PlainCountry{"HK", "852", 8, 8, '2'},
                                    PlainCountry{"IL", "972", 8, 9, '2', "0"},
                                    PlainCountry{"AE", "971", 8, 9, '2', "0"},
                                    PlainCountry{"", "7", 10, 10, '1'},
                                    PlainCountry{"", "30", 10, 10, '1'},
                                    PlainCountry{"", "36", 8, 9, '1'},
                                    PlainCountry{"", "39", 8, 11, '1'},
                                    PlainCountry{"", "40", 9, 9, '1'},
                                    PlainCountry{"", "52", 10, 10, '2'},
                                    PlainCountry{"", "56", 9, 9, '1'},
                                    PlainCountry{"", "57", 10, 10, '1'},
                                    PlainCountry{"", "60", 8, 10, '1'},
                                    PlainCountry{"", "62", 8, 12, '1'},
                                    PlainCountry{"", "63", 9, 10, '1'},
                                    PlainCountry{"", "66", 8, 9, '1'},
                                    PlainCountry{"", "81", 9, 10, '1'},
                                    PlainCountry{"", "82", 9, 10, '1'},
                                    PlainCountry{"", "84", 9, 10, '1'},
                                    PlainCountry{"", "86", 10, 11, '1'},
                                    PlainCountry{"", "90", 10, 10, '1'},
                                    PlainCountry{"", "92", 9, 10, '1'},
                                    PlainCountry{"", "234", 10, 10, '1'},
                                    PlainCountry{"", "421", 9, 9, '1'},
                                    PlainCountry{"", "966", 9, 9, '1'}};

bool isPlain(std::string_view national, const PlainCountry &country)
{
    return national.size() >= country.minDigits && national.size() <= country.maxDigits &&
           national.front() >= country.firstFrom;
}

// `digits` is "+" and nothing but digits.
bool isPlainInternational(std::string_view digits)
{
    digits.remove_prefix(1);
    return std::any_of(PlainCountries.begin(), PlainCountries.end(), [digits](const PlainCountry &country) {
        return digits.starts_with(country.code) && isPlain(digits.substr(country.code.size()), country);
    });
}

// "030901820" dialled in Germany, "2025550101" in the United States.
bool copyPlainNational(std::string_view digits, std::string_view region, std::string &e164)
{
    const auto country = std::find_if(PlainCountries.begin(), PlainCountries.end(), [region](const PlainCountry &item) {
        return item.region == region && !region.empty();
    });
    if (country == PlainCountries.end())
        return false;
    const bool hasTrunk = !country->trunk.empty() && digits.starts_with(country->trunk);
    if (hasTrunk)
        digits.remove_prefix(country->trunk.size());
    if ((!hasTrunk && !country->trunk.empty() && !country->isTrunkOptional) || !isPlain(digits, *country))
        return false;
    e164.assign("+").append(country->code).append(digits);
    return true;
}

// "+15551000001" as it stands.
bool copyPlain(std::string_view text, std::string &e164)
{
    if (text.size() < 9 || text.size() > 16 || text.front() != '+' || !isAllDigits(text.substr(1)) ||
        !isPlainInternational(text))
        return false;
    e164.assign(text);
    return true;
}

const PhoneNumberUtil &phones()
{
    static const PhoneNumberUtil *const util = [] {
        PhoneNumberUtil *instance = PhoneNumberUtil::GetInstance();
        instance->SetLogger(new NullLogger); // it would print people's numbers; owned by the instance
        return instance;
    }();
    return *util;
}

// Cuts "ext. 12", "x12", "#12" off the end.
std::string_view withoutExtension(std::string_view text)
{
    const size_t start = text.find_first_of("xXeE#;");
    if (start == std::string_view::npos || start == 0)
        return text;
    std::string_view tail = text.substr(start);
    for (const std::string_view word : {";", "#", "ext", "x", ".", "="})
        if (equalsIgnoringCase(tail.substr(0, word.size()), word))
            tail.remove_prefix(word.size());
    return isAllDigits(trimmed(tail)) ? text.substr(0, start) : text;
}

// Bytes of a character that may stand between digits: ASCII punctuation, blanks, dashes, invisible direction marks.
size_t fillerAt(std::string_view text)
{
    const auto byte = static_cast<unsigned char>(text.front());
    if (byte < 0x80)
        return isAsciiLetter(text.front()) || isDigit(text.front()) || text.front() == '@' ? 0 : 1;
    if (text.starts_with("\xC2\xA0"))
        return 2;
    return text.starts_with("\xE2\x80") && text.size() > 2 ? 3 : 0;
}

struct Dialled
{
    std::string digits; // with "+" before them where the country is named
    bool isReadable = false;

    [[nodiscard]] bool isInternational() const { return digits.starts_with('+'); }
};

std::string_view withoutGuards(std::string_view text)
{
    text = trimmed(withoutGuard(text));
    if (text.starts_with('='))
        text.remove_prefix(1);
    if (equalsIgnoringCase(text.substr(0, 4), "tel:"))
        text.remove_prefix(4);
    const size_t plus = text.starts_with('+') ? 1 : 0;
    if (text.size() > 3 && text.ends_with(".0") && isAllDigits(text.substr(plus, text.size() - 2 - plus)))
        text.remove_suffix(2); // a spreadsheet took it for a number
    return withoutExtension(trimmed(text));
}

Dialled dialledDigits(std::string_view text)
{
    Dialled dialled;
    while (!text.empty()) {
        if (text.starts_with("(0)") && !dialled.digits.ends_with('0')) {
            text.remove_prefix(3);
            continue;
        }
        const bool isPlus = text.front() == '+';
        const bool isKept = isDigit(text.front()) || (isPlus && dialled.digits.empty());
        const size_t size = isKept ? 1 : isPlus ? 0 : fillerAt(text);
        if (size == 0 || dialled.digits.size() > MaxDigits)
            return dialled;
        if (isKept)
            dialled.digits += text.front();
        text.remove_prefix(size);
    }
    if (dialled.digits.starts_with("00"))
        dialled.digits.replace(0, 2, "+");
    dialled.isReadable = dialled.digits.size() > 1;
    return dialled;
}

std::string upperCase(std::string_view region)
{
    std::string text(trimmed(region));
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c; });
    return text;
}

bool format(const std::string &digits, const std::string &region, std::string &e164)
{
    PhoneNumber number;
    if (phones().Parse(digits, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR)
        return false;
    if (phones().IsPossibleNumberWithReason(number) != PhoneNumberUtil::IS_POSSIBLE)
        return false;
    phones().Format(number, PhoneNumberUtil::E164, &e164);
    return true;
}

bool formatInternational(const std::string &digits, PhoneResult &result)
{
    if (copyPlain(digits, result.e164))
        return true;
    if (!format(digits, "ZZ", result.e164))
        return false;
    result.repaired = result.e164 != digits;
    return true;
}

bool formatNational(const std::string &digits, std::string_view defaultRegion, PhoneResult &result)
{
    const std::string region = upperCase(defaultRegion);
    const bool dials011 = region.empty() || phones().GetCountryCodeForRegion(region) == 1;
    const std::string abroad = digits.starts_with("011") ? "+" + digits.substr(3) : std::string();
    if (dials011 && !abroad.empty())
        return formatInternational(abroad, result);
    if (copyPlainNational(digits, region, result.e164) || (!region.empty() && format(digits, region, result.e164))) {
        result.assumed = true;
        return true;
    }
    return !abroad.empty() && formatInternational(abroad, result);
}

} // namespace

PhoneResult normalisePhone(std::string_view cell, std::string_view defaultRegion)
{
    PhoneResult result;
    normalisePhone(cell, defaultRegion, result);
    return result;
}

void normalisePhone(std::string_view cell, std::string_view defaultRegion, PhoneResult &result)
{
    result.repaired = result.assumed = result.destroyed = false;
    const std::string_view text = withoutGuard(trimmed(cell));
    result.status = IdentifierStatus::Usable;
    if (copyPlain(text, result.e164))
        return;
    result.e164.clear();
    result.status = isUnsetWord(text) ? IdentifierStatus::Unset : IdentifierStatus::Unusable;
    result.destroyed = isScientificNotation(text);
    if (result.status == IdentifierStatus::Unset || result.destroyed)
        return;
    const Dialled dialled = dialledDigits(withoutGuards(text));
    if (!dialled.isReadable)
        return;
    const bool found = dialled.isInternational() ? formatInternational(dialled.digits, result)
                                                 : formatNational(dialled.digits, defaultRegion, result);
    if (found)
        result.status = IdentifierStatus::Usable;
    else
        result.e164.clear();
}

const PhoneResult &preferredPhone(const PhoneResult &first, const PhoneResult &second)
{
    const auto rank = [](const PhoneResult &phone) {
        return phone.status != IdentifierStatus::Usable ? 2 : phone.repaired || phone.assumed ? 1 : 0;
    };
    return rank(second) < rank(first) ? second : first;
}

} // namespace perennial
