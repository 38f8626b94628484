// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/page/segmentspage.h"

#include "core/workspace/workspace.h"
#include "ui/segment/catalog/tablecatalog.h"
#include "ui/segment/figures/sizefeed.h"
#include "ui/segment/figures/tableoracle.h"
#include "ui/segment/gallery/templategallery.h"
#include "ui/segment/lifecycle/lifecycleview.h"
#include "ui/segment/overlap/overlapstudy.h"
#include "ui/segment/overlap/overlapview.h"
#include "ui/segment/page/segmentbuilder.h"
#include "ui/segment/page/segmentlist.h"
#include "ui/segment/portfolio/healthcheck.h"
#include "ui/segment/portfolio/healthview.h"
#include "ui/segment/portfolio/listsview.h"
#include "ui/segment/portfolio/tagbar.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tokens.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QUndoGroup>
#include <QVBoxLayout>

namespace perennial {

SegmentsPage::SegmentsPage(Workspace &workspace, QWidget *parent)
    : SegmentsPage(workspace, std::make_unique<TableOracle>(workspace), std::make_unique<TableCatalog>(workspace),
                   parent)
{
}

SegmentsPage::SegmentsPage(Workspace &workspace, std::unique_ptr<SegmentOracle> oracle,
                           std::unique_ptr<SegmentCatalog> catalog, QWidget *parent)
    : Page(tr("Segments"), parent)
    , m_workspace(workspace)
    , m_oracle(std::move(oracle))
    , m_catalog(std::move(catalog))
    , m_desk(workspace, [this](const SegmentDesk::Names &segments) { takeOff(segments); })
    , m_model(new SegmentListModel(this))
    , m_stack(new QStackedWidget(this))
    , m_builder(new SegmentBuilder(workspace, *m_oracle, *m_catalog))
    , m_gallery(new TemplateGallery(workspace, *m_oracle, *m_catalog))
    , m_lists(new ListsView(workspace))
    , m_lifecycle(new LifecycleView(workspace, *m_oracle, *m_catalog))
    , m_study(new OverlapStudy(workspace, this))
    , m_overlap(new OverlapView(*m_study))
    , m_check(new HealthCheck(workspace, this))
    , m_health(new HealthView(*m_check))
    , m_tabs(new QTabBar(this))
    , m_create(new QAction(tr("New segment"), this))
    , m_templates(new QAction(tr("Templates"), this))
    , m_export(new QAction(tr("Export audience"), this))
    , m_reading(workspace.runner(),
                [this](Result<Lines> lines) {
                    if (lines)
                        takeList(std::move(*lines));
                    else
                        report(lines.error());
                })
    , m_counting(workspace.runner(),
                 [this](const Result<Tallies> &tallies) {
                     if (tallies)
                         takeCounts(*tallies);
                 })
    , m_people(workspace.runner(), [this](const Result<std::vector<ProfileId>> &ids) {
        if (ids)
            Q_EMIT peopleChosen(m_peopleTitle, *ids);
        else
            report(ids.error());
    })
{
    buildHeader();
    buildCommands();
    m_stack->addWidget(makeList());
    m_stack->addWidget(m_empty = makeEmpty());
    m_stack->addWidget(m_builder);
    m_stack->addWidget(m_gallery);
    m_stack->addWidget(m_lists);
    m_stack->addWidget(m_lifecycle);
    m_stack->addWidget(m_overlap);
    m_stack->addWidget(m_health);
    buildTabs();
    connectGallery();
    connectLists();
    connectOverlap();
    connectHealth();
    connectLifecycle();
    connectDesk();
    connectBuilder();
    connectWorkspace();
    readList();
}

SegmentsPage::~SegmentsPage()
{
    m_list->filter().disconnect(this); // it resets when its model goes
    hide(); // what is being typed into a cell is taken while there is still somebody to take it
    m_builder->close();
    setUndoGroup(nullptr);
}

void SegmentsPage::buildHeader()
{
    SearchField *search = header()->addSearch(tr("Search segments"));
    search->setObjectName(QStringLiteral("segmentSearch"));
    connect(search, &QLineEdit::textChanged, this, &SegmentsPage::setFilter);
    m_import = header()->addSecondary(tr("Import a list"));
    m_import->setObjectName(QStringLiteral("importList"));
    connect(m_import, &QPushButton::clicked, this, [this] { m_lists->importList(); });
    m_import->hide();
    QPushButton *templates = header()->addSecondary(tr("Templates"));
    templates->setObjectName(QStringLiteral("templates"));
    connect(templates, &QPushButton::clicked, this, &SegmentsPage::showTemplates);
    QPushButton *create = header()->setPrimary(tr("New segment"), QStringLiteral("plus"));
    create->setObjectName(QStringLiteral("newSegment"));
    connect(create, &QPushButton::clicked, this, [this] { startSegment(); });
}

void SegmentsPage::buildCommands()
{
    m_create->setProperty("paletteIcon", QStringLiteral("plus"));
    m_export->setProperty("paletteIcon", QStringLiteral("export"));
    connect(m_create, &QAction::triggered, this, [this] { startSegment(); });
    m_templates->setProperty("paletteIcon", QStringLiteral("sparkle"));
    connect(m_templates, &QAction::triggered, this, &SegmentsPage::showTemplates);
    connect(m_export, &QAction::triggered, m_builder, &SegmentBuilder::exportRequested);
}

QList<QAction *> SegmentsPage::commands() const
{
    QList<QAction *> all = Page::commands();
    if (m_workspace.isOpen())
        all += {m_create, m_templates};
    if (m_builder->canExport())
        all.append(m_export);
    return all;
}

QWidget *SegmentsPage::makeEmpty()
{
    auto *empty =
        new EmptyState(QStringLiteral("segments"), tr("No segments yet"),
                       tr("A segment is a living definition of people, counted while you build it. Begin with a "
                          "template that says what you mean, or with an empty one."),
                       this);
    QPushButton *templates = empty->addButton(tr("Look at the templates"), Look::Primary);
    templates->setObjectName(QStringLiteral("emptyTemplates"));
    connect(templates, &QPushButton::clicked, this, &SegmentsPage::showTemplates);
    return empty;
}

void SegmentsPage::connectBuilder()
{
    connect(m_builder, &SegmentBuilder::backRequested, this, &SegmentsPage::showList);
    connect(m_builder, &SegmentBuilder::freezeWanted, this, &SegmentsPage::freeze);
    connect(m_builder, &SegmentBuilder::draftWanted, this, &SegmentsPage::draftRequested);
    connect(m_builder, &SegmentBuilder::templateWanted, this, &SegmentsPage::saveAsTemplate);
    connect(m_builder, &SegmentBuilder::personChosen, this, &SegmentsPage::personChosen);
    connect(m_builder, &SegmentBuilder::peopleChosen, this, &SegmentsPage::peopleChosen);
    connect(m_builder, &SegmentBuilder::exportRequested, this,
            [this] { Q_EMIT exportRequested(m_builder->editor()->doc(), m_builder->asOf()); });
}

void SegmentsPage::connectDesk()
{
    connect(m_model, &SegmentListModel::renamed, this,
            [this](SegmentId id, const QString &name) { m_desk.rename(id, name); });
    connect(&m_desk, &Desk::documentSaved, this, [this] {
        if (isSaved())
            Q_EMIT saved();
    });
    connect(&m_desk, &Desk::done, this, &Page::done);
    connect(&m_desk, &Desk::failed, this, &SegmentsPage::report);
}

void SegmentsPage::connectGallery()
{
    connect(m_gallery, &TemplateGallery::backRequested, this, &SegmentsPage::showList);
    connect(m_gallery, &TemplateGallery::startRequested, this, &SegmentsPage::startSegment);
    connect(m_gallery, &TemplateGallery::dataRequested, this, &SegmentsPage::dataRequested);
    connect(m_gallery, &TemplateGallery::personChosen, this, &SegmentsPage::personChosen);
    connect(m_gallery, &TemplateGallery::done, this, &Page::done);
    connect(m_gallery, &TemplateGallery::failed, this, &SegmentsPage::report);
}

void SegmentsPage::showTemplates()
{
    m_builder->close();
    header()->hide();
    m_tabs->hide();
    m_stack->setCurrentWidget(m_gallery);
    m_gallery->showStart();
    activateUndo();
    lookAround();
}

void SegmentsPage::saveAsTemplate(const SegmentDoc &doc)
{
    m_gallery->saveAsTemplate(doc);
}

void SegmentsPage::connectWorkspace()
{
    connect(&m_workspace, &Workspace::storeChanged, this, &SegmentsPage::forgetStore);
    connect(&m_workspace, &Workspace::segmentsChanged, this, &SegmentsPage::readList);
    connect(&m_workspace, &Workspace::tableChanged, this, &SegmentsPage::countAll);
}

void SegmentsPage::forgetStore()
{
    m_builder->close();
    m_desk.clear();
    m_counting.cancel();
    m_people.cancel();
    m_sizes->forget();
    m_tagBar->clear();
    m_gallery->forgetStore();
    m_wanted = {};
    m_model->setLines({});
    m_model->setZone(m_workspace.homeZone());
    readList();
    showList();
}

void SegmentsPage::openSegment(SegmentId id)
{
    if (SegmentDesk::Session *session = m_desk.find(id))
        return open(*session);
    const SegmentLine *line = m_model->line(id);
    if (!line) {
        m_wanted = id;
        return readList();
    }
    if (!line->doc) {
        m_wantedCondition.reset();
        banner()->showMessage(
            BannerKind::Warn,
            tr("“%1” can't be opened here: %2 It is kept as it is.").arg(line->saved.name, line->tally.problem));
        return;
    }
    open(m_desk.open(line->saved, *line->doc));
}

void SegmentsPage::startSegment(SegmentDoc doc)
{
    const bool ready = !doc.root.group()->children.empty();
    doc.name = freeName(doc.name.isEmpty() ? tr("New segment") : doc.name);
    SavedSegment none;
    none.name = doc.name;
    SegmentDesk::Session &session =
        m_desk.open(none, ready ? SegmentDoc{.name = doc.name, .note = {}, .reviewBy = {}, .zone = {}} : doc);
    open(session);
    if (ready) {
        session.editor.apply(doc, tr("Start from “%1”").arg(doc.name));
        return;
    }
    m_builder->focusName();
}

void SegmentsPage::open(SegmentDesk::Session &session)
{
    banner()->dismiss();
    m_builder->open(session.editor, session.autosave);
    m_stack->setCurrentWidget(m_builder);
    header()->hide();
    m_tabs->hide();
    activateUndo();
    lookAround();
    if (const auto path = std::exchange(m_wantedCondition, {}))
        m_builder->focusCondition(*path);
}

void SegmentsPage::showList()
{
    const SegmentId was = m_builder->editor() ? m_builder->editor()->id() : SegmentId();
    m_builder->close();
    header()->show();
    m_tabs->show();
    showContent();
    m_list->select(was);
    activateUndo();
    countAll();
}

void SegmentsPage::setUndoGroup(QUndoGroup *group)
{
    m_desk.setUndoGroup(group, {&m_lists->deletions(), &m_lifecycle->undoStack()});
    activateUndo();
}

void SegmentsPage::activateUndo()
{
    QUndoStack *ofTab = tab() == Tab::Lists       ? &m_lists->deletions()
                        : tab() == Tab::Lifecycle ? &m_lifecycle->undoStack()
                                                  : &m_desk.steps();
    QUndoStack *shown = m_builder->editor() ? m_builder->editor()->undoStack() : ofTab;
    m_desk.activate(isVisible() ? shown : nullptr);
}

void SegmentsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    activateUndo();
    lookAround();
}

void SegmentsPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    flush();
    lookAround();
    m_desk.activate(nullptr);
}

void SegmentsPage::showStart()
{
    if (isListShown())
        m_tabs->setCurrentIndex(static_cast<int>(Tab::Segments));
    else
        showList();
}

bool SegmentsPage::startSearch()
{
    if (m_stack->currentWidget() == m_gallery) {
        m_gallery->startSearch();
        return true;
    }
    if (m_builder->editor())
        showList();
    return Page::startSearch();
}

void SegmentsPage::flush()
{
    m_desk.flush();
    m_lifecycle->flush();
}

bool SegmentsPage::isSaved() const
{
    return m_lifecycle->isSaved() && m_desk.isSaved();
}

} // namespace perennial
