// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/panel/panelform.h"
#include "ui/flow/panel/panelparts.h"

namespace perennial {

class RowList;

// What takes people out of the flow at any time, and what counts as its goal.
class ExitsEditor : public QWidget
{
    Q_OBJECT

public:
    explicit ExitsEditor(const PanelContext &context, QWidget *parent = nullptr);

    void show(const FlowDoc &flow);

Q_SIGNALS:
    void edited(const perennial::FlowDoc &flow, const QString &what, const QString &key);

private:
    class Row;

    [[nodiscard]] QWidget *makeRow(size_t index, QWidget *parent);
    void add(bool isGoal);
    template <class Change>
    void edit(const QString &what, const QString &key, Change change);

    const PanelContext &m_context;
    FlowDoc m_flow;
    RowList *m_rows;
};

} // namespace perennial
