// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/latestrequest.h"
#include "core/store/profileview.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QTimeZone>

#include <memory>
#include <vector>

namespace perennial {

class Workspace;

// People as rows, however many: it knows their ids; what stands in a row is read in the background, by chunks, when a
// view asks for it. Until then its cells are "…".
class ProfileTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Email, Phone, City, Country, Orders, Revenue, LastSeen, ColumnCount };
    using Ids = std::shared_ptr<const std::vector<ProfileId>>;

    explicit ProfileTableModel(Workspace &workspace, QObject *parent = nullptr);

    void setIds(Ids ids);
    [[nodiscard]] const Ids &ids() const { return m_ids; }
    // Reads again what is on screen; the ids stay.
    void forgetRows();
    [[nodiscard]] ProfileId idAt(int row) const;
    // Null until the row has been read.
    [[nodiscard]] const PersonRow *rowAt(int row) const;
    // What the view shows: chunks that are neither there nor near it are not read any more.
    void setVisibleRows(int first, int last);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void failed(const QString &message);

private:
    struct Chunk
    {
        int number = 0;
        std::vector<PersonRow> rows;
    };
    using Chunks = std::vector<Chunk>;

    [[nodiscard]] std::vector<int> missingChunks() const;
    void askForVisible();
    void take(Result<Chunks> chunks);
    [[nodiscard]] QString textOf(const PersonRow &row, int column) const;

    Workspace &m_workspace;
    Ids m_ids;
    QCache<int, std::vector<PersonRow>> m_chunks;
    std::vector<int> m_asked; // chunks on their way
    int m_first = 0;
    int m_last = -1;
    LatestRequest<Chunks> m_request;
};

} // namespace perennial
