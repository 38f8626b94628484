// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/lint/flowlint.h"
#include "core/job/latestrequest.h"

#include <QTimer>

namespace perennial {

class Workspace;

// Looks for problems of the flow that is edited, a breath after the last edit and out of the window's thread.
class FlowChecker : public QObject
{
    Q_OBJECT

public:
    explicit FlowChecker(Workspace &workspace, QObject *parent = nullptr);

    void check(const FlowDoc &flow);
    void forget();

Q_SIGNALS:
    void found(const std::vector<perennial::FlowProblem> &problems);

private:
    void ask();

    Workspace &m_workspace;
    FlowDoc m_flow;
    QTimer m_breath;
    LatestRequest<std::vector<FlowProblem>> m_asking;
};

} // namespace perennial
