// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/overlap/overlapmodel.h"

#include <QTimer>
#include <QWidget>

class QButtonGroup;
class QStackedWidget;

namespace perennial {

class Banner;
class CombinationChart;
class ElidedLabel;
class EmptyState;
class Label;
class LinkButton;
class OverlapFoot;
class OverlapMatrix;
class OverlapStudy;
class Picker;
class PickerPill;

// How one's segments lie across each other: two by two as a matrix, up to six at once as bars, and who is in none.
// Counts only while it is shown.
class OverlapView : public QWidget
{
    Q_OBJECT

public:
    enum class Face { Pairs, Combinations };

    explicit OverlapView(OverlapStudy &study, QWidget *parent = nullptr);

    void setFilter(const QString &words);
    void showFace(Face face);

Q_SIGNALS:
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);
    void startRequested(const perennial::SegmentDoc &doc);
    void opened(perennial::SegmentId id);
    void createRequested();
    void dataRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeStates();
    [[nodiscard]] QWidget *makeFrame();
    [[nodiscard]] QWidget *makeTools();
    [[nodiscard]] QWidget *makeSummary();
    [[nodiscard]] QWidget *makeFaces();
    [[nodiscard]] QWidget *makeNotes();
    [[nodiscard]] QButtonGroup *makeSwitch(QWidget *box, const QString &name, const std::vector<QString> &words,
                                           const char *objectName);
    void connectParts();
    void connectStudy();
    [[nodiscard]] Picker *makeSegmentPicker();
    [[nodiscard]] Picker *makeCombinedPicker();
    [[nodiscard]] Picker *makeOrderPicker();
    [[nodiscard]] Picker *makeAbsentList();
    [[nodiscard]] Face face() const;
    [[nodiscard]] OverlapFact nobodys() const;
    void showMap();
    void showWaiting();
    void showTools();
    void showSummary();
    void showMoment();
    void showAbsent();
    void showContent();
    void showLegend();
    void fitFaces();
    void showFact();
    void setBusy(bool busy);
    void dim(bool dimmed);
    void fail(const Error &error);
    void showPeople(const OverlapOffer &offer);
    void makeSegment(const OverlapOffer &offer);

    OverlapStudy &m_study;
    QTimer m_dim;   // a moment after the counting began
    QTimer m_watch; // how far it is
    Banner *m_problem;
    QStackedWidget *m_states;
    Label *m_waiting = nullptr;
    EmptyState *m_none = nullptr;
    EmptyState *m_nobody = nullptr;
    QWidget *m_frame = nullptr;
    QWidget *m_tools = nullptr;
    QButtonGroup *m_faceSwitch = nullptr;
    QWidget *m_measureBox = nullptr;
    QButtonGroup *m_measure = nullptr;
    ElidedLabel *m_legend = nullptr;
    PickerPill *m_segments = nullptr;
    PickerPill *m_combined = nullptr;
    PickerPill *m_order = nullptr;
    LinkButton *m_inNone = nullptr;
    LinkButton *m_makeNone = nullptr;
    LinkButton *m_inOne = nullptr;
    ElidedLabel *m_moment = nullptr;
    QStackedWidget *m_faces = nullptr;
    OverlapMatrix *m_matrix = nullptr;
    CombinationChart *m_chart = nullptr;
    Label *m_few = nullptr;
    OverlapFoot *m_foot = nullptr;
    PickerPill *m_absent = nullptr;
};

} // namespace perennial
