// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/job/latestrequest.h"
#include "ui/documents/autosave.h"
#include "ui/flow/canvas/canvasvalues.h"
#include "ui/flow/editing/flowedits.h"
#include "ui/flow/page/flowactions.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QLineEdit;
class QPrinter;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace perennial {

class FlowCanvas;
class FlowChecker;
class FlowEditor;
class FlowOutline;
class FlowPanel;
class FlowVersions;
struct CanvasState;
class Label;
struct PeopleToExport;
class Picker;
class PickerPill;
class PreviewPeople;
class ProblemList;
class ReplayPanel;
class SearchField;
class SegmentCatalog;
class Workspace;

// One flow at work: the canvas in the middle, its properties at the end; at the start, on demand, the steps to add, the
// outline, the problems or the versions. Gestures, keys and the panel all become edits of the document.
class FlowDesigner : public QWidget
{
    Q_OBJECT

public:
    FlowDesigner(Workspace &workspace, SegmentCatalog &catalog, QWidget *parent = nullptr);
    ~FlowDesigner() override;
    Q_DISABLE_COPY_MOVE(FlowDesigner)

    // Shows a flow; the editor and its autosave stay with the caller and must outlive this showing.
    void open(FlowEditor &editor, Autosave &autosave);
    void close();
    // Gives the steps of a flow that nobody has drawn yet their places.
    void layOutNew();
    [[nodiscard]] FlowEditor *editor() const { return m_editor; }
    void focusName();
    void startSearch();
    [[nodiscard]] FlowCanvas &canvas() const { return *m_canvas; }
    [[nodiscard]] FlowPanel &panel() const { return *m_panel; }
    [[nodiscard]] const FlowParts &selection() const { return m_parts; }
    void select(const FlowParts &parts, const std::optional<FlowPlug> &plug = {});
    [[nodiscard]] QAction *action(FlowAction action) const { return m_actions.at(action); }
    // Writes the flow as JSON, or as a picture by the ending of the name.
    [[nodiscard]] Result<void> exportTo(const QString &path) const;
    // On one page, as large as it fits.
    void printOn(QPrinter &printer) const;
    enum class Side { None, Palette, Outline, Problems, Versions, Replay };
    void showSide(Side side);
    // Where others put their buttons, at the end of the toolbar.
    [[nodiscard]] QHBoxLayout &tools() const { return *m_tools; }

Q_SIGNALS:
    void backRequested();
    void failed(const perennial::Error &error);
    void toldDone(const QString &text);
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);
    void exportRequested(const perennial::PeopleToExport &people);
    // It is to be made at a platform.
    void draftRequested(const perennial::FlowDoc &flow);

private:
    using NodePlaces = std::map<FlowNodeId, QPointF>;
    // A layout that is being looked for: of which flow, and whether of all of it.
    struct AskedLayout
    {
        FlowDoc flow;
        bool all = true;
    };

    // In flowdesignerparts.cpp.
    [[nodiscard]] QWidget *makeTop();
    [[nodiscard]] QWidget *makeNames();
    [[nodiscard]] QWidget *makeToolbar();
    [[nodiscard]] QWidget *makeBody(SegmentCatalog &catalog);
    [[nodiscard]] QWidget *makeSide();
    [[nodiscard]] QToolButton *makeTool(const char *name, const char *iconName, const QString &text);
    [[nodiscard]] QToolButton *toolOf(FlowAction action);
    void makeActions();
    void makeMenu();
    void connectCanvas();
    void connectOutline();
    void connectRest();
    void connectReplay();

    // In flowdesigneredits.cpp.
    void act(FlowAction action);
    void fillActions();
    void fillStepActions();
    void fillPartActions();
    void fillViewActions();
    void apply(const FlowDoc &doc, const QString &what, const QString &key = {});
    void apply(const FlowEdited &edited, const QString &what);
    void addStep(const QString &kind);
    void addAfter(const QString &kind, const FlowPlug &plug);
    [[nodiscard]] std::optional<FlowPlug> plugAtHand() const;
    [[nodiscard]] std::optional<FlowPlug> onlyOpenEnd() const;
    void offerKinds(const FlowPlug &plug, const QPoint &globalAt);
    void offerTargets();
    void disconnectHere();
    void removeParts(const FlowParts &parts, GapRule gap);
    void copyParts() const;
    void paste(const std::optional<QPointF> &at);
    void lineUp(FlowAction how);
    void layOut();
    void takePlaces(const Result<NodePlaces> &places);
    void forgetLayout();
    void openAtSpot(Picker *picker, const QPoint &globalAt);
    void fix(const FlowProblem &problem);

    void showMenu(const QPoint &globalAt);
    void showDoc();
    void showOutline();
    void showSelection();
    void showSaveState();
    void showProblems();
    void showFound();
    void goToNextFound();
    void showEnabled();
    void exportAs(bool picture);
    void print();
    [[nodiscard]] CanvasState drawn() const;
    void returnFocus();
    void renameTo(const QString &name);
    void noteTo(const QString &note);

    Workspace &m_workspace;
    std::unique_ptr<PreviewPeople> m_people;
    FlowEditor *m_editor = nullptr;
    Autosave *m_autosave = nullptr;
    FlowParts m_parts;
    std::optional<FlowPlug> m_plug;
    std::vector<FlowProblem> m_wrong;   // with what is written
    std::vector<FlowProblem> m_untaken; // what a replay adds
    std::vector<FlowProblem> m_problems;
    std::vector<FlowNodeId> m_found;
    FlowChecker *m_checker;
    std::optional<AskedLayout> m_askedLayout;
    LatestRequest<NodePlaces> m_layingOut;
    QTimer m_mergePause; // what comes after it is a step of its own
    std::map<FlowAction, QAction *> m_actions;
    std::map<FlowAction, std::function<void()>> m_does;
    QPointer<QWidget> m_lastView; // canvas or outline, whichever had the focus last
    QPointer<QWidget> m_spot;
    QLineEdit *m_name;
    QLineEdit *m_note;
    Label *m_nameProblem;
    Label *m_state;
    Label *m_layoutBusy;
    QToolButton *m_undo;
    QToolButton *m_redo;
    QToolButton *m_menu;
    QHBoxLayout *m_tools;
    PickerPill *m_add;
    SearchField *m_search;
    Label *m_searchCount;
    Label *m_zoom;
    QToolButton *m_problemsButton;
    QSplitter *m_split;
    QWidget *m_sideCard;
    QStackedWidget *m_side;
    FlowOutline *m_outline;
    ProblemList *m_problemList;
    FlowVersions *m_versions;
    ReplayPanel *m_replay;
    FlowCanvas *m_canvas;
    Label *m_hint; // on the empty canvas
    FlowPanel *m_panel;
};

} // namespace perennial
