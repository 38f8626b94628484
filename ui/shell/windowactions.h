// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>

#include <vector>

class QMenu;
class QMenuBar;

namespace perennial {

// The window's commands by id. One table gives menus, shortcuts, palette and the overview of shortcuts.
class WindowActions : public QObject
{
    Q_OBJECT

public:
    explicit WindowActions(QWidget *window);

    // Never null: asking for an unknown id is a mistake of ours.
    [[nodiscard]] QAction *operator[](const QString &id) const;
    [[nodiscard]] const QList<QAction *> &all() const { return m_all; }
    // Another command, from outside the table: a page, an import. It joins menu, palette and overview.
    void add(const QString &id, QAction *action, const QString &menu);
    void remove(QAction *action);

    void fill(QMenuBar &bar);
    [[nodiscard]] QMenu *menu(const QString &id) const { return m_menus.value(id); }
    [[nodiscard]] QString menuTitleOf(const QAction *action) const;

private:
    QHash<QString, QAction *> m_byId;
    QList<QAction *> m_all;
    QHash<QString, QMenu *> m_menus;
    QHash<const QAction *, QString> m_menuOf;
};

} // namespace perennial
