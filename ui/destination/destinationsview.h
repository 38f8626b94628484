// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/pushrun.h"
#include "core/job/latestrequest.h"
#include "ui/destination/destinationmodel.h"

#include <QPointer>
#include <QWidget>

class QStackedWidget;
class QTableView;

namespace perennial {

class Card;
class DestinationForm;
class RunControl;
class AlertList;
class NeverSentBar;
class RunLogView;
class SafetyDesk;
class Workspace;

// The destinations of a store as a card, and, each in place of the whole page, the safety desk of one and the rows of a
// run.
class DestinationsView : public QObject
{
    Q_OBJECT

public:
    // The faces are made as children of `parent`.
    DestinationsView(Workspace &workspace, QWidget *parent);
    ~DestinationsView() override;

    [[nodiscard]] QWidget *card() const;
    [[nodiscard]] SafetyDesk *desk() const { return m_desk; }
    [[nodiscard]] RunLogView *runLog() const { return m_log; }
    [[nodiscard]] RunControl &control() const { return *m_control; }
    [[nodiscard]] int count() const { return m_model->rowCount(); }

    void add();
    void showDestination(DestinationId id);
    void showRun(PushRunId run);

Q_SIGNALS:
    void listRequested();
    void deskRequested();
    void logRequested();
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);
    void done(const QString &text, const std::function<void()> &undo);
    void failed(const perennial::Error &error);
    void changed();

private:
    using Lines = std::vector<DestinationLine>;

    [[nodiscard]] QWidget *makeTable(QWidget *parent);
    void connectFaces();
    void connectControl();
    void read();
    void take(Result<Lines> lines);
    void edit(std::optional<SavedDestination> saved);
    void remove(const SavedDestination &destination);
    void retry(const PushRun &failed, bool isConfirmed);
    void change(const QString &title, std::function<Result<void>(DestinationShelf &)> change,
                std::function<void()> then = {});

    Workspace &m_workspace;
    QWidget *m_parent;
    RunControl *m_control;
    DestinationModel *m_model;
    Card *m_card;
    AlertList *m_alerts;
    NeverSentBar *m_never;
    QTableView *m_table;
    QWidget *m_none;
    SafetyDesk *m_desk;
    RunLogView *m_log;
    QPointer<DestinationForm> m_form;
    LatestRequest<Lines> m_reading;
    LatestRequest<PushRun> m_readingRun;
};

} // namespace perennial
