// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/selectionbar.h"

#include "ui/segment/pickers/flowlayout.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QKeySequence>
#include <QToolButton>

namespace perennial {

SelectionBar::SelectionBar(QWidget *parent)
    : QWidget(parent)
    , m_count(new Label({}, TextSize::Body, Ink::Muted, this))
{
    setObjectName(QStringLiteral("selectionBar"));
    auto *row = new FlowLayout(this);
    m_count->setObjectName(QStringLiteral("selectedCount"));
    m_count->setMinimumHeight(28);
    m_count->setContentsMargins(size::Unit, 0, size::Unit, 0);
    row->addWidget(m_count);
    for (const RowActionFace &face : rowActions()) {
        if (face.place != RowActionPlace::MenuAndBar)
            continue;
        auto *button = new QToolButton(this);
        button->setObjectName(QStringLiteral("selected%1").arg(static_cast<int>(face.action)));
        button->setText(textOf(face.action));
        button->setIcon(icon(QLatin1String(face.iconName), Ink::Muted));
        button->setIconSize({size::IconSmall, size::IconSmall});
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setToolTip(QKeySequence(QLatin1String(face.keys)).toString(QKeySequence::NativeText));
        setLook(button, Look::Quiet);
        connect(button, &QToolButton::clicked, this, [this, does = face.action] { Q_EMIT actionChosen(does); });
        row->addWidget(button);
    }
    hide();
}

void SelectionBar::setCount(size_t count)
{
    m_count->setText(tr("%1 selected").arg(format::count(static_cast<qint64>(count))));
    setVisible(count > 1);
}

} // namespace perennial
