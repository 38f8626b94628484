// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/import/importlog.h"
#include "core/job/latestrequest.h"
#include "ui/widgets/card.h"

class QPushButton;
class QTableView;

namespace perennial {

class HistoryModel;
class Workspace;

// Earlier imports of the store; hidden while there are none.
class HistoryCard : public Card
{
    Q_OBJECT

public:
    explicit HistoryCard(Workspace &workspace, QWidget *parent = nullptr);

    [[nodiscard]] const HistoryModel &model() const { return *m_model; }
    // Makes it the current row once it is known.
    void select(ImportId import);

Q_SIGNALS:
    void peopleRequested(const QString &fileName, perennial::ImportId import);
    void rejectsRequested(perennial::ImportId import, const QString &fileName);
    void failed(const QString &message);

private:
    using Records = std::vector<ImportRecord>;

    void buildTable();
    void buildButtons();
    void refresh();
    void take(Result<Records> records);
    void chooseRow();

    Workspace &m_workspace;
    HistoryModel *m_model;
    QTableView *m_table;
    QPushButton *m_people;
    QPushButton *m_rejects;
    ImportId m_wanted;
    LatestRequest<Records> m_request;
};

} // namespace perennial
