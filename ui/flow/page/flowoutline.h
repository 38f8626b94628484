// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/page/outlinerows.h"

#include <QTreeWidget>

#include <optional>

namespace perennial {

// The flow as a list: the same steps as on the canvas, with the same selection, for keys and readers.
class FlowOutline : public QTreeWidget
{
    Q_OBJECT

public:
    explicit FlowOutline(QWidget *parent = nullptr);

    void setFlow(const FlowDoc &flow);
    void setProblems(const std::map<FlowNodeId, FlowSeverity> &problems);
    // Without telling.
    void select(const std::set<FlowNodeId> &nodes);
    [[nodiscard]] std::set<FlowNodeId> selectedNodes() const;
    // Where a step would be added: the way at hand, or that by which one goes on from the step at hand.
    [[nodiscard]] std::optional<FlowPlug> plug() const;

Q_SIGNALS:
    void chosen();                                     // another selection
    void activated(const perennial::FlowNodeId &node); // Enter: its properties
    void menuWanted(const QPoint &globalAt);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void addRow(const OutlineRow &row, QTreeWidgetItem *parent);
    void nameRow(QTreeWidgetItem *item, const OutlineRow &row);
    void nameAgain(const std::vector<OutlineRow> &before, const std::vector<OutlineRow> &now, QTreeWidgetItem *parent);
    void markProblem(QTreeWidgetItem *item);
    [[nodiscard]] QString currentKey() const;

    std::vector<OutlineRow> m_shown;
    std::map<FlowNodeId, FlowSeverity> m_problems;
    std::map<FlowNodeId, QTreeWidgetItem *> m_steps;
    bool m_quiet = false;
};

} // namespace perennial
