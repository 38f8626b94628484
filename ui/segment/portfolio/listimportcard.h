// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/listfile.h"
#include "ui/widgets/card.h"

#include <functional>

class QLineEdit;
class QPushButton;
class QTableView;

namespace perennial {

class Label;
class LinkButton;
class UnknownRowsModel;

// What a file of people holds, before it becomes a list: how many, who is not known, and the name it shall have.
class ListImportCard : public Card
{
    Q_OBJECT

public:
    // Where to write to, given a suggestion; empty: nowhere.
    using ChooseFile = std::function<QString(const QString &suggestion)>;

    explicit ListImportCard(QWidget *parent = nullptr);

    void setChooseFile(ChooseFile choose) { m_choose = std::move(choose); }
    // The file is being read.
    void showReading(const QString &fileName);
    void showFile(const QString &fileName, ListFile file, const QString &name);
    // Why it did not become a list.
    void showProblem(const QString &problem);
    void close();
    [[nodiscard]] const ListFile &file() const { return m_file; }
    // Where the people come from, in words.
    [[nodiscard]] QString note() const;

Q_SIGNALS:
    void createWanted(const QString &name);
    void saveWanted(const QString &path);
    void closed();

private:
    void buildHead();
    void buildUnknown();
    void buildNaming();
    void toggleUnknown();
    void create();
    void save();
    [[nodiscard]] QString sentence() const;

    ChooseFile m_choose;
    QString m_fileName;
    ListFile m_file;
    Label *m_title;
    Label *m_sentence;
    LinkButton *m_show;
    QWidget *m_unknown;
    Label *m_shown;
    QTableView *m_table;
    UnknownRowsModel *m_rows;
    QWidget *m_naming;
    QLineEdit *m_name;
    Label *m_problem;
};

} // namespace perennial
