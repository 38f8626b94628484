// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/canvasaccess.h"

#include "ui/flow/canvas/flowcanvas.h"
#include "ui/flow/canvas/flowscene.h"
#include "ui/flow/canvas/graphwalk.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>

namespace perennial {

namespace {

// One node, edge or remark.
struct CanvasPart
{
    FlowNodeId node{};
    std::optional<FlowEdgeId> edge{};
    QString remark{};

    friend bool operator==(const CanvasPart &, const CanvasPart &) = default;
    friend std::strong_ordering operator<=>(const CanvasPart &, const CanvasPart &) = default;
};

const FlowScene &sceneOf(const FlowCanvas &canvas)
{
    return *static_cast<const FlowScene *>(canvas.scene());
}

class PartAccess final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    PartAccess(FlowCanvas &canvas, CanvasPart part)
        : m_canvas(&canvas)
        , m_part(std::move(part))
    {
    }

    bool isValid() const override
    {
        return m_canvas && (scene().node(m_part.node) || (m_part.edge && scene().edge(*m_part.edge)) ||
                            scene().remark(m_part.remark));
    }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_canvas); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override {}

    QString text(QAccessible::Text kind) const override
    {
        if (!isValid() || kind != QAccessible::Name)
            return {};
        if (m_part.edge)
            return scene().state().sentenceOf(*m_part.edge);
        if (const RemarkItem *remark = scene().remark(m_part.remark))
            return FlowCanvas::tr("Note: %1").arg(remark->text());
        const FlowNode *node = scene().state().node(m_part.node);
        return node ? scene().state().sentenceOf(*node) : QString();
    }

    QRect rect() const override
    {
        if (!isValid())
            return {};
        QRectF area;
        if (m_part.edge)
            area = scene().edge(*m_part.edge)->corners().boundingRect().adjusted(-4, 0, 4, 0);
        else if (const NodeItem *node = scene().node(m_part.node))
            area = node->outline().card;
        else
            area = scene().remark(m_part.remark)->rect();
        const QRect seen = m_canvas->mapFromScene(area).boundingRect();
        return {m_canvas->viewport()->mapToGlobal(seen.topLeft()), seen.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        const FlowSelection &selection = scene().selection();
        state.selectable = state.focusable = state.multiSelectable = true;
        state.selected = selection.nodes.contains(m_part.node) || selection.remarks.contains(m_part.remark) ||
                         (m_part.edge && selection.edge == m_part.edge);
        state.focused = m_canvas->hasFocus() && (m_part.node.isEmpty() ? state.selected : isCurrent());
        state.offscreen = !m_canvas->viewport()->rect().intersects(
            QRect(m_canvas->viewport()->mapFromGlobal(rect().topLeft()), rect().size()));
        state.invisible = !m_canvas->isVisible();
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction(), setFocusAction(), showMenuAction()}; }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

    void doAction(const QString &name) override
    {
        if (!isValid())
            return;
        choose();
        if (name == showMenuAction())
            Q_EMIT m_canvas->menuRequested({.node = m_part.node, .remark = m_part.remark, .edge = m_part.edge},
                                           rect().center());
        else if (name == pressAction() && !m_part.node.isEmpty())
            Q_EMIT m_canvas->nodeActivated(m_part.node);
    }

private:
    const FlowScene &scene() const { return sceneOf(*m_canvas); }
    bool isCurrent() const { return !scene().selection().edge && scene().current() == m_part.node; }

    void choose()
    {
        if (!m_part.node.isEmpty())
            m_canvas->setCurrent(m_part.node);
        else if (m_part.edge)
            m_canvas->select({.edge = m_part.edge});
        else
            m_canvas->select({.remarks = {m_part.remark}});
    }

    QPointer<FlowCanvas> m_canvas;
    CanvasPart m_part;
};

class CanvasAccess final : public QAccessibleWidget
{
public:
    explicit CanvasAccess(FlowCanvas *canvas)
        : QAccessibleWidget(canvas, QAccessible::List)
        , m_canvas(canvas)
    {
    }
    ~CanvasAccess() override { forget(); }

    int childCount() const override { return static_cast<int>(parts().size()); }
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        const CanvasPart &part = m_parts[static_cast<size_t>(index)];
        const auto known = m_ids.find(part);
        if (known != m_ids.end())
            return QAccessible::accessibleInterface(known->second);
        const QAccessible::Id id = QAccessible::registerAccessibleInterface(new PartAccess(*m_canvas, part));
        m_ids.emplace(part, id);
        return QAccessible::accessibleInterface(id);
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (const auto &[part, id] : m_ids)
            if (QAccessible::accessibleInterface(id) == child)
                return indexOf(part);
        return -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint at = m_canvas->viewport()->mapFromGlobal(QPoint(x, y));
        const CanvasHit hit = sceneOf(*m_canvas).hitAt(m_canvas->mapToScene(at), m_canvas->zoom());
        const bool isEdge = hit.target.edge && sceneOf(*m_canvas).edge(*hit.target.edge);
        return child(indexOf({hit.target.node, isEdge ? hit.target.edge : std::nullopt, hit.target.remark}));
    }
    QAccessibleInterface *focusChild() const override
    {
        const FlowSelection &now = m_canvas->selection();
        const bool isNode = !now.edge && !m_canvas->current().isEmpty();
        const QString remark = !isNode && now.remarks.size() == 1 ? *now.remarks.begin() : QString();
        return m_canvas->hasFocus() ? child(indexOf({isNode ? m_canvas->current() : FlowNodeId(), now.edge, remark}))
                                    : nullptr;
    }
    QString text(QAccessible::Text kind) const override
    {
        const QString set = QAccessibleWidget::text(kind);
        return set.isEmpty() && kind == QAccessible::Name ? FlowCanvas::tr("Flow") : set;
    }

    int indexOf(const CanvasPart &part) const
    {
        const auto found = std::ranges::find(parts(), part);
        return found == m_parts.end() ? -1 : static_cast<int>(found - m_parts.begin());
    }
    // The flow changed.
    void forgetOrder()
    {
        m_isKnown = false;
        std::erase_if(m_ids, [](const auto &entry) {
            const QAccessibleInterface *known = QAccessible::accessibleInterface(entry.second);
            if (known && known->isValid())
                return false;
            QAccessible::deleteAccessibleInterface(entry.second);
            return true;
        });
    }

private:
    const std::vector<CanvasPart> &parts() const
    {
        if (m_isKnown)
            return m_parts;
        m_isKnown = true;
        m_parts.clear();
        const FlowDoc &flow = m_canvas->flow();
        for (const FlowNodeId &id : readingOrder(flow, m_canvas->isRightToLeft()))
            m_parts.push_back({.node = id});
        const size_t nodes = m_parts.size();
        for (size_t i = 0; i < nodes; ++i) {
            const FlowNode *node = sceneOf(*m_canvas).state().node(m_parts[i].node);
            for (const FlowPort &port : portsOf(*node))
                if (const FlowEdgeId edge{node->id, port}; sceneOf(*m_canvas).edge(edge))
                    m_parts.push_back({.edge = edge});
        }
        for (const FlowRemark &remark : flow.remarks)
            m_parts.push_back({.remark = remark.id});
        return m_parts;
    }

    void forget()
    {
        for (const auto &[part, id] : m_ids)
            QAccessible::deleteAccessibleInterface(id);
        m_ids.clear();
    }

    FlowCanvas *m_canvas;
    mutable bool m_isKnown = false;
    mutable std::vector<CanvasPart> m_parts;
    mutable std::map<CanvasPart, QAccessible::Id> m_ids;
};

QAccessibleInterface *makeCanvasAccess(const QString &, QObject *object)
{
    auto *canvas = dynamic_cast<FlowCanvas *>(object);
    return canvas ? new CanvasAccess(canvas) : nullptr;
}

CanvasAccess *accessOf(FlowCanvas &canvas)
{
    return dynamic_cast<CanvasAccess *>(QAccessible::queryAccessibleInterface(&canvas));
}

} // namespace

void installCanvasAccess()
{
    static const bool installed = (QAccessible::installFactory(makeCanvasAccess), true);
    Q_UNUSED(installed)
}

void tellFocused(FlowCanvas &canvas, const FlowNodeId &node, const std::optional<FlowEdgeId> &edge,
                 const QString &remark)
{
    CanvasAccess *access = accessOf(canvas);
    const int index = access ? access->indexOf({edge ? FlowNodeId() : node, edge, remark}) : -1;
    if (index < 0)
        return;
    QAccessibleEvent event(&canvas, QAccessible::Focus);
    event.setChild(index);
    QAccessible::updateAccessibility(&event);
}

void tellReordered(FlowCanvas &canvas)
{
    CanvasAccess *access = accessOf(canvas);
    if (!access)
        return;
    access->forgetOrder();
    QAccessibleEvent event(&canvas, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&event);
}

void describeKeys(FlowCanvas &canvas)
{
    canvas.setAccessibleDescription(FlowCanvas::tr(
        "Arrows walk along the flow, Tab reads it step by step, E goes through the edges of a step. Enter opens "
        "a step, C connects it, Insert adds one after it."));
}

void announce(FlowCanvas &canvas, const QString &text)
{
    canvas.setAccessibleDescription(text);
    QAccessibleEvent event(&canvas, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace perennial
