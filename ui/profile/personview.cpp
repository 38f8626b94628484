// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/personview.h"

#include "ui/profile/identitycard.h"
#include "ui/profile/personhistory.h"
#include "ui/widgets/card.h"
#include "ui/widgets/format.h"
#include "ui/widgets/stattile.h"
#include "ui/widgets/tokens.h"

#include <QHBoxLayout>
#include <QScrollArea>

#include <algorithm>

namespace perennial {

namespace {

constexpr int FactsWidth = 288;

qint64 countOf(const ProfileView &person, const char *metric)
{
    return std::count_if(person.events.begin(), person.events.end(),
                         [metric](const EventView &event) { return event.metric == QLatin1String(metric); });
}

} // namespace

PersonView::PersonView(QWidget *parent)
    : QWidget(parent)
    , m_facts(new QScrollArea(this))
    , m_history(new PersonHistory(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(size::PageMargin, size::Unit, size::PageMargin, size::PageMargin);
    column->setSpacing(2 * size::Unit);
    column->addWidget(makeTiles());
    auto *row = new QHBoxLayout;
    row->setSpacing(2 * size::Unit);
    column->addLayout(row, 1);
    m_facts->setFrameShape(QFrame::NoFrame);
    m_facts->setWidgetResizable(true);
    m_facts->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_facts->setFixedWidth(FactsWidth);
    m_facts->setAccessibleName(tr("Who this is"));
    m_facts->setFocusPolicy(Qt::TabFocus);
    m_facts->setAccessibleName(tr("What is known of this person"));
    row->addWidget(m_facts);
    auto *card = new Card(this);
    card->body()->setContentsMargins(1, size::Gap, 1, size::Unit);
    card->body()->addWidget(m_history);
    row->addWidget(card, 1);
}

QWidget *PersonView::makeTiles()
{
    auto *tiles = new QWidget(this);
    auto *row = new QHBoxLayout(tiles);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * size::Unit);
    const auto add = [&](const char *name, const QString &caption) {
        auto *tile = new StatTile(caption, tiles);
        tile->setObjectName(QString::fromLatin1(name));
        tile->setCompact(true);
        row->addWidget(tile, 1);
        return tile;
    };
    m_orders = add("personOrders", tr("Orders"));
    m_value = add("personValue", tr("Value, net of refunds"));
    m_last = add("personLastSeen", tr("Last seen"));
    m_first = add("personFirstSeen", tr("First seen"));
    connect(m_orders, &StatTile::clicked, this, [this] { m_history->setCurrentIndex(1); });
    connect(m_value, &StatTile::clicked, this, [this] { m_history->setCurrentIndex(1); });
    for (const StatTile *tile : {m_last, m_first})
        connect(tile, &StatTile::clicked, this, [this] { m_history->setCurrentIndex(0); });
    return tiles;
}

void PersonView::setPerson(const Person &person, const QTimeZone &zone, const QString &currency)
{
    showNumbers(person, zone, currency);
    auto *facts = new IdentityCard(person.view, zone);
    connect(facts, &IdentityCard::undoMergeRequested, this, &PersonView::undoMergeRequested);
    m_facts->setWidget(facts);
    facts->setAutoFillBackground(false);
    m_facts->viewport()->setAutoFillBackground(false);
    m_history->setPerson(person.view, zone);
}

void PersonView::showNumbers(const Person &person, const QTimeZone &zone, const QString &currency)
{
    const ProfileView &view = person.view;
    for (StatTile *tile : {m_orders, m_value, m_last, m_first}) {
        tile->clearValue();
        tile->setDetail({});
    }
    m_orders->setValue(countOf(view, "Placed Order"));
    const qint64 refunds = countOf(view, "Refunded Order");
    m_orders->setDetail(refunds > 0 ? tr("%1 refunded").arg(format::count(refunds)) : tr("none refunded"));
    showValue(person, currency);
    const auto day = [zone](qint64 ms) { return format::date({ms}, zone); };
    m_last->setFormat(day);
    m_first->setFormat(day);
    if (!view.events.empty()) {
        m_last->setValue(view.events.front().at.ms);
        m_last->setDetail(view.events.front().metric);
    }
    const auto first = view.events.empty() ? view.created : std::optional(view.events.back().at);
    const bool byCreation = view.created && (!first || *view.created < *first);
    if (first || byCreation) {
        m_first->setValue(byCreation ? view.created->ms : first->ms);
        m_first->setDetail(byCreation ? (view.createdAssumed ? tr("Profile made, date assumed") : tr("Profile made"))
                                      : view.events.back().metric);
    }
}

void PersonView::showValue(const Person &person, const QString &currency)
{
    const bool hasOwn = person.revenue.empty() || person.revenue.contains(currency);
    const QString shown = hasOwn ? currency : person.revenue.begin()->first;
    m_value->setFormat([shown](qint64 minor) { return format::money({minor, shown}); });
    Revenue own;
    QStringList others;
    for (const auto &[code, revenue] : person.revenue) {
        if (code == shown)
            own = revenue;
        else
            others << tr("and %1").arg(format::money({revenue.net, code}));
    }
    m_value->setValue(own.net);
    QStringList details{tr("%1 gross").arg(format::money({own.gross, shown}))};
    m_value->setDetail((details + others).join(QStringLiteral(" · ")));
}

} // namespace perennial
