// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/matching.h"

#include "core/audience/matchplaces.h"
#include "core/base/celltext.h"

#include <QCryptographicHash>
#include <QString>

#include <algorithm>
#include <array>
#include <span>

namespace perennial {

namespace {

bool isAscii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string inLowerCase(std::string_view text)
{
    if (!isAscii(text))
        return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toLower().toStdString();
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), lowered);
    return lower;
}

bool isAsciiWordCharacter(char c)
{
    return isDigit(c) || isAsciiLetter(c);
}

bool isWordCharacter(QChar c)
{
    // Surrogates and marks belong to letters.
    return c.unicode() < 0x80 ? isAsciiWordCharacter(static_cast<char>(c.unicode())) : !c.isPunct() && !c.isSpace();
}

// Lower case, without blanks and punctuation.
std::string lettersOf(std::string_view text)
{
    std::string letters;
    if (isAscii(text)) {
        for (const char c : text) {
            if (isAsciiWordCharacter(c))
                letters += lowered(c);
        }
        return letters;
    }
    QString wide = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toLower();
    wide.removeIf([](QChar c) { return !isWordCharacter(c); });
    return wide.toStdString();
}

std::string withoutBlanks(std::string_view text)
{
    std::string rest;
    while (!text.empty()) {
        const size_t blank = leadingBlank(text);
        if (blank == 0)
            rest += text.front();
        text.remove_prefix(std::max<size_t>(blank, 1));
    }
    return rest;
}

// Google reads Gmail addresses as Gmail delivers them: dots and a +tag count for nothing.
std::string googleEmail(std::string_view value)
{
    std::string email = inLowerCase(withoutBlanks(value));
    const size_t at = email.rfind('@');
    if (at == std::string::npos)
        return email;
    const std::string domain = email.substr(at);
    if (domain != "@gmail.com" && domain != "@googlemail.com")
        return email;
    std::string name = email.substr(0, std::min(at, email.find('+')));
    std::erase(name, '.');
    return name + domain;
}

// The digits with their country code. 00 is how people dial a "+"; a single 0 begins a number without a country, and
// whom that reaches depends on who dials.
std::string phoneDigits(std::string_view value)
{
    std::string digits;
    std::ranges::copy_if(value, std::back_inserter(digits), isDigit);
    if (digits.starts_with("00"))
        digits.erase(0, 2);
    return digits.starts_with('0') ? std::string() : digits;
}

constexpr std::array<std::string_view, 9> NamePrefixes{"mr", "mrs", "ms", "miss", "dr", "sir", "mx", "prof", "madam"};
constexpr std::array<std::string_view, 8> NameSuffixes{"jr", "sr", "ii", "iii", "iv", "esq", "phd", "md"};

bool isOneOf(std::string_view word, std::span<const std::string_view> words)
{
    return std::ranges::find(words, lettersOf(word)) != words.end();
}

std::string_view withoutPrefix(std::string_view name)
{
    const size_t blank = name.find(' ');
    return blank != std::string_view::npos && isOneOf(name.substr(0, blank), NamePrefixes) ? name.substr(blank) : name;
}

std::string_view withoutSuffix(std::string_view name)
{
    const size_t blank = name.rfind(' ');
    return blank != std::string_view::npos && isOneOf(name.substr(blank), NameSuffixes) ? name.substr(0, blank) : name;
}

std::string gender(std::string_view value)
{
    const std::string word = lettersOf(value);
    if (word == "f" || word == "female" || word == "woman")
        return "f";
    return word == "m" || word == "male" || word == "man" ? "m" : "";
}

// A whole number of `width` digits between the two.
std::string birthPart(std::string_view value, int least, int most, size_t width)
{
    const std::string_view digits = trimmed(value);
    if (!isAllDigits(digits) || digits.size() > 4)
        return {};
    const int number = std::stoi(std::string(digits));
    if (number < least || number > most)
        return {};
    const std::string text = std::to_string(number);
    return std::string(width - text.size(), '0') + text;
}

bool isAmericanZip(std::string_view zip)
{
    const auto isPart = [](std::string_view part, size_t size) { return part.size() == size && isAllDigits(part); };
    return isPart(zip, 5) || isPart(zip, 9) ||
           (zip.size() == 10 && zip[5] == '-' && isPart(zip.substr(0, 5), 5) && isPart(zip.substr(6), 4));
}

// Five digits and four more are an American postcode, unless the person lives elsewhere.
std::string metaZip(std::string_view value, std::string_view country)
{
    std::string zip = inLowerCase(withoutBlanks(value));
    const bool mayBeAmerican = country.empty() ? zip.size() == 10 : countryCode(country) == "US";
    return mayBeAmerican && isAmericanZip(zip) ? zip.substr(0, 5) : zip;
}

std::string metaState(std::string_view value, std::string_view country)
{
    const std::string state = lettersOf(value);
    if (!country.empty() && countryCode(country) != "US")
        return state;
    const std::string_view code = americanStateCode(state);
    return code.empty() ? state : std::string(code);
}

std::string forGoogle(MatchField field, std::string_view value)
{
    switch (field) {
    case MatchField::Email:
        return googleEmail(value);
    case MatchField::Phone: {
        const std::string digits = phoneDigits(value);
        return digits.empty() ? digits : '+' + digits;
    }
    case MatchField::FirstName:
        return lettersOf(withoutPrefix(trimmed(value)));
    case MatchField::LastName:
        return lettersOf(withoutSuffix(trimmed(value)));
    case MatchField::Zip:
    case MatchField::OwnId:
    case MatchField::DeviceId:
        return std::string(trimmed(value));
    case MatchField::Country:
        return countryCode(value);
    case MatchField::City:
    case MatchField::State:
    case MatchField::Gender:
    case MatchField::BirthYear:
    case MatchField::BirthMonth:
    case MatchField::BirthDay:
        break;
    }
    return {};
}

std::string forMeta(MatchField field, std::string_view value, std::string_view country)
{
    switch (field) {
    case MatchField::Email:
    case MatchField::DeviceId:
        return inLowerCase(trimmed(value));
    case MatchField::Phone:
        return phoneDigits(value);
    case MatchField::FirstName:
    case MatchField::LastName:
    case MatchField::City:
        return lettersOf(value);
    case MatchField::State:
        return metaState(value, country);
    case MatchField::Zip:
        return metaZip(value, country);
    case MatchField::Country:
        return inLowerCase(countryCode(value));
    case MatchField::Gender:
        return gender(value);
    case MatchField::BirthYear:
        return birthPart(value, 1900, 2100, 4);
    case MatchField::BirthMonth:
        return birthPart(value, 1, 12, 2);
    case MatchField::BirthDay:
        return birthPart(value, 1, 31, 2);
    case MatchField::OwnId:
        return std::string(trimmed(value));
    }
    return {};
}

bool isHashedAlready(std::string_view value)
{
    return value.size() == 64 &&
           std::ranges::all_of(value, [](char c) { return isDigit(c) || (lowered(c) >= 'a' && lowered(c) <= 'f'); });
}

std::string hexDigest(QCryptographicHash &hash, std::string_view bytes)
{
    static constexpr std::string_view Digits = "0123456789abcdef";
    hash.reset();
    hash.addData(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    std::string text;
    for (const char byte : hash.resultView()) {
        text += Digits[static_cast<unsigned char>(byte) >> 4];
        text += Digits[static_cast<unsigned char>(byte) & 15];
    }
    return text;
}

} // namespace

std::string normalisedForMatching(MatchPlatform rule, MatchField field, std::string_view value,
                                  std::string_view country)
{
    return rule == MatchPlatform::Google ? forGoogle(field, value) : forMeta(field, value, country);
}

bool isHashedForMatching(MatchPlatform rule, MatchField field)
{
    if (field == MatchField::OwnId || field == MatchField::DeviceId)
        return false;
    return rule == MatchPlatform::Meta || (field != MatchField::Zip && field != MatchField::Country);
}

std::string matchKey(MatchPlatform rule, MatchField field, std::string_view value, std::string_view country)
{
    const bool hashed = isHashedForMatching(rule, field);
    if (hashed && isHashedAlready(trimmed(value)))
        return inLowerCase(trimmed(value));
    std::string normalised = normalisedForMatching(rule, field, value, country);
    return hashed && !normalised.empty() ? sha256Hex(normalised) : normalised;
}

std::string sha256Hex(std::string_view bytes)
{
    thread_local QCryptographicHash hash(QCryptographicHash::Sha256);
    return hexDigest(hash, bytes);
}

std::string mailchimpSubscriberHash(std::string_view email)
{
    thread_local QCryptographicHash hash(QCryptographicHash::Md5);
    return hexDigest(hash, inLowerCase(trimmed(email)));
}

} // namespace perennial
