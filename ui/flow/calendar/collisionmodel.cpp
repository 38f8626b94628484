// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/calendar/collisionmodel.h"

#include "core/flow/replay/flowpath.h"
#include "ui/widgets/format.h"

namespace perennial {

namespace {

bool isNumber(int column)
{
    return column == CollisionModel::MessagesColumn || column == CollisionModel::PeopleColumn;
}

} // namespace

void CollisionModel::setCalendar(const CalendarPointer &calendar)
{
    beginResetModel();
    m_told = calendar;
    m_people.clear();
    if (m_told) {
        for (const Collision &collision : m_told->calendar.collisions)
            m_people.push_back(collision.kept.people.count());
    }
    endResetModel();
}

QString CollisionModel::titleOf(int row) const
{
    const MessageCalendar &calendar = m_told->calendar;
    return tr("“%1” behind “%2”")
        .arg(calendar.flows[collision(row).flow].name, calendar.flows[collision(row).behind].name);
}

int CollisionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_told ? 0 : static_cast<int>(m_told->calendar.collisions.size());
}

int CollisionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CollisionModel::data(const QModelIndex &index, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (isNumber(index.column()) ? Qt::AlignTrailing : Qt::AlignLeading));
    if (role != Qt::DisplayRole && role != SortRole && role != Qt::ToolTipRole)
        return {};
    const Collision &row = collision(index.row());
    const auto messages = static_cast<qint64>(row.kept.count), people = m_people[static_cast<size_t>(index.row())];
    switch (index.column()) {
    case FlowColumn:
        return m_told->calendar.flows[row.flow].name;
    case BehindColumn:
        return m_told->calendar.flows[row.behind].name;
    case WhyColumn:
        return wordsOf(row.why);
    case MessagesColumn:
        return role == SortRole ? QVariant(messages) : QVariant(format::count(messages));
    default:
        return role == SortRole ? QVariant(people) : QVariant(format::count(people));
    }
}

QVariant CollisionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignTrailing : Qt::AlignLeading));
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Would be kept back"), tr("Behind"), tr("Why"), tr("Messages"), tr("People")};
    return titles[section];
}

} // namespace perennial
