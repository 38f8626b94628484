// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/segment/document/lifecycle.h"
#include "core/segment/lifecycle/stagecensus.h"

#include <QWidget>

class QScrollArea;
class QUndoStack;

namespace perennial {

class Banner;
class Label;
class LifecycleEditor;
class LifecycleKeeper;
class LinkButton;
class MovementChart;
class MoveTable;
class SegmentCatalog;
class SegmentOracle;
class StageModel;
class StagePane;
class StageStudy;
class StageTable;
class Workspace;
struct StageHistory;

// The lifecycle of the store's people: its stages, whom each is meant for, and who moved between them month by month.
class LifecycleView : public QWidget
{
    Q_OBJECT

public:
    LifecycleView(Workspace &workspace, SegmentOracle &oracle, SegmentCatalog &catalog, QWidget *parent = nullptr);
    ~LifecycleView() override;
    Q_DISABLE_COPY_MOVE(LifecycleView)

    [[nodiscard]] QUndoStack &undoStack();
    [[nodiscard]] LifecycleEditor &editor() { return *m_editor; }
    [[nodiscard]] const StageStudy &study() const { return *m_study; }
    void flush();
    [[nodiscard]] bool isSaved() const;
    void addStage();

Q_SIGNALS:
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);
    // A segment that asks for a stage.
    void startRequested(const perennial::SegmentDoc &doc);
    void saved();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] QWidget *makeTop();
    [[nodiscard]] QWidget *makeStages(SegmentOracle &oracle, SegmentCatalog &catalog);
    [[nodiscard]] QWidget *makeMovement();
    [[nodiscard]] QWidget *makeMonths();
    void connectTable();
    void connectChart();
    void showStage();
    void showStudy();
    void showMonths();
    void showStep(size_t step);
    void scrollTo(size_t step);
    void showState();
    void showMissing();
    void insert(size_t stage);
    void showPeopleOf(size_t stage);
    void showMoved(size_t step, const StageMove &move);
    void showBlock(size_t step, bool atEnd, quint8 stage);
    void use(size_t stage);

    Workspace &m_workspace;
    SegmentCatalog &m_catalog;
    LifecycleEditor *m_editor;
    LifecycleKeeper *m_keeper;
    StageStudy *m_study;
    StageModel *m_model;
    Banner *m_problem;
    Label *m_words;
    Label *m_state;
    LinkButton *m_usual;
    StageTable *m_table;
    StagePane *m_pane;
    MovementChart *m_chart;
    QScrollArea *m_months;
    Label *m_reading;
    Label *m_step;
    MoveTable *m_moves;
};

} // namespace perennial
