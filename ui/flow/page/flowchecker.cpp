// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/flowchecker.h"

#include "core/segment/columns/profiletable.h"
#include "core/workspace/workspace.h"

namespace perennial {

namespace {

constexpr int BreathMs = 120;

}

FlowChecker::FlowChecker(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_asking(workspace.runner(), [this](const Result<std::vector<FlowProblem>> &problems) {
        if (problems)
            Q_EMIT found(*problems);
    })
{
    m_breath.setSingleShot(true);
    m_breath.setInterval(BreathMs);
    connect(&m_breath, &QTimer::timeout, this, &FlowChecker::ask);
    connect(&workspace, &Workspace::segmentsChanged, this, [this] {
        if (!m_flow.nodes.empty())
            m_breath.start();
    });
}

void FlowChecker::check(const FlowDoc &flow)
{
    m_flow = flow;
    m_breath.start();
}

void FlowChecker::forget()
{
    m_flow = {};
    m_breath.stop();
    m_asking.cancel();
}

void FlowChecker::ask()
{
    m_asking.ask(tr("Checking a flow"),
                 [flow = m_flow, table = m_workspace.table(),
                  path = m_workspace.path()](const Progress &) -> Result<std::vector<FlowProblem>> {
                     LintSetting setting{.table = table.get(), .names = {}};
                     if (auto store = Store::openReader(path)) {
                         if (auto names = namesIn(*store))
                             setting.names = std::move(*names);
                     }
                     // What could not be read stays in the flow as it was written, and is told until it is gone.
                     const auto reading = readFlow(flow.toJson());
                     return reading ? lint(*reading, setting) : lint(flow, setting);
                 });
}

} // namespace perennial
