// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/runlogview.h"

#include "core/connect/outbox/runlogfile.h"
#include "core/workspace/storequestion.h"
#include "core/workspace/storesfolder.h"
#include "core/workspace/workspace.h"
#include "ui/destination/destinationwords.h"
#include "ui/destination/runlogmodel.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/rowtable.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/style.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr size_t RowsAtOnce = 500;
constexpr int SearchWidth = 240;

} // namespace

RunLogView::RunLogView(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_model(new RunLogModel(this))
    , m_reading(workspace.runner(), [this](Result<LogPage> page) { take(std::move(page)); })
{
    setObjectName(QStringLiteral("runLog"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(size::PageMargin, 0, size::PageMargin, size::PageMargin);
    column->setSpacing(size::Unit);
    column->addWidget(makeTop());
    column->addWidget(m_banner = new Banner(this));
    connect(m_banner, &Banner::actionTriggered, this, &RunLogView::followBanner);
    column->addWidget(makeTable(), 1);
    auto *foot = new QHBoxLayout;
    m_foot = new Label({}, TextSize::Caption, Ink::Muted, this);
    m_more = new QPushButton(tr("Show more"), this);
    m_more->setObjectName(QStringLiteral("moreRows"));
    setLook(m_more, Look::Quiet);
    foot->addWidget(m_foot, 1);
    foot->addWidget(m_more);
    column->addLayout(foot);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_limit *= 4;
        read();
    });
}

RunLogView::~RunLogView() = default;

QWidget *RunLogView::makeTop()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, size::Unit, 0, 0);
    auto *row = new QHBoxLayout;
    column->addLayout(row);
    auto *back = new QPushButton(icon(QStringLiteral("chevron-left")), tr("Back"), box);
    back->setObjectName(QStringLiteral("backToDesk"));
    setLook(back, Look::Quiet);
    connect(back, &QPushButton::clicked, this, &RunLogView::backRequested);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_title = new ElidedLabel({}, TextSize::Section, Ink::Text, box));
    names->addWidget(m_figures = new ElidedLabel({}, TextSize::Caption, Ink::Muted, box));
    m_search = new SearchField(tr("Search"), box);
    m_search->setFixedWidth(SearchWidth);
    m_state = new QComboBox(box);
    m_state->setObjectName(QStringLiteral("rowState"));
    m_state->setAccessibleName(tr("Which rows"));
    m_state->addItem(tr("All rows"), -1);
    for (const RowState state : {RowState::Sent, RowState::Failed, RowState::Skipped, RowState::Open})
        m_state->addItem(rowStateText(state, RowOp::Add), static_cast<int>(state));
    m_reveals = new QCheckBox(tr("Show people's data"), box);
    m_reveals->setObjectName(QStringLiteral("revealRows"));
    row->addWidget(back);
    row->addLayout(names, 1);
    row = new QHBoxLayout;
    column->addLayout(row);
    row->addWidget(m_search);
    row->addWidget(m_state);
    row->addWidget(m_reveals);
    row->addStretch(1);
    m_retry = new QPushButton(tr("Send the failed again"), box);
    m_retry->setObjectName(QStringLiteral("retryFailed"));
    m_retry->setToolTip(tr("Asks anew who may be sent. Who left the audience since is left out."));
    row->addWidget(m_retry);
    connect(m_retry, &QPushButton::clicked, this, [this] { Q_EMIT retryRequested(m_run, false); });
    auto *out = new QPushButton(tr("Export …"), box);
    out->setObjectName(QStringLiteral("exportRows"));
    out->setToolTip(tr("Writes the rows of this filter and search into a file. Addresses are masked unless people's "
                       "data is shown."));
    row->addWidget(out);
    connect(out, &QPushButton::clicked, this, &RunLogView::exportRows);
    auto *people = new QPushButton(tr("Show these people"), box);
    people->setObjectName(QStringLiteral("rowPeople"));
    row->addWidget(people);
    connect(people, &QPushButton::clicked, this, &RunLogView::showPeople);
    connect(m_search, &QLineEdit::textChanged, this, &RunLogView::read);
    connect(m_state, &QComboBox::currentIndexChanged, this, &RunLogView::read);
    connect(m_reveals, &QCheckBox::toggled, this, [this](bool on) { m_model->setMasked(!on); });
    return box;
}

QWidget *RunLogView::makeTable()
{
    auto *card = new Card(this);
    card->body()->setContentsMargins(1, 1, 1, 1);
    m_table = new QTableView(card);
    m_table->setObjectName(QStringLiteral("rows"));
    makeRowTable(*m_table, tr("People of the run, and what came of them"));
    m_table->setModel(m_model);
    m_table->horizontalHeader()->setStretchLastSection(true);
    card->body()->addWidget(m_table);
    return card;
}

void RunLogView::showRun(const PushRun &run)
{
    m_run = run;
    m_retried.reset();
    m_isRetrying = false;
    showRetryButton();
    m_limit = RowsAtOnce;
    m_reveals->setChecked(false);
    m_search->clear();
    m_banner->dismiss();
    m_state->setCurrentIndex(run.failed > 0 ? m_state->findData(static_cast<int>(RowState::Failed)) : 0);
    m_title->setText(tr("%1, %2").arg(run.destination.name, format::dateTime(run.started, m_workspace.homeZone())));
    m_figures->setText(
        tr("%1 · %2 sent · %3 unchanged · %4 skipped · %5 failed · %6")
            .arg(stateText(run), format::count(run.sent), format::count(run.unchanged),
                 format::count(run.skippedTotal()), format::count(run.failed),
                 run.requests == 1 ? tr("1 request") : tr("%1 requests").arg(format::count(run.requests))));
    read();
}

void RunLogView::showRetryButton()
{
    m_retry->setVisible(!m_run.isOpen() && m_run.failed > 0);
    m_retry->setEnabled(!m_isRetrying);
}

void RunLogView::showRetrying()
{
    m_isRetrying = true;
    showRetryButton();
    m_banner->showMessage(BannerKind::Info, tr("Sending those again who failed …"));
}

void RunLogView::showRetried(const Result<PushRun> &run)
{
    if (!m_isRetrying)
        return;
    m_isRetrying = false;
    showRetryButton();
    m_retried = run ? std::optional(*run) : std::nullopt;
    if (!run)
        m_banner->showMessage(BannerKind::Danger, run.error().message);
    else if (run->state == RunState::Waiting)
        m_banner->showMessage(BannerKind::Warn, run->reason, tr("Send anyway"));
    else if (run->state == RunState::Done)
        m_banner->showMessage(run->failed > 0 ? BannerKind::Warn : BannerKind::Ok, outcomeText(*run),
                              tr("Show that run"));
    else
        m_banner->showMessage(BannerKind::Warn, run->reason.isEmpty() ? stateText(*run) : run->reason,
                              tr("Show that run"));
}

void RunLogView::followBanner()
{
    if (!m_retried)
        return;
    if (m_retried->state == RunState::Waiting)
        Q_EMIT retryRequested(m_run, true);
    else
        showRun(PushRun(*m_retried)); // a copy: it is forgotten first
}

LogQuestion RunLogView::question() const
{
    LogQuestion question;
    const int state = m_state->currentData().toInt();
    if (state >= 0)
        question.state = static_cast<RowState>(state);
    question.search = m_search->text().trimmed();
    return question;
}

void RunLogView::read()
{
    LogQuestion question = this->question();
    question.limit = m_limit;
    m_reading.ask(tr("Reading a run"),
                  askingStore<LogPage>(m_workspace.path(), [run = m_run.id, question](const Store &store) {
                      return readRunLog(store, run, question);
                  }));
}

void RunLogView::take(Result<LogPage> page)
{
    if (!page) {
        if (page.error().kind != ErrorKind::Stopped)
            m_banner->showMessage(BannerKind::Danger, page.error().message);
        return;
    }
    QStringList fields;
    for (const MappedField &field : m_run.destination.fields)
        fields.append(field.target);
    const bool hasMore = page->hasMore;
    m_model->setPage(std::move(*page), fields);
    m_table->resizeColumnsToContents();
    const QString rows = format::count(m_model->rowCount());
    m_foot->setText(hasMore ? tr("The first %1 rows. There are more.").arg(rows)
                            : (m_model->rowCount() == 0 ? tr("No such rows in this run.") : tr("%1 rows.").arg(rows)));
    m_more->setVisible(hasMore);
}

void RunLogView::exportRows()
{
    const QString name = QStringLiteral("%1-%2.csv").arg(fileStem(m_run.destination.name)).arg(m_run.id.value);
    auto *dialog = new QFileDialog(window(), tr("Export the rows of a run"), documentsFolder(),
                                   tr("CSV (*.csv);;Excel workbook (*.xlsx);;JSON (*.json);;JSON lines (*.ndjson)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.section(QStringLiteral("*."), 1).section(u')', 0, 0));
    });
    connect(dialog, &QFileDialog::fileSelected, this, &RunLogView::write);
    dialog->open();
}

// For people who read it: cells that a spreadsheet would run are guarded.
void RunLogView::write(const QString &path)
{
    RunLogFile file;
    file.run = m_run.id;
    file.question = question();
    file.format = enumFromId<FileFormat>(QFileInfo(path).suffix().toLower()).value_or(FileFormat::Csv);
    file.safety = CsvSafety::Spreadsheet;
    file.reveals = m_reveals->isChecked();
    file.zone = m_workspace.homeZone();
    const JobSpec spec{.title = tr("Exporting the rows of a run"), .kind = JobKind::Reading, .quiet = false};
    m_workspace.read<qint64>(
        spec, [file, path](Store &store, const Progress &progress) { return writeRunLog(store, file, path, progress); },
        this,
        [this, path](const Result<qint64> &rows) {
            if (rows)
                m_banner->showMessage(
                    BannerKind::Ok,
                    tr("Wrote %1 rows to %2.").arg(format::count(*rows), QDir::toNativeSeparators(path)));
            else if (rows.error().kind != ErrorKind::Stopped)
                m_banner->showMessage(BannerKind::Danger, rows.error().message);
        });
}

void RunLogView::showPeople()
{
    std::vector<ProfileId> ids;
    for (int row = 0; row < m_model->rowCount(); ++row)
        ids.push_back(m_model->row(row).person);
    std::ranges::sort(ids);
    if (!ids.empty())
        Q_EMIT peopleChosen(m_title->text(), ids);
}

} // namespace perennial
