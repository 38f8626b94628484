// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "core/job/jobrunner.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/dropoverlay.h"
#include "ui/shell/page.h"
#include "ui/shell/shortcutsview.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/storebutton.h"
#include "ui/shell/windowactions.h"
#include "ui/shell/windowcommands.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/jobstrip.h"
#include "ui/widgets/toast.h"

#include <QAbstractButton>
#include <QActionGroup>
#include <QCloseEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QScreen>
#include <QStackedWidget>
#include <QUndoGroup>
#include <QUndoStack>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr QSize FirstSize(1280, 800);
constexpr QSize LeastSize(720, 480);
constexpr int PagesWithNumber = 9;

// A name's “&” is no mnemonic.
QString plain(QString text)
{
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace

MainWindow::MainWindow(JobRunner &jobs, Theme &theme, QSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_jobs(jobs)
    , m_theme(theme)
    , m_settings(settings)
    , m_actions(new WindowActions(this))
    , m_undo(new QUndoGroup(this))
    , m_commands(std::make_unique<WindowCommands>(*this))
{
    buildFrame();
    buildMenus();
    buildThemeActions();
    buildPalette();
    connectActions();
    setWindowTitle(QStringLiteral("Perennial"));
    setWindowIcon(icon(QStringLiteral("logo"), Ink::Accent));
    setMinimumSize(LeastSize);
    restore();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildFrame()
{
    auto *frame = new QWidget(this);
    m_sidebar = new Sidebar(frame);
    auto *pages = new QWidget(frame); // the toast stands over the stack, which would not tell readers of it
    m_stack = new QStackedWidget(pages);
    auto *whole = new QVBoxLayout(pages);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_stack);
    m_strip = new JobStrip(m_jobs, frame);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(pages, 1);
    right->addWidget(m_strip);
    auto *row = new QHBoxLayout(frame);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_sidebar);
    row->addLayout(right, 1);
    setCentralWidget(frame);
    m_toast = new Toast(pages);
    m_drop = new DropOverlay(this);
    connect(m_sidebar, &Sidebar::chosen, this, &MainWindow::choosePage);
    connect(m_sidebar, &Sidebar::foldToggled, this, &MainWindow::toggleFold);
    connect(m_drop, &DropOverlay::dropped, this, &MainWindow::filesDropped);
    connect(m_toast, &Toast::actionTriggered, this, [this] {
        if (m_undoDone)
            m_undoDone();
    });
    connect(m_strip, &JobStrip::failed, this, [this](const QString &title, const QString &message) {
        if (Page *page = currentPage())
            page->banner()->showMessage(BannerKind::Danger,
                                        tr("%1 did not finish. %2", "job: reason").arg(title, message));
    });
}

void MainWindow::buildMenus()
{
    m_actions->fill(*menuBar());
    m_recent = new QMenu(tr("&Recent stores"), this);
    QMenu *file = m_actions->menu(QStringLiteral("file"));
    file->insertMenu((*m_actions)[QStringLiteral("store.demo")], m_recent);
    connect(m_recent, &QMenu::aboutToShow, this, &MainWindow::fillRecent);
    auto *store = new QMenu(tr("Store"), this);
    for (const char *id : {"store.new", "store.open"})
        store->addAction((*m_actions)[QString::fromLatin1(id)]);
    store->addMenu(m_recent);
    for (const char *id : {"store.demo", "store.reveal"})
        store->addAction((*m_actions)[QString::fromLatin1(id)]);
    m_sidebar->store()->setMenu(store);
    fillRecent();
}

void MainWindow::buildThemeActions()
{
    auto *group = new QActionGroup(this);
    for (const ThemeChoice choice : {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark}) {
        QAction *action = (*m_actions)[QStringLiteral("theme.") + toString(choice)];
        group->addAction(action);
        action->setChecked(choice == m_theme.choice());
        connect(action, &QAction::triggered, this, [this, choice] {
            m_theme.choose(choice);
            m_settings.setTheme(choice);
        });
    }
}

void MainWindow::buildPalette()
{
    m_palette = new CommandPalette(this);
    m_palette->addProvider(m_commands.get());
}

void MainWindow::connectActions()
{
    const auto on = [this](const char *id, auto slot) {
        connect((*m_actions)[QString::fromLatin1(id)], &QAction::triggered, this, slot);
    };
    on("store.new", [this] { Q_EMIT newStoreRequested(); });
    on("store.open", [this] { Q_EMIT openStoreRequested(); });
    on("store.demo", [this] { Q_EMIT demoStoreRequested(); });
    on("store.reveal", [this] { Q_EMIT revealStoreRequested(); });
    on("import", [this] { Q_EMIT importRequested(); });
    on("quit", [this] { close(); });
    on("undo", [this] { m_undo->undo(); });
    on("redo", [this] { m_undo->redo(); });
    on("find", [this] {
        if (!currentPage() || !currentPage()->startSearch())
            m_palette->open();
    });
    on("palette", [this] { m_palette->open(); });
    on("sidebar", [this] { toggleFold(); });
    on("fullscreen", [this](bool full) { full ? showFullScreen() : showNormal(); });
    on("motion", [this](bool reduce) {
        setReducedMotion(reduce);
        m_settings.setReduceMotion(reduce);
    });
    on("shortcuts", [this] { showShortcuts(); });
    on("about", [this] { showAbout(); });
    QAction *undo = (*m_actions)[QStringLiteral("undo")];
    QAction *redo = (*m_actions)[QStringLiteral("redo")];
    undo->setEnabled(false);
    redo->setEnabled(false);
    connect(m_undo, &QUndoGroup::canUndoChanged, undo, &QAction::setEnabled);
    connect(m_undo, &QUndoGroup::canRedoChanged, redo, &QAction::setEnabled);
    connect(m_undo, &QUndoGroup::undoTextChanged, undo, [undo](const QString &what) {
        undo->setText(what.isEmpty() ? tr("&Undo") : tr("&Undo %1").arg(plain(what)));
    });
    connect(m_undo, &QUndoGroup::redoTextChanged, redo, [redo](const QString &what) {
        redo->setText(what.isEmpty() ? tr("&Redo") : tr("&Redo %1").arg(plain(what)));
    });
}

int MainWindow::addPage(Page *page, const QString &iconName, const QString &name, const QKeySequence &shortcut)
{
    const int number = m_stack->addWidget(page);
    QKeySequence keys = shortcut;
    if (keys.isEmpty() && number < PagesWithNumber)
        keys = QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + number));
    m_sidebar->addItem(iconName, name, keys.toString(QKeySequence::NativeText));
    auto *action = new QAction(icon(iconName, Ink::Muted), name, this);
    action->setObjectName(QStringLiteral("page.%1").arg(number));
    action->setProperty("paletteIcon", iconName);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, [this, number] { choosePage(number); });
    m_actions->add(action->objectName(), action, QStringLiteral("view"));
    addAction(action);
    connect(page, &Page::done, this, &MainWindow::showDone);
    if (number == 0)
        showPage(0);
    return number;
}

void MainWindow::choosePage(int number)
{
    const bool again = number == m_stack->currentIndex();
    showPage(number);
    if (again)
        currentPage()->showStart();
}

void MainWindow::showPage(int number)
{
    m_sidebar->setCurrent(number);
    if (number == m_stack->currentIndex() && number != 0)
        return;
    m_stack->setCurrentIndex(number);
    Q_EMIT pageChanged(page(number));
}

void MainWindow::showPage(const Page *page)
{
    showPage(m_stack->indexOf(const_cast<Page *>(page)));
}
Page *MainWindow::currentPage() const
{
    return static_cast<Page *>(m_stack->currentWidget());
}
Page *MainWindow::page(int number) const
{
    return static_cast<Page *>(m_stack->widget(number));
}
int MainWindow::pageCount() const
{
    return m_stack->count();
}

void MainWindow::setStore(const QString &name, const QString &age)
{
    m_sidebar->store()->setStore(name, age);
    setWindowTitle(name.isEmpty() ? QStringLiteral("Perennial") : tr("%1 – Perennial").arg(name));
    (*m_actions)[QStringLiteral("store.reveal")]->setEnabled(!name.isEmpty());
}

void MainWindow::setStoreIsStale(bool stale)
{
    m_sidebar->store()->setStale(stale);
}
void MainWindow::noteOpened(const QString &path)
{
    m_settings.addRecentStore(path);
}

void MainWindow::showDone(const QString &text, const std::function<void()> &undo)
{
    m_undoDone = undo;
    m_toast->showMessage(text, undo ? tr("Undo") : QString());
}

void MainWindow::fillRecent()
{
    m_recent->clear();
    const QStringList paths = m_settings.recentStores();
    for (const QString &path : paths) {
        QAction *action = m_recent->addAction(QFileInfo(path).completeBaseName());
        action->setToolTip(path);
        action->setStatusTip(path);
        connect(action, &QAction::triggered, this, [this, path] { Q_EMIT storeRequested(path); });
    }
    if (paths.isEmpty())
        m_recent->addAction(tr("None yet"))->setEnabled(false);
}

void MainWindow::foldAsFits()
{
    const bool folded = m_settings.sidebarFolded().value_or(width() < size::CollapseBelow);
    m_sidebar->setFolded(folded);
    (*m_actions)[QStringLiteral("sidebar")]->setChecked(folded);
}

// Back to what fits by itself is no choice to remember.
void MainWindow::toggleFold()
{
    const bool folded = !m_sidebar->isFolded();
    const bool asFits = folded == (width() < size::CollapseBelow);
    m_settings.setSidebarFolded(asFits ? std::nullopt : std::optional(folded));
    foldAsFits();
}

// The keyboard begins at the page that is shown.
void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    QAbstractButton *item = m_sidebar->item(m_sidebar->current());
    if (item && !event->spontaneous())
        item->setFocus(Qt::OtherFocusReason);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    foldAsFits();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_settings.setGeometry(saveGeometry());
    QMainWindow::closeEvent(event);
}

void MainWindow::restore()
{
    // Room for the frame the desktop puts around the window.
    resize(FirstSize.boundedTo(screen()->availableGeometry().size() * 15 / 16));
    restoreGeometry(m_settings.geometry());
    const bool reduce = m_settings.reduceMotion();
    setReducedMotion(reduce);
    (*m_actions)[QStringLiteral("motion")]->setChecked(reduce);
    setStore({}, {});
    foldAsFits();
}

void MainWindow::showShortcuts()
{
    auto *view = new ShortcutsView(*m_actions, this);
    view->setAttribute(Qt::WA_DeleteOnClose);
    view->show();
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Perennial"));
    box->setIconPixmap(icon(QStringLiteral("logo"), Ink::Accent).pixmap(48, 48));
    box->setText(tr("Perennial %1").arg(QStringLiteral(PERENNIAL_VERSION)));
    box->setInformativeText(
        tr("A retention workbench for shops: who your customers are, who comes back, and whom to write to. "
           "Your data stays on this computer. Free software under the GNU GPL, version 3 or later."));
    box->open();
}

} // namespace perennial
