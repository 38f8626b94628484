// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/audienceexport.h"

#include "core/audience/exportrun.h"
#include "core/audience/memberreader.h"
#include "core/base/atomicfile.h"
#include "core/sqlite/transaction.h"
#include "core/store/segmentuse.h"
#include "core/store/store.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

std::optional<Exclusion> exclusionFor(bool hasIdentifier, bool suppressed, bool reachable)
{
    if (!hasIdentifier)
        return Exclusion::NoIdentifier;
    if (reachable)
        return std::nullopt;
    return suppressed ? Exclusion::Suppressed : Exclusion::NoConsent;
}

// A file that holds a database, or lies beside the open store, is never written over: it may be somebody's only copy.
Result<void> refuseStoreFiles(const Store &store, const QString &path)
{
    const QString target = QFileInfo(path).absoluteFilePath();
    const QString own = QFileInfo(store.path()).absoluteFilePath();
    QFile file(path);
    const bool isDatabase = file.open(QIODevice::ReadOnly) && file.read(16).startsWith("SQLite format 3");
    if (isDatabase || target == own || target.startsWith(own + u'-') ||
        target.startsWith(own + QStringLiteral(".backup")))
        return failure(ErrorKind::Refused, tr("This file belongs to a store. Choose another name for the audience."),
                       path);
    return {};
}

Result<void> requireFormat(const ExportRequest &request)
{
    if (std::ranges::find(request.layout.formats, request.format) != request.layout.formats.end())
        return {};
    return failure(
        ErrorKind::Usage,
        tr("The layout “%1” is not written as %2.").arg(request.layout.title, enumId(request.format).toUpper()));
}

} // namespace

QString exclusionName(Exclusion reason)
{
    switch (reason) {
    case Exclusion::NeverSent:
        return QStringLiteral("never-sent");
    case Exclusion::NoIdentifier:
        return QStringLiteral("no-identifier");
    case Exclusion::Suppressed:
        return QStringLiteral("suppressed");
    case Exclusion::NoConsent:
        return QStringLiteral("no-consent");
    case Exclusion::NoOrder:
        return QStringLiteral("no-order");
    }
    return {};
}

QString exclusionText(Exclusion reason, ExportChannel channel)
{
    const bool email = channel == ExportChannel::Email, sms = channel == ExportChannel::Sms;
    switch (reason) {
    case Exclusion::NeverSent:
        return tr("never sent anywhere");
    case Exclusion::NoIdentifier:
        return email ? tr("no e-mail address that reaches them")
               : sms ? tr("no phone number")
                     : tr("no e-mail address and no phone number");
    case Exclusion::Suppressed:
        return tr("suppressed: bounced, complained or asked never to be contacted");
    case Exclusion::NoConsent:
        return email ? tr("not subscribed to e-mail")
               : sms ? tr("not subscribed to SMS")
                     : tr("subscribed to neither e-mail nor SMS");
    case Exclusion::NoOrder:
        return tr("never ordered");
    }
    return {};
}

bool canReachByEmail(const ExportMember &member)
{
    return member.emailReachable && member.emailConsent == "subscribed" && !member.emailSuppressed;
}

bool canReachBySms(const ExportMember &member)
{
    return !member.phone.empty() && member.smsConsent == "subscribed" && !member.smsSuppressed;
}

std::optional<Exclusion> exclusionOf(const ExportMember &member, ExportChannel channel)
{
    const bool byEmail = channel != ExportChannel::Sms, bySms = channel != ExportChannel::Email;
    const bool hasIdentifier = (byEmail && member.emailReachable) || (bySms && !member.phone.empty());
    const bool suppressed = (byEmail && member.emailSuppressed) || (bySms && member.smsSuppressed);
    const bool reachable = (byEmail && canReachByEmail(member)) || (bySms && canReachBySms(member));
    return exclusionFor(hasIdentifier, suppressed, reachable);
}

Result<ExportReport> previewExport(const Store &store, const ExportRequest &request, const Progress &progress)
{
    if (const auto fits = requireFormat(request); !fits)
        return failure(fits.error());
    // Whatever the format: nobody needs the bytes.
    ExportRequest table = request;
    if (table.format != FileFormat::Csv)
        table.format = FileFormat::NdJson;
    return runExport(
        store, table, [](std::string_view) { return Result<void>(); }, progress);
}

Result<ExportReport> exportAudience(const Store &store, const ExportRequest &request, const QString &path,
                                    const Progress &progress)
{
    if (const auto fits = requireFormat(request); !fits)
        return failure(fits.error());
    if (const auto free = refuseStoreFiles(store, path); !free)
        return failure(free.error());
    auto file = AtomicFile::open(path);
    if (!file)
        return failure(file.error());
    auto report = runExport(
        store, request, [&](std::string_view bytes) { return file->write(bytes); }, progress);
    if (!report)
        return report;
    if (const auto committed = file->commit(); !committed)
        return failure(committed.error());
    return report;
}

Result<void> recordExport(Store &store, const ExportRequest &request, const ExportReport &report, const QString &path,
                          Instant at)
{
    auto transaction = Transaction::begin(store.database());
    if (!transaction)
        return failure(transaction.error());
    auto insert = store.database().prepare(
        "INSERT INTO exports(segment_name, document, layout, mode, path, as_of, at, rows, excluded) "
        "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    if (!insert)
        return failure(insert.error());
    QJsonObject excluded;
    for (const auto &[reason, count] : report.excluded)
        excluded.insert(exclusionName(reason), count);
    const bool spreadsheet = request.safety == CsvSafety::Spreadsheet;
    const auto stored = insert->bind(1, request.segmentName)
                            .bind(2, QString::fromUtf8(request.document))
                            .bind(3, request.layout.id)
                            .bind(4, spreadsheet ? "spreadsheet" : "marketing-tool")
                            .bind(5, path)
                            .bind(6, request.asOf.ms)
                            .bind(7, at.ms)
                            .bind(8, report.rows)
                            .bind(9, QString::fromUtf8(QJsonDocument(excluded).toJson(QJsonDocument::Compact)))
                            .run();
    if (!stored)
        return stored;
    if (const auto used = noteUse(store.database(), request.segmentName, at); !used)
        return used;
    return transaction->commit();
}

QString suggestedFileName(const ExportRequest &request, qint64 formulaCells)
{
    const QString guarded = request.format == FileFormat::Csv && request.safety == CsvSafety::Spreadsheet
                                ? QStringLiteral("-guarded-%1-cells").arg(formulaCells)
                                : QString();
    return QStringLiteral("%1-%2%3.%4")
        .arg(fileStem(request.segmentName), request.layout.id, guarded, enumId(request.format));
}

} // namespace perennial
