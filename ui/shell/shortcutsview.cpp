// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcutsview.h"

#include "ui/shell/windowactions.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

QString plain(const QAction &action)
{
    QString text = action.text();
    return text.remove(u'&').remove(u'…');
}

// Pages join the View menu late; the overview shows each menu once.
QList<QAction *> byMenu(const WindowActions &actions)
{
    QList<QAction *> sorted = actions.all();
    QStringList menus;
    for (const QAction *action : std::as_const(sorted))
        if (!menus.contains(actions.menuTitleOf(action)))
            menus << actions.menuTitleOf(action);
    const auto menuOrder = [&](const QAction *action) { return menus.indexOf(actions.menuTitleOf(action)); };
    std::stable_sort(sorted.begin(), sorted.end(), [&](auto *a, auto *b) { return menuOrder(a) < menuOrder(b); });
    return sorted;
}

} // namespace

ShortcutsView::ShortcutsView(const WindowActions &actions, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *sheet = new QWidget(this);
    auto *grid = new QGridLayout(sheet);
    grid->setContentsMargins(size::PageMargin, size::PageMargin, size::PageMargin, size::PageMargin);
    grid->setHorizontalSpacing(4 * size::Unit);
    grid->setColumnStretch(0, 1);
    const QList<QAction *> sorted = byMenu(actions);
    QString section;
    int row = 0;
    for (const QAction *action : sorted) {
        if (action->shortcut().isEmpty())
            continue;
        if (const QString menu = actions.menuTitleOf(action); menu != section) {
            section = menu;
            grid->setRowMinimumHeight(row, row == 0 ? 0 : 4 * size::Unit);
            grid->addWidget(new Label(menu, TextSize::Section, Ink::Text, sheet), row++, 0, 1, 2, Qt::AlignBottom);
        }
        grid->addWidget(new Label(plain(*action), TextSize::Body, Ink::Text, sheet), row, 0);
        grid->addWidget(
            new Label(action->shortcut().toString(QKeySequence::NativeText), TextSize::Body, Ink::Muted, sheet), row++,
            1);
    }
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setAccessibleName(windowTitle());
    area->setWidget(sheet);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(area);
    resize(440, 560);
}

} // namespace perennial
