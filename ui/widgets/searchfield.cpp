// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/searchfield.h"

#include "ui/widgets/icon.h"

#include <QAction>
#include <QKeyEvent>
#include <QToolButton>

namespace perennial {

SearchField::SearchField(const QString &name, QWidget *parent)
    : QLineEdit(parent)
{
    setPlaceholderText(name);
    setAccessibleName(name);
    auto *magnifier = addAction(icon(QStringLiteral("search"), Ink::Muted), LeadingPosition);
    auto *clear = addAction(icon(QStringLiteral("close"), Ink::Muted), TrailingPosition);
    magnifier->setText(name);
    clear->setText(tr("Clear search"));
    clear->setVisible(false);
    connect(clear, &QAction::triggered, this, &QLineEdit::clear);
    connect(this, &QLineEdit::textChanged, clear, [clear](const QString &text) { clear->setVisible(!text.isEmpty()); });
    const auto buttons = findChildren<QToolButton *>();
    for (QToolButton *button : buttons)
        button->setAccessibleName(button->defaultAction()->text());
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace perennial
