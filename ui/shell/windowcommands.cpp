// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/windowcommands.h"

#include "ui/shell/mainwindow.h"
#include "ui/shell/page.h"
#include "ui/shell/windowactions.h"

#include <QAction>
#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

namespace perennial {

namespace {

bool isPage(const QAction &action)
{
    return action.objectName().startsWith(QLatin1String("page."));
}

PaletteEntry entryOf(QAction *action)
{
    const char *kind = isPage(*action) ? QT_TRANSLATE_NOOP("perennial::WindowCommands", "Page")
                                       : QT_TRANSLATE_NOOP("perennial::WindowCommands", "Command");
    const QString name = action->property("paletteIcon").toString();
    return {.title = action->text().remove(u'&'),
            .detail = {},
            .kind = QCoreApplication::translate("perennial::WindowCommands", kind),
            .iconName = name.isEmpty() ? QStringLiteral("chevron-right") : name,
            .shortcut = action->shortcut(),
            .run = [action = QPointer(action)] {
                if (action)
                    action->trigger();
            }};
}

} // namespace

void WindowCommands::find(const QString &query, int limit, const Answer &answer)
{
    QList<QAction *> actions = m_window.actions().all();
    if (const Page *page = m_window.currentPage())
        actions = page->commands() + actions;
    std::stable_partition(actions.begin(), actions.end(), [](const QAction *action) { return isPage(*action); });
    std::vector<std::pair<int, QAction *>> found;
    for (QAction *action : std::as_const(actions)) {
        const int score = matchScore(query, action->text().remove(u'&'));
        if (score > 0 && action->isEnabled() && action->objectName() != QLatin1String("palette"))
            found.emplace_back(score, action);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    std::vector<PaletteEntry> entries;
    for (const auto &[score, action] : found)
        if (static_cast<int>(entries.size()) < limit)
            entries.push_back(entryOf(action));
    answer(std::move(entries));
}

} // namespace perennial
