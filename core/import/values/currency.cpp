// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/values/currency.h"

#include "core/base/celltext.h"

#include <algorithm>
#include <array>

namespace perennial {

namespace {

struct Symbol
{
    std::string_view text;
    std::string_view code; // empty: shared by several currencies
};

// Longer ones first: "US$" before "$".
constexpr std::array<Symbol, 59> Symbols{{
    {"US$", "USD"}, {"CA$", "CAD"}, {"AU$", "AUD"}, {"NZ$", "NZD"}, {"HK$", "HKD"}, {"MX$", "MXN"},  {"NT$", "TWD"},
    {"R$", "BRL"},  {"A$", "AUD"},  {"C$", "CAD"},  {"S$", "SGD"},  {"$", ""},      {"€", "EUR"},    {"£", "GBP"},
    {"¥", ""},      {"₹", "INR"},   {"৳", "BDT"},   {"₩", "KRW"},   {"₪", "ILS"},   {"₫", "VND"},    {"₴", "UAH"},
    {"₦", "NGN"},   {"₱", "PHP"},   {"₺", "TRY"},   {"฿", "THB"},   {"₽", "RUB"}, {"₸", "KZT"},    {"₡", "CRC"},
    {"₲", "PYG"},   {"₵", "GHS"},   {"₼", "AZN"}, {"₾", "GEL"}, {"֏", "AMD"},   {"₮", "MNT"},    {"៛", "KHR"},
    {"zł", "PLN"},  {"Kč", "CZK"},  {"kč", "CZK"},  {"лв.", "BGN"}, {"лв", "BGN"},  {"руб.", "RUB"}, {"руб", "RUB"},
    {"Ft", "HUF"},  {"lei", "RON"}, {"Rp", "IDR"},  {"RM", "MYR"},  {"Fr.", "CHF"}, {"S/.", "PEN"},  {"S/", "PEN"},
    {"kr.", ""},    {"kr", ""},     {"Kr", ""},     {"Rs.", ""},    {"Rs", ""},     {"R", "ZAR"},    {"Tk.", "BDT"},
    {"Tk", "BDT"},  {"دج", "DZD"},  {"د.إ", "AED"},
}};

// ISO 4217, list one, without funds and metals, in alphabetical order.
constexpr std::string_view Codes =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK "
    "HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL "
    "MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON "
    "RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH "
    "UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW";

std::string_view codeNamed(std::string_view text)
{
    if (text.size() != 3 || !std::all_of(text.begin(), text.end(), isAsciiLetter))
        return {};
    for (size_t at = 0; at < Codes.size(); at += 4)
        if (equalsIgnoringCase(Codes.substr(at, 3), text))
            return Codes.substr(at, 3);
    return {};
}

Symbol symbolAtFront(std::string_view text)
{
    for (const Symbol &symbol : Symbols)
        if (text.starts_with(symbol.text))
            return symbol;
    return {};
}

Symbol symbolAtBack(std::string_view text)
{
    for (const Symbol &symbol : Symbols)
        if (text.ends_with(symbol.text))
            return symbol;
    return {};
}

// A code counts before a symbol: "RON 5" is not "R" followed by something.
Symbol unitAtFront(std::string_view text)
{
    if (text.size() < 3 || (text.size() > 3 && isAsciiLetter(text[3])))
        return symbolAtFront(text);
    const std::string_view code = codeNamed(text.substr(0, 3));
    return code.empty() ? symbolAtFront(text) : Symbol{code, code};
}

Symbol unitAtBack(std::string_view text)
{
    if (text.size() < 3 || (text.size() > 3 && isAsciiLetter(text[text.size() - 4])))
        return symbolAtBack(text);
    const std::string_view code = codeNamed(text.substr(text.size() - 3));
    return code.empty() ? symbolAtBack(text) : Symbol{code, code};
}

std::string_view withoutSigns(std::string_view cell)
{
    cell = trimmed(cell);
    while (!cell.empty() && (cell.front() == '-' || cell.front() == '(' || cell.front() == '+'))
        cell = trimmed(cell.substr(1));
    while (!cell.empty() && (cell.back() == '-' || cell.back() == ')'))
        cell = trimmed(cell.substr(0, cell.size() - 1));
    return cell;
}

} // namespace

std::string_view currencyOf(std::string_view cell)
{
    cell = withoutSigns(cell);
    const std::string_view behind = unitAtBack(cell).code;
    const std::string_view before = unitAtFront(cell).code;
    const bool codeBehind = isCurrencyCode(behind) && cell.ends_with(behind); // "$5.00 CAD": the code knows better
    return before.empty() || codeBehind ? behind : before;
}

bool isCurrencyCode(std::string_view upperCaseCode)
{
    return codeNamed(upperCaseCode) == upperCaseCode && !upperCaseCode.empty();
}

size_t leadingCurrency(std::string_view text)
{
    return unitAtFront(text).text.size();
}

size_t trailingCurrency(std::string_view text)
{
    return unitAtBack(text).text.size();
}

} // namespace perennial
