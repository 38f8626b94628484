// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/windowcommands.h"

#include "ui/shell/mainwindow.h"
#include "ui/shell/page.h"
#include "ui/shell/windowactions.h"

#include <QAction>
#include <QCoreApplication>
#include <QPointer>

#include <algorithm>
#include <functional>

namespace perennial {

namespace {

bool isPage(const QAction &action)
{
    return action.objectName().startsWith(QLatin1String("page."));
}

struct Command
{
    QAction *action = nullptr;
    QPointer<Page> page; // shown before its command runs
    int score = 0;
};

QString textOf(const QAction &action)
{
    QString text = action.text();
    text.replace(QLatin1String("&&"), QString(QChar::Null)).remove(u'&');
    return text.replace(QChar::Null, u'&');
}

PaletteEntry entryOf(MainWindow &window, const Command &command)
{
    QAction *action = command.action;
    const char *kind = isPage(*action) ? QT_TRANSLATE_NOOP("perennial::WindowCommands", "Page")
                                       : QT_TRANSLATE_NOOP("perennial::WindowCommands", "Command");
    const QString name = action->property("paletteIcon").toString();
    return {.title = textOf(*action),
            .detail = {},
            .kind = QCoreApplication::translate("perennial::WindowCommands", kind),
            .iconName = name.isEmpty() ? QStringLiteral("chevron-right") : name,
            .shortcut = action->shortcut(),
            .run = [&window, page = command.page, action = QPointer(action)] {
                if (page)
                    window.showPage(page);
                if (action)
                    action->trigger();
            }};
}

std::vector<Command> commandsOf(MainWindow &window)
{
    std::vector<Page *> pages{window.currentPage()};
    for (int number = 0; number < window.pageCount(); ++number) {
        if (window.page(number) != window.currentPage())
            pages.push_back(window.page(number));
    }
    std::vector<Command> commands;
    for (Page *page : pages) {
        const QList<QAction *> own = page ? page->commands() : QList<QAction *>();
        for (QAction *action : own)
            commands.push_back({.action = action, .page = page});
    }
    for (QAction *action : window.actions().all())
        commands.push_back({.action = action, .page = {}});
    return commands;
}

} // namespace

void WindowCommands::find(const QString &query, int limit, const Answer &answer)
{
    std::vector<Command> found;
    for (Command &command : commandsOf(m_window)) {
        command.score = matchScore(query, textOf(*command.action));
        if (command.score > 0 && command.action->isEnabled() &&
            command.action->objectName() != QLatin1String("palette"))
            found.push_back(command);
    }
    std::ranges::stable_partition(found, [](const Command &command) { return isPage(*command.action); });
    std::ranges::stable_sort(found, std::greater(), &Command::score);
    std::vector<PaletteEntry> entries;
    for (const Command &command : found)
        if (static_cast<int>(entries.size()) < limit)
            entries.push_back(entryOf(m_window, command));
    answer(std::move(entries));
}

} // namespace perennial
