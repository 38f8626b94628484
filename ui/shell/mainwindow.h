// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/commandprovider.h"
#include "ui/shell/windowsettings.h"

#include <QMainWindow>

#include <memory>

class QStackedWidget;
class QUndoGroup;

namespace perennial {

class CommandPalette;
class DropOverlay;
class JobRunner;
class JobStrip;
class Page;
class Sidebar;
class Toast;
class WindowActions;

// The frame: sidebar, the current page, the job strip, menus, palette. It knows no store; it is told what to show and
// says what the user wants.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(JobRunner &jobs, Theme &theme, QSettings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    // Pages come in the order they are added; the window owns them. Without a shortcut the first nine get Ctrl+1 to
    // Ctrl+9.
    int addPage(Page *page, const QString &iconName, const QString &name, const QKeySequence &shortcut = {});
    void showPage(int number);
    void showPage(const Page *page);
    [[nodiscard]] Page *currentPage() const;
    [[nodiscard]] Page *page(int number) const;
    [[nodiscard]] int pageCount() const;

    void setStore(const QString &name, const QString &age);
    void setStoreIsStale(bool stale);
    // Remembers it among the recent stores.
    void noteOpened(const QString &path);

    // "Deleted Lapsed buyers": with an `undo` the toast offers it.
    void showDone(const QString &text, const std::function<void()> &undo = {});

    [[nodiscard]] WindowActions &actions() { return *m_actions; }
    [[nodiscard]] CommandPalette &commandPalette() { return *m_palette; }
    // Documents put their undo stacks in; Edit > Undo and Redo follow the active one.
    [[nodiscard]] QUndoGroup &undoGroup() { return *m_undo; }
    [[nodiscard]] Sidebar &sidebar() { return *m_sidebar; }
    [[nodiscard]] JobStrip &jobStrip() { return *m_strip; }

Q_SIGNALS:
    void newStoreRequested();
    void openStoreRequested();
    void storeRequested(const QString &path); // one of the recent stores
    void demoStoreRequested();
    void revealStoreRequested();
    void importRequested();
    void filesDropped(const QStringList &paths);
    void pageChanged(perennial::Page *page);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void choosePage(int number);
    void buildFrame();
    void buildMenus();
    void buildThemeActions();
    void buildPalette();
    void connectActions();
    void fillRecent();
    void foldAsFits();
    void toggleFold();
    void showAbout();
    void showShortcuts();
    void restore();

    JobRunner &m_jobs;
    Theme &m_theme;
    WindowSettings m_settings;
    WindowActions *m_actions;
    Sidebar *m_sidebar;
    QStackedWidget *m_stack;
    JobStrip *m_strip;
    CommandPalette *m_palette;
    DropOverlay *m_drop;
    Toast *m_toast;
    QUndoGroup *m_undo;
    QMenu *m_recent;
    std::unique_ptr<CommandProvider> m_commands;
    std::function<void()> m_undoDone;
};

} // namespace perennial
