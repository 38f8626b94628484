// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcutsview.h"

#include "ui/shell/windowactions.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace perennial {

namespace {

QString plain(const QAction &action)
{
    QString text = action.text();
    return text.remove(u'&').remove(u'…');
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
    QString section;
    int row = 0;
    for (const QAction *action : actions.all()) {
        if (action->shortcut().isEmpty())
            continue;
        if (const QString menu = actions.menuTitleOf(action); menu != section) {
            section = menu;
            grid->setRowMinimumHeight(row, row == 0 ? 0 : 4 * size::Unit);
            grid->addWidget(new Label(menu, TextSize::Section, Ink::Text, sheet), row++, 0, 1, 2, Qt::AlignBottom);
        }
        grid->addWidget(new Label(plain(*action), TextSize::Body, Ink::Text, sheet), row, 0);
        grid->addWidget(new Label(action->shortcut().toString(QKeySequence::NativeText), TextSize::Body, Ink::Muted, sheet), row++, 1);
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
