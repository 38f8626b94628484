// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/flowdesigner.h"

#include "core/workspace/workspace.h"
#include "ui/flow/canvas/flowcanvas.h"
#include "ui/flow/canvas/nodeface.h"
#include "ui/flow/editing/floweditor.h"
#include "ui/flow/page/flowchecker.h"
#include "ui/flow/page/flowoutline.h"
#include "ui/flow/page/flowpalette.h"
#include "ui/flow/page/flowversions.h"
#include "ui/flow/page/kindpicker.h"
#include "ui/flow/page/problemlist.h"
#include "ui/flow/panel/flowpanel.h"
#include "ui/flow/panel/previewpeople.h"
#include "ui/flow/replay/replaypanel.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/style.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int PanelLeast = 304;
constexpr int PanelUsual = 368;
constexpr int SideLeast = 208;
constexpr int SideUsual = 264;
constexpr int CanvasLeast = 240;
constexpr int SearchWidth = 168;
constexpr int ZoomWidth = 44;
constexpr int MergePauseMs = 1200;

} // namespace

FlowDesigner::FlowDesigner(Workspace &workspace, SegmentCatalog &catalog, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_people(std::make_unique<StorePreviewPeople>(workspace))
    , m_checker(new FlowChecker(workspace, this))
    , m_layingOut(workspace.runner(), [this](const Result<NodePlaces> &places) { takePlaces(places); })
    , m_canvas(new FlowCanvas(this))
    , m_panel(nullptr)
{
    makeActions();
    fillActions();
    m_actions.at(FlowAction::Minimap)->setChecked(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeTop());
    column->addWidget(makeToolbar());
    column->addWidget(makeBody(catalog), 1);
    m_mergePause.setSingleShot(true);
    m_mergePause.setInterval(MergePauseMs);
    connectCanvas();
    connectOutline();
    connectRest();
    connectReplay();
    showSide(Side::None);
}

QToolButton *FlowDesigner::makeTool(const char *name, const char *iconName, const QString &text)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setIcon(icon(QLatin1String(iconName)));
    button->setAccessibleName(text);
    button->setToolTip(text);
    setLook(button, Look::Quiet);
    return button;
}

void FlowDesigner::makeActions()
{
    for (const FlowActionFace &face : flowActions()) {
        auto *action = new QAction(textOf(face.action), this);
        action->setObjectName(QLatin1String(face.text));
        if (*face.iconName)
            action->setIcon(icon(QLatin1String(face.iconName)));
        action->setShortcut(QKeySequence(QLatin1String(face.keys)));
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setCheckable(face.checkable);
        m_actions[face.action] = action;
        if (face.reach == ActionReach::Anywhere)
            addAction(action);
        connect(action, &QAction::triggered, this, [this, which = face.action] { act(which); });
    }
}

QToolButton *FlowDesigner::toolOf(FlowAction which)
{
    QAction *action = m_actions.at(which);
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setObjectName(QStringLiteral("tool-%1").arg(static_cast<int>(which)));
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAccessibleName(action->text());
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    button->setToolTip(keys.isEmpty() ? action->text() : tr("%1 (%2)", "Fit (Ctrl+0)").arg(action->text(), keys));
    setLook(button, Look::Quiet);
    return button;
}

QWidget *FlowDesigner::makeTop()
{
    auto *top = new QWidget(this);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(size::PageMargin - size::Unit, 2 * size::Unit, size::PageMargin, 0);
    row->setSpacing(size::Unit);
    QToolButton *back = makeTool("back", "chevron-left", tr("All flows"));
    row->addWidget(back, 0, Qt::AlignTop);
    row->addWidget(makeNames(), 1);
    m_state = new Label({}, TextSize::Caption, Ink::Muted, top);
    m_state->setObjectName(QStringLiteral("saveState"));
    m_state->setMinimumHeight(size::Control);
    m_layoutBusy = new Label(tr("Laying out …"), TextSize::Caption, Ink::Muted, top);
    m_layoutBusy->setObjectName(QStringLiteral("layingOut"));
    m_layoutBusy->setMinimumHeight(size::Control);
    m_layoutBusy->hide();
    m_undo = makeTool("undo", "undo", tr("Undo"));
    m_redo = makeTool("redo", "redo", tr("Redo"));
    makeMenu();
    for (QWidget *part : std::initializer_list<QWidget *>{m_layoutBusy, m_state, m_undo, m_redo, m_menu})
        row->addWidget(part, 0, Qt::AlignTop);
    connect(back, &QToolButton::clicked, this, &FlowDesigner::backRequested);
    return top;
}

QWidget *FlowDesigner::makeNames()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_name = new QLineEdit(box);
    m_name->setObjectName(QStringLiteral("name"));
    m_name->setAccessibleName(tr("Name of the flow"));
    m_name->setPlaceholderText(tr("Name this flow"));
    m_name->setFont(fontFor(TextSize::Title));
    m_name->setFrame(false);
    m_nameProblem = new Label({}, TextSize::Caption, Ink::Danger, box);
    m_nameProblem->setObjectName(QStringLiteral("nameProblem"));
    m_nameProblem->setWordWrap(true);
    m_nameProblem->hide();
    m_note = new QLineEdit(box);
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setPlaceholderText(tr("Add a note: what it is for, who asked for it"));
    m_note->setFrame(false);
    for (QWidget *part : std::initializer_list<QWidget *>{m_name, m_nameProblem, m_note})
        column->addWidget(part);
    connect(m_name, &QLineEdit::textEdited, this, &FlowDesigner::renameTo);
    connect(m_note, &QLineEdit::textEdited, this, &FlowDesigner::noteTo);
    return box;
}

QWidget *FlowDesigner::makeToolbar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(size::PageMargin, size::Gap, size::PageMargin, size::Unit);
    row->setSpacing(size::Gap);
    m_add = new PickerPill(
        tr("Add step"),
        [this] {
            auto *picker = new KindPicker(true);
            connect(picker, &KindPicker::chosen, this, &FlowDesigner::addStep);
            return picker;
        },
        bar);
    m_add->setObjectName(QStringLiteral("addStep"));
    m_add->setPlaceholder(tr("+ step"));
    row->addWidget(m_add);
    for (const FlowAction action : {FlowAction::Palette, FlowAction::Outline, FlowAction::Versions, FlowAction::Replay})
        row->addWidget(toolOf(action));
    row->addSpacing(size::Unit);
    for (const FlowAction action : {FlowAction::LayOut, FlowAction::Fit, FlowAction::ZoomOut})
        row->addWidget(toolOf(action));
    m_zoom = new Label(QStringLiteral("100 %"), TextSize::Caption, Ink::Muted, bar);
    m_zoom->setAlignment(Qt::AlignCenter);
    m_zoom->setFixedWidth(ZoomWidth);
    row->addWidget(m_zoom);
    row->addWidget(toolOf(FlowAction::ZoomIn));
    row->addWidget(toolOf(FlowAction::Minimap));
    row->addStretch(1);
    m_tools = new QHBoxLayout;
    m_tools->setSpacing(size::Gap);
    row->addLayout(m_tools);
    m_searchCount = new Label({}, TextSize::Caption, Ink::Muted, bar);
    m_searchCount->setObjectName(QStringLiteral("stepsFound"));
    m_search = new SearchField(tr("Search steps"), bar);
    m_search->setObjectName(QStringLiteral("stepSearch"));
    m_search->setMaximumWidth(SearchWidth);
    m_problemsButton = toolOf(FlowAction::Problems);
    m_problemsButton->setObjectName(QStringLiteral("problemsButton"));
    m_problemsButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (QWidget *part : std::initializer_list<QWidget *>{m_searchCount, m_search, m_problemsButton})
        row->addWidget(part);
    return bar;
}

QWidget *FlowDesigner::makeSide()
{
    auto *card = new Card(this);
    card->body()->setContentsMargins(1, 1, 1, 1);
    m_side = new QStackedWidget(card);
    auto *palette = new FlowPalette;
    m_side->addWidget(palette);
    m_side->addWidget(m_outline = new FlowOutline);
    m_side->addWidget(m_problemList = new ProblemList);
    m_side->addWidget(m_versions = new FlowVersions(m_workspace));
    m_side->addWidget(m_replay = new ReplayPanel(m_workspace, *m_people));
    card->body()->addWidget(m_side);
    card->setMinimumWidth(SideLeast);
    connect(palette, &FlowPalette::chosen, this, &FlowDesigner::addStep);
    return card;
}

QWidget *FlowDesigner::makeBody(SegmentCatalog &catalog)
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(size::PageMargin, 0, size::PageMargin, size::PageMargin);
    m_split = new QSplitter(Qt::Horizontal, box);
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(size::Unit);
    m_canvas->setMinimumWidth(CanvasLeast);
    m_canvas->setFrameShape(QFrame::NoFrame);
    m_hint = new Label(tr("Begin with what brings people in: drag it here, click it, or press Ctrl+Return."),
                       TextSize::Body, Ink::Muted, m_canvas);
    m_hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setMargin(size::Unit);
    m_hint->setAutoFillBackground(true); // no dots run through it
    auto *over = new QVBoxLayout(m_canvas);
    over->addWidget(m_hint, 0, Qt::AlignCenter);
    m_canvas->setObjectName(QStringLiteral("canvas"));
    m_canvas->setFaces([](const FlowDoc &flow, const FlowNode &node) { return faceOf(flow, node); }, portNameOf);
    auto *end = new Card(box);
    end->body()->setContentsMargins(1, 1, 1, 1);
    m_panel = new FlowPanel(catalog, m_people.get(), end);
    end->body()->addWidget(m_panel);
    end->setMinimumWidth(PanelLeast);
    m_split->addWidget(m_sideCard = makeSide());
    m_split->addWidget(m_canvas);
    m_split->addWidget(end);
    m_split->setStretchFactor(0, 0);
    m_split->setStretchFactor(1, 1);
    m_split->setStretchFactor(2, 0);
    m_split->setSizes({SideUsual, 10 * CanvasLeast, PanelUsual});
    row->addWidget(m_split);
    return box;
}

void FlowDesigner::makeMenu()
{
    m_menu = makeTool("flowMenuButton", "more", tr("More for this flow"));
    auto *menu = new QMenu(m_menu);
    for (const FlowAction action :
         {FlowAction::AddNote, FlowAction::SelectAll, FlowAction::Paste, FlowAction::CopyWords, FlowAction::ExportJson,
          FlowAction::ExportPicture, FlowAction::CreateDraft, FlowAction::Print})
        menu->addAction(m_actions.at(action));
    connect(m_menu, &QToolButton::clicked, menu,
            [this, menu] { menu->popup(m_menu->mapToGlobal(QPoint(0, m_menu->height()))); });
}

} // namespace perennial
