// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/latestrequest.h"
#include "core/store/documentshelf.h"

#include <QWidget>

class QLineEdit;
class QListWidget;

namespace perennial {

class Label;
class Workspace;

// Every saved state of a document, and the note for the one that is to be kept next. It reads what there is when it is
// shown.
class VersionList : public QWidget
{
    Q_OBJECT

public:
    using Versions = std::vector<DocumentVersion>;
    using Read = std::function<Result<Versions>(Store &)>;

    // The button that keeps a version stands beside the note, or below it where there is little room.
    enum class Room { Wide, Narrow };

    VersionList(Workspace &workspace, Room room, const QString &whenEmpty, QWidget *parent = nullptr);

    // Another document, and how its versions are read; no way where it is not saved yet.
    void setDocument(Read read);
    // Versions are there that were not before.
    void refresh();
    // As high as the rows it has, `most` at once; more are scrolled to. Otherwise as high as there is room.
    void setMostRows(int most);
    [[nodiscard]] const Versions &versions() const { return m_versions; } // newest first
    [[nodiscard]] const DocumentVersion *chosen() const;

Q_SIGNALS:
    void keepWanted(const QString &note);
    void versionChosen(); // by somebody
    void filled();        // with other versions, or none; the one that was chosen stays so where it is still there

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *makeKeeping(Room room);
    [[nodiscard]] QListWidget *makeList();
    void readNow();
    void take(Result<Versions> versions);
    void fill();
    void addRow(const DocumentVersion &version);
    [[nodiscard]] int chosenNumber() const; // 0: none

    Workspace &m_workspace;
    Read m_read;
    Versions m_versions;
    bool m_stale = true; // to be read when shown
    int m_mostRows = 0;
    QLineEdit *m_note;
    Label *m_empty;
    QListWidget *m_list;
    LatestRequest<Versions> m_reading;
};

// How the versions of one kind of document are read.
template <class Id>
[[nodiscard]] VersionList::Read versionsOf(Id id)
{
    if (!id.isValid())
        return {};
    return [id](Store &store) { return DocumentShelf<Id>(store).versions(id); };
}

} // namespace perennial
