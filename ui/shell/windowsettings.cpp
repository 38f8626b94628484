// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/windowsettings.h"

#include <QSettings>

namespace perennial {

namespace {

const QString ThemeKey = QStringLiteral("window/theme");
const QString MotionKey = QStringLiteral("window/reduceMotion");
const QString FoldedKey = QStringLiteral("window/sidebarFolded");
const QString GeometryKey = QStringLiteral("window/geometry");
const QString RecentKey = QStringLiteral("stores/recent");

} // namespace

ThemeChoice WindowSettings::theme() const
{
    return themeFromString(m_settings.value(ThemeKey).toString()).value_or(ThemeChoice::System);
}

void WindowSettings::setTheme(ThemeChoice choice)
{
    if (choice == ThemeChoice::System)
        m_settings.remove(ThemeKey);
    else
        m_settings.setValue(ThemeKey, toString(choice));
}

bool WindowSettings::reduceMotion() const
{
    return m_settings.value(MotionKey, reducedMotion()).toBool();
}
void WindowSettings::setReduceMotion(bool reduce)
{
    m_settings.setValue(MotionKey, reduce);
}

std::optional<bool> WindowSettings::sidebarFolded() const
{
    const QVariant folded = m_settings.value(FoldedKey);
    return folded.isValid() ? std::optional(folded.toBool()) : std::nullopt;
}

void WindowSettings::setSidebarFolded(std::optional<bool> folded)
{
    if (folded)
        m_settings.setValue(FoldedKey, *folded);
    else
        m_settings.remove(FoldedKey);
}

QByteArray WindowSettings::geometry() const
{
    return m_settings.value(GeometryKey).toByteArray();
}
void WindowSettings::setGeometry(const QByteArray &geometry)
{
    m_settings.setValue(GeometryKey, geometry);
}
QStringList WindowSettings::recentStores() const
{
    return m_settings.value(RecentKey).toStringList();
}

void WindowSettings::addRecentStore(const QString &path)
{
    QStringList paths = recentStores();
    paths.removeAll(path);
    paths.prepend(path);
    m_settings.setValue(RecentKey, paths.mid(0, MostRecent));
}

void WindowSettings::clearRecentStores()
{
    m_settings.remove(RecentKey);
}

} // namespace perennial
