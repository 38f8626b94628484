// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/flowoutline.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/tokens.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>

#include <utility>

namespace perennial {

namespace {

enum Role { KindRole = Qt::UserRole + 1, NodeRole, PortRole, FromRole, TextRole, IconNameRole };

constexpr int Indent = 12;

OutlineRow::Kind kindOf(const QTreeWidgetItem *item)
{
    return static_cast<OutlineRow::Kind>(item->data(0, KindRole).toInt());
}

FlowNodeId nodeOf(const QTreeWidgetItem *item)
{
    return item->data(0, NodeRole).toString();
}

QString keyOf(const QTreeWidgetItem *item)
{
    return item ? item->data(0, KindRole).toString() + nodeOf(item) + u'/' + item->data(0, PortRole).toString()
                : QString();
}

QString severityWord(FlowSeverity severity)
{
    return severity == FlowSeverity::Error     ? FlowOutline::tr("has an error")
           : severity == FlowSeverity::Warning ? FlowOutline::tr("has a warning")
                                               : FlowOutline::tr("has a hint");
}

} // namespace

FlowOutline::FlowOutline(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("outline"));
    setAccessibleName(tr("Outline of the flow"));
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setIndentation(Indent);
    setIconSize({size::IconSmall, size::IconSmall});
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setExpandsOnDoubleClick(false);
    setUniformRowHeights(true);
    header()->setStretchLastSection(true);
    viewport()->setAutoFillBackground(false);
    connect(this, &QTreeWidget::itemSelectionChanged, this, [this] {
        if (!m_quiet)
            Q_EMIT chosen();
    });
    connect(this, &QTreeWidget::itemDoubleClicked, this, [this](const QTreeWidgetItem *item) {
        if (kindOf(item) == OutlineRow::Kind::Step)
            Q_EMIT activated(nodeOf(item));
    });
}

QString FlowOutline::currentKey() const
{
    return keyOf(currentItem());
}

void FlowOutline::setFlow(const FlowDoc &flow)
{
    const auto before = std::exchange(m_shown, outlineOf(flow));
    if (isSameTree(before, m_shown))
        return nameAgain(before, m_shown, invisibleRootItem());
    const QScopedValueRollback quiet(m_quiet, true);
    const std::set<FlowNodeId> selected = selectedNodes();
    const QString current = currentKey();
    clear();
    m_steps.clear();
    for (const OutlineRow &row : m_shown)
        addRow(row, nullptr);
    expandAll();
    select(selected);
    for (QTreeWidgetItemIterator item(this); *item; ++item) {
        if (!current.isEmpty() && keyOf(*item) == current)
            setCurrentItem(*item, 0, QItemSelectionModel::NoUpdate);
    }
}

void FlowOutline::addRow(const OutlineRow &row, QTreeWidgetItem *parent)
{
    using Kind = OutlineRow::Kind;
    auto *item = parent ? new QTreeWidgetItem(parent) : new QTreeWidgetItem(this);
    item->setData(0, KindRole, static_cast<int>(row.kind));
    item->setData(0, NodeRole, row.node);
    item->setData(0, PortRole, row.port);
    item->setData(0, FromRole, row.from);
    item->setData(0, IconNameRole, row.iconName);
    if (row.kind == Kind::Step)
        m_steps[row.node] = item;
    else if (row.kind == Kind::Link)
        item->setIcon(0, icon(QStringLiteral("arrow-right"), Ink::Muted));
    else if (row.kind == Kind::Way)
        item->setForeground(0, palette().brush(QPalette::PlaceholderText));
    else
        item->setFlags(Qt::ItemIsEnabled);
    nameRow(item, row);
    for (const OutlineRow &below : row.below)
        addRow(below, item);
}

void FlowOutline::nameRow(QTreeWidgetItem *item, const OutlineRow &row)
{
    using Kind = OutlineRow::Kind;
    item->setData(0, TextRole, row.text);
    item->setText(0, row.kind == Kind::Link                       ? tr("goes on at: %1").arg(row.text)
                     : row.kind == Kind::Way && row.below.empty() ? tr("%1: ends here", "a way out").arg(row.text)
                                                                  : row.text);
    item->setToolTip(0, item->text(0));
    if (row.kind == Kind::Step)
        markProblem(item);
}

// Of the same tree: only what is called otherwise now.
void FlowOutline::nameAgain(const std::vector<OutlineRow> &before, const std::vector<OutlineRow> &now,
                            QTreeWidgetItem *parent)
{
    for (size_t i = 0; i < now.size(); ++i) {
        QTreeWidgetItem *item = parent->child(static_cast<int>(i));
        if (now[i].text != before[i].text)
            nameRow(item, now[i]);
        nameAgain(before[i].below, now[i].below, item);
    }
}

void FlowOutline::markProblem(QTreeWidgetItem *item)
{
    const auto problem = m_problems.find(nodeOf(item));
    const bool has = problem != m_problems.end();
    const Ink ink = !has                                       ? Ink::Muted
                    : problem->second == FlowSeverity::Error   ? Ink::Danger
                    : problem->second == FlowSeverity::Warning ? Ink::Warn
                                                               : Ink::Info;
    const bool isGrave = has && problem->second != FlowSeverity::Hint;
    item->setIcon(0, icon(isGrave ? (problem->second == FlowSeverity::Error ? QStringLiteral("danger")
                                                                            : QStringLiteral("warning"))
                                  : item->data(0, IconNameRole).toString(),
                          isGrave ? ink : Ink::Muted));
    const QString text = item->data(0, TextRole).toString();
    item->setData(0, Qt::AccessibleTextRole,
                  has ? tr("%1, %2", "a step, has an error").arg(text, severityWord(problem->second)) : text);
}

void FlowOutline::setProblems(const std::map<FlowNodeId, FlowSeverity> &problems)
{
    if (problems == m_problems)
        return;
    m_problems = problems;
    for (const auto &[id, item] : m_steps)
        markProblem(item);
}

void FlowOutline::select(const std::set<FlowNodeId> &nodes)
{
    if (nodes == selectedNodes())
        return;
    const QScopedValueRollback quiet(m_quiet, true);
    clearSelection();
    for (const FlowNodeId &id : nodes) {
        const auto item = m_steps.find(id);
        if (item == m_steps.end())
            continue;
        if (nodes.size() == 1)
            setCurrentItem(item->second);
        item->second->setSelected(true);
        scrollToItem(item->second);
    }
}

std::set<FlowNodeId> FlowOutline::selectedNodes() const
{
    std::set<FlowNodeId> nodes;
    for (const QTreeWidgetItem *item : selectedItems()) {
        if (kindOf(item) == OutlineRow::Kind::Step)
            nodes.insert(nodeOf(item));
    }
    return nodes;
}

std::optional<FlowPlug> FlowOutline::plug() const
{
    const QTreeWidgetItem *item = currentItem();
    if (!item || !item->isSelected())
        return std::nullopt;
    if (kindOf(item) == OutlineRow::Kind::Way)
        return FlowPlug{nodeOf(item), item->data(0, PortRole).toString()};
    if (kindOf(item) == OutlineRow::Kind::Link)
        return FlowPlug{item->data(0, FromRole).toString(), item->data(0, PortRole).toString()};
    return std::nullopt;
}

void FlowOutline::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter || event->modifiers() != Qt::NoModifier || !currentItem())
        return QTreeWidget::keyPressEvent(event);
    if (kindOf(currentItem()) == OutlineRow::Kind::Link) {
        select({nodeOf(currentItem())}); // where it stands
        Q_EMIT chosen();
    } else if (kindOf(currentItem()) == OutlineRow::Kind::Step) {
        Q_EMIT activated(nodeOf(currentItem()));
    }
}

void FlowOutline::contextMenuEvent(QContextMenuEvent *event)
{
    Q_EMIT menuWanted(event->globalPos());
}

} // namespace perennial
