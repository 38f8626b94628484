// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "ui/documents/autosave.h"
#include "ui/segment/figures/segmentstudy.h"

#include <QTimer>
#include <QWidget>

#include <set>

class QLineEdit;
class QPushButton;
class QSplitter;
class QToolButton;

namespace perennial {

class AnswerPane;
class Banner;
class DefinitionView;
class Label;
class NumberLabel;
class Picker;
class PickerPill;
class SegmentCatalog;
class SegmentEditor;
class SegmentPreview;
class ThresholdFeed;
class VersionsPane;
class Workspace;

// One segment at work: the definition at the start, the answer at the end, both always visible.
class SegmentBuilder : public QWidget
{
    Q_OBJECT

public:
    SegmentBuilder(Workspace &workspace, SegmentOracle &oracle, SegmentCatalog &catalog, QWidget *parent = nullptr);

    // Shows a segment; the editor and its autosave stay with the caller and must outlive this showing.
    void open(SegmentEditor &editor, Autosave &autosave);
    // Shows none.
    void close();
    [[nodiscard]] SegmentEditor *editor() const { return m_editor; }
    // The moment asked for: now, or the end of a day gone by.
    [[nodiscard]] Instant asOf() const { return m_asOf.value_or(Instant::now()); }
    // Whether there is a segment, and an answer to it.
    [[nodiscard]] bool canExport() const;
    void focusName();
    // Leads to one condition and shows where it is.
    void focusCondition(const NodePath &path);
    void startCondition();
    // Shows how its size went.
    void showHistory();

Q_SIGNALS:
    void backRequested();
    void exportRequested();
    void personChosen(perennial::ProfileId id);
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);
    // The people it has as of a moment are to become a list; its saving is on its way.
    void freezeWanted(const perennial::SegmentDoc &doc, perennial::Instant asOf);
    void templateWanted(const perennial::SegmentDoc &doc);
    // It is to be made at a platform.
    void draftWanted(const perennial::SegmentDoc &doc);

private:
    [[nodiscard]] QWidget *makeTop();
    [[nodiscard]] QWidget *makeNames();
    [[nodiscard]] QWidget *makeDefinition(SegmentCatalog &catalog);
    [[nodiscard]] QWidget *makeAnswer();
    [[nodiscard]] QToolButton *makeTool(const char *name, const char *iconName, const QString &text);
    void connectPreview();
    void connectStudy();
    void connectPeople();
    void connectThresholds();
    void connectVersions();
    void showVersions();
    void showReview();
    [[nodiscard]] Picker *makeReviewPicker();
    void makeMenu();
    void showDoc();
    void showSaveState();
    void showDataAge();
    void ask();
    void lookAt(const std::optional<Instant> &asOf);
    void takeWishes();
    void showVerdicts(const std::optional<Explanation> &explanation);
    void noteStudyAsked(SegmentStudy::Topic topic);
    void dimStudy();
    void findPeople(const PeopleWanted &who, const QString &title);
    void takePeople(const Result<std::vector<ProfileId>> &ids);
    void showFigures(const SegmentFigures &figures);
    void dim();
    void fail(const Error &error);
    [[nodiscard]] QString waitingWords() const;
    [[nodiscard]] bool isImporting() const;
    void renameTo(const QString &name);
    void noteTo(const QString &note);

    Workspace &m_workspace;
    SegmentEditor *m_editor = nullptr;
    Autosave *m_autosave = nullptr;
    std::optional<Instant> m_asOf;
    SegmentOracle &m_oracle;
    SegmentPreview *m_preview;
    ThresholdFeed *m_thresholds;
    SegmentStudy *m_study;
    LatestRequest<std::vector<SamplePerson>> m_search;
    LatestRequest<std::vector<ProfileId>> m_people;
    QString m_peopleTitle;
    QTimer m_dim;
    QTimer m_dimStudy;
    std::set<SegmentStudy::Topic> m_waiting; // asked, and not answered yet
    bool m_counted = false;                  // the newest question's counts are shown
    QLineEdit *m_name;
    QLineEdit *m_note;
    Label *m_nameProblem;
    Label *m_state;
    QToolButton *m_undo;
    QToolButton *m_redo;
    QToolButton *m_menu;
    QPushButton *m_export;
    PickerPill *m_review;
    DefinitionView *m_definition;
    AnswerPane *m_answer;
    VersionsPane *m_versions;
};

} // namespace perennial
