// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/flowspage.h"

#include "core/workspace/workspace.h"
#include "ui/flow/calendar/flowcalendarview.h"
#include "ui/flow/page/flowdesigner.h"
#include "ui/flow/page/flowgallery.h"
#include "ui/flow/page/flowtable.h"
#include "ui/segment/catalog/tablecatalog.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tokens.h"

#include <QAction>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace perennial {

FlowsPage::FlowsPage(Workspace &workspace, QWidget *parent)
    : FlowsPage(workspace, std::make_unique<TableCatalog>(workspace), parent)
{
}

FlowsPage::FlowsPage(Workspace &workspace, std::unique_ptr<SegmentCatalog> catalog, QWidget *parent)
    : Page(tr("Flows"), parent)
    , m_workspace(workspace)
    , m_catalog(std::move(catalog))
    , m_desk(workspace, [this](const FlowDesk::Names &flows) { takeOff(flows); })
    , m_model(new FlowListModel(this))
    , m_stack(new QStackedWidget(this))
    , m_designer(new FlowDesigner(workspace, *m_catalog))
    , m_gallery(new FlowGallery(workspace))
    , m_calendar(new FlowCalendarView(workspace))
    , m_create(new QAction(tr("New flow"), this))
    , m_import(new QAction(tr("Import a flow"), this))
    , m_ready(new QAction(tr("Ready flows"), this))
    , m_sideBySide(new QAction(tr("Calendar of flows"), this))
    , m_reading(workspace.runner(), [this](Result<Lines> lines) {
        if (lines)
            takeList(std::move(*lines));
        else
            report(lines.error());
    })
{
    buildHeader();
    buildCommands();
    m_stack->addWidget(m_list = makeList());
    m_stack->addWidget(m_empty = makeEmpty());
    m_stack->addWidget(m_designer);
    m_stack->addWidget(m_gallery);
    m_stack->addWidget(m_calendar);
    setContent(m_stack);
    connectDesigner();
    connectDesk();
    connectWorkspace();
    showContent();
    readList();
}

FlowsPage::~FlowsPage()
{
    m_table->filter().disconnect(this);
    hide(); // what is being typed into a cell is taken while there is still somebody to take it
    m_designer->close();
    setUndoGroup(nullptr);
}

void FlowsPage::buildHeader()
{
    SearchField *search = header()->addSearch(tr("Search flows"));
    search->setObjectName(QStringLiteral("flowSearch"));
    connect(search, &QLineEdit::textChanged, this, [this](const QString &words) { m_table->setFilter(words); });
    QPushButton *import = header()->addSecondary(tr("Import"));
    import->setObjectName(QStringLiteral("importFlow"));
    connect(import, &QPushButton::clicked, this, &FlowsPage::chooseImport);
    QPushButton *calendar = header()->addSecondary(tr("Calendar"));
    calendar->setObjectName(QStringLiteral("flowCalendarButton"));
    connect(calendar, &QPushButton::clicked, this, &FlowsPage::showCalendar);
    QPushButton *ready = header()->addSecondary(tr("Ready flows"));
    ready->setObjectName(QStringLiteral("readyFlows"));
    connect(ready, &QPushButton::clicked, this, &FlowsPage::showGallery);
    QPushButton *create = header()->setPrimary(tr("New flow"), QStringLiteral("plus"));
    create->setObjectName(QStringLiteral("newFlow"));
    connect(create, &QPushButton::clicked, this, [this] { startFlow(); });
}

void FlowsPage::buildCommands()
{
    m_create->setProperty("paletteIcon", QStringLiteral("plus"));
    m_import->setProperty("paletteIcon", QStringLiteral("download"));
    connect(m_create, &QAction::triggered, this, [this] { startFlow(); });
    connect(m_import, &QAction::triggered, this, &FlowsPage::chooseImport);
    m_ready->setProperty("paletteIcon", QStringLiteral("sparkle"));
    connect(m_ready, &QAction::triggered, this, &FlowsPage::showGallery);
    m_sideBySide->setProperty("paletteIcon", QStringLiteral("calendar"));
    connect(m_sideBySide, &QAction::triggered, this, &FlowsPage::showCalendar);
}

QList<QAction *> FlowsPage::commands() const
{
    QList<QAction *> all = Page::commands();
    if (m_workspace.isOpen())
        all += {m_create, m_ready, m_sideBySide, m_import};
    return all;
}

QWidget *FlowsPage::makeList()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(size::PageMargin, 0, size::PageMargin, size::PageMargin);
    auto *card = new Card(page);
    card->body()->setContentsMargins(1, 1, 1, 1);
    card->body()->addWidget(m_table = new FlowTable(*m_model));
    column->addWidget(card);
    connect(m_table, &FlowTable::opened, this, &FlowsPage::openFlow);
    connect(m_table, &FlowTable::duplicateWanted, this, [this](FlowId id) { m_desk.duplicate(id); });
    connect(m_table, &FlowTable::exportWanted, this, &FlowsPage::exportFlow);
    connect(m_table, &FlowTable::deleteWanted, this, &FlowsPage::remove);
    connect(m_model, &FlowListModel::renamed, this,
            [this](FlowId id, const QString &name) { m_desk.rename(id, name); });
    return page;
}

QWidget *FlowsPage::makeEmpty()
{
    auto *empty =
        new EmptyState(QStringLiteral("flows"), tr("No flows yet"),
                       tr("A flow takes people from what they did to the next message: with waits, splits and "
                          "a goal. Begin with one that is ready, or draw your own."),
                       this);
    QPushButton *ready = empty->addButton(tr("Look at the ready flows"), Look::Primary);
    ready->setObjectName(QStringLiteral("emptyReady"));
    QPushButton *create = empty->addButton(tr("Draw a new flow"));
    create->setObjectName(QStringLiteral("emptyNewFlow"));
    connect(ready, &QPushButton::clicked, this, &FlowsPage::showGallery);
    connect(create, &QPushButton::clicked, this, [this] { startFlow(); });
    return empty;
}

void FlowsPage::connectDesigner()
{
    connect(m_designer, &FlowDesigner::backRequested, this, &FlowsPage::showList);
    connect(m_designer, &FlowDesigner::failed, this, &FlowsPage::report);
    connect(m_gallery, &FlowGallery::backRequested, this, &FlowsPage::showList);
    connect(m_gallery, &FlowGallery::startRequested, this, &FlowsPage::startFlow);
    connect(m_gallery, &FlowGallery::dataRequested, this, &FlowsPage::dataRequested);
    connect(m_calendar, &FlowCalendarView::backRequested, this, &FlowsPage::showList);
    connect(m_calendar, &FlowCalendarView::readyFlowsRequested, this, &FlowsPage::showGallery);
    connect(m_calendar, &FlowCalendarView::peopleChosen, this, &FlowsPage::peopleChosen);
    connect(m_designer, &FlowDesigner::peopleChosen, this, &FlowsPage::peopleChosen);
    connect(m_designer, &FlowDesigner::exportRequested, this, &FlowsPage::exportRequested);
    connect(m_designer, &FlowDesigner::draftRequested, this, &FlowsPage::draftRequested);
    connect(m_designer, &FlowDesigner::toldDone, this, [this](const QString &text) { Q_EMIT done(text, {}); });
}

void FlowsPage::connectDesk()
{
    connect(&m_desk, &Desk::documentSaved, this, [this] {
        if (isSaved())
            Q_EMIT saved();
    });
    connect(&m_desk, &Desk::done, this, &Page::done);
    connect(&m_desk, &Desk::failed, this, &FlowsPage::report);
}

// What stands in place of the list, with its own top.
void FlowsPage::showInstead(QWidget *view)
{
    m_designer->close();
    banner()->dismiss();
    header()->hide();
    m_stack->setCurrentWidget(view);
    activateUndo();
}

void FlowsPage::showGallery()
{
    if (!m_workspace.isOpen())
        return;
    showInstead(m_gallery);
    m_gallery->showStart();
}

void FlowsPage::showCalendar()
{
    if (!m_workspace.isOpen())
        return;
    showInstead(m_calendar);
    m_calendar->showStart();
}

void FlowsPage::connectWorkspace()
{
    connect(&m_workspace, &Workspace::storeChanged, this, &FlowsPage::forgetStore);
    connect(&m_workspace, &Workspace::segmentsChanged, this, &FlowsPage::readList);
}

void FlowsPage::forgetStore()
{
    m_designer->close();
    m_desk.clear();
    m_wanted = {};
    m_isRead = false;
    m_model->setLines({});
    m_model->setZone(m_workspace.homeZone());
    readList();
    showList();
}

void FlowsPage::openFlow(FlowId id)
{
    if (FlowDesk::Session *session = m_desk.find(id))
        return open(*session);
    const FlowLine *line = m_model->line(id);
    if (!line) {
        m_wanted = id;
        return readList();
    }
    if (!line->doc) {
        banner()->showMessage(
            BannerKind::Warn,
            tr("“%1” can't be opened here: %2 It is kept as it is.").arg(line->saved.name, line->sentence));
        return;
    }
    open(m_desk.open(line->saved, *line->doc));
}

void FlowsPage::startFlow(FlowDoc doc)
{
    if (!m_workspace.isOpen())
        return;
    const bool ready = !doc.nodes.empty();
    doc.name = freeName(doc.name.isEmpty() ? tr("New flow") : doc.name);
    SavedFlow none;
    none.name = doc.name;
    FlowDoc blank;
    blank.name = doc.name;
    FlowDesk::Session &session = m_desk.open(none, ready ? blank : doc);
    open(session);
    if (ready) {
        session.editor.apply(doc, tr("Start from “%1”").arg(doc.name));
        m_designer->layOutNew();
        m_designer->showSide(FlowDesigner::Side::Replay); // at once what it would have done
    } else {
        m_designer->focusName();
    }
}

void FlowsPage::open(FlowDesk::Session &session)
{
    banner()->dismiss();
    header()->hide();
    m_stack->setCurrentWidget(m_designer);
    m_designer->open(session.editor, session.autosave);
    activateUndo();
}

void FlowsPage::showList()
{
    const FlowId was = m_designer->editor() ? m_designer->editor()->id() : FlowId();
    m_designer->close();
    header()->show();
    showContent();
    m_table->select(was);
    activateUndo();
}

void FlowsPage::showContent()
{
    if (m_designer->editor())
        return;
    // Until it is known whether there are any, the table stands there empty.
    const bool none = m_isRead && m_model->rowCount() == 0;
    m_stack->setCurrentWidget(none ? m_empty : m_list);
}

void FlowsPage::setUndoGroup(QUndoGroup *group)
{
    m_desk.setUndoGroup(group);
    activateUndo();
}

void FlowsPage::activateUndo()
{
    if (isVisible())
        m_desk.activate(m_designer->editor() ? m_designer->editor()->undoStack() : &m_desk.steps());
}

void FlowsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    activateUndo();
}

void FlowsPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    flush();
    m_desk.activate(nullptr);
}

void FlowsPage::showStart()
{
    if (m_designer->editor() || m_stack->currentWidget() == m_gallery || m_stack->currentWidget() == m_calendar)
        showList();
}

bool FlowsPage::startSearch()
{
    if (m_stack->currentWidget() == m_gallery)
        m_gallery->startSearch();
    else if (m_designer->editor())
        m_designer->startSearch();
    else
        return Page::startSearch();
    return true;
}

void FlowsPage::flush()
{
    m_desk.flush();
}

bool FlowsPage::isSaved() const
{
    return m_desk.isSaved();
}

} // namespace perennial
