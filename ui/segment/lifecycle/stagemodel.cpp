// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/lifecycle/stagemodel.h"

#include "ui/segment/lifecycle/lifecycleeditor.h"
#include "ui/widgets/format.h"
#include "ui/widgets/tokens.h"

namespace perennial {

namespace {

QString signedCount(qint64 number)
{
    if (number == 0)
        return QStringLiteral("0");
    return (number > 0 ? QStringLiteral("+") : QStringLiteral("−")) + format::count(qAbs(number));
}

} // namespace

QColor stageColour(size_t stage, size_t stages)
{
    const Tokens &tokens = Tokens::current();
    if (stage >= stages)
        return tokens.strongLine;
    const QColor base = seriesColour(static_cast<int>(stage % seriesColours().size()));
    const double paler = 0.35 * static_cast<double>(stage / seriesColours().size());
    return blend(base, tokens.card, paler);
}

StageModel::StageModel(LifecycleEditor &editor, const StageStudy &study, QObject *parent)
    : QAbstractTableModel(parent)
    , m_editor(editor)
    , m_study(study)
    , m_names(editor.lifecycle().names())
{
    connect(&editor, &LifecycleEditor::changed, this, &StageModel::noteEdit);
    // Not the names: one of them may be being typed.
    connect(&study, &StageStudy::changed, this,
            [this] { Q_EMIT dataChanged(index(0, CountColumn), index(rowCount() - 1, ColumnCount - 1)); });
}

void StageModel::noteEdit()
{
    const QStringList names = m_editor.lifecycle().names();
    if (names.size() == m_names.size()) {
        m_names = names;
        return Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
    beginResetModel();
    m_names = names;
    endResetModel();
}

int StageModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_names.size());
}

int StageModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

std::optional<std::pair<quint32, quint32>> StageModel::counted(size_t stage) const
{
    const auto &today = m_study.today();
    const auto place = today ? today->lifecycle.stageNamed(m_names.at(static_cast<qsizetype>(stage))) : std::nullopt;
    if (!place)
        return std::nullopt;
    return std::pair(today->censuses.front().counts[*place], today->censuses.back().counts[*place]);
}

std::optional<quint32> StageModel::countOf(size_t stage) const
{
    const auto counts = counted(stage);
    return counts ? std::optional(counts->second) : std::nullopt;
}

QString StageModel::textAt(size_t stage, int column) const
{
    if (column == NameColumn)
        return m_names.at(static_cast<qsizetype>(stage));
    const auto people = counted(stage);
    if (!people)
        return {};
    if (column == CountColumn)
        return format::count(people->second);
    if (column == TrendColumn)
        return signedCount(qint64(people->second) - people->first);
    const quint32 of = m_study.today()->censuses.back().of;
    return of == 0 ? QString() : format::share(double(people->second) / of);
}

// What a screen reader says of a cell.
QString StageModel::wordsAt(size_t stage, int column) const
{
    const QString text = textAt(stage, column);
    if (text.isEmpty() || column == NameColumn)
        return text;
    if (column == CountColumn)
        return tr("%1 people").arg(text);
    if (column == ShareColumn)
        return tr("%1 of all people").arg(text);
    return tr("%1 in 30 days").arg(text);
}

QVariant StageModel::data(const QModelIndex &index, int role) const
{
    const auto stage = static_cast<size_t>(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return textAt(stage, index.column());
    case Qt::AccessibleTextRole:
        return wordsAt(stage, index.column());
    case Qt::TextAlignmentRole:
        return int(index.column() == NameColumn ? Qt::AlignLeading | Qt::AlignVCenter
                                                : Qt::AlignTrailing | Qt::AlignVCenter);
    case ColourRole:
        return stageColour(stage, static_cast<size_t>(m_names.size()) - 1);
    default:
        return {};
    }
}

QVariant StageModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(section == NameColumn ? Qt::AlignLeading | Qt::AlignVCenter : Qt::AlignTrailing | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Stage"), tr("People"), tr("Share"), tr("30 days")};
    return titles[section];
}

Qt::ItemFlags StageModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.column() == NameColumn ? usual | Qt::ItemIsEditable : usual;
}

bool StageModel::setData(const QModelIndex &index, const QVariant &value, int)
{
    const auto stage = static_cast<size_t>(index.row());
    const QString name = value.toString().trimmed();
    if (name.isEmpty() || name == m_names.at(index.row()))
        return false;
    if (const auto problem = m_editor.problemOf(stage, name)) {
        Q_EMIT refused(*problem);
        return false;
    }
    m_editor.rename(stage, name);
    return true;
}

} // namespace perennial
