// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pageheader.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/searchfield.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace perennial {

namespace {

constexpr int SearchWidth = 220;
constexpr int ShortSubtitle = 160; // "12,408 people"

} // namespace

PageHeader::PageHeader(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_title(new ElidedLabel(title, TextSize::Title, Ink::Text, this))
    , m_subtitle(new ElidedLabel({}, TextSize::Body, Ink::Muted, this))
    , m_tools(new QHBoxLayout)
{
    m_row->setContentsMargins(size::PageMargin, 2 * size::Unit, size::PageMargin, 2 * size::Unit);
    m_row->setSpacing(size::Unit);
    m_tools->setSpacing(size::Unit);
    m_title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_title->setMinimumHeight(size::Control);
    m_row->addWidget(m_title);
    m_row->addSpacing(size::Gap);
    m_row->addWidget(m_subtitle, 1);
    m_row->addLayout(m_tools);
}

void PageHeader::setTitle(const QString &title)
{
    m_title->setText(title);
}
QString PageHeader::title() const
{
    return m_title->text();
}
void PageHeader::setSubtitle(const QString &subtitle)
{
    m_subtitle->setText(subtitle);
    m_subtitle->setMinimumWidth(qMin(m_subtitle->sizeHint().width(), ShortSubtitle)); // a long title gives way to it
}

SearchField *PageHeader::addSearch(const QString &name)
{
    Q_ASSERT(!m_search);
    m_search = new SearchField(name, this);
    m_search->setFixedWidth(SearchWidth);
    m_tools->insertWidget(0, m_search);
    return m_search;
}

QPushButton *PageHeader::addSecondary(const QString &text, const QString &iconName)
{
    auto *button = new QPushButton(text, this);
    if (!iconName.isEmpty())
        button->setIcon(icon(iconName));
    addWidget(button);
    return button;
}

QPushButton *PageHeader::setPrimary(const QString &text, const QString &iconName)
{
    Q_ASSERT(!m_primary);
    m_primary = new QPushButton(text, this);
    setLook(m_primary, Look::Primary);
    if (!iconName.isEmpty())
        m_primary->setIcon(icon(iconName, Ink::OnAccent));
    m_tools->addWidget(m_primary);
    return m_primary;
}

void PageHeader::addWidget(QWidget *widget)
{
    m_tools->insertWidget(m_tools->count() - (m_primary ? 1 : 0), widget);
}

} // namespace perennial
