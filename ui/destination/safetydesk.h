// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/plan/differencecauses.h"
#include "core/job/latestrequest.h"
#include "ui/destination/deskfigures.h"

#include <QWidget>

class QCheckBox;
class QProgressBar;
class QPushButton;

namespace perennial {

class Banner;
class CausesCard;
class DifferenceTiles;
class ElidedLabel;
class ForecastCard;
class HeldBackCard;
class Job;
class KeyField;
struct KeyAsk;
class Label;
class RunControl;
class RunsCard;
class Workspace;

// One destination before and while it is sent: who comes, stays and leaves, who is held back and why, what would leave.
// Nothing leaves before somebody chooses Send.
class SafetyDesk : public QWidget
{
    Q_OBJECT

public:
    SafetyDesk(Workspace &workspace, RunControl &control, QWidget *parent = nullptr);
    ~SafetyDesk() override;

    void showDestination(DestinationId id);
    [[nodiscard]] DestinationId destination() const { return m_id; }
    // Counts again.
    void refresh();
    void clear();

Q_SIGNALS:
    void backRequested();
    void editRequested(const perennial::SavedDestination &destination);
    void removeRequested(const perennial::SavedDestination &destination);
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);
    void runChosen(const perennial::PushRun &run);

private:
    [[nodiscard]] QWidget *makeTop();
    [[nodiscard]] QWidget *makeProgress();
    [[nodiscard]] QWidget *makeAnswer();
    [[nodiscard]] QWidget *makeBody();
    void connectControl();
    void take(Result<DeskFigures> figures);
    void explain();
    void showState();
    void showRunState();
    void follow(Job *job);
    void send();
    [[nodiscard]] const PushRun *openRun() const;
    [[nodiscard]] KeyAsk keyAsk() const;

    Workspace &m_workspace;
    RunControl &m_control;
    DestinationId m_id;
    std::optional<DeskFigures> m_figures;

    ElidedLabel *m_name;
    ElidedLabel *m_what;
    QPushButton *m_edit;
    QPushButton *m_remove;
    QPushButton *m_again;
    QPushButton *m_send;
    Banner *m_banner;
    Label *m_sentence;
    QWidget *m_answer;
    QCheckBox *m_yes;
    KeyField *m_key;
    QWidget *m_progress;
    QProgressBar *m_bar;
    Label *m_sent;
    DifferenceTiles *m_tiles;
    HeldBackCard *m_held;
    ForecastCard *m_forecast;
    CausesCard *m_causes;
    RunsCard *m_runs;
    QPushButton *m_cancel;
    LatestRequest<DeskFigures> m_reading;
    LatestRequest<std::optional<DifferenceCauses>> m_explaining;
};

} // namespace perennial
