// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/overlap/overlapfoot.h"

#include "ui/segment/answer/linkbutton.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

constexpr size_t MostOffers = 3;

qsizetype segmentsOf(const OverlapFact &fact)
{
    return std::ranges::count_if(fact.offers, &OverlapOffer::canBecome);
}

} // namespace

OverlapFoot::OverlapFoot(QWidget *parent)
    : Card(parent)
    , m_sentence(new Label({}, TextSize::Body, Ink::Text, this))
{
    setObjectName(QStringLiteral("overlapFoot"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    body()->setContentsMargins(2 * size::Unit, size::Unit, 2 * size::Unit, size::Unit);
    body()->setSpacing(size::Gap);
    m_sentence->setObjectName(QStringLiteral("overlapSentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setMinimumHeight(2 * m_sentence->fontMetrics().lineSpacing()); // nothing moves for a second line
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    body()->addWidget(m_sentence);
    body()->addLayout(makeOffers());
    setFact({}, {});
}

QLayout *OverlapFoot::makeOffers()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(3 * size::Unit);
    for (size_t i = 0; i < MostOffers; ++i) {
        auto *link = new LinkButton(this);
        link->setObjectName(QStringLiteral("overlapOffer%1").arg(i));
        row->addWidget(link);
        m_links.push_back(link);
        connect(link, &QAbstractButton::clicked, this, [this, i] { Q_EMIT peopleWanted(m_fact->offers[i]); });
    }
    m_open = new LinkButton("overlapOpen", tr("Open the segment"), this);
    m_make = new QPushButton(tr("Make a segment"), this);
    m_make->setObjectName(QStringLiteral("overlapMake"));
    m_choices = new QMenu(m_make);
    row->addWidget(m_open);
    row->addStretch(1);
    row->addWidget(m_make);
    connect(m_open, &QAbstractButton::clicked, this, [this] { Q_EMIT opened(m_fact->segment); });
    connect(m_choices, &QMenu::aboutToShow, this, [this] {
        m_choices->clear();
        fillSegments(*m_choices);
    });
    connect(m_make, &QPushButton::clicked, this, [this] {
        if (m_fact && !m_make->menu())
            Q_EMIT segmentWanted(*std::ranges::find_if(m_fact->offers, &OverlapOffer::canBecome));
    });
    return row;
}

void OverlapFoot::setFact(const std::optional<OverlapFact> &fact, const QString &hint)
{
    m_fact = fact;
    m_sentence->setInk(fact ? Ink::Text : Ink::Muted);
    m_sentence->setText(fact ? fact->sentence : hint);
    showOffers();
}

void OverlapFoot::showOffers()
{
    for (size_t i = 0; i < m_links.size(); ++i) {
        const bool offered = m_fact && i < m_fact->offers.size();
        m_links[i]->setVisible(offered);
        if (!offered)
            continue;
        const OverlapOffer &offer = m_fact->offers[i];
        m_links[i]->setText(offer.link);
        m_links[i]->setToolTip(offer.name);
        m_links[i]->setEnabled(offer.count > 0);
    }
    m_open->setVisible(m_fact && m_fact->segment.isValid());
    m_make->setVisible(m_fact && segmentsOf(*m_fact) > 0);
    m_make->setMenu(m_fact && segmentsOf(*m_fact) > 1 ? m_choices : nullptr);
}

void OverlapFoot::setBusy(bool busy)
{
    m_sentence->setInk(busy || !m_fact ? Ink::Muted : Ink::Text);
}

void OverlapFoot::fillSegments(QMenu &menu)
{
    for (const OverlapOffer &offer : m_fact->offers) {
        if (!offer.canBecome)
            continue;
        const QString words =
            offer.about.isEmpty()
                ? overlapwords::people(offer.count)
                : tr("%1: %2", "which people, how many").arg(offer.about, overlapwords::people(offer.count));
        menu.addAction(words, this, [this, offer] { Q_EMIT segmentWanted(offer); });
    }
}

void OverlapFoot::openMenu(const QPoint &at)
{
    if (!m_fact)
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("overlapMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const OverlapOffer &offer : m_fact->offers)
        menu->addAction(icon(QStringLiteral("profiles")), offer.link, this,
                        [this, offer] { Q_EMIT peopleWanted(offer); })
            ->setEnabled(offer.count > 0);
    if (m_fact->segment.isValid())
        menu->addAction(icon(QStringLiteral("edit")), m_open->text(), this,
                        [this, id = m_fact->segment] { Q_EMIT opened(id); });
    menu->addSeparator();
    auto *make = menu->addMenu(icon(QStringLiteral("segments")), m_make->text());
    fillSegments(*make);
    menu->popup(at);
}

void OverlapFoot::showFirst()
{
    if (m_fact && m_fact->offers.front().count > 0)
        Q_EMIT peopleWanted(m_fact->offers.front());
}

} // namespace perennial
