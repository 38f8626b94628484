// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/answer/sampletable.h"

#include "ui/segment/figures/answerwords.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/tokens.h"

#include <QEvent>
#include <QHeaderView>

namespace perennial {

namespace {

constexpr int NameLeast = 104;
constexpr int ValueLeast = 56;
constexpr int ValueMost = 128;
constexpr int CellSides = 2 * size::Unit;

} // namespace

void SampleModel::setSample(std::vector<SampleColumn> columns, std::vector<SamplePerson> people, const QTimeZone &zone)
{
    beginResetModel();
    m_columns = std::move(columns);
    m_people = std::move(people);
    m_zone = zone;
    // With nothing else to tell, the address tells people apart.
    if (m_columns.empty()) {
        m_columns.push_back({.title = tr("E-mail"), .hint = tr("E-mail")});
        for (SamplePerson &person : m_people)
            person.values = {person.email.isEmpty() ? SampleValue() : SampleValue(person.email)};
    }
    endResetModel();
}

bool SampleModel::isNumber(int column) const
{
    return column > 0 && m_columns[static_cast<size_t>(column - 1)].isNumber;
}

int SampleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_people.size());
}

int SampleModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(m_columns.size());
}

QVariant SampleModel::data(const QModelIndex &index, int role) const
{
    const SamplePerson &person = m_people[static_cast<size_t>(index.row())];
    if (role == Qt::UserRole)
        return person.id.value;
    if (role == Qt::ToolTipRole && index.column() == 0)
        return person.email.isEmpty() ? person.shownName() : person.shownName() + QStringLiteral("\n") + person.email;
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) {
        const auto column = static_cast<size_t>(index.column() - 1);
        return index.column() == 0             ? person.shownName()
               : column < person.values.size() ? answerwords::value(person.values[column], m_zone)
                                               : QString();
    }
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (isNumber(index.column()) ? Qt::AlignTrailing : Qt::AlignLeading));
    return {};
}

QVariant SampleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignTrailing : Qt::AlignLeading));
    if (section == 0)
        return role == Qt::DisplayRole ? tr("Name") : QVariant();
    const SampleColumn &column = m_columns[static_cast<size_t>(section - 1)];
    if (role == Qt::DisplayRole)
        return column.title;
    return role == Qt::ToolTipRole ? column.hint : QVariant();
}

SampleTable::SampleTable(QWidget *parent)
    : QTableView(parent)
    , m_model(new SampleModel(this))
{
    setModel(m_model);
    setObjectName(QStringLiteral("sample"));
    setAccessibleName(tr("Some of the people in this segment"));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setCursor(Qt::PointingHandCursor);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(size::CompactRow);
    verticalHeader()->setDefaultSectionSize(size::CompactRow);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setTextElideMode(Qt::ElideRight);
    horizontalHeader()->setFont(fontFor(TextSize::Caption));
    horizontalHeader()->setFixedHeight(size::CompactRow);
    horizontalHeader()->setAccessibleName(tr("What is shown of each"));
    const auto choose = [this](const QModelIndex &index) {
        Q_EMIT personChosen({index.data(Qt::UserRole).toLongLong()});
    };
    connect(this, &QTableView::clicked, this, choose);
    connect(this, &QTableView::activated, this, choose);
}

void SampleTable::setSample(std::vector<SampleColumn> columns, std::vector<SamplePerson> people, const QTimeZone &zone)
{
    const int current = currentIndex().row();
    m_model->setSample(std::move(columns), std::move(people), zone);
    for (int column = 0; column < m_model->columnCount(); ++column)
        setItemDelegateForColumn(column, m_model->isNumber(column) ? new NumberDelegate(this) : nullptr);
    setFixedHeight(size::CompactRow + m_model->rowCount() * size::CompactRow + 2);
    setVisible(m_model->rowCount() > 0);
    if (hasFocus() && m_model->rowCount() > 0)
        setCurrentIndex(m_model->index(qBound(0, current, m_model->rowCount() - 1), 0));
    fit();
}

void SampleTable::setBusy(bool busy)
{
    if (m_busy == busy)
        return;
    m_busy = busy;
    applyInk();
}

void SampleTable::applyInk()
{
    QPalette palette;
    if (m_busy)
        palette.setColor(QPalette::Text, Tokens::current().ink(Ink::Muted));
    setPalette(palette);
}

void SampleTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        applyInk();
}

void SampleTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

void SampleTable::fit()
{
    const QFontMetrics header(horizontalHeader()->font());
    int rest = viewport()->width() - NameLeast;
    for (int column = 1; column < m_model->columnCount(); ++column) {
        int wanted = header.horizontalAdvance(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        for (int row = 0; row < m_model->rowCount(); ++row)
            wanted = qMax(wanted, tabularWidth(QFontMetricsF(font()), m_model->index(row, column).data().toString()));
        const int width = qBound(ValueLeast, wanted + CellSides, column == 1 ? qMax(ValueMost, rest / 2) : ValueMost);
        const bool fits = width <= rest;
        setColumnHidden(column, !fits);
        setColumnWidth(column, width);
        rest -= fits ? width : 0;
    }
    setColumnWidth(0, NameLeast + qMax(0, rest));
}

} // namespace perennial
