// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/exportvalue.h"

#include "core/audience/memberreader.h"
#include "core/base/money.h"

#include <array>
#include <charconv>
#include <cmath>

namespace perennial {

namespace {

void appendNumber(std::string &text, qint64 number, int width)
{
    std::array<char, 4> digits{};
    for (int i = width; i-- > 0; number /= 10)
        digits[static_cast<size_t>(i)] = static_cast<char>('0' + number % 10);
    text.append(digits.data(), static_cast<size_t>(width));
}

FieldValue timeValue(const std::optional<Instant> &at)
{
    return at ? FieldValue(*at) : FieldValue();
}

FieldValue textValue(const std::string &text)
{
    return text.empty() ? FieldValue() : FieldValue(text);
}

// decimalFromMinor() for a million cells.
std::string moneyText(qint64 minor, int digits)
{
    if (minor < 0)
        return '-' + moneyText(-minor, digits);
    std::string text = std::to_string(minor);
    if (digits == 0)
        return text;
    const auto decimals = static_cast<size_t>(digits);
    if (text.size() <= decimals)
        text.insert(0, decimals + 1 - text.size(), '0');
    return text.insert(text.size() - decimals, 1, '.');
}

} // namespace

FieldValue valueOf(const ExportMember &member, const ExportColumn &column, size_t propertyPlace, int currencyDigits)
{
    switch (column.field) {
    case ExportField::Id:
        return static_cast<double>(member.id.value);
    case ExportField::Email:
        return textValue(member.email);
    case ExportField::Phone:
        return textValue(member.phone);
    case ExportField::EmailConsent:
        return member.emailConsent;
    case ExportField::SmsConsent:
        return member.smsConsent;
    case ExportField::OrderCount:
        return static_cast<double>(member.orders);
    case ExportField::Revenue:
        return moneyText(member.revenue, currencyDigits);
    case ExportField::LastOrder:
        return timeValue(member.lastOrder);
    case ExportField::CreatedAt:
        return timeValue(member.created);
    case ExportField::Currency: // is no person's
        return {};
    case ExportField::Property:
        return member.properties[propertyPlace];
    }
    return {};
}

std::string cellText(const FieldValue &value, TimeFormat times)
{
    struct Text
    {
        TimeFormat times;

        std::string operator()(std::monostate) const { return {}; }
        std::string operator()(bool yes) const { return yes ? "true" : "false"; }
        std::string operator()(double number) const { return numberText(number); }
        std::string operator()(Instant at) const { return timeText(at, times); }
        std::string operator()(const std::string &text) const { return text; }
        std::string operator()(const QStringList &items) const
        {
            return items.join(QStringLiteral(", ")).toStdString();
        }
    };
    return std::visit(Text{times}, value);
}

std::string numberText(double number)
{
    constexpr double ExactIntegers = 9007199254740992.0; // 2^53
    std::array<char, 32> digits{};
    const bool isPlain = std::abs(number) <= ExactIntegers && (number == 0 || std::abs(number) >= 1e-6);
    const bool isWhole = isPlain && number == std::trunc(number);
    const auto end = isWhole   ? std::to_chars(digits.begin(), digits.end(), static_cast<qint64>(number))
                     : isPlain ? std::to_chars(digits.begin(), digits.end(), number, std::chars_format::fixed)
                               : std::to_chars(digits.begin(), digits.end(), number);
    return {digits.data(), static_cast<size_t>(end.ptr - digits.data())};
}

std::string timeText(Instant at, TimeFormat format)
{
    const qint64 days = daysFromMs(at.ms);
    const CivilDate date = civilFromDays(days);
    if (date.year < 0 || date.year > 9999)
        return at.toIso().toStdString();
    const qint64 ms = at.ms - days * Instant::DayMs;
    std::string text;
    const auto append = [&](qint64 number, int width, std::string_view after) {
        appendNumber(text, number, width);
        text += after;
    };
    append(date.year, 4, "-");
    append(date.month, 2, "-");
    append(date.day, 2, format == TimeFormat::Iso ? "T" : " ");
    append(ms / Instant::HourMs, 2, ":");
    append(ms / 60'000 % 60, 2, ":");
    append(ms / Instant::SecondMs % 60, 2, "");
    if (format == TimeFormat::Blank)
        return text + "+00:00";
    if (ms % Instant::SecondMs != 0) {
        text += '.';
        append(ms % Instant::SecondMs, 3, "");
    }
    return text + 'Z';
}

} // namespace perennial
