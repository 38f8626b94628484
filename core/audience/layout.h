// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/matching.h"
#include "core/base/enumids.h"
#include "core/base/result.h"

#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace perennial {

// What a cell of an export holds.
enum class ExportField {
    Id,
    Email,        // the first usable one
    Phone,        // E.164
    Property,     // the newest value of the property named in the column
    EmailConsent, // subscribed, unsubscribed, never
    SmsConsent,
    OrderCount,
    Revenue, // Placed Order values in the store's currency, before refunds, as a decimal
    LastOrder,
    CreatedAt,
    Currency, // the store's, ISO 4217
};

struct ExportColumn
{
    QString header;
    ExportField field = ExportField::Property;
    QString property; // for ExportField::Property
    // What the person is recognised by in it: written as the layout's platform wants it, which is hashed for most.
    std::optional<MatchField> match{};

    friend bool operator==(const ExportColumn &, const ExportColumn &) = default;
};

// Times as a layout's reader wants them.
enum class TimeFormat {
    Iso,   // 2026-11-01T00:00:00Z
    Blank, // 2026-11-01 00:00:00+00:00
};

// How a file is written.
enum class FileFormat { Csv, Xlsx, Json, NdJson };

template <>
struct EnumIds<FileFormat>
{
    static constexpr std::array ids{"csv", "xlsx", "json", "ndjson"};
};

// The channel an audience will be written to on: nobody leaves who cannot be reached on it.
enum class ExportChannel { Email, Sms, EmailOrSms };

// One file layout a destination reads. The rules of a layout are data; the writer knows no vendor.
struct ExportLayout
{
    QString id;
    QString title;
    QString hint;
    std::vector<ExportColumn> columns;
    TimeFormat times = TimeFormat::Iso;
    std::vector<FileFormat> formats{FileFormat::Csv}; // the first unless somebody says otherwise
    ExportChannel channel = ExportChannel::Email;     // whom it is for, unless somebody says otherwise
    std::optional<MatchPlatform> matchedBy{};         // whose rules columns with a MatchField follow
    qint64 largestFile = 0;                           // bytes the destination takes, 0 when it names no limit
    qint64 mostRows = 0;                              // the same of rows
    bool needsOrder = false;                          // a row stands for an order: who never ordered has none

    friend bool operator==(const ExportLayout &, const ExportLayout &) = default;
};

[[nodiscard]] std::span<const ExportLayout> exportLayouts();
[[nodiscard]] Result<ExportLayout> exportLayout(const QString &id);
// "Lapsed / good" as a file may be named on every file system: "lapsed-good"; "audience" where nothing is left.
[[nodiscard]] QString fileStem(const QString &name);
// "Excel workbook".
[[nodiscard]] QString formatTitle(FileFormat format);

} // namespace perennial
