// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"

#include <QWidget>

class QListWidget;
class QPushButton;

namespace perennial {

class Label;

// All that is wrong with a flow, gravest first: Enter or a click leads to the step, the button mends what can be
// mended.
class ProblemList : public QWidget
{
    Q_OBJECT

public:
    explicit ProblemList(QWidget *parent = nullptr);

    void setProblems(const FlowDoc &flow, const std::vector<FlowProblem> &problems);
    void takeFocus();

Q_SIGNALS:
    void chosen(const perennial::FlowProblem &problem);
    void fixWanted(const perennial::FlowProblem &problem);

private:
    void showFix();
    [[nodiscard]] const FlowProblem *current() const;

    std::vector<FlowProblem> m_problems;
    Label *m_none;
    QListWidget *m_list;
    Label *m_whole;
    QPushButton *m_fix;
};

} // namespace perennial
