// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/jobrunner.h"
#include "core/workspace/workspace.h"
#include "ui/destination/draftsheet.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QSettings>

#include <memory>

namespace perennial {

class ActivityPage;
class AudiencesPage;
class CommandProvider;
class FlowsPage;
class HomePage;
class ImportPage;
class ProfilesPage;
class SegmentsPage;

// The window program put together: one workspace, one window, and what its pages want of each other.
class Application : public QObject
{
    Q_OBJECT

public:
    Application(QSettings &settings, std::optional<ThemeChoice> theme);
    ~Application() override;

    [[nodiscard]] MainWindow &window() { return *m_window; }
    [[nodiscard]] Workspace &workspace() { return m_workspace; }
    [[nodiscard]] Theme &theme() { return m_theme; }
    [[nodiscard]] SegmentsPage &segments() { return *m_segments; }
    [[nodiscard]] ProfilesPage &profiles() { return *m_profiles; }
    [[nodiscard]] FlowsPage &flows() { return *m_flows; }
    [[nodiscard]] AudiencesPage &audiences() { return *m_audiences; }
    // Says in the window why it could not be opened; false then.
    bool openStore(const QString &path);
    // The store that was open last, where it is still there.
    void openLast();
    // Opens the demo store of this user, making it first where there is none.
    void openDemo();

protected:
    // Closing waits for what is being saved; a second wish to close does not.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addPages();
    void connectWindow();
    void connectHome();
    void connectPeople();
    void connectAudiences();
    void showDraft(const DraftSheet::Document &document);
    void addPaletteSources();
    void newStore();
    void chooseStore();
    void revealStore();
    void showStore();
    [[nodiscard]] bool isSaved() const;
    void say(const Error &error);
    void showImport();

    QSettings &m_settings;
    Theme m_theme;
    JobRunner m_jobs;
    Workspace m_workspace;
    std::unique_ptr<MainWindow> m_window;
    std::vector<std::unique_ptr<CommandProvider>> m_sources;
    HomePage *m_home = nullptr;
    ImportPage *m_import = nullptr;
    ProfilesPage *m_profiles = nullptr;
    SegmentsPage *m_segments = nullptr;
    FlowsPage *m_flows = nullptr;
    AudiencesPage *m_audiences = nullptr;
    ActivityPage *m_activity = nullptr;
    QTimer m_ageClock;
    bool m_isClosing = false;
};

} // namespace perennial
