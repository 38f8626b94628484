// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/flowdesigner.h"

#include "core/flow/document/flowwords.h"
#include "core/flow/lint/flowlint.h"
#include "ui/flow/canvas/flowcanvas.h"
#include "ui/flow/canvas/flowlayout.h"
#include "ui/flow/canvas/nodeface.h"
#include "ui/flow/editing/flowclip.h"
#include "ui/flow/editing/floweditor.h"
#include "ui/flow/editing/flowplaces.h"
#include "ui/flow/editing/nodekinds.h"
#include "ui/flow/page/flowoutline.h"
#include "ui/flow/page/kindpicker.h"
#include "ui/flow/page/problemlist.h"
#include "ui/flow/panel/flowpanel.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/widgets/label.h"
#include "ui/widgets/popupframe.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>

// What is done to the flow.

namespace perennial {

namespace {

LineUp lineUpOf(FlowAction action)
{
    switch (action) {
    case FlowAction::AlignLeft:
        return LineUp::Left;
    case FlowAction::AlignCentre:
        return LineUp::Centre;
    case FlowAction::AlignRight:
        return LineUp::Right;
    case FlowAction::AlignTop:
        return LineUp::Top;
    case FlowAction::SpreadAcross:
        return LineUp::Across;
    default:
        return LineUp::Down;
    }
}

FlowParts allPartsOf(const FlowDoc &flow)
{
    FlowParts all;
    for (const FlowNode &node : flow.nodes)
        all.nodes.insert(node.id);
    for (const FlowRemark &remark : flow.remarks)
        all.remarks.insert(remark.id);
    return all;
}

// Whether places found for one fit the other.
bool isSameShape(const FlowDoc &a, const FlowDoc &b)
{
    return std::ranges::equal(a.nodes, b.nodes, [](const FlowNode &one, const FlowNode &other) {
        return one.id == other.id && one.to == other.to && portsOf(one) == portsOf(other);
    });
}

} // namespace

void FlowDesigner::act(FlowAction action)
{
    if (m_editor)
        m_does.at(action)();
}

void FlowDesigner::fillActions()
{
    fillStepActions();
    fillPartActions();
    fillViewActions();
}

void FlowDesigner::fillStepActions()
{
    using enum FlowAction;
    m_does[AddStep] = [this] { m_add->openPopup(); };
    m_does[AddNote] = [this] {
        const FlowEdited edited = withRemark(m_editor->doc(), m_canvas->middle());
        apply(edited, tr("Add note"));
        m_canvas->editRemark(*edited.now.remarks.begin());
    };
    m_does[Connect] = [this] { offerTargets(); };
    m_does[Disconnect] = [this] { disconnectHere(); };
    m_does[Properties] = [this] { m_panel->enter(); };
    m_does[Rename] = [this] { m_panel->editTitle(); };
    m_does[CopyWords] = [this] { QGuiApplication::clipboard()->setText(sentencesOf(m_editor->doc())); };
    m_does[ExportJson] = [this] { exportAs(false); };
    m_does[ExportPicture] = [this] { exportAs(true); };
    m_does[CreateDraft] = [this] { Q_EMIT draftRequested(m_editor->doc()); };
    m_does[Print] = [this] { print(); };
}

void FlowDesigner::fillPartActions()
{
    using enum FlowAction;
    m_does[Duplicate] = [this] { apply(duplicated(m_editor->doc(), m_parts), tr("Duplicate")); };
    m_does[Cut] = [this] {
        copyParts();
        removeParts(m_parts, GapRule::Close);
    };
    m_does[Copy] = [this] { copyParts(); };
    m_does[Paste] = [this] { paste({}); };
    m_does[Delete] = [this] { removeParts(m_parts, GapRule::Close); };
    m_does[DeleteLeavingGap] = [this] { removeParts(m_parts, GapRule::Leave); };
    m_does[SelectAll] = [this] { select(allPartsOf(m_editor->doc())); };
    m_does[LayOut] = [this] { layOut(); };
    for (const FlowAction how : {AlignLeft, AlignCentre, AlignRight, AlignTop, SpreadAcross, SpreadDown})
        m_does[how] = [this, how] { lineUp(how); };
}

void FlowDesigner::fillViewActions()
{
    using enum FlowAction;
    m_does[ZoomIn] = [this] { m_canvas->zoomIn(); };
    m_does[ZoomOut] = [this] { m_canvas->zoomOut(); };
    m_does[Fit] = [this] { m_canvas->fit(); };
    m_does[Minimap] = [this] { m_canvas->setMinimapShown(m_actions.at(Minimap)->isChecked()); };
    for (const auto &[which, side] :
         {std::pair(Palette, Side::Palette), std::pair(Outline, Side::Outline), std::pair(Problems, Side::Problems),
          std::pair(Versions, Side::Versions), std::pair(Replay, Side::Replay)})
        m_does[which] = [this, which = which, side = side] {
            showSide(m_actions.at(which)->isChecked() ? side : Side::None);
            if (side == Side::Outline && m_outline->isVisible())
                m_outline->setFocus(Qt::ShortcutFocusReason);
            if (side == Side::Problems && m_problemList->isVisible())
                m_problemList->takeFocus();
        };
}

void FlowDesigner::apply(const FlowDoc &doc, const QString &what, const QString &key)
{
    if (!m_editor)
        return;
    m_editor->apply(doc, what, key);
    m_mergePause.start();
}

void FlowDesigner::apply(const FlowEdited &edited, const QString &what)
{
    if (!m_editor || edited.doc == m_editor->doc())
        return;
    m_editor->apply(edited.doc, what);
    select(edited.now);
    if (edited.now.nodes.size() == 1)
        m_canvas->reveal(*edited.now.nodes.begin());
}

// The way at hand; else that by which people go on from the one step that is selected, a free one first.
std::optional<FlowPlug> FlowDesigner::plugAtHand() const
{
    if (!m_editor || m_plug)
        return m_plug;
    const FlowNode *node = m_parts.nodes.size() == 1 ? m_editor->doc().node(*m_parts.nodes.begin()) : nullptr;
    const auto ports = node ? portsOf(*node) : std::vector<FlowPort>();
    if (ports.empty())
        return std::nullopt;
    const auto free = std::ranges::find_if(ports, [&](const FlowPort &port) { return !node->to.contains(port); });
    return FlowPlug{node->id, free == ports.end() ? ports.front() : *free};
}

// The one way in the flow that leads nowhere yet; nothing where there are several.
std::optional<FlowPlug> FlowDesigner::onlyOpenEnd() const
{
    std::optional<FlowPlug> open;
    for (const FlowNode &node : m_editor->doc().nodes) {
        for (const FlowPort &port : portsOf(node)) {
            if (node.to.contains(port))
                continue;
            if (open)
                return std::nullopt;
            open = FlowPlug{node.id, port};
        }
    }
    return open;
}

void FlowDesigner::addStep(const QString &kind)
{
    const NodeKindFace *face = nodeKind(kind);
    if (!face || !m_editor)
        return;
    const bool starts = face->group == KindGroup::Start;
    const auto atHand = plugAtHand();
    const auto plug = atHand ? atHand : onlyOpenEnd();
    if (!starts && plug)
        return addAfter(kind, *plug);
    const bool first = m_editor->doc().nodes.empty();
    const QPointF at = first ? QPointF() : m_canvas->middle();
    apply(added(m_editor->doc(), face->make(), at), tr("Add %1").arg(nameOf(*face)));
    if (first)
        m_canvas->fit();
    else if (!starts)
        Q_EMIT toldDone(
            tr("“%1” is not connected yet. Select the step before it and press %2.")
                .arg(nameOf(*face), m_actions.at(FlowAction::Connect)->shortcut().toString(QKeySequence::NativeText)));
    returnFocus();
}

void FlowDesigner::addAfter(const QString &kind, const FlowPlug &plug)
{
    const NodeKindFace *face = nodeKind(kind);
    if (!face || !m_editor)
        return;
    apply(addedAfter(m_editor->doc(), face->make(), plug), tr("Add %1").arg(nameOf(*face)));
    returnFocus();
}

// To the canvas or the outline, so that the next key goes on there.
void FlowDesigner::returnFocus()
{
    QWidget *view = m_lastView && m_lastView->isVisible() ? m_lastView.data() : m_canvas;
    view->setFocus(Qt::OtherFocusReason);
}

void FlowDesigner::openAtSpot(Picker *picker, const QPoint &globalAt)
{
    delete m_spot;
    m_spot = new QWidget(this);
    m_spot->setGeometry(QRect(mapFromGlobal(globalAt), QSize(1, 1)));
    m_spot->show();
    auto *frame = new PopupFrame(picker, m_spot);
    connect(picker, &Picker::committed, frame, &QWidget::hide);
    connect(frame, &PopupFrame::closed, m_spot, &QObject::deleteLater);
    frame->open();
}

void FlowDesigner::offerKinds(const FlowPlug &plug, const QPoint &globalAt)
{
    auto *picker = new KindPicker(false);
    connect(picker, &KindPicker::chosen, this, [this, plug](const QString &kind) { addAfter(kind, plug); });
    openAtSpot(picker, globalAt);
}

// A list of the steps an edge can go to, for whoever does not drag.
void FlowDesigner::offerTargets()
{
    const auto plug = plugAtHand();
    if (!plug)
        return;
    auto *picker = new ListPicker(tr("Lead to"));
    std::vector<PickItem> items;
    for (const FlowNode &node : m_editor->doc().nodes) {
        if (node.id == plug->node || node.as<TriggerNode>())
            continue;
        items.push_back({.id = node.id, .text = nameOf(node), .detail = {}, .section = {}, .iconName = iconOf(node)});
    }
    const FlowNode *from = m_editor->doc().node(plug->node);
    if (items.empty())
        picker->list().setNote(tr("There is no other step yet."));
    picker->list().setItems(std::move(items));
    if (const auto to = from->to.find(plug->port); to != from->to.end())
        picker->list().setCurrent(to->second);
    connect(picker, &ListPicker::picked, this, [this, plug](const QString &to) {
        apply(connected(m_editor->doc(), *plug, to), tr("Connect"));
        returnFocus();
    });
    openAtSpot(picker, m_add->mapToGlobal(QPoint(0, m_add->height())));
}

void FlowDesigner::disconnectHere()
{
    if (const auto plug = plugAtHand())
        apply(disconnected(m_editor->doc(), *plug), tr("Disconnect"));
}

void FlowDesigner::removeParts(const FlowParts &parts, GapRule gap)
{
    const FlowEdited edited = removed(m_editor->doc(), parts, gap);
    const size_t count = parts.nodes.size() + parts.remarks.size();
    apply(edited, count == 1 ? tr("Delete") : tr("Delete %1 parts").arg(count));
}

void FlowDesigner::copyParts() const
{
    if (!m_parts.isEmpty())
        QGuiApplication::clipboard()->setMimeData(clipOf(m_editor->doc(), m_parts));
}

void FlowDesigner::paste(const std::optional<QPointF> &at)
{
    const auto clip = flowIn(QGuiApplication::clipboard()->mimeData());
    if (!clip)
        return;
    apply(pasted(m_editor->doc(), *clip, at.value_or(m_canvas->middle())), tr("Paste"));
}

void FlowDesigner::lineUp(FlowAction how)
{
    apply(linedUp(m_editor->doc(), m_parts.nodes, lineUpOf(how)), textOf(how));
}

// Out of the window's thread: a long flow takes most of a second.
void FlowDesigner::layOut()
{
    const bool all = m_parts.nodes.size() < 2;
    m_askedLayout = {m_editor->doc(), all};
    m_layoutBusy->show();
    m_actions.at(FlowAction::LayOut)->setEnabled(false);
    m_layingOut.ask(tr("Laying out a flow"),
                    [flow = m_editor->doc(), only = all ? std::set<FlowNodeId>() : m_parts.nodes](const Progress &) {
                        return layoutOf(flow, only);
                    });
}

void FlowDesigner::forgetLayout()
{
    m_layingOut.cancel();
    m_askedLayout.reset();
    m_layoutBusy->hide();
    m_actions.at(FlowAction::LayOut)->setEnabled(true);
}

void FlowDesigner::takePlaces(const Result<NodePlaces> &places)
{
    const auto asked = std::exchange(m_askedLayout, std::nullopt);
    forgetLayout();
    if (!m_editor || !asked)
        return;
    if (!places)
        return Q_EMIT failed(places.error());
    if (!isSameShape(asked->flow, m_editor->doc()))
        return Q_EMIT toldDone(tr("The flow has changed meanwhile: lay it out again."));
    apply(placed(m_editor->doc(), *places), tr("Lay out"));
    if (asked->all)
        m_canvas->fit();
}

void FlowDesigner::fix(const FlowProblem &problem)
{
    if (const auto mended = fixed(m_editor->doc(), problem))
        apply(*mended, problem.fix);
}

void FlowDesigner::showMenu(const QPoint &globalAt)
{
    using enum FlowAction;
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("canvasMenu"));
    const auto put = [&](std::initializer_list<FlowAction> actions) {
        for (const FlowAction action : actions) {
            if (m_actions.at(action)->isEnabled())
                menu.addAction(m_actions.at(action));
        }
        menu.addSeparator();
    };
    put({AddStep, AddNote, Connect, Disconnect});
    put({Properties, Rename, Duplicate});
    put({Cut, Copy, Paste, Delete, DeleteLeavingGap});
    put({AlignLeft, AlignCentre, AlignRight, AlignTop, SpreadAcross, SpreadDown, LayOut});
    put({SelectAll, Fit});
    menu.exec(globalAt);
}

} // namespace perennial
