// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/panel/nodeeditor.h"

namespace perennial {

class RowList;

// Several ways, each with a name and a condition; the first that holds is taken.
class MultiSplitEditor : public NodeKindEditor<MultiSplitNode>
{
    Q_OBJECT

public:
    MultiSplitEditor(const PanelContext &context, QWidget *parent);

private:
    void show(const FlowDoc &flow) override;
    [[nodiscard]] QWidget *makeRow(size_t index, QWidget *parent);

    RowList *m_rows;
};

// Ways by chance, each with a weight.
class RandomSplitEditor : public NodeKindEditor<RandomSplitNode>
{
    Q_OBJECT

public:
    RandomSplitEditor(const PanelContext &context, QWidget *parent);

private:
    void show(const FlowDoc &flow) override;
    [[nodiscard]] QWidget *makeRow(size_t index, QWidget *parent);

    RowList *m_rows;
    QLineEdit *m_salt;
};

} // namespace perennial
