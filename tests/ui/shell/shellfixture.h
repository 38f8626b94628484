// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/jobrunner.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/placeholderpage.h"
#include "ui/shell/sidebar.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace perennial {

// The window with eight pages that hold nothing, and settings of its own.
class ShellFixture
{
protected:
    void prepare() { m_theme = std::make_unique<Theme>(ThemeChoice::Light); }

    void openAnew()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        open();
    }

    void close()
    {
        m_window.reset();
        m_settings.reset();
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void open()
    {
        m_settings = std::make_unique<QSettings>(m_dir->filePath("perennial.ini"), QSettings::IniFormat);
        m_window = std::make_unique<MainWindow>(m_jobs, *m_theme, *m_settings);
        for (const char *name : {"Home", "Data", "Profiles", "Segments"})
            m_window->addPage(new PlaceholderPage(name, "home", "Here.", {}), "home", name);
        m_window->addPage(makeAnalyticsPage(), "flows", "Flows");
        m_window->addPage(new PlaceholderPage("Audiences", "audiences", "Here.", {}), "audiences", "Audiences");
        m_window->addPage(makeAnalyticsPage(), "analytics", "Analytics");
        m_window->addPage(new PlaceholderPage("Activity", "activity", "Here.", {}), "activity", "Activity");
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers) { QTest::keyClick(m_window.get(), key, modifiers); }

    JobRunner m_jobs;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace perennial
