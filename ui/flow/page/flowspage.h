// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/latestrequest.h"
#include "ui/documents/documentdesk.h"
#include "ui/flow/editing/flowkind.h"
#include "ui/flow/page/flowlistmodel.h"
#include "ui/segment/catalog/segmentcatalog.h"
#include "ui/shell/page.h"

class QPushButton;
class QStackedWidget;

namespace perennial {

class FlowCalendarView;
class FlowDesigner;
class FlowGallery;
class FlowTable;
struct PeopleToExport;
class Workspace;

// All flows, and the one that is being drawn.
class FlowsPage : public Page
{
    Q_OBJECT

public:
    explicit FlowsPage(Workspace &workspace, QWidget *parent = nullptr);
    // What pickers offer comes from elsewhere.
    FlowsPage(Workspace &workspace, std::unique_ptr<SegmentCatalog> catalog, QWidget *parent = nullptr);
    ~FlowsPage() override;
    Q_DISABLE_COPY_MOVE(FlowsPage)

    void openFlow(FlowId id);
    // Starts one that is saved with its first edit; a document that holds something is that edit.
    void startFlow(FlowDoc doc = {});
    void showList();
    // Ready flows to start from.
    void showGallery();
    // All flows side by side.
    void showCalendar();
    // Opens a flow out of a file as a new one.
    void importFile(const QString &path);
    // Takes JSON of flows; false where files belong elsewhere.
    bool takeFiles(const QStringList &paths);
    // Where the window's Undo and Redo look.
    void setUndoGroup(QUndoGroup *group);
    // Saves now what is not saved yet; isSaved() turns true once it is, and saved() tells.
    void flush();
    [[nodiscard]] bool isSaved() const;
    [[nodiscard]] FlowDesigner &designer() const { return *m_designer; }
    [[nodiscard]] const FlowListModel &model() const { return *m_model; }
    bool startSearch() override;
    void showStart() override;
    [[nodiscard]] QList<QAction *> commands() const override;

Q_SIGNALS:
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);
    void exportRequested(const perennial::PeopleToExport &people);
    void draftRequested(const perennial::FlowDoc &flow);
    void saved();
    void dataRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    using FlowDesk = DocumentDesk<FlowKind>;
    using Lines = std::vector<FlowLine>;

    void buildHeader();
    void buildCommands();
    [[nodiscard]] QWidget *makeList();
    [[nodiscard]] QWidget *makeEmpty();
    void connectDesigner();
    void connectWorkspace();
    void forgetStore();
    void readList();
    void takeList(Lines lines);
    void showContent();
    void showInstead(QWidget *view);
    void connectDesk();
    void open(FlowDesk::Session &session);
    void activateUndo();
    void exportFlow(FlowId id);
    void remove(FlowId id);
    void takeOff(const FlowDesk::Names &flows);
    void chooseImport();
    void report(const Error &error);
    [[nodiscard]] QString freeName(const QString &wanted) const;

    Workspace &m_workspace;
    std::unique_ptr<SegmentCatalog> m_catalog;
    FlowDesk m_desk;
    FlowListModel *m_model;
    QStackedWidget *m_stack;
    FlowTable *m_table;
    QWidget *m_list;
    QWidget *m_empty;
    FlowDesigner *m_designer;
    FlowGallery *m_gallery;
    FlowCalendarView *m_calendar;
    QAction *m_create;
    QAction *m_import;
    QAction *m_ready;
    QAction *m_sideBySide;
    FlowId m_wanted; // to be opened once the list is there
    bool m_isRead = false;
    LatestRequest<Lines> m_reading;
};

} // namespace perennial
