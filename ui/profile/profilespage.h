// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/latestrequest.h"
#include "ui/profile/personview.h"
#include "ui/profile/profiletablemodel.h"
#include "ui/shell/page.h"

#include <QTimer>

class QPushButton;
class QShortcut;
class QStackedWidget;

namespace perennial {

class EmptyState;
class ProfileTableView;
class Workspace;

// Everybody in the store, those a search finds, or a list from elsewhere; and one person among them.
class ProfilesPage : public Page
{
    Q_OBJECT

public:
    explicit ProfilesPage(Workspace &workspace, QWidget *parent = nullptr);

    void showAll();
    // "2,710 people in First-time buyers".
    void showPeople(const QString &title, const std::vector<ProfileId> &ids);
    void showPerson(ProfileId id);
    // Back to the table, where it stood.
    void showTable();
    bool startSearch() override;

Q_SIGNALS:
    void importRequested();
    void newStoreRequested();
    void openStoreRequested();

protected:
private:
    using Ids = std::vector<ProfileId>;

    void buildHeader();
    void buildFaces();
    QWidget *makeTableFace();
    void connectWorkspace();
    void reload();
    void refreshRows();
    void search();
    void takeIds(Result<Ids> ids);
    void setIds(Ids ids);
    void takePerson(Result<Person> person);
    void askForPerson();
    void undoMerge(qint64 merge);
    void wordTitle();
    void showFace(QWidget *face);

    Workspace &m_workspace;
    ProfileTableModel *m_model;
    ProfileTableView *m_table;
    PersonView *m_person;
    EmptyState *m_noStore = nullptr;
    EmptyState *m_empty = nullptr;
    EmptyState *m_noMatch = nullptr;
    EmptyState *m_problem = nullptr;
    EmptyState *m_loading = nullptr;
    QWidget *m_tableFace = nullptr;
    QList<QShortcut *> m_leave; // the keys that go back from a person
    QPushButton *m_back = nullptr;
    QPushButton *m_everyone = nullptr;
    QStackedWidget *m_faces;
    QWidget *m_listFace = nullptr; // what Back returns to
    QTimer m_pause;                // between keys of the search
    QString m_listTitle;           // empty: everybody, or a search
    Ids m_list;
    ProfileId m_shown;
    QString m_shownName;
    bool m_keepPlace = false;
    bool m_openFirst = false; // of what the search finds next
    LatestRequest<Ids> m_idsRequest;
    LatestRequest<Person> m_personRequest;
};

} // namespace perennial
