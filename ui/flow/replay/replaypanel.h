// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/panel/previewpeople.h"
#include "ui/flow/replay/flowreplayer.h"
#include "ui/flow/replay/trafficview.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QDateTimeEdit;
class QPushButton;
class QScrollArea;
class QSlider;
class QToolButton;
class QVBoxLayout;

namespace perennial {

class Label;
class PathList;
class Picker;
class PickerPill;
class StepFigures;
class TodayLine;
struct PeopleToExport;

// A flow over what really happened: how many came, how far by which day, what is known of the chosen step, and one
// person's way. It replays while it is shown, and again after each edit.
class ReplayPanel : public QWidget
{
    Q_OBJECT

public:
    ReplayPanel(Workspace &workspace, PreviewPeople &people, QWidget *parent = nullptr);

    void setFlow(const FlowDoc &flow);
    // Nothing of a flow before stays.
    void forget();
    void setStep(const FlowNodeId &node);
    // Another flow over the same time, to compare with; nothing: none.
    void compareWith(const std::optional<FlowDoc> &other, const QString &name);
    // Shows one person's way.
    void follow(ProfileId person, const QString &name);
    [[nodiscard]] const ReplayedPointer &replayed() const { return m_replayed; }

Q_SIGNALS:
    void trafficShown(const std::optional<perennial::TrafficView> &traffic);
    void trailShown(const std::optional<perennial::FlowTrail> &trail);
    void stepChosen(const perennial::FlowNodeId &node);
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);
    void exportRequested(const perennial::PeopleToExport &people);
    // What it shows to be most likely a slip, as hints; none once the flow is another than the one that was replayed.
    void hintsFound(const std::vector<perennial::FlowProblem> &hints);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] QWidget *makeChoices();
    [[nodiscard]] QWidget *makeBusy();
    [[nodiscard]] QWidget *makeScrubber();
    [[nodiscard]] QWidget *makeStart();
    [[nodiscard]] Picker *makePersonPicker();
    void connectReplayer();
    void askSoon();
    void ask();
    void take(const ReplayedPointer &answer);
    void showTraffic();
    void showDay();
    void play(bool on);
    void playOn();
    void showSummary();
    void showFigures();
    void setBusy(bool busy);
    void followAgain();
    void showStart();
    [[nodiscard]] std::optional<Instant> startingAt() const;
    void tellHints();
    [[nodiscard]] ReplayReach reach() const;
    [[nodiscard]] std::optional<int> day() const; // nothing: the last

    Workspace &m_workspace;
    PreviewPeople &m_people;
    FlowReplayer m_replayer;
    FlowReplayer m_comparer;
    FlowDoc m_flow;
    bool m_hasFlow = false;
    FlowNodeId m_step;
    std::optional<FlowDoc> m_other;
    QString m_otherName;
    ReplayedPointer m_replayed;
    ReplayedPointer m_compared;
    std::optional<ProfileId> m_person;
    std::vector<PathStep> m_path;
    QTimer m_pause;
    QTimer m_playing;
    QComboBox *m_reach;
    QComboBox *m_look;
    Label *m_busy;
    QPushButton *m_stop;
    QWidget *m_busyLine;
    Label *m_summary;
    QPushButton *m_alone; // ends comparing
    QWidget *m_scrubber;
    QSlider *m_days;
    Label *m_dayWords;
    QToolButton *m_play;
    StepFigures *m_figures;
    TodayLine *m_today;
    PickerPill *m_who;
    QComboBox *m_start;
    QWidget *m_startLine;
    QDateTimeEdit *m_startAt;
    Label *m_startZone;
    PathList *m_steps;
    QScrollArea *m_area = nullptr;
    bool m_leadsToWay = false; // the way of a person just chosen is brought into view
};

} // namespace perennial
