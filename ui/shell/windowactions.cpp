// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/windowactions.h"

#include "ui/widgets/icon.h"

#include <QMenu>
#include <QMenuBar>

namespace perennial {

namespace {

struct ActionRow
{
    const char *menu;
    const char *id;
    const char *text; // empty: a separator
    const char *icon;
    QKeySequence shortcut;
    bool checkable = false;
};

struct MenuRow
{
    const char *id;
    const char *title;
};

constexpr MenuRow Menus[] = {{"file", QT_TRANSLATE_NOOP("perennial::WindowActions", "&File")},
                             {"edit", QT_TRANSLATE_NOOP("perennial::WindowActions", "&Edit")},
                             {"view", QT_TRANSLATE_NOOP("perennial::WindowActions", "&View")},
                             {"help", QT_TRANSLATE_NOOP("perennial::WindowActions", "&Help")}};

std::vector<ActionRow> table()
{
    return {
        {"file", "store.new", QT_TRANSLATE_NOOP("perennial::WindowActions", "&New store…"), "plus", QKeySequence::New},
        {"file", "store.open", QT_TRANSLATE_NOOP("perennial::WindowActions", "&Open store…"), "folder",
         QKeySequence::Open},
        {"file", "store.demo", QT_TRANSLATE_NOOP("perennial::WindowActions", "Open the &demo store"), "sparkle", {}},
        {"file", "store.reveal", QT_TRANSLATE_NOOP("perennial::WindowActions", "&Show store in its folder"), "eye", {}},
        {"file", "", "", "", {}},
        {"file", "import", QT_TRANSLATE_NOOP("perennial::WindowActions", "&Import files…"), "data",
         Qt::CTRL | Qt::Key_I},
        {"file", "", "", "", {}},
        {"file", "quit", QT_TRANSLATE_NOOP("perennial::WindowActions", "&Quit"), "close", QKeySequence::Quit},
        {"edit", "undo", QT_TRANSLATE_NOOP("perennial::WindowActions", "&Undo"), "undo", QKeySequence::Undo},
        {"edit", "redo", QT_TRANSLATE_NOOP("perennial::WindowActions", "&Redo"), "redo",
         Qt::CTRL | Qt::SHIFT | Qt::Key_Z},
        {"edit", "", "", "", {}},
        {"edit", "find", QT_TRANSLATE_NOOP("perennial::WindowActions", "&Find on this page"), "search",
         QKeySequence::Find},
        {"edit", "palette", QT_TRANSLATE_NOOP("perennial::WindowActions", "Find &everything…"), "search",
         Qt::CTRL | Qt::Key_K},
        {"view", "sidebar", QT_TRANSLATE_NOOP("perennial::WindowActions", "&Fold the sidebar"), "sidebar", Qt::Key_F9,
         true},
        {"view", "fullscreen", QT_TRANSLATE_NOOP("perennial::WindowActions", "F&ull screen"), "expand", Qt::Key_F11,
         true},
        {"view", "motion", QT_TRANSLATE_NOOP("perennial::WindowActions", "Reduce &motion"), "play", {}, true},
        {"view", "", "", "", {}},
        {"view",
         "theme.system",
         QT_TRANSLATE_NOOP("perennial::WindowActions", "Colours of the &desktop"),
         "settings",
         {},
         true},
        {"view", "theme.light", QT_TRANSLATE_NOOP("perennial::WindowActions", "&Light colours"), "sun", {}, true},
        {"view", "theme.dark", QT_TRANSLATE_NOOP("perennial::WindowActions", "Dar&k colours"), "moon", {}, true},
        {"view", "", "", "", {}},
        {"help", "shortcuts", QT_TRANSLATE_NOOP("perennial::WindowActions", "&Keyboard shortcuts"), "keyboard",
         QKeySequence::HelpContents},
        {"help", "about", QT_TRANSLATE_NOOP("perennial::WindowActions", "&About Perennial"), "logo", {}},
    };
}

QAction *makeAction(const ActionRow &row, QObject *parent)
{
    auto *action = new QAction(WindowActions::tr(row.text), parent);
    if (*row.icon != '\0')
        action->setIcon(icon(QString::fromLatin1(row.icon), Ink::Muted));
    action->setProperty("paletteIcon", QString::fromLatin1(row.icon));
    action->setShortcut(row.shortcut);
    action->setCheckable(row.checkable);
    action->setObjectName(QString::fromLatin1(row.id));
    return action;
}

} // namespace

WindowActions::WindowActions(QWidget *window)
    : QObject(window)
{
    for (const MenuRow &row : Menus)
        m_menus.insert(QString::fromLatin1(row.id), new QMenu(tr(row.title), window));
    for (const ActionRow &row : table()) {
        const QString menu = QString::fromLatin1(row.menu);
        if (*row.id == '\0')
            m_menus.value(menu)->addSeparator();
        else
            add(QString::fromLatin1(row.id), makeAction(row, this), menu);
    }
    window->addActions(m_all);
}

QAction *WindowActions::operator[](const QString &id) const
{
    QAction *action = m_byId.value(id);
    Q_ASSERT(action);
    return action;
}

void WindowActions::add(const QString &id, QAction *action, const QString &menu)
{
    m_byId.insert(id, action);
    m_all.append(action);
    m_menuOf.insert(action, menu);
    m_menus.value(menu)->addAction(action);
}

void WindowActions::remove(QAction *action)
{
    m_byId.remove(m_byId.key(action));
    m_all.removeOne(action);
    m_menus.value(m_menuOf.take(action))->removeAction(action);
}

void WindowActions::fill(QMenuBar &bar)
{
    for (const MenuRow &row : Menus)
        bar.addMenu(m_menus.value(QString::fromLatin1(row.id)));
}

QString WindowActions::menuTitleOf(const QAction *action) const
{
    const QMenu *menu = m_menus.value(m_menuOf.value(action));
    return menu ? menu->title().remove(u'&') : QString();
}

} // namespace perennial
