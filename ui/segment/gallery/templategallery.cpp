// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/gallery/templategallery.h"

#include "core/segment/templates/readytemplates.h"
#include "core/segment/templates/templateneeds.h"
#include "core/workspace/workspace.h"
#include "ui/segment/gallery/cardgrid.h"
#include "ui/segment/gallery/queryeditor.h"
#include "ui/segment/gallery/templatecard.h"
#include "ui/segment/gallery/templatepane.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tokens.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace perennial {

namespace {

constexpr int PaneWidth = 400;
const QString SqlPrefix = QStringLiteral("sql-");
const QString NewQuery = QStringLiteral("new-sql");

// The names of what a template asks about are found too.
QString searchedWords(const SegmentTemplate &one)
{
    QStringList words{one.name, one.purpose, categoryName(one.category)};
    for (const TemplateNeed &need : needsOf(one, {}))
        words.append(wordsOf(need));
    for (const TemplateBlank &blank : one.blanks)
        words.append(blank.label);
    return words.join(u' ');
}

} // namespace

TemplateGallery::TemplateGallery(Workspace &workspace, SegmentOracle &oracle, SegmentCatalog &catalog, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_stack(new QStackedWidget(this))
    , m_pane(new TemplatePane(workspace, oracle, catalog))
    , m_editor(new QueryEditor(workspace))
    , m_counts(new GalleryCounts(workspace.runner(), oracle, this))
    , m_reading(workspace.runner(), [this](const Result<Shelves> &shelves) {
        if (shelves)
            takeShelves(*shelves);
        else if (shelves.error().kind != ErrorKind::Stopped)
            Q_EMIT failed(shelves.error());
    })
{
    setObjectName(QStringLiteral("templateGallery"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    m_stack->addWidget(makeBrowser());
    m_stack->addWidget(m_editor);
    connectPane();
    m_counts->setFirst([this] { return idsInView(); });
    connect(m_counts, &GalleryCounts::counted, this, [this](const QString &id, qint64 people, qint64 of) {
        m_counted[id] = {people, of};
        if (const auto shown = m_cards.find(id); shown != m_cards.end())
            shown->second.card->setCount(people, of);
    });
    connect(&workspace, &Workspace::tableChanged, this, [this] {
        if (isVisible())
            countAll();
    });
}

TemplateGallery::~TemplateGallery() = default;

QWidget *TemplateGallery::makeTop()
{
    auto *top = new QWidget(this);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(2 * size::Unit, 0, 2 * size::Unit, 0);
    row->setSpacing(0);
    auto *back = new QToolButton(top);
    back->setObjectName(QStringLiteral("galleryBack"));
    back->setIcon(icon(QStringLiteral("chevron-left")));
    back->setAccessibleName(tr("Back to the segments"));
    back->setToolTip(back->accessibleName());
    connect(back, &QToolButton::clicked, this, &TemplateGallery::backRequested);
    auto *header = new PageHeader(tr("Templates"), top);
    const QMargins around = header->layout()->contentsMargins();
    header->layout()->setContentsMargins(size::Unit, around.top(), size::Unit, around.bottom());
    m_search = header->addSearch(tr("Search templates"));
    m_search->setObjectName(QStringLiteral("templateSearch"));
    connect(m_search, &QLineEdit::textChanged, this, &TemplateGallery::filter);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (QWidget *first = m_grid->firstShown())
            first->setFocus(Qt::TabFocusReason);
    });
    QPushButton *import = header->addSecondary(tr("Import template"));
    import->setObjectName(QStringLiteral("importTemplate"));
    connect(import, &QPushButton::clicked, this, &TemplateGallery::importTemplate);
    row->addWidget(back);
    row->addWidget(header, 1);
    return top;
}

QWidget *TemplateGallery::makeBrowser()
{
    auto *browser = new QWidget(this);
    auto *column = new QVBoxLayout(browser);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeTop());
    auto *content = new QWidget(browser);
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(size::PageMargin, size::Unit, size::PageMargin, size::PageMargin);
    m_grid = new CardGrid(content);
    m_noMatch = new EmptyState(QStringLiteral("search"), tr("No template fits"),
                               tr("Try another word, a metric such as “Placed Order”, or begin with an empty segment."),
                               content);
    QPushButton *clear = m_noMatch->addButton(tr("Show all templates"));
    connect(clear, &QPushButton::clicked, m_search, &QLineEdit::clear);
    m_noMatch->hide();
    inner->addWidget(m_grid);
    inner->addWidget(m_noMatch, 1);
    inner->addStretch();
    m_scroll = new QScrollArea(browser);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    connect(m_grid, &CardGrid::leftUpwards, m_search, [this] { m_search->setFocus(Qt::TabFocusReason); });
    m_pane->setFixedWidth(PaneWidth);
    auto *beside = new QWidget(browser);
    auto *row = new QHBoxLayout(beside);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_scroll, 1);
    auto *aside = new QVBoxLayout;
    aside->setContentsMargins(0, size::Unit, 0, size::PageMargin);
    aside->addWidget(m_pane);
    row->addLayout(aside);
    row->addSpacing(size::PageMargin);
    m_pane->hide();
    column->addWidget(beside, 1);
    return browser;
}

void TemplateGallery::connectPane()
{
    connect(m_pane, &TemplatePane::closeWanted, this, &TemplateGallery::closePane);
    connect(m_pane, &TemplatePane::dataWanted, this, &TemplateGallery::dataRequested);
    connect(m_pane, &TemplatePane::createWanted, this, &TemplateGallery::startRequested);
    connect(m_pane, &TemplatePane::editWanted, this, [this] { askForTemplate(m_pane->shown()); });
    connect(m_pane, &TemplatePane::exportWanted, this, [this] { exportTemplate(m_pane->shown()); });
    connect(m_pane, &TemplatePane::deleteWanted, this, [this] { remove(m_pane->shown()); });
    connect(m_editor, &QueryEditor::backRequested, this, [this] {
        m_stack->setCurrentIndex(0);
        m_search->setFocus();
    });
    connect(m_editor, &QueryEditor::queriesChanged, this, &TemplateGallery::readShelves);
    connect(m_editor, &QueryEditor::done, this, &TemplateGallery::done);
    connect(m_editor, &QueryEditor::personChosen, this, &TemplateGallery::personChosen);
}

void TemplateGallery::showStart()
{
    m_stack->setCurrentIndex(0);
    closePane();
    m_search->clear();
    if (m_cards.empty())
        showCards();
    readShelves();
    m_search->setFocus();
}

void TemplateGallery::startSearch()
{
    m_stack->setCurrentIndex(0);
    m_search->setFocus();
    m_search->selectAll();
}

TemplateCard *TemplateGallery::addCard(const QString &id, const QString &name, const QString &purpose,
                                       const QString &words)
{
    auto *card = new TemplateCard(name, purpose, m_grid);
    card->setObjectName(QStringLiteral("template-") + id);
    connect(card, &TemplateCard::dataWanted, this, &TemplateGallery::dataRequested);
    m_cards[id] = {card, words};
    return card;
}

std::vector<QWidget *> TemplateGallery::templateCards(const QString &category)
{
    std::vector<QWidget *> cards;
    for (const SegmentTemplate &one : m_templates) {
        if (one.category != category)
            continue;
        TemplateCard *card = addCard(one.id, one.name, one.purpose, searchedWords(one));
        connect(card, &TemplateCard::clicked, this, [this, id = one.id] { openTemplate(id); });
        cards.push_back(card);
    }
    return cards;
}

std::vector<QWidget *> TemplateGallery::queryCards()
{
    std::vector<QWidget *> cards;
    for (const SqlTemplate &query : m_queries) {
        TemplateCard *card = addCard(SqlPrefix + query.name, query.name, query.note, query.name + u' ' + query.note);
        card->setRemark(query.parameters.empty() ? tr("SQL")
                                                 : tr("SQL · %n parameters", nullptr, int(query.parameters.size())));
        connect(card, &TemplateCard::clicked, this, [this, name = query.name] { openQuery(name); });
        cards.push_back(card);
    }
    TemplateCard *fresh = addCard(NewQuery, tr("New SQL template"),
                                  tr("Say in SQL what no condition can say; segments use it like any other condition."),
                                  tr("New SQL template"));
    fresh->setRemark(tr("Opens the editor"));
    connect(fresh, &TemplateCard::clicked, this, [this] { openQuery({}); });
    cards.push_back(fresh);
    return cards;
}

// Not before somebody looks: reading them all takes a while.
void TemplateGallery::loadReady()
{
    if (m_hasReady)
        return;
    auto all = readyTemplates();
    std::ranges::move(m_templates, std::back_inserter(all));
    m_templates = std::move(all);
    m_hasReady = true;
}

void TemplateGallery::showCards()
{
    m_grid->clear();
    m_cards.clear();
    loadReady();
    if (const auto own = templateCards({}); !own.empty())
        m_grid->addSection(categoryName({}), own);
    for (const TemplateCategory &category : templateCategories())
        m_grid->addSection(category.name, templateCards(category.id));
    m_grid->addSection(tr("SQL templates"), queryCards());
    filter(m_search->text());
    if (const auto opened = m_cards.find(m_opened); opened != m_cards.end())
        opened->second.card->setOpened(true);
    else
        closePane();
    countAll();
}

void TemplateGallery::filter(const QString &text)
{
    const QStringList wanted = text.split(u' ', Qt::SkipEmptyParts);
    bool any = false;
    for (const auto &[id, shown] : m_cards) {
        const bool fits = std::ranges::all_of(
            wanted, [&](const QString &word) { return shown.words.contains(word, Qt::CaseInsensitive); });
        shown.card->setVisible(fits);
        any = any || fits;
    }
    m_grid->setVisible(any);
    m_noMatch->setVisible(!any);
    m_grid->arrange();
}

void TemplateGallery::countAll()
{
    const auto &table = m_workspace.table();
    if (m_countedOf.lock() != table)
        m_counted.clear();
    m_countedOf = table;
    std::map<QString, SegmentDoc> docs;
    for (const SegmentTemplate &one : m_templates) {
        const auto shown = m_cards.find(one.id);
        if (shown == m_cards.end() || !table)
            continue;
        TemplateCard &card = *shown->second.card;
        const auto known = m_counted.find(one.id);
        if (const auto lacks = missing(one, {}, *table); !lacks.empty())
            card.setMissing(missingWords(lacks.front()));
        else if (known != m_counted.end())
            card.setCount(known->second.first, known->second.second);
        else if (auto doc = filled(one, {})) {
            card.setPending();
            docs.emplace(one.id, std::move(*doc));
        }
    }
    m_grid->arrange();
    m_counts->count(std::move(docs));
}

QStringList TemplateGallery::idsInView() const
{
    const QWidget *viewport = m_scroll->viewport();
    const QRect seen(m_grid->mapFrom(viewport, QPoint()), viewport->size());
    QStringList ids;
    for (const auto &[id, shown] : m_cards) {
        if (!shown.card->isHidden() && seen.intersects(shown.card->geometry()))
            ids.append(id);
    }
    return ids;
}

const SegmentTemplate *TemplateGallery::templateOf(const QString &id) const
{
    const auto place = std::ranges::find(m_templates, id, &SegmentTemplate::id);
    return place == m_templates.end() ? nullptr : &*place;
}

void TemplateGallery::openTemplate(const QString &id)
{
    const SegmentTemplate *one = templateOf(id);
    if (!one)
        return;
    closePane();
    m_opened = id;
    m_pane->open(*one);
    if (const auto shown = m_cards.find(id); shown != m_cards.end()) {
        shown->second.card->setOpened(true);
        m_scroll->ensureWidgetVisible(shown->second.card);
    }
}

void TemplateGallery::closePane()
{
    const auto shown = m_cards.find(std::exchange(m_opened, {}));
    const bool hadFocus = m_pane->isAncestorOf(focusWidget());
    m_pane->hide();
    if (shown == m_cards.end())
        return;
    shown->second.card->setOpened(false);
    if (hadFocus)
        shown->second.card->setFocus(Qt::TabFocusReason);
}

void TemplateGallery::openQuery(const QString &name)
{
    m_editor->open(m_queries, name);
    m_stack->setCurrentWidget(m_editor);
}

void TemplateGallery::forgetStore()
{
    m_counts->stop();
    m_counted.clear();
    closePane();
    takeShelves({});
}

void TemplateGallery::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_pane->isVisible())
        return closePane();
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT backRequested();
    if (event->key() == Qt::Key_Down && m_search->hasFocus() && m_grid->firstShown())
        return m_grid->firstShown()->setFocus(Qt::TabFocusReason);
    QWidget::keyPressEvent(event);
}

void TemplateGallery::hideEvent(QHideEvent *event)
{
    m_counts->stop();
    QWidget::hideEvent(event);
}

} // namespace perennial
