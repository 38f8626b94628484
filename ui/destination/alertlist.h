// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/runalerts.h"
#include "core/job/latestrequest.h"

#include <QWidget>

namespace perennial {

class Workspace;

// What somebody ought to look at, of each destination's newest run: a line each, which leads to the run and can be
// dismissed. Hidden where there is nothing.
class AlertList : public QWidget
{
    Q_OBJECT

public:
    explicit AlertList(Workspace &workspace, QWidget *parent = nullptr);

    void read();

Q_SIGNALS:
    void runChosen(perennial::PushRunId run);
    void failed(const perennial::Error &error);

private:
    void take(Result<std::vector<RunAlert>> alerts);
    [[nodiscard]] QWidget *makeLine(const RunAlert &alert);
    void dismiss(const RunAlert &alert);

    Workspace &m_workspace;
    std::vector<RunAlert> m_alerts;
    QWidget *m_lines = nullptr;
    LatestRequest<std::vector<RunAlert>> m_reading;
};

} // namespace perennial
