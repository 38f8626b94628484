// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/job/latestrequest.h"
#include "ui/activity/activityentry.h"
#include "ui/shell/page.h"

#include <vector>

class QComboBox;
class QListView;
class QStackedWidget;

namespace perennial {

class ActivityModel;
class AlertList;
class EmptyState;
class Label;
class Workspace;

// What runs, and what was done: the jobs of this session, imports, exports, pushes and changes, newest first. Above
// them stands what of the pushes somebody ought to look at.
class ActivityPage : public Page
{
    Q_OBJECT

public:
    explicit ActivityPage(Workspace &workspace, QWidget *parent = nullptr);

Q_SIGNALS:
    void importChosen(perennial::ImportId import);
    void runChosen(qint64 run); // a push, by its id

protected:
    void showEvent(QShowEvent *event) override;

private:
    using Records = std::vector<ActivityRecord>;

    void buildFilter();
    QWidget *makeList();
    void watchJobs();
    void refresh();
    void take(Result<Records> records);
    void fill();
    void open(const QModelIndex &index);

    Workspace &m_workspace;
    QComboBox *m_filter;
    ActivityModel *m_model;
    AlertList *m_alerts;
    QListView *m_list;
    QStackedWidget *m_faces;
    EmptyState *m_empty;
    EmptyState *m_problem;
    Label *m_zone;
    std::vector<ActivityEntry> m_jobs;
    std::vector<ActivityEntry> m_records;
    LatestRequest<Records> m_request;
};

} // namespace perennial
