// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/page/segmentspage.h"

#include "core/workspace/workspace.h"
#include "ui/segment/figures/sizefeed.h"
#include "ui/segment/page/listsettings.h"
#include "ui/segment/page/segmentbuilder.h"
#include "ui/segment/page/segmentlist.h"
#include "ui/segment/portfolio/healthcheck.h"
#include "ui/segment/portfolio/tagbar.h"
#include "ui/widgets/card.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"
#include "ui/widgets/tokens.h"

#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

// The list of segments: what stands above it, and what is looked for while it is looked at.

namespace perennial {

QWidget *SegmentsPage::makeList()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(size::PageMargin, size::Unit, size::PageMargin, size::PageMargin);
    column->setSpacing(size::Unit);
    auto *card = new Card(box);
    m_list = new SegmentList(*m_model, card);
    card->body()->setContentsMargins(1, 1, 1, 1);
    card->body()->addWidget(m_list);
    column->addWidget(makeListBar());
    column->addWidget(card, 1);
    box->setFocusProxy(m_list);
    m_sizes = new SizeFeed(
        m_workspace, *m_oracle, [this] { return m_list->inSightFirst(); }, this);
    connectList();
    return box;
}

// The tags to choose from, how many segments there are, and by what they are sorted.
QWidget *SegmentsPage::makeListBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * size::Unit);
    m_tagBar = new TagBar(bar);
    m_summary = new Label({}, TextSize::Body, Ink::Muted, bar);
    m_summary->setObjectName(QStringLiteral("segmentSummary"));
    m_sort = new QPushButton(bar);
    m_sort->setObjectName(QStringLiteral("sortSegments"));
    m_sort->setToolTip(tr("What to sort by"));
    setLook(m_sort, Look::Quiet);
    auto *menu = new QMenu(m_sort);
    menu->setObjectName(QStringLiteral("sortMenu"));
    m_sort->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        m_list->fillSortMenu(*menu);
    });
    m_summary->setFixedHeight(size::Control);
    row->addWidget(m_summary, 0, Qt::AlignTop);
    auto *tags = new QVBoxLayout;
    tags->setContentsMargins(0, size::Gap / 2, 0, 0); // in line with the controls beside them
    tags->addWidget(m_tagBar);
    tags->addStretch(1);
    row->addLayout(tags, 1);
    row->addWidget(m_sort, 0, Qt::AlignTop);
    return bar;
}

void SegmentsPage::connectList()
{
    connect(m_list, &SegmentList::opened, this, &SegmentsPage::openSegment);
    connect(m_list, &SegmentList::historyWanted, this, &SegmentsPage::openHistory);
    connect(m_list, &SegmentList::peopleWanted, this, &SegmentsPage::showPeople);
    connect(m_list, &SegmentList::tagsWanted, this, &SegmentsPage::editTags);
    connect(m_list, &SegmentList::tagChosen, m_tagBar, &TagBar::toggle);
    connect(m_list, &SegmentList::duplicateWanted, this, [this](SegmentId id) { m_desk.duplicate(id); });
    connect(m_list, &SegmentList::deleteWanted, this, &SegmentsPage::remove);
    connect(m_list, &SegmentList::orderChanged, this, &SegmentsPage::showOrder);
    connect(m_list, &SegmentList::templateWanted, this, [this](SegmentId id) {
        const SegmentLine *line = m_model->line(id);
        if (line && line->doc)
            saveAsTemplate(*line->doc);
    });
    connect(m_list, &SegmentList::draftWanted, this, [this](SegmentId id) {
        const SegmentLine *line = m_model->line(id);
        if (line && line->doc)
            Q_EMIT draftRequested(*line->doc);
    });
    connect(m_tagBar, &TagBar::chosenChanged, this, [this](const QStringList &tags) {
        m_list->filter().setTags(tags);
        showSummary();
    });
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_list->filter(), change, this, &SegmentsPage::showSummary);
    connect(&m_list->filter(), &QAbstractItemModel::modelReset, this, &SegmentsPage::showSummary);
    connect(m_sizes, &SizeFeed::found, this, [this](SegmentId id) { m_model->setHistory(id, m_sizes->of(id)); });
    connect(m_sizes, &SizeFeed::done, this, &SegmentsPage::lookAround);
    showOrder();
}

void SegmentsPage::rememberIn(QSettings &settings)
{
    m_list->setOrder(ListSettings(settings).order());
    connect(m_list, &SegmentList::orderChanged, this,
            [&settings](const ListOrder &order) { ListSettings(settings).setOrder(order); });
}

void SegmentsPage::showOrder()
{
    m_sort->setText(SegmentList::orderWords(m_list->order()));
    m_sort->setAccessibleName(tr("Sorted by: %1", "People, most first").arg(m_sort->text()));
}

void SegmentsPage::showSummary()
{
    const int shown = m_list->filter().rowCount(), all = m_model->rowCount();
    if (shown < all)
        m_summary->setText(tr("%1 of %2 segments").arg(format::count(shown), format::count(all)));
    else
        m_summary->setText(all == 1 ? tr("1 segment") : tr("%1 segments").arg(format::count(all)));
}

// Once all is counted. Sizes of before stay, dimmed, until they are there anew.
void SegmentsPage::wantSizes()
{
    std::vector<SizeFeed::Wanted> wanted;
    for (const SegmentLine &line : m_model->lines()) {
        if (line.doc && line.tally.problem.isEmpty())
            wanted.push_back({.id = line.saved.id, .document = line.saved.document, .doc = *line.doc});
    }
    m_sizes->setSegments(std::move(wanted), Instant::now());
    m_model->setHistories(*m_sizes);
    lookAround();
}

// First the counts, then the sizes, then the healths; and only while somebody looks.
void SegmentsPage::lookAround()
{
    const bool looks = isVisible() && isListShown() && tab() == Tab::Segments && m_oracle->isReady();
    const bool isCounted = looks && !m_counting.isBusy() && m_model->rowCount() > 0;
    m_sizes->setWatched(isCounted);
    if (!isListShown() || tab() != Tab::Health)
        m_check->setWatched(isCounted && m_sizes->isDone());
}

void SegmentsPage::showPeople(SegmentId id)
{
    const SegmentLine *line = m_model->line(id);
    if (!line || !line->doc || !m_oracle->isReady())
        return;
    m_peopleTitle = line->saved.name;
    m_people.ask(tr("Gathering people"),
                 m_oracle->preparePeople({.doc = *line->doc, .asOf = Instant::now(), .who = Members(), .memory = {}}));
}

void SegmentsPage::openHistory(SegmentId id)
{
    openSegment(id);
    if (m_builder->editor() && m_builder->editor()->id() == id)
        m_builder->showHistory();
}

} // namespace perennial
