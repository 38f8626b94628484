// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/gallery/querytrial.h"

#include <QPointer>
#include <QWidget>

#include <map>

class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace perennial {

class Banner;
class Job;
class Label;
class QueryParameters;
class TableList;
class TemplateShelf;
class Workspace;

// The saved queries of the store, and one of them at work: its text, what it asks for, and a trial before it is kept.
class QueryEditor : public QWidget
{
    Q_OBJECT

public:
    explicit QueryEditor(Workspace &workspace, QWidget *parent = nullptr);
    ~QueryEditor() override;

    // Shows the queries and opens one; an empty name begins a new one.
    void open(const std::vector<SqlTemplate> &queries, const QString &name);
    // What the store has now; what is being written stays.
    void setQueries(const std::vector<SqlTemplate> &queries);
    [[nodiscard]] SqlTemplate written() const;

Q_SIGNALS:
    void backRequested();
    // Saved, deleted or taken back.
    void queriesChanged();
    void done(const QString &text, const std::function<void()> &undo);
    void personChosen(perennial::ProfileId id);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *makeTop();
    [[nodiscard]] QWidget *makeSide();
    [[nodiscard]] QWidget *makeMiddle();
    [[nodiscard]] QWidget *makeHelp();
    [[nodiscard]] QWidget *makeTrial();
    void showQuery(const SqlTemplate &query);
    void keepDraft();
    void leave();
    void choose(const QString &name);
    void noteEdit();
    void listQueries();
    void run();
    void showTrial(const Result<QueryTrial> &trial);
    void showRunning(bool running);
    void save();
    void remove();
    void change(const QString &title, std::function<Result<void>(TemplateShelf &)> change, std::function<void()> then);
    void insert(const QString &name);

    Workspace &m_workspace;
    std::vector<SqlTemplate> m_queries;
    std::map<QString, SqlTemplate> m_drafts; // by the name they are saved under; empty: the new one
    QString m_saved;                         // the name of the one that is open; empty: a new one
    SqlTemplate m_opened;
    QPointer<Job> m_job;
    bool m_isShowing = false;

    QListWidget *m_list;
    Label *m_none;
    Banner *m_problem;
    QLineEdit *m_name;
    QLineEdit *m_note;
    QPlainTextEdit *m_text;
    QueryParameters *m_parameters;
    QPushButton *m_run;
    QPushButton *m_stop;
    Label *m_outcome;
    QListWidget *m_people;
    TableList *m_tables;
    QPushButton *m_save;
    QPushButton *m_delete;
};

} // namespace perennial
