// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/flowlistmodel.h"

#include "core/flow/document/flowwords.h"
#include "ui/widgets/format.h"

namespace perennial {

namespace {

QString startsOf(const FlowDoc &flow)
{
    QStringList starts;
    for (const FlowNode &node : flow.nodes) {
        if (node.as<TriggerNode>())
            starts.append(nameOf(node));
    }
    if (starts.isEmpty())
        return flow.note.isEmpty() ? FlowListModel::tr("Nothing starts it yet") : flow.note;
    return starts.join(FlowListModel::tr("; ", "between what starts a flow"));
}

} // namespace

FlowLine lineOf(const SavedFlow &saved)
{
    FlowLine line;
    line.saved = saved;
    auto reading = readFlow(saved.document);
    if (!reading) {
        line.sentence = reading.error().message;
        return line;
    }
    line.doc = std::move(reading->flow);
    line.doc->name = saved.name;
    line.sentence = startsOf(*line.doc);
    for (const FlowNode &node : line.doc->nodes) {
        ++line.steps;
        line.messages += node.as<MessageNode>() ? 1 : 0;
    }
    return line;
}

int FlowListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FlowListModel::text(const FlowLine &line, int column) const
{
    switch (column) {
    case NameColumn:
        return line.saved.name;
    case StepsColumn:
        return format::count(line.steps);
    case MessagesColumn:
        return format::count(line.messages);
    case UpdatedColumn:
        return format::ago(line.saved.updated, Instant::now());
    default:
        return {};
    }
}

QVariant FlowListModel::sortKey(const FlowLine &line, int column) const
{
    switch (column) {
    case StepsColumn:
        return line.steps;
    case MessagesColumn:
        return line.messages;
    case UpdatedColumn:
        return line.saved.updated.ms;
    default:
        return text(line, column);
    }
}

QVariant FlowListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const FlowLine &line = lineAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(line, index.column());
    case Qt::ToolTipRole:
        return index.column() == UpdatedColumn ? format::dateTime(line.saved.updated, m_zone) : line.sentence;
    case Qt::AccessibleDescriptionRole:
    case SentenceRole:
        return index.column() == NameColumn ? line.sentence : QString();
    case Qt::TextAlignmentRole:
        return QVariant((index.column() == NameColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case FlowIdRole:
        return line.saved.id.value;
    case SortRole:
        return sortKey(line, index.column());
    default:
        return {};
    }
}

QVariant FlowListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == NameColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Flow");
    case StepsColumn:
        return tr("Steps");
    case MessagesColumn:
        return tr("Messages");
    case UpdatedColumn:
        return tr("Changed");
    default:
        return {};
    }
}

} // namespace perennial
