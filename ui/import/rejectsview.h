// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/importlog.h"
#include "ui/widgets/card.h"

#include <functional>

class QTableView;

namespace perennial {

class Label;

class RejectsModel;
class Workspace;

// The rows an import set aside, with a way to take them along as a file.
class RejectsView : public Card
{
    Q_OBJECT

public:
    // How a person says where a file goes: the suggested name in, a path out; empty when they changed their mind.
    using AskPath = std::function<QString(const QString &suggested)>;

    explicit RejectsView(Workspace &workspace, QWidget *parent = nullptr);

    void show(ImportId import, const QString &fileName);
    using QWidget::show;
    void setAskPath(AskPath ask) { m_askPath = std::move(ask); }

Q_SIGNALS:
    void failed(const QString &message);
    void exported(const QString &path);

private:
    void exportRejects();

    Workspace &m_workspace;
    RejectsModel *m_model;
    QTableView *m_table;
    Label *m_title;
    QString m_fileName;
    AskPath m_askPath;
};

} // namespace perennial
