// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/audienceexport.h"

#include "core/audience/exportvalue.h"
#include "core/audience/memberreader.h"
#include "core/base/atomicfile.h"
#include "core/base/money.h"
#include "core/sqlite/transaction.h"
#include "core/store/segmentuse.h"
#include "core/store/store.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <functional>

namespace perennial {

namespace {

constexpr size_t SampleRows = 20;
constexpr qint64 MembersBetweenReports = 2000;

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

// The cells of one person, in the order of the columns.
class RowBuilder
{
public:
    RowBuilder(const ExportLayout &layout, const QString &currency)
        : m_layout(layout)
        , m_digits(minorDigits(currency))
    {
    }

    void build(const ExportMember &member, std::vector<std::string> &cells) const
    {
        cells.clear();
        size_t property = 0;
        for (const ExportColumn &column : m_layout.columns) {
            cells.push_back(cellText(valueOf(member, column, property, m_digits), m_layout.times));
            property += column.field == ExportField::Property ? 1 : 0;
        }
    }

private:
    const ExportLayout &m_layout;
    int m_digits;
};

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

using LineSink = std::function<Result<void>(std::string_view)>;

class ExportRun
{
public:
    ExportRun(const Store &store, const ExportRequest &request, LineSink sink)
        : m_store(store)
        , m_request(request)
        , m_sink(std::move(sink))
        , m_builder(request.layout, store.settings().currency)
        , m_writer(request.safety)
    {
    }

    [[nodiscard]] Result<ExportReport> run(const Progress &progress)
    {
        auto reader = MemberReader::make(m_store, m_request.layout.columns, {m_request.asOf, m_request.now});
        if (!reader)
            return failure(reader.error());
        if (const auto written = writeHeader(); !written)
            return failure(written.error());
        qint64 done = 0;
        for (const ProfileId id : m_request.members) {
            if (done++ % MembersBetweenReports == 0) {
                if (progress.stopRequested())
                    return stopped();
                progress.report({tr("Writing the audience"), done, static_cast<qint64>(m_request.members.size()),
                                 m_report.rows, 0});
            }
            if (const auto written = writeMember(*reader, id); !written)
                return failure(written.error());
        }
        m_report.formulaCells = m_writer.formulaCells();
        return m_report;
    }

private:
    [[nodiscard]] Result<void> writeHeader()
    {
        std::vector<std::string> cells;
        for (const ExportColumn &column : m_request.layout.columns) {
            m_report.header.append(column.header);
            cells.push_back(column.header.toStdString());
        }
        return writeLine(cells);
    }

    [[nodiscard]] Result<void> writeMember(MemberReader &reader, ProfileId id)
    {
        const auto member = reader.read(id);
        if (!member)
            return failure(member.error());
        if (const auto reason = exclusionOf(*member, m_request.channel)) {
            ++m_report.excluded[*reason];
            return {};
        }
        m_builder.build(*member, m_cells);
        ++m_report.rows;
        if (m_report.sample.size() < SampleRows)
            m_report.sample.push_back(sampleRow());
        return writeLine(m_cells);
    }

    [[nodiscard]] Result<void> writeLine(const std::vector<std::string> &cells)
    {
        for (const std::string &cell : cells)
            m_writer.addCell(cell);
        const std::string_view line = m_writer.endLine();
        m_report.bytes += static_cast<qint64>(line.size());
        return m_sink(line);
    }

    [[nodiscard]] QStringList sampleRow() const
    {
        QStringList row;
        for (const std::string &cell : m_cells) {
            const bool guarded = m_request.safety == CsvSafety::Spreadsheet && beginsLikeFormula(cell);
            row.append((guarded ? QStringLiteral("'") : QString()) + QString::fromStdString(cell));
        }
        return row;
    }

    const Store &m_store;
    const ExportRequest &m_request;
    LineSink m_sink;
    RowBuilder m_builder;
    CsvLineWriter m_writer;
    ExportReport m_report;
    std::vector<std::string> m_cells;
};

} // namespace

QString exclusionName(Exclusion reason)
{
    switch (reason) {
    case Exclusion::NoIdentifier:
        return QStringLiteral("no-identifier");
    case Exclusion::Suppressed:
        return QStringLiteral("suppressed");
    case Exclusion::NoConsent:
        return QStringLiteral("no-consent");
    }
    return {};
}

QString exclusionText(Exclusion reason, ExportChannel channel)
{
    const bool email = channel == ExportChannel::Email, sms = channel == ExportChannel::Sms;
    switch (reason) {
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
    return ExportRun(store, request, [](std::string_view) { return Result<void>(); }).run(progress);
}

Result<ExportReport> exportAudience(const Store &store, const ExportRequest &request, const QString &path,
                                    const Progress &progress)
{
    if (const auto free = refuseStoreFiles(store, path); !free)
        return failure(free.error());
    auto file = AtomicFile::open(path);
    if (!file)
        return failure(file.error());
    auto report = ExportRun(store, request, [&](std::string_view line) { return file->write(line); }).run(progress);
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
    static const QRegularExpression unsafe(QStringLiteral("[^\\p{L}\\p{N}]+"));
    constexpr qsizetype LongestStem = 60;
    QString stem = request.segmentName.toLower();
    stem.replace(unsafe, QStringLiteral("-"));
    while (stem.startsWith(u'-'))
        stem.remove(0, 1);
    stem = stem.left(LongestStem);
    while (stem.endsWith(u'-'))
        stem.chop(1);
    if (stem.isEmpty())
        stem = QStringLiteral("audience");
    const QString guarded =
        request.safety == CsvSafety::Spreadsheet ? QStringLiteral("-guarded-%1-cells").arg(formulaCells) : QString();
    return QStringLiteral("%1-%2%3.csv").arg(stem, request.layout.id, guarded);
}

} // namespace perennial
