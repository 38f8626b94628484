// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/profiletablemodel.h"

#include "core/workspace/storequestion.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/format.h"

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr int ChunkRows = 64;
constexpr int ReadAhead = 32;
constexpr int ChunksKept = 256; // 16,384 rows, some 5 MB

constexpr std::array Headings{
    QT_TRANSLATE_NOOP("perennial::ProfileTableModel", "Name"),
    QT_TRANSLATE_NOOP("perennial::ProfileTableModel", "E-mail"),
    QT_TRANSLATE_NOOP("perennial::ProfileTableModel", "Phone"),
    QT_TRANSLATE_NOOP("perennial::ProfileTableModel", "City"),
    QT_TRANSLATE_NOOP("perennial::ProfileTableModel", "Country"),
    QT_TRANSLATE_NOOP("perennial::ProfileTableModel", "Orders"),
    QT_TRANSLATE_NOOP("perennial::ProfileTableModel", "Gross"),
    QT_TRANSLATE_NOOP("perennial::ProfileTableModel", "Last seen"),
};
static_assert(Headings.size() == ProfileTableModel::ColumnCount);

bool isNumber(int column)
{
    return column == ProfileTableModel::Orders || column == ProfileTableModel::Revenue;
}

} // namespace

ProfileTableModel::ProfileTableModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
    , m_ids(std::make_shared<const std::vector<ProfileId>>())
    , m_chunks(ChunksKept)
    , m_request(workspace.runner(), [this](Result<Chunks> chunks) { take(std::move(chunks)); })
{
}

void ProfileTableModel::setIds(Ids ids)
{
    beginResetModel();
    m_request.cancel();
    m_asked.clear();
    m_chunks.clear();
    m_ids = std::move(ids);
    m_first = 0;
    m_last = -1;
    endResetModel();
}

void ProfileTableModel::forgetRows()
{
    m_chunks.clear();
    m_asked.clear();
    askForVisible();
}

ProfileId ProfileTableModel::idAt(int row) const
{
    return row >= 0 && row < rowCount() ? (*m_ids)[static_cast<size_t>(row)] : ProfileId{};
}

const PersonRow *ProfileTableModel::rowAt(int row) const
{
    const std::vector<PersonRow> *chunk = m_chunks.object(row / ChunkRows);
    const auto place = static_cast<size_t>(row % ChunkRows);
    return chunk && place < chunk->size() ? &(*chunk)[place] : nullptr;
}

void ProfileTableModel::setVisibleRows(int first, int last)
{
    m_first = std::max(first, 0);
    m_last = std::min(last, rowCount() - 1);
    askForVisible();
}

std::vector<int> ProfileTableModel::missingChunks() const
{
    std::vector<int> missing;
    if (m_last < m_first)
        return missing;
    const int first = std::max(0, m_first - ReadAhead) / ChunkRows;
    const int last = std::min(rowCount() - 1, m_last + ReadAhead) / ChunkRows;
    for (int chunk = first; chunk <= last; ++chunk)
        if (!m_chunks.contains(chunk))
            missing.push_back(chunk);
    return missing;
}

void ProfileTableModel::askForVisible()
{
    const std::vector<int> missing = missingChunks();
    // Asking again would stop the answer that is on its way.
    if (missing.empty() || std::includes(m_asked.begin(), m_asked.end(), missing.begin(), missing.end()))
        return;
    m_asked = missing;
    std::vector<std::pair<int, std::vector<ProfileId>>> wanted;
    for (const int chunk : missing) {
        const auto from = m_ids->begin() + chunk * ChunkRows;
        wanted.emplace_back(chunk, std::vector(from, from + std::min<qint64>(ChunkRows, m_ids->end() - from)));
    }
    m_request.ask(tr("Reading people"),
                  askingStore<Chunks>(m_workspace.path(), [wanted](const Store &store) -> Result<Chunks> {
                      Chunks chunks;
                      for (const auto &[number, ids] : wanted) {
                          auto rows = profileRows(store, ids);
                          if (!rows)
                              return failure(rows.error());
                          chunks.push_back({number, std::move(*rows)});
                      }
                      return chunks;
                  }));
}

void ProfileTableModel::take(Result<Chunks> chunks)
{
    m_asked.clear();
    if (!chunks) {
        if (chunks.error().kind != ErrorKind::Stopped)
            Q_EMIT failed(chunks.error().message);
        return;
    }
    for (Chunk &chunk : *chunks) {
        const int first = chunk.number * ChunkRows;
        const int last = std::min(first + ChunkRows, rowCount()) - 1;
        m_chunks.insert(chunk.number, new std::vector(std::move(chunk.rows)));
        if (last >= first)
            Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
    }
}

int ProfileTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids->size());
}

int ProfileTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProfileTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole && isNumber(index.column()))
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const PersonRow *row = rowAt(index.row());
    return row ? textOf(*row, index.column()) : QStringLiteral("…");
}

QString ProfileTableModel::textOf(const PersonRow &row, int column) const
{
    switch (column) {
    case Name:
        return row.name;
    case Email:
        return row.email;
    case Phone:
        return row.phone;
    case City:
        return row.city;
    case Country:
        return row.country;
    case Orders:
        return row.orders > 0 ? format::count(row.orders) : QStringLiteral("–");
    case Revenue:
        return row.revenue != 0 ? format::money({row.revenue, m_workspace.settings().currency}) : QStringLiteral("–");
    case LastSeen:
        return row.lastEvent ? format::date(*row.lastEvent, m_workspace.homeZone()) : QString();
    default:
        return {};
    }
}

QVariant ProfileTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == LastSeen)
        return tr("Days in %1 time").arg(format::zoneName(m_workspace.homeZone()));
    if (role == Qt::DisplayRole && section == Revenue && m_workspace.isOpen())
        return tr("Gross, %1").arg(m_workspace.settings().currency);
    return role == Qt::DisplayRole ? QVariant(tr(Headings[static_cast<size_t>(section)])) : QVariant();
}

} // namespace perennial
