// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/importrun.h"
#include "core/store/peoplelists.h"
#include "ui/widgets/card.h"

#include <map>

namespace perennial {

class Label;

class Workspace;

// What became of the last import, file by file.
class ResultCard : public Card
{
    Q_OBJECT

public:
    explicit ResultCard(Workspace &workspace, QWidget *parent = nullptr);

    void show(const ImportReport &report);
    using QWidget::show;

Q_SIGNALS:
    void peopleRequested(const QString &fileName, perennial::ImportId import);
    void rejectsRequested(perennial::ImportId import, const QString &fileName);

private:
    void addFile(const FileReport &file);
    void askForReach(const FileReport &file, Label *figures);

    Workspace &m_workspace;
    Label *m_title;
    QWidget *m_files = nullptr;
};

} // namespace perennial
