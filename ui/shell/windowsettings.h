// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

class QSettings;

namespace perennial {

// What the window remembers from one day to the next: the user's taste and the last stores. Defaults are not written.
class WindowSettings
{
public:
    static constexpr int MostRecent = 8;

    explicit WindowSettings(QSettings &settings)
        : m_settings(settings)
    {
    }

    [[nodiscard]] ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);
    [[nodiscard]] bool reduceMotion() const;
    void setReduceMotion(bool reduce);
    // Nothing: folded when the window is narrow.
    [[nodiscard]] std::optional<bool> sidebarFolded() const;
    void setSidebarFolded(std::optional<bool> folded);
    [[nodiscard]] QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry);

    // Paths, newest first, at most MostRecent.
    [[nodiscard]] QStringList recentStores() const;
    void addRecentStore(const QString &path);
    void clearRecentStores();

private:
    QSettings &m_settings;
};

} // namespace perennial
