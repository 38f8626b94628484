// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/connect/outbox/pushrun.h"
#include "core/job/latestrequest.h"
#include "ui/audience/exportlog.h"
#include "ui/shell/page.h"

class QStackedWidget;
class QTableView;

namespace perennial {

class Workspace;

class DestinationsView;

// Where audiences go: destinations with their safety desks and runs, and what has left the store as a file.
class AudiencesPage : public Page
{
    Q_OBJECT

public:
    explicit AudiencesPage(Workspace &workspace, QWidget *parent = nullptr);

    [[nodiscard]] DestinationsView &destinations() { return *m_destinations; }
    // The rows of a run.
    void showRun(PushRunId run);
    void showStart() override;
    bool startSearch() override;

Q_SIGNALS:
    void segmentsRequested();
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);

private:
    [[nodiscard]] QWidget *makeOverview();
    void connectDestinations();
    [[nodiscard]] QWidget *makeTable();
    [[nodiscard]] QWidget *makeEmpty();
    void read();
    void take(std::vector<ExportRecord> records);

    Workspace &m_workspace;
    ExportLogModel *m_model;
    DestinationsView *m_destinations;
    QStackedWidget *m_stack; // the overview, a desk, the rows of a run
    QStackedWidget *m_files;
    QTableView *m_table;
    LatestRequest<std::vector<ExportRecord>> m_reading;
};

} // namespace perennial
