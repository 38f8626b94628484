// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/job/latestrequest.h"
#include "core/store/storesummary.h"
#include "ui/shell/page.h"

#include <vector>

class QStackedWidget;

namespace perennial {

class EmptyState;
class Label;
class NextStepCard;
class RevenueCard;
class StatTile;
class Workspace;

// The store in one breath: people, customers, repeat share, orders, revenue, the age of the data and what to do next.
class HomePage : public Page
{
    Q_OBJECT

public:
    explicit HomePage(Workspace &workspace, QWidget *parent = nullptr);

Q_SIGNALS:
    void newStoreRequested();
    void openStoreRequested();
    void demoStoreRequested();
    void importRequested(); // the Data page, with its file dialog
    void segmentsRequested();
    void allPeopleRequested();
    void peopleRequested(const QString &title, const std::vector<perennial::ProfileId> &ids);

private:
    enum class Step { Import, Refresh, Segment, Look };

    QWidget *makeWelcome();
    QWidget *makeEmptyStore();
    QWidget *makeProblem();
    QWidget *makeOverview();
    QWidget *makeTiles();
    void refresh();
    void showSummary(const StoreSummary &summary);
    void showAge(const StoreSummary &summary);
    void showNextStep(const StoreSummary &summary);
    void countSegments();
    void takeNextStep();
    void showMonths();
    void showPeople(const QString &title, qint64 atLeast);

    Workspace &m_workspace;
    // Filled in by the make…() of the faces, so they come before them.
    EmptyState *m_problem = nullptr;
    StatTile *m_people = nullptr;
    StatTile *m_customers = nullptr;
    StatTile *m_repeat = nullptr;
    StatTile *m_orders = nullptr;
    Label *m_age = nullptr;
    RevenueCard *m_revenue = nullptr;
    NextStepCard *m_next = nullptr;
    QStackedWidget *m_faces;
    QWidget *m_welcome;
    QWidget *m_emptyStore;
    QWidget *m_loading;
    QWidget *m_overview;
    Step m_step = Step::Look;
    LatestRequest<std::vector<ProfileId>> m_list;
    LatestRequest<int> m_counting;
    int m_segments = 0;
    QString m_listTitle;
};

} // namespace perennial
