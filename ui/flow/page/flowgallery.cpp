// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/flowgallery.h"

#include "core/flow/library/flowneeds.h"
#include "core/segment/columns/profiletable.h"
#include "core/segment/templates/readytemplates.h"
#include "core/workspace/workspace.h"
#include "ui/flow/canvas/flowcanvas.h"
#include "ui/flow/canvas/nodeface.h"
#include "ui/segment/gallery/cardgrid.h"
#include "ui/segment/gallery/templatecard.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/style.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

constexpr int PaneLeast = 320;
constexpr int PaneMost = 480;
constexpr int CanvasLeast = 200;
constexpr int SearchWidth = 240;

// "4 messages", or the steps where none is sent.
QString remarkOn(const FlowDoc &flow)
{
    const auto messages =
        std::ranges::count_if(flow.nodes, [](const FlowNode &node) { return node.as<MessageNode>() != nullptr; });
    return messages == 1 ? FlowGallery::tr("1 message") : FlowGallery::tr("%1 messages").arg(messages);
}

bool holds(const ReadyFlow &ready, const QStringList &words)
{
    const QString text = ready.name + u'\n' + ready.purpose + u'\n' + ready.kpi + u'\n' + categoryName(ready.category);
    return std::ranges::all_of(words, [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

FlowGallery::FlowGallery(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_area(new QScrollArea(this))
    , m_grid(new CardGrid)
{
    setObjectName(QStringLiteral("flowGallery"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeTop());
    auto *row = new QHBoxLayout;
    row->setContentsMargins(size::PageMargin, 0, size::PageMargin, size::PageMargin);
    row->setSpacing(2 * size::Unit);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setWidget(m_grid);
    m_area->viewport()->setAutoFillBackground(false);
    m_grid->setAutoFillBackground(false);
    row->addWidget(m_area, 5);
    row->addWidget(m_pane = makePane(), 3);
    column->addLayout(row, 1);
    connect(m_grid, &CardGrid::leftUpwards, m_search, [this] { m_search->setFocus(); });
    connect(&workspace, &Workspace::tableChanged, this, [this] {
        if (isVisible())
            showMissing();
    });
}

QWidget *FlowGallery::makeTop()
{
    auto *top = new QWidget(this);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(size::PageMargin - size::Unit, 2 * size::Unit, size::PageMargin, 2 * size::Unit);
    row->setSpacing(size::Unit);
    auto *back = new QToolButton(top);
    back->setObjectName(QStringLiteral("back"));
    back->setIcon(icon(QStringLiteral("chevron-left")));
    back->setAccessibleName(tr("All flows"));
    back->setToolTip(back->accessibleName());
    setLook(back, Look::Quiet);
    m_search = new SearchField(tr("Search ready flows"), top);
    m_search->setObjectName(QStringLiteral("readySearch"));
    m_search->setFixedWidth(SearchWidth);
    row->addWidget(back);
    row->addWidget(new Label(tr("Ready flows"), TextSize::Title, Ink::Text, top));
    row->addStretch(1);
    row->addWidget(m_search);
    connect(back, &QToolButton::clicked, this, &FlowGallery::backRequested);
    connect(m_search, &QLineEdit::textChanged, this, &FlowGallery::filter);
    return top;
}

QWidget *FlowGallery::makePane()
{
    auto *card = new Card(this);
    card->setMinimumWidth(PaneLeast);
    card->setMaximumWidth(PaneMost);
    m_name = new Label({}, TextSize::Section, Ink::Text, card);
    m_purpose = new Label({}, TextSize::Body, Ink::Text, card);
    m_kpi = new Label({}, TextSize::Body, Ink::Muted, card);
    for (Label *label : {m_name, m_purpose, m_kpi}) {
        label->setWordWrap(true);
        card->body()->addWidget(label);
    }
    m_needs = new QVBoxLayout;
    m_needs->setSpacing(size::Gap);
    card->body()->addLayout(m_needs);
    m_canvas = new FlowCanvas(card);
    m_canvas->setReadOnly(true);
    m_canvas->setMinimapShown(false);
    m_canvas->setFrameShape(QFrame::NoFrame);
    m_canvas->setMinimumHeight(CanvasLeast);
    m_canvas->setFaces([](const FlowDoc &flow, const FlowNode &node) { return faceOf(flow, node); }, portNameOf);
    m_canvas->setAccessibleName(tr("The flow as it is drawn"));
    card->body()->addWidget(m_canvas, 1);
    m_start = new QPushButton(icon(QStringLiteral("plus"), Ink::OnAccent), tr("Start with this flow"), card);
    m_start->setObjectName(QStringLiteral("startReady"));
    setLook(m_start, Look::Primary);
    card->body()->addWidget(m_start, 0, Qt::AlignLeading);
    connect(m_start, &QPushButton::clicked, this, [this] {
        if (m_opened)
            Q_EMIT startRequested(m_opened->flow);
    });
    card->hide();
    return card;
}

void FlowGallery::showStart()
{
    if (m_flows.empty())
        fill();
    m_search->clear();
    showMissing();
    if (!m_opened && !m_flows.empty())
        openReady(m_flows.front().id);
    if (!m_cards.empty())
        m_cards.front()->setFocus(Qt::OtherFocusReason);
}

void FlowGallery::fill()
{
    m_flows = flowLibrary();
    for (const TemplateCategory &category : templateCategories()) {
        std::vector<QWidget *> cards;
        for (const ReadyFlow &ready : m_flows) {
            if (ready.category != category.id)
                continue;
            auto *card = new TemplateCard(ready.name, ready.purpose);
            card->setObjectName(QStringLiteral("ready-") + ready.id);
            card->setRemark(remarkOn(ready.flow));
            connect(card, &QAbstractButton::clicked, this, [this, id = ready.id] { openReady(id); });
            connect(card, &TemplateCard::dataWanted, this, &FlowGallery::dataRequested);
            cards.push_back(card);
        }
        if (cards.empty())
            continue;
        m_grid->addSection(category.name, cards);
        for (QWidget *card : cards)
            m_cards.push_back(static_cast<TemplateCard *>(card));
    }
    m_grid->arrange();
}

void FlowGallery::filter(const QString &words)
{
    const QStringList wanted = words.split(u' ', Qt::SkipEmptyParts);
    for (const ReadyFlow &ready : m_flows)
        m_grid->findChild<TemplateCard *>(QStringLiteral("ready-") + ready.id)->setVisible(holds(ready, wanted));
    m_grid->arrange();
}

void FlowGallery::showMissing()
{
    const auto table = m_workspace.table();
    for (const ReadyFlow &ready : m_flows) {
        const auto lacks = table ? missingIn(*table, ready.flow) : std::vector<TemplateNeed>();
        auto *card = m_grid->findChild<TemplateCard *>(QStringLiteral("ready-") + ready.id);
        if (!lacks.empty()) {
            card->setMissing(missingWords(lacks.front()));
        } else if (!card->missing().isEmpty()) {
            card->setCount(0, 0); // nothing is missing any more
            card->setRemark(remarkOn(ready.flow));
        }
    }
    showOpened();
}

void FlowGallery::openReady(const QString &id)
{
    const auto found = std::ranges::find(m_flows, id, &ReadyFlow::id);
    if (found == m_flows.end())
        return;
    m_opened = &*found;
    for (TemplateCard *card : m_cards)
        card->setOpened(card->objectName() == QStringLiteral("ready-") + id);
    showOpened();
    m_canvas->setFlow(m_opened->flow);
    QTimer::singleShot(0, m_canvas, [this] { m_canvas->fit(); }); // once it has its size
}

void FlowGallery::showOpened()
{
    m_pane->setVisible(m_opened);
    if (!m_opened)
        return;
    m_name->setText(m_opened->name);
    m_purpose->setText(m_opened->purpose);
    m_kpi->setText(tr("You see that it works by: %1").arg(m_opened->kpi));
    while (QLayoutItem *item = m_needs->takeAt(0)) {
        if (QWidget *line = item->widget()) {
            line->hide();
            line->deleteLater();
        }
        delete item;
    }
    const auto table = m_workspace.table();
    for (const TemplateNeed &need : table ? missingIn(*table, m_opened->flow) : std::vector<TemplateNeed>()) {
        auto *line = new QWidget(m_pane);
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(size::Unit);
        auto *text = new Label(missingWords(need), TextSize::Caption, Ink::Warn, line);
        text->setWordWrap(true);
        row->addWidget(new IconLabel(QStringLiteral("warning"), size::IconSmall, Ink::Warn, line), 0, Qt::AlignTop);
        row->addWidget(text, 1);
        m_needs->addWidget(line);
    }
}

void FlowGallery::startSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

} // namespace perennial
