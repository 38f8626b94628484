// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/import/importrun.h"
#include "core/job/latestrequest.h"
#include "ui/import/importdraft.h"
#include "ui/shell/page.h"

#include <functional>
#include <map>

class QComboBox;
class QPushButton;
class QVBoxLayout;

namespace perennial {

class Card;
class DropZone;
class FileCard;
class HistoryCard;
class NewStoreForm;
class RejectsView;
class ResultCard;
class RunCard;
class Workspace;

// Files come in here: dropped or chosen, looked at, imported, and what became of them.
class ImportPage : public Page
{
    Q_OBJECT

public:
    // How a person chooses files, or a folder; empty when they changed their mind.
    using AskFiles = std::function<QStringList()>;

    explicit ImportPage(Workspace &workspace, QWidget *parent = nullptr);

    void addFiles(const QStringList &paths);
    void chooseFiles();
    // An earlier import: its row, and its set-aside rows.
    void showImport(ImportId import);
    void setAskFiles(AskFiles ask) { m_askFiles = std::move(ask); }
    void setAskFolder(AskFiles ask) { m_askFolder = std::move(ask); }

    [[nodiscard]] const ImportDraft &draft() const { return *m_draft; }
    [[nodiscard]] RejectsView &rejects() const { return *m_rejects; }

Q_SIGNALS:
    void peopleRequested(const QString &title, const std::vector<perennial::ProfileId> &ids);
    // A store was made for an import; the window remembers it.
    void storeMade(const QString &path);

private:
    void buildHeader();
    QWidget *makeContent();
    Card *makeDateOrder();
    void connectDraft();
    void connectParts();
    void addCard(const QString &path);
    void removeCard(const QString &path);
    void refresh();
    void suggestStore();
    void startImport();
    bool makeStore();
    void run(const ImportOptions &options);
    void finish(Result<ImportReport> report);
    void showPeople(const QString &fileName, ImportId import);

    Workspace &m_workspace;
    ImportDraft *m_draft;
    // Filled in by makeContent().
    DropZone *m_drop = nullptr;
    RunCard *m_running = nullptr;
    ResultCard *m_result = nullptr;
    RejectsView *m_rejects = nullptr;
    Card *m_dateOrder = nullptr;
    QComboBox *m_dateChoice = nullptr;
    NewStoreForm *m_newStore = nullptr;
    HistoryCard *m_history = nullptr;
    QVBoxLayout *m_cardColumn = nullptr;
    QPushButton *m_import = nullptr;
    QPushButton *m_clear = nullptr;
    std::map<QString, FileCard *> m_cards;
    bool m_isRunning = false;
    AskFiles m_askFiles;
    AskFiles m_askFolder;
    QString m_peopleTitle;
    LatestRequest<std::vector<ProfileId>> m_people;
};

} // namespace perennial
