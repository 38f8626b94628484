// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/pushrun.h"
#include "core/connect/outbox/runlog.h"
#include "core/job/latestrequest.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QPushButton;
class QTableView;

namespace perennial {

class Banner;
class ElidedLabel;
class Label;
class RunLogModel;
class SearchField;
class Workspace;

// What came of every person in a run: filtered by outcome, searched, with the payload once somebody asks for it.
class RunLogView : public QWidget
{
    Q_OBJECT

public:
    explicit RunLogView(Workspace &workspace, QWidget *parent = nullptr);
    ~RunLogView() override;

    void showRun(const PushRun &run);
    [[nodiscard]] const PushRun &run() const { return m_run; }
    // Those who failed are being sent again; what came of it is shown next.
    void showRetrying();
    void showRetried(const Result<PushRun> &run);
    [[nodiscard]] SearchField *search() const { return m_search; }

Q_SIGNALS:
    void backRequested();
    // Those who failed in a run are to be sent again; `isConfirmed` where somebody said yes to what it would change.
    void retryRequested(const perennial::PushRun &failed, bool isConfirmed);
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);

private:
    [[nodiscard]] QWidget *makeTop();
    [[nodiscard]] QWidget *makeTable();
    void read();
    void take(Result<LogPage> page);
    void showPeople();
    void exportRows();
    void write(const QString &path);
    [[nodiscard]] LogQuestion question() const;
    void showRetryButton();
    void followBanner();

    Workspace &m_workspace;
    PushRun m_run;
    size_t m_limit = 0;
    RunLogModel *m_model;
    ElidedLabel *m_title;
    ElidedLabel *m_figures;
    SearchField *m_search;
    QComboBox *m_state;
    QCheckBox *m_reveals;
    QTableView *m_table;
    Label *m_foot;
    QPushButton *m_more;
    QPushButton *m_retry;
    Banner *m_banner;
    std::optional<PushRun> m_retried; // what came of the last try
    bool m_isRetrying = false;
    LatestRequest<LogPage> m_reading;
};

} // namespace perennial
