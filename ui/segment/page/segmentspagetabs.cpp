// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/page/segmentspage.h"

#include "ui/segment/lifecycle/lifecycleview.h"
#include "ui/segment/overlap/overlapview.h"
#include "ui/segment/page/segmentbuilder.h"
#include "ui/segment/page/segmentlist.h"
#include "ui/segment/portfolio/healthcheck.h"
#include "ui/segment/portfolio/healthview.h"
#include "ui/segment/portfolio/listsview.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tokens.h"

#include <QFileInfo>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

// What the page has beside the list of segments: lists, how segments overlap, and what is wrong.

namespace perennial {

void SegmentsPage::buildTabs()
{
    m_tabs->setObjectName(QStringLiteral("portfolioTabs"));
    m_tabs->setAccessibleName(tr("What to look at"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->addTab(tr("Segments"));
    m_tabs->addTab(tr("Lists"));
    m_tabs->addTab(tr("Lifecycle"));
    m_tabs->addTab(tr("Overlap"));
    m_tabs->addTab(tr("Health"));
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *row = new QHBoxLayout;
    // The text of the first tab stands below the title.
    row->setContentsMargins(size::PageMargin - size::Unit, 0, size::PageMargin, 0);
    row->addWidget(m_tabs);
    row->addStretch(1);
    column->addLayout(row);
    column->addWidget(m_stack, 1);
    setContent(content);
    QWidget::setTabOrder(header()->primary(), m_tabs);
    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        if (!isListShown())
            return;
        banner()->dismiss();
        showContent();
        activateUndo();
        countAll();
    });
}

void SegmentsPage::connectLists()
{
    connect(m_lists, &ListsView::peopleChosen, this, &SegmentsPage::peopleChosen);
    connect(m_lists, &ListsView::startRequested, this, &SegmentsPage::startSegment);
    connect(m_lists, &ListsView::segmentsRequested, this, [this] { showTab(Tab::Segments); });
    connect(m_lists, &ListsView::readingStarted, banner(), &Banner::dismiss);
    connect(m_lists, &ListsView::done, this, &Page::done);
    connect(m_lists, &ListsView::failed, this, &SegmentsPage::report);
}

void SegmentsPage::connectLifecycle()
{
    connect(m_lifecycle, &LifecycleView::peopleChosen, this, &SegmentsPage::peopleChosen);
    connect(m_lifecycle, &LifecycleView::startRequested, this, &SegmentsPage::startSegment);
    connect(m_lifecycle, &LifecycleView::saved, this, [this] {
        if (isSaved())
            Q_EMIT saved();
    });
}

void SegmentsPage::connectOverlap()
{
    connect(m_overlap, &OverlapView::peopleChosen, this, &SegmentsPage::peopleChosen);
    connect(m_overlap, &OverlapView::startRequested, this, &SegmentsPage::startSegment);
    connect(m_overlap, &OverlapView::opened, this, &SegmentsPage::openSegment);
    connect(m_overlap, &OverlapView::createRequested, this, [this] { startSegment(); });
    connect(m_overlap, &OverlapView::dataRequested, this, &SegmentsPage::dataRequested);
}

void SegmentsPage::connectHealth()
{
    connect(m_check, &HealthCheck::examined, this, &SegmentsPage::showHealths);
    connect(m_check, &HealthCheck::forgotten, this, &SegmentsPage::showHealths);
    connect(m_health, &HealthView::dataRequested, this, &SegmentsPage::dataRequested);
    connect(m_health, &HealthView::deleteWanted, this, [this](SegmentId id) { remove({id}); });
    connect(m_health, &HealthView::createRequested, this, [this] { startSegment(); });
    connect(m_health, &HealthView::opened, this, [this](SegmentId id, const std::optional<NodePath> &path) {
        m_wantedCondition = path;
        openSegment(id);
    });
}

bool SegmentsPage::isListShown() const
{
    return !m_builder->editor() && m_tabs->isVisibleTo(this);
}

SegmentsPage::Tab SegmentsPage::tab() const
{
    return static_cast<Tab>(m_tabs->currentIndex());
}

void SegmentsPage::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(static_cast<int>(tab));
    if (!isListShown())
        showList();
}

void SegmentsPage::showContent()
{
    const bool hadFocus = m_tabs->hasFocus();
    m_import->setVisible(tab() == Tab::Lists);
    header()->search()->setVisible(tab() != Tab::Lifecycle);
    const QString searched = tab() == Tab::Lists ? tr("Search lists") : tr("Search segments");
    header()->search()->setPlaceholderText(searched);
    header()->search()->setAccessibleName(searched);
    switch (tab()) {
    case Tab::Segments:
        m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 0 : 1);
        break;
    case Tab::Lists:
        m_stack->setCurrentWidget(m_lists);
        break;
    case Tab::Lifecycle:
        m_stack->setCurrentWidget(m_lifecycle);
        break;
    case Tab::Overlap:
        m_stack->setCurrentWidget(m_overlap);
        break;
    case Tab::Health:
        m_stack->setCurrentWidget(m_health);
        break;
    }
    if (hadFocus)
        m_tabs->setFocus();
    else if (tab() != Tab::Health)
        m_stack->currentWidget()->setFocus();
}

void SegmentsPage::showHealths()
{
    const auto &report = m_check->report();
    if (!report)
        return m_model->setHealth(std::nullopt);
    std::map<SegmentId, int> scores;
    for (const SegmentHealth &health : report->segments)
        scores[health.id] = health.score;
    m_model->setHealth(scores);
}

void SegmentsPage::setFilter(const QString &words)
{
    m_list->setFilter(words);
    m_lists->setFilter(words);
    m_overlap->setFilter(words);
    m_health->setFilter(words);
}

bool SegmentsPage::takeFiles(const QStringList &paths)
{
    if (!isListShown() || tab() != Tab::Lists || paths.size() != 1 || !QFileInfo(paths.first()).isFile())
        return false;
    m_lists->readFile(paths.first());
    return true;
}

} // namespace perennial
