// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/listfile.h"
#include "core/job/latestrequest.h"
#include "core/segment/document/segmentdoc.h"
#include "ui/segment/portfolio/listmodel.h"

#include <QPointer>
#include <QUndoStack>
#include <QWidget>

class QStackedWidget;

namespace perennial {

class ListImportCard;
class ListTable;
class Workspace;

// All lists: frozen sets of people. Shows them, renames and deletes them, and makes new ones of files.
class ListsView : public QWidget
{
    Q_OBJECT

public:
    using ChooseFile = std::function<QString(QWidget *, const QString &suggestion)>;

    explicit ListsView(Workspace &workspace, QWidget *parent = nullptr);
    ~ListsView() override;
    Q_DISABLE_COPY_MOVE(ListsView)

    void setChooseFiles(ChooseFile toRead, ChooseFile toWrite);
    void setFilter(const QString &words);
    // Asks for a file.
    void importList();
    // Reads the people of a file and shows what it found.
    void readFile(const QString &path);
    [[nodiscard]] QUndoStack &deletions() { return m_deletions; }
    [[nodiscard]] const ListModel &model() const { return *m_model; }

Q_SIGNALS:
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);
    void startRequested(const perennial::SegmentDoc &doc);
    void segmentsRequested(); // one of them is to be frozen
    void done(const QString &text, const std::function<void()> &undo);
    void readingStarted();
    void failed(const perennial::Error &error);

private:
    class Deletion;
    struct Kept
    {
        SavedList list;
        std::vector<ProfileId> members;
        QString besides = {}; // what was said of who named it
    };
    using Lines = std::vector<ListLine>;

    [[nodiscard]] QWidget *makeTable();
    [[nodiscard]] QWidget *makeEmpty();
    void forgetStore();
    void read();
    void take(Lines lines);
    void showPeople(ListId id);
    void use(ListId id);
    void rename(ListId id, const QString &name);
    void remove(ListId id);
    void removeNow(const std::shared_ptr<Kept> &kept);
    void restore(const std::shared_ptr<Kept> &kept);
    void takeBack(const std::shared_ptr<Kept> &kept);
    void takeFile(const QString &path, Result<ListFile> file);
    void create(const QString &name);
    void drop(ListId id);
    void saveUnknown(const QString &path);
    void change(const QString &title, std::function<Result<void>(ListShelf &)> change, std::function<void()> then = {});
    void showState();

    Workspace &m_workspace;
    ListModel *m_model;
    ListImportCard *m_card;
    QStackedWidget *m_states;
    ListTable *m_table;
    ChooseFile m_toRead;
    ChooseFile m_toWrite;
    QUndoStack m_deletions;
    ListId m_wanted; // to be selected once it is there
    QString m_peopleTitle;
    QPointer<Job> m_job;
    int m_files = 0; // read so far: only the newest counts
    LatestRequest<Lines> m_reading;
    LatestRequest<std::vector<ProfileId>> m_people;
};

} // namespace perennial
