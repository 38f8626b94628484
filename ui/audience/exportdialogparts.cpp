// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audience/exportdialog.h"

#include "core/workspace/storesfolder.h"
#include "core/workspace/workspace.h"
#include "ui/audience/exportcolumns.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QStackedWidget>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int ChoicesWidth = 280;
constexpr int PageIndent = 26; // below the words of a radio button

QString chooseByDialog(QWidget *parent, const QString &suggestion, FileFormat format)
{
    return QFileDialog::getSaveFileName(parent, ExportDialog::tr("Export audience"),
                                        QDir(documentsFolder()).filePath(suggestion),
                                        QStringLiteral("%1 (*.%2)").arg(formatTitle(format), enumId(format)));
}

} // namespace

ExportDialog::ExportDialog(Workspace &workspace, SegmentOracle &oracle, SegmentCatalog &catalog, const SegmentDoc &doc,
                           Instant asOf, QWidget *parent)
    : ExportDialog(workspace, catalog, PeopleToExport{doc.name, doc.toJson(), {}, asOf, ExportChannel::Email},
                   readinessOf(doc).holdsEverybody, parent)
{
    if (const Readiness readiness = readinessOf(doc); readiness.isFinished())
        readMembers(oracle, doc);
    else
        refuse(unfinishedText(doc, readiness));
}

ExportDialog::ExportDialog(Workspace &workspace, SegmentCatalog &catalog, const PeopleToExport &people, QWidget *parent)
    : ExportDialog(workspace, catalog, people, false, parent)
{
    m_areKnown = true;
    preview();
}

ExportDialog::ExportDialog(Workspace &workspace, SegmentCatalog &catalog, PeopleToExport people, bool holdsEverybody,
                           QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_people(std::move(people))
    , m_choose(chooseByDialog)
    , m_columns(new ColumnModel(this))
    , m_rows(new ExportPreviewModel(this))
    , m_reading(workspace.runner(),
                [this](Result<SegmentFigures> figures) {
                    if (!figures)
                        return fail(figures.error());
                    m_people.members = std::move(figures->memberIds);
                    m_areKnown = true;
                    preview();
                })
    , m_previewing(workspace.runner(), [this](const Result<ExportReport> &report) {
        if (report)
            showReport(*report);
        else
            fail(report.error());
    })
{
    setWindowTitle(tr("Export “%1”").arg(m_people.name));
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("exportDialog"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(size::PageMargin, 2 * size::Unit, size::PageMargin, 2 * size::Unit);
    auto *row = new QHBoxLayout;
    row->setSpacing(size::PageMargin);
    row->addWidget(makeChoices(catalog));
    row->addWidget(makePreview(), 1);
    column->addLayout(row, 1);
    column->addWidget(m_result = new Banner(this));
    column->addWidget(makeFoot(holdsEverybody));
    m_result->setObjectName(QStringLiteral("exportResult"));
    resize(940, 620);
    connect(m_columns, &ColumnModel::changed, this, &ExportDialog::preview);
    connect(m_result, &Banner::actionTriggered, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_written).absolutePath())); });
    m_channel->setCurrentIndex(m_channel->findData(static_cast<int>(m_people.channel)));
    chooseLayout(m_layout->currentIndex());
}

QWidget *ExportDialog::makeChoices(SegmentCatalog &catalog)
{
    auto *box = new QWidget(this);
    box->setFixedWidth(ChoicesWidth);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeForm());
    column->addWidget(new Label(tr("Columns, in this order"), TextSize::Caption, Ink::Muted, box));
    column->addWidget(new ExportColumns(*m_columns, catalog, box), 1);
    column->addWidget(m_safetyBox = makeSafety());
    return box;
}

QWidget *ExportDialog::makeForm()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Gap);
    const auto addField = [&](const QString &caption, QComboBox *field) {
        auto *label = new Label(caption, TextSize::Caption, Ink::Muted, box);
        label->setBuddy(field);
        column->addWidget(label);
        column->addWidget(field);
    };
    m_layout = new QComboBox(box);
    m_layout->setObjectName(QStringLiteral("layout"));
    m_layout->setAccessibleName(tr("Layout"));
    for (const ExportLayout &layout : exportLayouts())
        m_layout->addItem(layout.title, layout.id);
    m_format = new QComboBox(box);
    m_format->setObjectName(QStringLiteral("format"));
    m_format->setAccessibleName(tr("File format"));
    m_channel = new QComboBox(box);
    m_channel->setObjectName(QStringLiteral("channel"));
    m_channel->setAccessibleName(tr("Written to by"));
    m_channel->addItem(tr("E-mail"), static_cast<int>(ExportChannel::Email));
    m_channel->addItem(tr("SMS"), static_cast<int>(ExportChannel::Sms));
    m_channel->addItem(tr("E-mail or SMS"), static_cast<int>(ExportChannel::EmailOrSms));
    m_channel->setToolTip(tr("Nobody is exported who can't be reached on it."));
    m_hint = new Label({}, TextSize::Caption, Ink::Muted, box);
    m_hint->setWordWrap(true);
    addField(tr("Layout"), m_layout);
    column->addWidget(m_hint);
    addField(tr("File format"), m_format);
    addField(tr("Channel"), m_channel);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::chooseFormat);
    connect(m_layout, &QComboBox::currentIndexChanged, this, &ExportDialog::chooseLayout);
    connect(m_channel, &QComboBox::currentIndexChanged, this, &ExportDialog::preview);
    return box;
}

QWidget *ExportDialog::makeSafety()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, size::Unit, 0, 0);
    column->setSpacing(size::Gap);
    column->addWidget(new Label(tr("Who opens the file"), TextSize::Caption, Ink::Muted, box));
    m_safety = new QButtonGroup(this);
    const auto add = [&](const QString &text, const QString &hint, CsvSafety safety, const char *name) {
        auto *button = new QRadioButton(text, box);
        button->setObjectName(QLatin1String(name));
        button->setToolTip(hint);
        button->setAccessibleDescription(hint);
        m_safety->addButton(button, static_cast<int>(safety));
        column->addWidget(button);
        auto *words = new Label(hint, TextSize::Caption, Ink::Muted, box);
        words->setWordWrap(true);
        words->setIndent(PageIndent);
        column->addWidget(words);
        return button;
    };
    add(tr("A marketing tool"), tr("Every cell exactly as it is"), CsvSafety::MarketingTool, "forTool")
        ->setChecked(true);
    add(tr("A spreadsheet"), tr("Cells that begin like a formula are guarded"), CsvSafety::Spreadsheet,
        "forSpreadsheet");
    connect(m_safety, &QButtonGroup::idToggled, this, [this](int, bool on) {
        if (on)
            preview();
    });
    return box;
}

QWidget *ExportDialog::makePreview()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](const char *name, TextSize textSize, Ink ink) {
        auto *label = new Label({}, textSize, ink, box);
        label->setObjectName(QLatin1String(name));
        label->setWordWrap(true);
        column->addWidget(label);
        return label;
    };
    m_included = add("included", TextSize::Section, Ink::Text);
    m_excluded = add("excluded", TextSize::Body, Ink::Muted);
    m_formulas = add("formulas", TextSize::Body, Ink::Warn);
    m_formulas->hide();
    m_table = new QTableView(box);
    m_table->setObjectName(QStringLiteral("preview"));
    m_table->setAccessibleName(tr("The first rows as they will be written"));
    m_table->setModel(m_rows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(size::CompactRow);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    column->addWidget(m_table, 1);
    return box;
}

QWidget *ExportDialog::makeFoot(bool holdsEverybody)
{
    auto *buttons = new QWidget(this);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, size::Unit, 0, 0);
    auto *close = new QPushButton(tr("Close"), buttons);
    close->setObjectName(QStringLiteral("closeExport"));
    close->setAutoDefault(false);
    m_export = new QPushButton(tr("Export …"), buttons);
    m_export->setObjectName(QStringLiteral("export"));
    m_export->setDefault(true);
    m_export->setEnabled(false);
    setLook(m_export, Look::Primary);
    if (holdsEverybody)
        addEveryone(*row);
    row->addStretch(1);
    row->addWidget(close);
    row->addWidget(m_export);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::start);
    m_foot = new QStackedWidget(this);
    m_foot->addWidget(buttons);
    m_foot->addWidget(makeProgress());
    m_foot->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    return m_foot;
}

void ExportDialog::addEveryone(QHBoxLayout &row)
{
    m_everyone = new QCheckBox(tr("Export everybody: this segment has no conditions"), this);
    m_everyone->setObjectName(QStringLiteral("everyone"));
    row.addWidget(m_everyone);
    connect(m_everyone, &QCheckBox::toggled, this, &ExportDialog::offerExport);
}

QWidget *ExportDialog::makeProgress()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, size::Unit, 0, 0);
    m_bar = new QProgressBar(box);
    m_bar->setAccessibleName(tr("Progress of the export"));
    m_bar->setTextVisible(false);
    m_progress = new Label({}, TextSize::Body, Ink::Muted, box);
    auto *cancel = new QPushButton(tr("Cancel"), box);
    cancel->setObjectName(QStringLiteral("cancelExport"));
    row->addWidget(m_bar, 1);
    row->addWidget(m_progress);
    row->addWidget(cancel);
    connect(cancel, &QPushButton::clicked, this, [this] {
        if (m_job)
            m_job->stop();
    });
    return box;
}

} // namespace perennial
