// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tokens.h"

#include <QAbstractButton>
#include <QKeyEvent>
#include <QScrollArea>
#include <QVBoxLayout>

namespace perennial {

Page::Page(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_header(new PageHeader(title, this))
    , m_banner(new Banner(this))
    , m_column(new QVBoxLayout(this))
{
    auto *bannerRow = new QVBoxLayout;
    bannerRow->setContentsMargins(size::PageMargin, 0, size::PageMargin, 0);
    bannerRow->addWidget(m_banner);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_header);
    m_column->addLayout(bannerRow);
    setAccessibleName(title);
}

QString Page::title() const
{
    return m_header->title();
}

void Page::setContent(QWidget *content)
{
    delete m_content;
    m_content = content;
    m_column->addWidget(content, 1);
}

void Page::setScrollingContent(QWidget *content)
{
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->viewport()->setAutoFillBackground(false);
    if (QLayout *layout = content->layout())
        layout->setContentsMargins(0, 0, 0, 0);
    content->setContentsMargins(size::PageMargin, size::Unit, size::PageMargin, size::PageMargin);
    area->setWidget(content);
    content->setAutoFillBackground(false); // setWidget() turned it on
    setContent(area);
}

void Page::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    auto *button = qobject_cast<QAbstractButton *>(focusWidget());
    if (isEnter && button && button->hasFocus() && !event->isAutoRepeat())
        button->click();
    else
        QWidget::keyPressEvent(event);
}

bool Page::startSearch()
{
    SearchField *search = m_header->search();
    if (!search)
        return false;
    search->setFocus(Qt::ShortcutFocusReason);
    search->selectAll();
    return true;
}

} // namespace perennial
