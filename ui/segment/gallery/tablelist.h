// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeWidget>

namespace perennial {

class Workspace;

// The tables of the open store with their columns. Enter or a double click offers a name to be written.
class TableList : public QTreeWidget
{
    Q_OBJECT

public:
    explicit TableList(Workspace &workspace, QWidget *parent = nullptr);

    void read();

Q_SIGNALS:
    void nameWanted(const QString &name);

private:
    struct Column
    {
        QString table;
        QString name;
        QString type;
    };

    void take(const std::vector<Column> &columns);

    Workspace &m_workspace;
};

} // namespace perennial
