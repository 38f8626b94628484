// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/documents/documentdesk.h"
#include "ui/segment/catalog/segmentcatalog.h"
#include "ui/segment/editing/segmentkind.h"
#include "ui/segment/figures/segmentfigures.h"
#include "ui/segment/page/segmentlistmodel.h"
#include "ui/shell/page.h"

#include "core/job/latestrequest.h"
#include "core/store/segmenttags.h"

class QPushButton;
class QSettings;
class QStackedWidget;
class QTabBar;

namespace perennial {

class EmptyState;
class HealthCheck;
class HealthView;
class Label;
class LifecycleView;
class ListsView;
class OverlapStudy;
class OverlapView;
class SegmentBuilder;
class SegmentList;
class SizeFeed;
class TagBar;
class TemplateGallery;
class Workspace;

// All segments, and the one that is being built.
class SegmentsPage : public Page
{
    Q_OBJECT

public:
    // Answers from the open store.
    explicit SegmentsPage(Workspace &workspace, QWidget *parent = nullptr);
    // Answers from elsewhere.
    SegmentsPage(Workspace &workspace, std::unique_ptr<SegmentOracle> oracle, std::unique_ptr<SegmentCatalog> catalog,
                 QWidget *parent = nullptr);
    ~SegmentsPage() override;
    Q_DISABLE_COPY_MOVE(SegmentsPage)

    void openSegment(SegmentId id);
    // Starts one that is saved with its first edit.
    void startSegment(SegmentDoc doc = {});
    // What the tab has: segments, lists, the lifecycle, how segments overlap, or their health.
    void showList();
    enum class Tab { Segments, Lists, Lifecycle, Overlap, Health };
    void showTab(Tab tab);
    // Takes a file of people where lists are shown; false where it belongs elsewhere.
    bool takeFiles(const QStringList &paths);
    // The gallery of segments to start from.
    void showTemplates();
    // Asks what makes a template of the segment, and keeps it.
    void saveAsTemplate(const SegmentDoc &doc);
    // Makes a list of the people a definition has as of a moment.
    void freeze(const SegmentDoc &doc, Instant asOf);
    // Where the window's Undo and Redo look: the stack of the segment that is shown is the active one, the one of the
    // deletions beside the list.
    void setUndoGroup(QUndoGroup *group);
    // Sorts the list as it was sorted last, and keeps how it is from now on.
    void rememberIn(QSettings &settings);
    // Saves now what is not saved yet; isSaved() turns true once it is, and saved() tells.
    void flush();
    [[nodiscard]] bool isSaved() const;
    [[nodiscard]] SegmentOracle &oracle() const { return *m_oracle; }
    [[nodiscard]] SegmentCatalog &catalog() const { return *m_catalog; }
    [[nodiscard]] const SegmentListModel &model() const { return *m_model; }
    [[nodiscard]] ListsView &lists() const { return *m_lists; }
    [[nodiscard]] LifecycleView &lifecycle() const { return *m_lifecycle; }
    bool startSearch() override;
    void showStart() override;
    [[nodiscard]] QList<QAction *> commands() const override;

Q_SIGNALS:
    void personChosen(perennial::ProfileId id);
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);
    void exportRequested(const perennial::SegmentDoc &doc, perennial::Instant asOf);
    void draftRequested(const perennial::SegmentDoc &doc);
    void dataRequested();
    void saved();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    class Tagging;
    using SegmentDesk = DocumentDesk<SegmentKind>;
    using Lines = std::vector<SegmentLine>;
    using Tallies = std::map<SegmentId, SegmentTally>;

    void buildHeader();
    void buildCommands();
    [[nodiscard]] QWidget *makeList();
    [[nodiscard]] QWidget *makeListBar();
    void connectList();
    [[nodiscard]] QWidget *makeEmpty();
    void connectBuilder();
    void connectGallery();
    void buildTabs();
    void connectLists();
    void connectOverlap();
    void connectHealth();
    void connectLifecycle();
    [[nodiscard]] bool isListShown() const;
    [[nodiscard]] Tab tab() const;
    void showContent();
    void showHealths();
    void setFilter(const QString &words);
    void connectWorkspace();
    void forgetStore();
    void readList();
    void takeList(Lines lines);
    void countAll();
    void takeCounts(const Tallies &tallies);
    void lookAround();
    void wantSizes();
    void showOrder();
    void showSummary();
    void showTags();
    void showPeople(SegmentId id);
    void openHistory(SegmentId id);
    void editTags(const std::vector<SegmentId> &ids);
    void changeTags(const std::vector<SegmentId> &ids, const std::function<void(QStringList &)> &change, int sitting);
    void setTags(const TagsBySegment &tags);
    void connectDesk();
    void open(SegmentDesk::Session &session);
    void activateUndo();
    void remove(const std::vector<SegmentId> &ids);
    void takeOff(const SegmentDesk::Names &segments);
    void dropList(ListId id);
    void report(const Error &error);
    [[nodiscard]] QString freeName(const QString &wanted) const;

    Workspace &m_workspace;
    std::unique_ptr<SegmentOracle> m_oracle;
    std::unique_ptr<SegmentCatalog> m_catalog;
    SegmentDesk m_desk; // its steps are what was deleted and tagged in the list
    SegmentListModel *m_model;
    QStackedWidget *m_stack;
    SegmentList *m_list;
    SizeFeed *m_sizes;
    TagBar *m_tagBar;
    Label *m_summary;
    QPushButton *m_sort;
    QWidget *m_empty;
    SegmentBuilder *m_builder;
    TemplateGallery *m_gallery;
    ListsView *m_lists;
    LifecycleView *m_lifecycle;
    OverlapStudy *m_study;
    OverlapView *m_overlap;
    HealthCheck *m_check;
    HealthView *m_health;
    QTabBar *m_tabs;
    QPushButton *m_import;
    QAction *m_create;
    QAction *m_templates;
    QAction *m_export;
    int m_tagSittings = 0;
    SegmentId m_wanted;                        // to be opened once the list is there
    std::optional<NodePath> m_wantedCondition; // to have the focus then
    LatestRequest<Lines> m_reading;
    QString m_peopleTitle;
    LatestRequest<Tallies> m_counting;
    LatestRequest<std::vector<ProfileId>> m_people;
};

} // namespace perennial
