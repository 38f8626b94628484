// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/runlogmodel.h"

#include "core/connect/destination/fieldtemplate.h"
#include "core/connect/outbox/runlogfile.h"
#include "ui/destination/destinationwords.h"

#include <QColor>

namespace perennial {

void RunLogModel::setPage(LogPage page, const QStringList &fields)
{
    beginResetModel();
    m_page = std::move(page);
    m_fields = fields;
    endResetModel();
}

void RunLogModel::setMasked(bool masked)
{
    m_isMasked = masked;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, AddressColumn), index(rowCount() - 1, PayloadColumn));
}

int RunLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_page.rows.size());
}

int RunLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RunLogModel::payload(const LoggedRow &row) const
{
    QStringList parts;
    for (size_t i = 0; i < row.payload.values.size(); ++i) {
        const std::string value = fieldText(row.payload.values[i]);
        parts.append(QStringLiteral("%1: %2").arg(m_fields.value(static_cast<qsizetype>(i)),
                                                  m_isMasked ? QStringLiteral("…") : QString::fromStdString(value)));
    }
    return parts.join(QStringLiteral(", "));
}

QString RunLogModel::text(const LoggedRow &row, int column) const
{
    switch (column) {
    case PersonColumn:
        return QString::number(row.person.value);
    case AddressColumn: {
        const std::string &address = row.payload.email.empty() ? row.payload.phone : row.payload.email;
        return m_isMasked ? masked(address) : QString::fromStdString(address);
    }
    case StateColumn:
        return rowStateText(row.state, row.op);
    case StatusColumn:
        return row.status == 0 ? QString() : QString::number(row.status);
    case ReasonColumn:
        return row.reason.isEmpty() ? QString() : skipText(row.reason);
    case PayloadColumn:
        return payload(row);
    default:
        return {};
    }
}

QVariant RunLogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const LoggedRow &one = row(index.row());
    if (role == Qt::DisplayRole || (role == Qt::ToolTipRole && index.column() >= ReasonColumn))
        return text(one, index.column());
    if (role == Qt::ForegroundRole && index.column() == StateColumn && one.state == RowState::Failed)
        return Tokens::current().ink(Ink::Danger);
    return {};
}

QVariant RunLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Person"), tr("Address"), tr("State"), tr("Status"), tr("Reason"), tr("Payload")};
    return titles.value(section);
}

} // namespace perennial
