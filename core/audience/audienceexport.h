// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/csvwriter.h"
#include "core/audience/layout.h"
#include "core/base/ids.h"
#include "core/base/instant.h"
#include "core/base/progress.h"

#include <QStringList>

#include <map>
#include <optional>
#include <vector>

namespace perennial {

class Store;
struct ExportMember;

// Why a member stays behind, in the order in which the reasons are tried.
enum class Exclusion { NeverSent, NoIdentifier, Suppressed, NoConsent, NoOrder };

// People on their way into a file, wherever they were found.
struct PeopleToExport
{
    QString name;
    QByteArray document;            // that found them, for the record
    std::vector<ProfileId> members; // ascending
    Instant asOf;
    ExportChannel channel = ExportChannel::Email;
};

struct ExportRequest
{
    std::vector<ProfileId> members;        // ascending
    std::vector<ProfileId> neverSent = {}; // ascending: those of them who stay behind whatever else is so
    ExportLayout layout;                   // with the columns as chosen
    ExportChannel channel = ExportChannel::Email;
    CsvSafety safety = CsvSafety::MarketingTool; // of a CSV file; no other format can hold a formula by accident
    FileFormat format = FileFormat::Csv;         // one of the layout's
    Instant asOf;                                // of the members and their values
    Instant now = Instant::now(); // of consent and suppression: nobody leaves who may not be contacted today
    QString segmentName;
    QByteArray document; // of the segment, for the record
};

struct ExportReport
{
    qint64 rows = 0;
    std::map<Exclusion, qint64> excluded;
    qint64 formulaCells = 0; // cells that begin like a formula: guarded for a spreadsheet, as they are otherwise
    qint64 bytes = 0;
    QStringList header;
    std::vector<QStringList> sample; // the first rows, cells as a CSV file has them but without quoting

    friend bool operator==(const ExportReport &, const ExportReport &) = default;
};

// "never-sent", "no-identifier", "suppressed", "no-consent", "no-order": the words of the command line's JSON and of
// the record.
[[nodiscard]] QString exclusionName(Exclusion reason);
// The same in the user's words.
[[nodiscard]] QString exclusionText(Exclusion reason, ExportChannel channel);
// Consent, no suppression, and an address that reaches them.
[[nodiscard]] bool canReachByEmail(const ExportMember &member);
[[nodiscard]] bool canReachBySms(const ExportMember &member);
[[nodiscard]] std::optional<Exclusion> exclusionOf(const ExportMember &member, ExportChannel channel);

// What an export would write and who would stay behind; writes nothing.
[[nodiscard]] Result<ExportReport> previewExport(const Store &store, const ExportRequest &request,
                                                 const Progress &progress);
// Writes the file atomically. A failure or a stop leaves whatever stood at `path`.
[[nodiscard]] Result<ExportReport> exportAudience(const Store &store, const ExportRequest &request, const QString &path,
                                                  const Progress &progress);
// Notes an export in the store; takes a writer.
[[nodiscard]] Result<void> recordExport(Store &store, const ExportRequest &request, const ExportReport &report,
                                        const QString &path, Instant at);
// "lapsed-buyers klaviyo.csv", or "… guarded 12 cells.csv" for a spreadsheet: safe on every file system.
[[nodiscard]] QString suggestedFileName(const ExportRequest &request, qint64 formulaCells);

} // namespace perennial
