// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/latestrequest.h"
#include "ui/audience/exportlog.h"
#include "ui/shell/page.h"

class QStackedWidget;
class QTableView;

namespace perennial {

class Workspace;

// What has left the store as a file, and when.
class AudiencesPage : public Page
{
    Q_OBJECT

public:
    explicit AudiencesPage(Workspace &workspace, QWidget *parent = nullptr);

Q_SIGNALS:
    void segmentsRequested();

private:
    [[nodiscard]] QWidget *makeTable();
    [[nodiscard]] QWidget *makeEmpty();
    void read();
    void take(std::vector<ExportRecord> records);

    Workspace &m_workspace;
    ExportLogModel *m_model;
    QStackedWidget *m_stack;
    QTableView *m_table;
    LatestRequest<std::vector<ExportRecord>> m_reading;
};

} // namespace perennial
