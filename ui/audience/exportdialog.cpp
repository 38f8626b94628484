// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audience/exportdialog.h"

#include "core/connect/plan/neversentpeople.h"
#include "core/workspace/workspace.h"
#include "ui/audience/exportcolumns.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/format.h"
#include "ui/widgets/jobline.h"
#include "ui/widgets/label.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableView>

namespace perennial {

namespace {

using Table = std::shared_ptr<const ProfileTable>;

// In a job: `made` makes the export of whoever may go into a file at all.
template <class Made>
Result<ExportReport> exporting(const QString &path, const Table &table, ExportRequest request, const Progress &progress,
                               Made made)
{
    auto store = Store::openReader(path);
    if (!store)
        return failure(store.error());
    auto never = neverSentPeople({*store, table, request.now}, progress);
    if (!never)
        return failure(never.error());
    request.neverSent = std::move(*never);
    return made(*store, request);
}

} // namespace

ExportDialog::~ExportDialog() = default;

void ExportDialog::refuse(const QString &why)
{
    m_included->setText(tr("Nobody is exported yet."));
    m_excluded->hide();
    m_result->showMessage(BannerKind::Warn, why);
}

void ExportDialog::offerExport()
{
    m_export->setEnabled(m_report.rows > 0 && !m_job && (!m_everyone || m_everyone->isChecked()));
}

void ExportDialog::readMembers(SegmentOracle &oracle, const SegmentDoc &doc)
{
    m_included->setText(tr("Counting people …"));
    m_reading.ask(tr("Counting people"),
                  oracle.prepare({.doc = doc, .asOf = m_people.asOf, .detail = FigureDetail::Members, .memory = {}}));
}

void ExportDialog::chooseLayout(int index)
{
    const auto layouts = exportLayouts();
    if (index < 0 || index >= static_cast<int>(layouts.size()))
        return;
    const ExportLayout &layout = layouts[static_cast<size_t>(index)];
    m_hint->setText(layout.hint);
    m_columns->setColumns(layout.columns);
    {
        const QSignalBlocker quiet(m_format);
        m_format->clear();
        for (const FileFormat format : layout.formats)
            m_format->addItem(formatTitle(format), static_cast<int>(format));
        m_format->setEnabled(layout.formats.size() > 1);
    }
    if (layout.channel != ExportChannel::Email)
        m_channel->setCurrentIndex(m_channel->findData(static_cast<int>(layout.channel)));
    chooseFormat();
}

FileFormat ExportDialog::format() const
{
    return static_cast<FileFormat>(m_format->currentData().toInt());
}

void ExportDialog::chooseFormat()
{
    m_safetyBox->setVisible(format() == FileFormat::Csv);
    preview();
}

ExportRequest ExportDialog::request() const
{
    ExportRequest request;
    request.members = m_people.members;
    request.layout = exportLayouts()[static_cast<size_t>(qMax(0, m_layout->currentIndex()))];
    request.layout.columns = m_columns->chosen();
    request.channel = static_cast<ExportChannel>(m_channel->currentData().toInt());
    request.format = format();
    request.safety = static_cast<CsvSafety>(m_safety->checkedId());
    request.asOf = m_people.asOf;
    request.segmentName = m_people.name;
    request.document = m_people.document;
    return request;
}

void ExportDialog::preview()
{
    m_report = {};
    offerExport();
    if (!m_areKnown)
        return;
    if (m_columns->chosen().empty()) {
        m_included->setText(tr("Choose at least one column."));
        return;
    }
    m_result->dismiss();
    m_previewing.ask(tr("Previewing an export"), [path = m_workspace.path(), table = m_workspace.table(),
                                                  request = request()](const Progress &progress) {
        return exporting(path, table, request, progress, [&](const Store &store, const ExportRequest &asked) {
            return previewExport(store, asked, progress);
        });
    });
}

void ExportDialog::showReport(const ExportReport &report)
{
    m_report = report;
    const ExportRequest asked = request();
    m_rows->setReport(report);
    m_table->resizeColumnsToContents();
    m_included->setText(includedText(report));
    m_excluded->setText(excludedText(report, asked.channel));
    m_excluded->setVisible(!m_excluded->text().isEmpty());
    QStringList warnings{formulaText(report, asked.safety), limitText(report, asked.layout)};
    warnings.removeAll(QString());
    m_formulas->setText(warnings.join(u' '));
    m_formulas->setVisible(!m_formulas->text().isEmpty());
    offerExport();
}

void ExportDialog::start()
{
    const ExportRequest asked = request();
    const QString path = m_choose(this, suggestedFileName(asked, m_report.formulaCells), asked.format);
    if (path.isEmpty())
        return;
    m_result->dismiss();
    const JobSpec spec{
        .title = tr("Exporting %1").arg(QFileInfo(path).fileName()), .kind = JobKind::Reading, .quiet = false};
    // The export outlives this dialog; so does the note of it.
    Workspace *workspace = &m_workspace;
    const auto work = [store = m_workspace.path(), table = m_workspace.table(), asked, path](const Progress &progress) {
        return exporting(store, table, asked, progress, [&](const Store &reader, const ExportRequest &request) {
            return exportAudience(reader, request, path, progress);
        });
    };
    m_job = m_workspace.runner().start<ExportReport>(
        spec, work, workspace, [self = QPointer(this), workspace, asked, path](const Result<ExportReport> &report) {
            if (report)
                recordIn(*workspace, asked, *report, path);
            if (self)
                self->finish(asked, path, report);
        });
    follow(m_job);
}

void ExportDialog::recordIn(Workspace &workspace, const ExportRequest &request, const ExportReport &report,
                            const QString &path)
{
    struct Nothing
    {
    };
    const JobSpec spec{.title = tr("Noting an export"), .kind = JobKind::Writing, .quiet = true};
    workspace.write<Nothing>(
        spec,
        [request, report, path](Store &store, const Progress &) -> Result<Nothing> {
            const auto noted = recordExport(store, request, report, path, Instant::now());
            return noted ? Result<Nothing>(Nothing{}) : Result<Nothing>(failure(noted.error()));
        },
        &workspace, [&workspace](const Result<Nothing> &) { workspace.noteSegmentsChanged(); });
}

void ExportDialog::follow(Job *job)
{
    m_foot->setCurrentIndex(1);
    m_bar->setRange(0, 0);
    connect(job, &Job::changed, this, [this, job] {
        showProgress(*m_bar, *job);
        const auto left = job->secondsLeft();
        m_progress->setText(left ? tr("%1 rows, %2").arg(format::count(job->rows()), format::secondsLeft(*left))
                                 : tr("%1 rows").arg(format::count(job->rows())));
    });
}

void ExportDialog::finish(const ExportRequest &request, const QString &path, const Result<ExportReport> &report)
{
    m_job.clear();
    m_foot->setCurrentIndex(0);
    offerExport();
    if (!report)
        return fail(report.error());
    m_written = path;
    QString text = tr("Wrote %1 rows to %2.").arg(format::count(report->rows), QDir::toNativeSeparators(path));
    if (const QString excluded = excludedText(*report, request.channel); !excluded.isEmpty())
        text += u' ' + excluded + u'.';
    m_result->showMessage(BannerKind::Ok, text, tr("Show in folder"));
    Q_EMIT exported(path);
}

void ExportDialog::fail(const Error &error)
{
    if (error.kind == ErrorKind::Stopped)
        m_result->showMessage(BannerKind::Info, tr("Stopped. Nothing was written."));
    else
        m_result->showMessage(BannerKind::Danger, error.message);
}

} // namespace perennial
