// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/causescard.h"

#include "ui/destination/reasonrow.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

constexpr size_t RowsShown = 8; // a side; the rest is one row

// The largest reasons, and all others as one.
std::vector<ChangeGroup> shown(const std::vector<ChangeGroup> &groups)
{
    if (groups.size() <= RowsShown)
        return groups;
    std::vector<ChangeGroup> few(groups.begin(), groups.begin() + RowsShown - 1);
    ChangeGroup rest{CausesCard::tr("%1 further reasons").arg(format::count(qint64(groups.size() - few.size()))), {}};
    for (size_t at = few.size(); at < groups.size(); ++at)
        rest.people.insert(rest.people.end(), groups[at].people.begin(), groups[at].people.end());
    std::ranges::sort(rest.people);
    few.push_back(std::move(rest));
    return few;
}

} // namespace

CausesCard::CausesCard(QWidget *parent)
    : Card(tr("Why"), parent)
{
    setObjectName(QStringLiteral("causes"));
}

QVBoxLayout *CausesCard::renew()
{
    delete m_rows;
    m_rows = new QWidget(this);
    auto *column = new QVBoxLayout(m_rows);
    column->setContentsMargins(0, 0, 0, 0);
    body()->addWidget(m_rows);
    return column;
}

void CausesCard::showBusy()
{
    renew()->addWidget(new Label(tr("Comparing with the last run …"), TextSize::Body, Ink::Muted, m_rows));
}

void CausesCard::showProblem(const QString &text)
{
    auto *label = new Label(text, TextSize::Body, Ink::Danger, nullptr);
    label->setWordWrap(true);
    renew()->addWidget(label);
}

void CausesCard::showCauses(const std::optional<DifferenceCauses> &causes, const QTimeZone &zone)
{
    QVBoxLayout *column = renew();
    const bool isEmpty = !causes || (causes->joins.empty() && causes->leaves.empty());
    setVisible(!isEmpty);
    if (isEmpty)
        return;
    column->addWidget(new Label(tr("Compared with the last run, %1. A person with several reasons is in one row.")
                                    .arg(format::dateTime(causes->since, zone)),
                                TextSize::Caption, Ink::Muted, m_rows));
    auto *pair = new QHBoxLayout;
    pair->setSpacing(4 * size::Unit);
    pair->addWidget(makeColumn(tr("They come"), QStringLiteral("plus"), causes->joins), 1, Qt::AlignTop);
    pair->addWidget(makeColumn(tr("They leave"), QStringLiteral("minus"), causes->leaves), 1, Qt::AlignTop);
    column->addLayout(pair);
}

QWidget *CausesCard::makeColumn(const QString &title, const QString &icon, const std::vector<ChangeGroup> &groups)
{
    auto *box = new QWidget(m_rows);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Label(title, TextSize::Body, Ink::Muted, box));
    column->addSpacing(size::Gap);
    for (const ChangeGroup &group : shown(groups)) {
        auto *row =
            new ReasonRow({icon, Ink::Muted, group.text, tr("%1: %2").arg(title, group.text), group.people}, box);
        connect(row, &ReasonRow::peopleChosen, this, &CausesCard::peopleChosen);
        column->addWidget(row);
    }
    if (groups.empty())
        column->addWidget(new Label(tr("Nobody."), TextSize::Body, Ink::Muted, box));
    return box;
}

} // namespace perennial
