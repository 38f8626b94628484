// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/flowdesigner.h"

#include "core/flow/document/flowwords.h"
#include "ui/documents/documenttop.h"
#include "ui/flow/canvas/flowcanvas.h"
#include "ui/flow/canvas/flowlayout.h"
#include "ui/flow/editing/floweditor.h"
#include "ui/flow/editing/flowplaces.h"
#include "ui/flow/editing/nodekinds.h"
#include "ui/flow/page/flowchecker.h"
#include "ui/flow/page/flowoutline.h"
#include "ui/flow/page/flowsearch.h"
#include "ui/flow/page/flowversions.h"
#include "ui/flow/page/problemlist.h"
#include "ui/flow/panel/flowpanel.h"
#include "ui/flow/panel/previewpeople.h"
#include "ui/flow/replay/replaypanel.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/searchfield.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

// What is shown: the document, what is selected in it, what is wrong with it, what a search found.

namespace perennial {

FlowDesigner::~FlowDesigner() = default;

void FlowDesigner::open(FlowEditor &editor, Autosave &autosave)
{
    close();
    m_editor = &editor;
    m_autosave = &autosave;
    connect(&editor, &FlowEditor::changed, this, &FlowDesigner::showDoc);
    connect(&autosave, &Autosave::stateChanged, this, &FlowDesigner::showSaveState);
    connect(&autosave, &Autosave::saved, this, [this] {
        m_versions->setFlow(m_editor->id());
        m_versions->refresh();
    });
    joinUndo(*editor.undoStack(), *m_undo, *m_redo);
    m_parts = {};
    m_plug.reset();
    m_search->clear();
    m_wrong.clear();
    m_untaken.clear();
    m_problems.clear();
    m_versions->setFlow(editor.id());
    showDoc();
    showSelection();
    showSaveState();
    showSide(editor.doc().nodes.empty() ? Side::Palette : Side::Replay);
    m_canvas->setFocus(Qt::OtherFocusReason);
    QTimer::singleShot(0, m_canvas, [this] { m_canvas->home(); }); // once it has its size
    layOutNew();
}

void FlowDesigner::layOutNew()
{
    if (isUnplaced(m_editor->doc()))
        layOut();
}

void FlowDesigner::close()
{
    if (!m_editor)
        return;
    m_autosave->flush();
    m_editor->disconnect(this);
    m_autosave->disconnect(this);
    m_editor->undoStack()->disconnect(m_undo);
    m_editor->undoStack()->disconnect(m_redo);
    m_undo->disconnect(m_editor->undoStack());
    m_redo->disconnect(m_editor->undoStack());
    m_checker->forget();
    m_replay->forget();
    forgetLayout();
    m_editor = nullptr;
    m_autosave = nullptr;
}

void FlowDesigner::connectCanvas()
{
    const auto partsOf = [](const FlowSelection &what) { return FlowParts{what.nodes, what.remarks}; };
    connect(m_canvas, &FlowCanvas::selectionChanged, this, [this, partsOf] {
        const FlowSelection &now = m_canvas->selection();
        select(partsOf(now), now.edge ? std::optional(FlowPlug{now.edge->from, now.edge->port}) : std::nullopt);
    });
    connect(m_canvas, &FlowCanvas::zoomChanged, this,
            [this](double zoom) { m_zoom->setText(tr("%1 %", "zoom").arg(qRound(zoom * 100))); });
    connect(m_canvas, &FlowCanvas::nodeActivated, this, [this] { act(FlowAction::Properties); });
    connect(m_canvas, &FlowCanvas::renameRequested, this, [this] { act(FlowAction::Rename); });
    connect(m_canvas, &FlowCanvas::moveRequested, this, [this, partsOf](const FlowSelection &what, const QPointF &by) {
        apply(moved(m_editor->doc(), partsOf(what), by), tr("Move"),
              QStringLiteral("move ") + QStringList(what.nodes.begin(), what.nodes.end()).join(u' '));
    });
    connect(m_canvas, &FlowCanvas::connectRequested, this, [this](const FlowEdgeId &from, const FlowNodeId &to) {
        apply(connected(m_editor->doc(), {from.from, from.port}, to), tr("Connect"));
    });
    connect(m_canvas, &FlowCanvas::disconnectRequested, this, [this](const FlowEdgeId &edge) {
        apply(disconnected(m_editor->doc(), {edge.from, edge.port}), tr("Disconnect"));
    });
    connect(m_canvas, &FlowCanvas::insertRequested, this, [this](const QString &kind, const QPointF &at) {
        if (const NodeKindFace *face = nodeKind(kind))
            apply(added(m_editor->doc(), face->make(), at), tr("Add %1").arg(nameOf(*face)));
    });
    connect(m_canvas, &FlowCanvas::insertOnEdgeRequested, this, [this](const QString &kind, const FlowEdgeId &edge) {
        addAfter(kind, {edge.from, edge.port});
    });
    connect(m_canvas, &FlowCanvas::addAfterRequested, this, [this](const FlowEdgeId &edge, const QPoint &globalAt) {
        offerKinds({edge.from, edge.port}, globalAt);
    });
    connect(m_canvas, &FlowCanvas::deleteRequested, this, [this, partsOf](const FlowSelection &what) {
        if (what.edge)
            apply(disconnected(m_editor->doc(), {what.edge->from, what.edge->port}), tr("Disconnect"));
        else
            removeParts(partsOf(what), GapRule::Close);
    });
    connect(m_canvas, &FlowCanvas::cutRequested, this, [this] { act(FlowAction::Cut); });
    connect(m_canvas, &FlowCanvas::copyRequested, this, &FlowDesigner::copyParts);
    connect(m_canvas, &FlowCanvas::pasteRequested, this, [this](const QPointF &at) { paste(at); });
    connect(m_canvas, &FlowCanvas::duplicateRequested, this, [this] { act(FlowAction::Duplicate); });
    connect(m_canvas, &FlowCanvas::remarkEdited, this, [this](const QString &id, const QString &text) {
        apply(withRemarkText(m_editor->doc(), id, text), tr("Edit note"), QStringLiteral("remark ") + id);
    });
    connect(m_canvas, &FlowCanvas::remarkResized, this, [this](const QString &id, const QRectF &rect) {
        apply(withRemarkPlace(m_editor->doc(), id, rect.topLeft(), rect.size()), tr("Resize note"),
              QStringLiteral("resize ") + id);
    });
    connect(m_canvas, &FlowCanvas::menuRequested, this,
            [this](const CanvasTarget &, const QPoint &globalAt) { showMenu(globalAt); });
}

void FlowDesigner::connectOutline()
{
    for (const FlowActionFace &face : flowActions()) {
        if (face.reach == ActionReach::Views)
            m_outline->addAction(m_actions.at(face.action));
    }
    m_outline->setContextMenuPolicy(Qt::DefaultContextMenu);
    connect(m_outline, &FlowOutline::chosen, this, [this] {
        select({m_outline->selectedNodes(), {}}, m_outline->plug());
        if (m_parts.nodes.size() == 1)
            m_canvas->reveal(*m_parts.nodes.begin());
    });
    connect(m_outline, &FlowOutline::activated, this, [this] { act(FlowAction::Properties); });
    connect(m_outline, &FlowOutline::menuWanted, this, &FlowDesigner::showMenu);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, QWidget *now) {
        if (now == m_canvas || now == m_outline)
            m_lastView = now;
    });
}

void FlowDesigner::connectRest()
{
    connect(m_panel, &FlowPanel::edited, this,
            [this](const FlowDoc &doc, const QString &what, const QString &key) { apply(doc, what, key); });
    connect(m_panel, &FlowPanel::fixWanted, this, &FlowDesigner::fix);
    connect(m_panel, &FlowPanel::left, this, &FlowDesigner::returnFocus);
    connect(m_problemList, &ProblemList::fixWanted, this, &FlowDesigner::fix);
    connect(m_problemList, &ProblemList::chosen, this, [this](const FlowProblem &problem) {
        select({problem.node.isEmpty() ? std::set<FlowNodeId>() : std::set{problem.node}, {}});
        if (!problem.node.isEmpty())
            m_canvas->reveal(problem.node);
    });
    connect(m_checker, &FlowChecker::found, this, [this](const std::vector<FlowProblem> &problems) {
        m_wrong = problems;
        showProblems();
    });
    connect(m_search, &QLineEdit::textChanged, this, &FlowDesigner::showFound);
    connect(m_search, &QLineEdit::returnPressed, this, &FlowDesigner::goToNextFound);
    connect(&m_mergePause, &QTimer::timeout, this, [this] {
        if (m_editor)
            m_editor->endMerging();
    });
    connect(m_versions, &FlowVersions::keepWanted, this, [this](const QString &note) {
        if (m_autosave)
            m_autosave->keepVersion(note);
    });
    connect(m_versions, &FlowVersions::restoreWanted, this, [this](const FlowDoc &doc, int version) {
        FlowDoc restored = doc;
        restored.name = m_editor->doc().name; // versions are of one flow, whatever it was called
        apply(restored, tr("Restore v%1").arg(version));
    });
}

void FlowDesigner::connectReplay()
{
    connect(m_replay, &ReplayPanel::trafficShown, this,
            [this](const std::optional<TrafficView> &traffic) { m_canvas->setTraffic(traffic ? &*traffic : nullptr); });
    connect(m_replay, &ReplayPanel::trailShown, this,
            [this](const std::optional<FlowTrail> &trail) { m_canvas->setTrail(trail ? &*trail : nullptr); });
    connect(m_versions, &FlowVersions::compareWanted, this, [this](const FlowDoc &doc, int version) {
        showSide(Side::Replay);
        m_replay->compareWith(doc, tr("v%1").arg(version));
    });
    connect(m_replay, &ReplayPanel::hintsFound, this, [this](const std::vector<FlowProblem> &hints) {
        if (m_untaken == hints)
            return;
        m_untaken = hints;
        showProblems();
    });
    connect(m_replay, &ReplayPanel::stepChosen, m_canvas, &FlowCanvas::reveal);
    connect(m_replay, &ReplayPanel::peopleChosen, this, &FlowDesigner::peopleChosen);
    connect(m_replay, &ReplayPanel::exportRequested, this, &FlowDesigner::exportRequested);
    connect(m_canvas, &FlowCanvas::nodeCountClicked, this, [this](const FlowNodeId &node, bool waiting) {
        const auto &replayed = m_replay->replayed();
        const NodeVisits *visits = replayed ? replayed->result.node(node) : nullptr;
        const FlowNode *written = m_editor->doc().node(node);
        if (visits && written)
            Q_EMIT peopleChosen(nameOf(*written), replayed->idsOf((waiting ? visits->waiting : visits->in).people));
    });
    connect(m_canvas, &FlowCanvas::edgeCountClicked, this, [this](const FlowEdgeId &edge) {
        const auto &replayed = m_replay->replayed();
        const NodeVisits *visits = replayed ? replayed->result.node(edge.from) : nullptr;
        const FlowNode *written = m_editor->doc().node(edge.from);
        for (const PortTraffic &port : visits &&written ? visits->out : std::vector<PortTraffic>()) {
            if (port.port == edge.port)
                Q_EMIT peopleChosen(tr("%1: %2").arg(nameOf(*written), portWords(*written, port.port)),
                                    replayed->idsOf(port.went.people));
        }
    });
}

void FlowDesigner::showDoc()
{
    const FlowDoc &doc = m_editor->doc();
    if (m_name->text().trimmed() != doc.name)
        m_name->setText(doc.name);
    if (m_note->text() != doc.note)
        m_note->setText(doc.note);
    std::erase_if(m_parts.nodes, [&](const FlowNodeId &id) { return !doc.node(id); });
    std::erase_if(m_parts.remarks, [&](const QString &id) {
        return std::ranges::find(doc.remarks, id, &FlowRemark::id) == doc.remarks.end();
    });
    m_canvas->setFlow(doc);
    showOutline();
    m_panel->setFlow(doc);
    m_versions->setDoc(doc);
    m_replay->setFlow(doc);
    m_checker->check(doc);
    m_hint->setVisible(doc.nodes.empty() && doc.remarks.empty());
    showFound();
    showEnabled();
}

// Only while it is looked at: of a long flow it is much work.
void FlowDesigner::showOutline()
{
    if (!m_editor || m_sideCard->isHidden() || m_side->currentWidget() != m_outline)
        return;
    m_outline->setFlow(m_editor->doc());
    if (!m_plug || !m_parts.nodes.empty())
        m_outline->select(m_parts.nodes);
}

void FlowDesigner::select(const FlowParts &parts, const std::optional<FlowPlug> &plug)
{
    if (parts == m_parts && plug == m_plug)
        return;
    m_parts = parts;
    m_plug = plug;
    if (m_editor)
        m_editor->endMerging();
    showSelection();
}

void FlowDesigner::showSelection()
{
    FlowSelection wanted{.nodes = m_parts.nodes, .remarks = m_parts.remarks, .edge = {}};
    const FlowNode *from = m_plug && m_editor ? m_editor->doc().node(m_plug->node) : nullptr;
    if (from && from->to.contains(m_plug->port))
        wanted.edge = FlowEdgeId{m_plug->node, m_plug->port};
    if (m_canvas->selection() != wanted)
        m_canvas->select(wanted);
    if (!m_plug || !m_parts.nodes.empty())
        m_outline->select(m_parts.nodes);
    m_panel->setSelection(m_parts);
    m_replay->setStep(m_parts.nodes.size() == 1 ? *m_parts.nodes.begin() : FlowNodeId());
    showEnabled();
}

void FlowDesigner::showEnabled()
{
    using enum FlowAction;
    const bool any = !m_parts.isEmpty();
    const bool several = m_parts.nodes.size() > 1;
    for (const FlowAction action : {Duplicate, Cut, Copy, Delete, DeleteLeavingGap})
        m_actions.at(action)->setEnabled(any);
    for (const FlowAction action : {AlignLeft, AlignCentre, AlignRight, AlignTop, SpreadAcross, SpreadDown})
        m_actions.at(action)->setEnabled(several);
    m_actions.at(Rename)->setEnabled(m_parts.nodes.size() == 1);
    const auto plug = plugAtHand();
    const FlowNode *from = plug ? m_editor->doc().node(plug->node) : nullptr;
    m_actions.at(Connect)->setEnabled(from);
    m_actions.at(Disconnect)->setEnabled(from && from->to.contains(plug->port));
}

void FlowDesigner::showSaveState()
{
    tellSaveState(*m_autosave, *m_state, *m_nameProblem);
}

void FlowDesigner::showProblems()
{
    if (!m_editor)
        return;
    m_problems.clear();
    if (!m_editor->doc().nodes.empty()) { // without a step a flow is not wrong: it is not begun
        m_problems = m_wrong;
        m_problems.insert(m_problems.end(), m_untaken.begin(), m_untaken.end());
    }
    std::map<FlowNodeId, FlowSeverity> gravest;
    qsizetype grave = 0;
    for (const FlowProblem &problem : m_problems) {
        grave += problem.severity == FlowSeverity::Hint ? 0 : 1;
        const auto known = gravest.find(problem.node);
        if (!problem.node.isEmpty() && (known == gravest.end() || problem.severity < known->second))
            gravest[problem.node] = problem.severity;
    }
    m_canvas->setProblems(gravest);
    m_outline->setProblems(gravest);
    m_panel->setProblems(m_problems);
    m_problemList->setProblems(m_editor->doc(), m_problems);
    QAction *action = m_actions.at(FlowAction::Problems);
    action->setIconText(grave == 0   ? (m_problems.empty() ? tr("No problems") : tr("Hints: %1").arg(m_problems.size()))
                        : grave == 1 ? tr("1 problem")
                                     : tr("%1 problems").arg(grave));
    action->setIcon(icon(m_problems.empty() ? QStringLiteral("check") : QStringLiteral("warning")));
    m_problemsButton->setAccessibleName(action->iconText());
}

void FlowDesigner::showFound()
{
    m_found = m_editor ? stepsHolding(m_editor->doc(), m_search->text()) : std::vector<FlowNodeId>();
    m_canvas->setHighlighted({m_found.begin(), m_found.end()});
    const bool searches = !m_search->text().trimmed().isEmpty();
    m_searchCount->setText(!searches ? QString() : m_found.empty() ? tr("none") : tr("%1 found").arg(m_found.size()));
}

// From what is selected on, and round.
void FlowDesigner::goToNextFound()
{
    if (m_found.empty())
        return;
    const FlowNodeId now = m_parts.nodes.size() == 1 ? *m_parts.nodes.begin() : FlowNodeId();
    const auto at = std::ranges::find(m_found, now);
    const FlowNodeId next = at == m_found.end() || std::next(at) == m_found.end() ? m_found.front() : *std::next(at);
    select({{next}, {}});
    m_canvas->reveal(next);
}

void FlowDesigner::showSide(Side side)
{
    m_sideCard->setVisible(side != Side::None);
    if (side != Side::None)
        m_side->setCurrentIndex(static_cast<int>(side) - 1);
    showOutline();
    using enum FlowAction;
    for (const auto &[action, one] :
         {std::pair(Palette, Side::Palette), std::pair(Outline, Side::Outline), std::pair(Problems, Side::Problems),
          std::pair(Versions, Side::Versions), std::pair(Replay, Side::Replay)})
        m_actions.at(action)->setChecked(side == one);
}

void FlowDesigner::startSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void FlowDesigner::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

void FlowDesigner::renameTo(const QString &name)
{
    if (!m_editor || name.trimmed().isEmpty())
        return;
    FlowDoc doc = m_editor->doc();
    doc.name = name.trimmed();
    apply(doc, tr("Rename"), QStringLiteral("name"));
}

void FlowDesigner::noteTo(const QString &note)
{
    if (!m_editor)
        return;
    FlowDoc doc = m_editor->doc();
    doc.note = note;
    apply(doc, tr("Change note"), QStringLiteral("note"));
}

} // namespace perennial
