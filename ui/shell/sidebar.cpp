// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sidebar.h"

#include "ui/shell/navbutton.h"
#include "ui/shell/storebutton.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

namespace perennial {

namespace {

QWidget *makeBrand(QWidget *parent)
{
    auto *brand = new QWidget(parent);
    auto *row = new QHBoxLayout(brand);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(3 * size::Unit / 2);
    row->addSpacing(3 * size::Unit / 2);
    row->addWidget(new IconLabel(QStringLiteral("logo"), size::Icon, Ink::Accent, brand));
    row->addWidget(new Label(QStringLiteral("Perennial"), TextSize::Section, Ink::Text, brand), 1);
    return brand;
}

} // namespace

Sidebar::Sidebar(QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_items(new QVBoxLayout)
    , m_brand(makeBrand(this))
    , m_fold(new QToolButton(this))
    , m_store(new StoreButton(this))
{
    m_fold->setIcon(icon(QStringLiteral("sidebar"), Ink::Muted));
    m_fold->setAutoRaise(true);
    m_items->setSpacing(2);
    auto *top = new QHBoxLayout;
    top->setSpacing(0);
    top->addWidget(m_brand, 1);
    top->addWidget(m_fold);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(size::Unit, 2 * size::Unit, size::Unit, size::Unit);
    column->setSpacing(2 * size::Unit);
    column->addLayout(top);
    column->addLayout(m_items);
    column->addStretch();
    column->addWidget(m_store);
    setAccessibleName(tr("Navigation"));
    connect(m_group, &QButtonGroup::idClicked, this, &Sidebar::chosen);
    connect(m_fold, &QToolButton::clicked, this, &Sidebar::foldToggled);
    setFolded(false);
}

int Sidebar::addItem(const QString &iconName, const QString &name, const QString &hint)
{
    auto *button = new NavButton(iconName, name, this);
    const int number = static_cast<int>(m_group->buttons().size());
    button->setHint(hint);
    button->setFolded(m_folded);
    m_group->addButton(button, number);
    m_items->addWidget(button);
    setTabOrder(number > 0 ? item(number - 1) : static_cast<QWidget *>(m_fold), button);
    setTabOrder(button, m_store);
    return number;
}

void Sidebar::setCurrent(int item)
{
    if (QAbstractButton *button = m_group->button(item))
        button->setChecked(true);
}

int Sidebar::current() const
{
    return m_group->checkedId();
}
QAbstractButton *Sidebar::item(int number) const
{
    return m_group->button(number);
}

void Sidebar::setFolded(bool folded)
{
    m_folded = folded;
    setFixedWidth(folded ? size::SidebarNarrow : size::SidebarWide);
    m_brand->setVisible(!folded);
    m_fold->setToolTip(folded ? tr("Show the names of the pages") : tr("Show icons only"));
    m_fold->setAccessibleName(folded ? tr("Unfold the sidebar") : tr("Fold the sidebar"));
    m_fold->setFixedSize(folded ? size::SidebarNarrow - 2 * size::Unit : size::Control, size::Control);
    m_store->setFolded(folded);
    const auto buttons = m_group->buttons();
    for (QAbstractButton *button : buttons)
        static_cast<NavButton *>(button)->setFolded(folded);
}

void Sidebar::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.window);
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), {width() - 1, 0, 1, height()}), tokens.line);
}

} // namespace perennial
