// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/application.h"

#include "app/gui/newstoredialog.h"
#include "app/gui/palettesources.h"
#include "core/demo/demostore.h"
#include "core/workspace/storesfolder.h"
#include "ui/activity/activitypage.h"
#include "ui/audience/audiencespage.h"
#include "ui/audience/exportdialog.h"
#include "ui/dashboard/homepage.h"
#include "ui/destination/destinationsview.h"
#include "ui/destination/runcontrol.h"
#include "ui/flow/page/flowspage.h"
#include "ui/import/importpage.h"
#include "ui/profile/profilespage.h"
#include "ui/segment/page/segmentspage.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/placeholderpage.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/format.h"

#include <QCloseEvent>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QUrl>

namespace perennial {

namespace {

constexpr int AgeClockMs = 60'000;
constexpr qint64 StaleAfterMs = 3 * Instant::DayMs;

QString demoPath()
{
    return QDir(storesFolder()).filePath(QStringLiteral("Fern & Kettle (demo).perennial"));
}

} // namespace

Application::Application(QSettings &settings, std::optional<ThemeChoice> theme)
    : m_settings(settings)
    , m_theme(theme.value_or(WindowSettings(settings).theme()))
    , m_workspace(m_jobs)
    , m_window(std::make_unique<MainWindow>(m_jobs, m_theme, settings))
{
    addPages();
    connectWindow();
    connectHome();
    connectPeople();
    connectAudiences();
    addPaletteSources();
    connect(&m_workspace, &Workspace::storeChanged, this, &Application::showStore);
    connect(&m_workspace, &Workspace::tableChanged, this, &Application::showStore);
    connect(&m_ageClock, &QTimer::timeout, this, &Application::showStore);
    m_ageClock.start(AgeClockMs);
    showStore();
}

Application::~Application() = default;

void Application::addPages()
{
    m_home = new HomePage(m_workspace);
    m_import = new ImportPage(m_workspace);
    m_profiles = new ProfilesPage(m_workspace);
    m_segments = new SegmentsPage(m_workspace);
    m_flows = new FlowsPage(m_workspace);
    m_audiences = new AudiencesPage(m_workspace);
    m_activity = new ActivityPage(m_workspace);
    m_window->addPage(m_home, QStringLiteral("home"), tr("Home"));
    m_window->addPage(m_import, QStringLiteral("data"), tr("Data"));
    m_window->addPage(m_profiles, QStringLiteral("profiles"), tr("Profiles"));
    m_window->addPage(m_segments, QStringLiteral("segments"), tr("Segments"));
    m_window->addPage(m_flows, QStringLiteral("flows"), tr("Flows"));
    m_window->addPage(m_audiences, QStringLiteral("audiences"), tr("Audiences"));
    m_window->addPage(makeAnalyticsPage(), QStringLiteral("analytics"), tr("Analytics"));
    m_window->addPage(m_activity, QStringLiteral("activity"), tr("Activity"));
    m_segments->setUndoGroup(&m_window->undoGroup());
    m_flows->setUndoGroup(&m_window->undoGroup());
    m_segments->rememberIn(m_settings);
    m_window->installEventFilter(this);
}

void Application::connectWindow()
{
    connect(m_window.get(), &MainWindow::newStoreRequested, this, &Application::newStore);
    connect(m_window.get(), &MainWindow::openStoreRequested, this, &Application::chooseStore);
    connect(m_window.get(), &MainWindow::storeRequested, this, &Application::openStore);
    connect(m_window.get(), &MainWindow::demoStoreRequested, this, &Application::openDemo);
    connect(m_window.get(), &MainWindow::revealStoreRequested, this, &Application::revealStore);
    connect(m_window.get(), &MainWindow::importRequested, this, [this] {
        showImport();
        m_import->chooseFiles();
    });
    connect(m_window.get(), &MainWindow::filesDropped, this, [this](const QStringList &paths) {
        if (m_window->currentPage() == m_segments && m_segments->takeFiles(paths))
            return;
        if (m_window->currentPage() == m_flows && m_flows->takeFiles(paths))
            return;
        showImport();
        m_import->addFiles(paths);
    });
}

void Application::connectHome()
{
    connect(m_home, &HomePage::newStoreRequested, this, &Application::newStore);
    connect(m_home, &HomePage::openStoreRequested, this, &Application::chooseStore);
    connect(m_home, &HomePage::demoStoreRequested, this, &Application::openDemo);
    connect(m_home, &HomePage::importRequested, this, [this] {
        showImport();
        m_import->chooseFiles();
    });
    connect(m_home, &HomePage::segmentsRequested, this, [this] { m_window->showPage(m_segments); });
    connect(m_home, &HomePage::allPeopleRequested, this, [this] {
        m_profiles->showAll();
        m_window->showPage(m_profiles);
    });
}

void Application::connectPeople()
{
    const auto showPeople = [this](const QString &title, const std::vector<ProfileId> &ids) {
        m_profiles->showPeople(title, ids);
        m_window->showPage(m_profiles);
    };
    const auto showPerson = [this](ProfileId id) {
        m_profiles->showPerson(id);
        m_window->showPage(m_profiles);
    };
    connect(m_home, &HomePage::peopleRequested, this, showPeople);
    connect(m_segments, &SegmentsPage::personChosen, this, showPerson);
    connect(m_segments, &SegmentsPage::peopleChosen, this, showPeople);
    connect(m_flows, &FlowsPage::peopleChosen, this, showPeople);
    connect(m_audiences, &AudiencesPage::peopleChosen, this, showPeople);
    connect(m_segments, &SegmentsPage::dataRequested, this, &Application::showImport);
    connect(m_flows, &FlowsPage::dataRequested, this, &Application::showImport);
    connect(m_import, &ImportPage::peopleRequested, this, showPeople);
    connect(m_import, &ImportPage::storeMade, m_window.get(), &MainWindow::noteOpened);
    connect(m_activity, &ActivityPage::importChosen, this, [this](ImportId import) {
        m_import->showImport(import);
        showImport();
    });
    connect(m_activity, &ActivityPage::runChosen, this, [this](qint64 run) {
        m_audiences->showRun({run});
        m_window->showPage(m_audiences);
    });
    connect(m_profiles, &ProfilesPage::importRequested, this, &Application::showImport);
    connect(m_profiles, &ProfilesPage::newStoreRequested, this, &Application::newStore);
    connect(m_profiles, &ProfilesPage::openStoreRequested, this, &Application::chooseStore);
}

void Application::connectAudiences()
{
    connect(m_audiences, &AudiencesPage::segmentsRequested, this, [this] { m_window->showPage(m_segments); });
    connect(m_segments, &SegmentsPage::exportRequested, this, [this](const SegmentDoc &doc, Instant asOf) {
        auto *dialog =
            new ExportDialog(m_workspace, m_segments->oracle(), m_segments->catalog(), doc, asOf, m_window.get());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
    });
    connect(m_segments, &SegmentsPage::draftRequested, this, [this](const SegmentDoc &doc) { showDraft(doc); });
    connect(m_flows, &FlowsPage::draftRequested, this, [this](const FlowDoc &flow) { showDraft(flow); });
    connect(m_flows, &FlowsPage::exportRequested, this, [this](const PeopleToExport &people) {
        auto *dialog = new ExportDialog(m_workspace, m_segments->catalog(), people, m_window.get());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
    });
}

void Application::showDraft(const DraftSheet::Document &document)
{
    auto *sheet =
        new DraftSheet(m_workspace, m_audiences->destinations().control().sandbox(), document, m_window.get());
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->show();
}

void Application::addPaletteSources()
{
    m_sources.push_back(std::make_unique<PeopleSource>(m_workspace, [this](ProfileId id) {
        m_profiles->showPerson(id);
        m_window->showPage(m_profiles);
    }));
    m_sources.push_back(makeSegmentSource(m_workspace, [this](SegmentId id) {
        m_segments->openSegment(id);
        m_window->showPage(m_segments);
    }));
    m_sources.push_back(makeFlowSource(m_workspace, [this](FlowId id) {
        m_flows->openFlow(id);
        m_window->showPage(m_flows);
    }));
    for (const auto &source : m_sources)
        m_window->commandPalette().addProvider(source.get());
}

bool Application::openStore(const QString &path)
{
    if (const auto opened = m_workspace.open(path); !opened) {
        say(opened.error());
        return false;
    }
    m_window->noteOpened(m_workspace.path());
    return true;
}

void Application::openLast()
{
    const QString path = WindowSettings(m_settings).recentStores().value(0);
    if (QFileInfo::exists(path))
        openStore(path);
}

void Application::newStore()
{
    NewStoreDialog dialog(m_window.get());
    if (dialog.exec() != QDialog::Accepted)
        return;
    if (const auto created = m_workspace.create(dialog.path(), dialog.settings()); !created) {
        say(created.error());
        return;
    }
    m_window->noteOpened(m_workspace.path());
    showImport();
}

void Application::chooseStore()
{
    const QString path = QFileDialog::getOpenFileName(m_window.get(), tr("Open a store"), storesFolder(),
                                                      tr("Perennial stores (*.perennial);;All files (*)"));
    if (!path.isEmpty())
        openStore(path);
}

void Application::openDemo()
{
    const QString path = demoPath();
    if (QFileInfo::exists(path)) {
        openStore(path);
        return;
    }
    const JobSpec spec{.title = tr("Making the demo store"), .kind = JobKind::Writing};
    m_jobs.start<DemoStoreReport>(
        spec, [path](const Progress &progress) { return createDemoStore(path, demoEnd(Instant::now()), progress); },
        this,
        [this, path](const Result<DemoStoreReport> &made) {
            if (made)
                openStore(path);
            else if (made.error().kind != ErrorKind::Stopped)
                say(made.error());
        });
}

bool Application::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Close || m_isClosing || isSaved())
        return QObject::eventFilter(watched, event);
    m_isClosing = true;
    const auto closeOnceSaved = [this] {
        if (isSaved())
            m_window->close();
    };
    connect(m_segments, &SegmentsPage::saved, m_window.get(), closeOnceSaved);
    connect(m_flows, &FlowsPage::saved, m_window.get(), closeOnceSaved);
    m_segments->flush();
    m_flows->flush();
    if (isSaved())
        return QObject::eventFilter(watched, event);
    m_window->currentPage()->banner()->showMessage(
        BannerKind::Info, tr("Saving your work before the window closes. Close again to leave without it."));
    event->ignore();
    return true;
}

bool Application::isSaved() const
{
    return m_segments->isSaved() && m_flows->isSaved();
}

void Application::revealStore()
{
    if (m_workspace.isOpen())
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_workspace.path()).absolutePath()));
}

// The store's name and the age of its newest event, at the sidebar's foot.
void Application::showStore()
{
    const auto &summary = m_workspace.summary();
    QString age;
    bool stale = false;
    if (summary && summary->lastEvent) {
        const Instant now = Instant::now();
        age = tr("data %1").arg(format::age(*summary->lastEvent, now));
        stale = now.ms - summary->lastEvent->ms > StaleAfterMs;
    } else if (m_workspace.isOpen()) {
        age = summary ? tr("no data yet") : tr("reading…");
    }
    m_window->setStore(m_workspace.isOpen() ? m_workspace.settings().name : QString(), age);
    m_window->setStoreIsStale(stale);
}

void Application::say(const Error &error)
{
    Page *page = m_window->currentPage();
    const QString where =
        error.where.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(QDir::toNativeSeparators(error.where));
    page->banner()->showMessage(BannerKind::Danger, error.message + where);
}

void Application::showImport()
{
    m_window->showPage(m_import);
}

} // namespace perennial
