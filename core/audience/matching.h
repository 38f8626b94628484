// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace perennial {

// Whose rules a person is made recognisable by: what Google's Customer Match and Meta's custom audiences ask for.
enum class MatchPlatform { Google, Meta };

// What a person is recognised by.
enum class MatchField {
    Email,
    Phone, // with its country code
    FirstName,
    LastName,
    City,
    State,
    Zip,
    Country,    // an ISO 3166 code, or the country's name in English
    Gender,     // told by its first word: f, female, m, male
    BirthYear,  // "1985"
    BirthMonth, // 1 to 12
    BirthDay,   // 1 to 31
    OwnId,      // the shop's own, case kept
    DeviceId,   // of advertising
};

// The value as the rule wants it before hashing: UTF-8, empty where nothing is left, where the value cannot be read
// (a phone without a country code, a country nobody knows), or where the platform does not use the field. `country`
// is the person's, for postcodes and states; empty where it is not known.
// Sources: Google "Formatting guidelines for hashed data" (support.google.com/google-ads/answer/7476159), Meta
// "Customer information parameters" (developers.facebook.com).
[[nodiscard]] std::string normalisedForMatching(MatchPlatform rule, MatchField field, std::string_view value,
                                                std::string_view country = {});

// Whether the platform takes the field hashed; all others are sent as they are normalised.
[[nodiscard]] bool isHashedForMatching(MatchPlatform rule, MatchField field);

// What is sent: normalised, and hashed where the platform takes it hashed. 64 hexadecimal characters count as hashed
// already and pass through in lower case. Empty is left empty.
[[nodiscard]] std::string matchKey(MatchPlatform rule, MatchField field, std::string_view value,
                                   std::string_view country = {});

// Of the bytes, in lower-case hexadecimal: 64 characters.
[[nodiscard]] std::string sha256Hex(std::string_view bytes);

// The name Mailchimp knows a subscriber by: the MD5 of the trimmed address in lower case, 32 hexadecimal characters.
[[nodiscard]] std::string mailchimpSubscriberHash(std::string_view email);

} // namespace perennial
