// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/answer/whytab.h"

#include "ui/segment/answer/leftoutview.h"
#include "ui/segment/answer/parts.h"
#include "ui/segment/answer/personsearch.h"
#include "ui/segment/answer/personwhy.h"
#include "ui/widgets/tokens.h"

#include <QVBoxLayout>

namespace perennial {

WhyTab::WhyTab(QWidget *parent)
    : QWidget(parent)
    , m_search(new PersonSearch(this))
    , m_why(new PersonWhy(this))
    , m_leftOut(new LeftOutView(this))
{
    auto *column = parts::column(this, 3 * size::Unit / 2);
    column->addWidget(m_search);
    column->addWidget(m_why, 1);
    column->addWidget(m_leftOut, 1);
    m_why->hide();
    connect(m_search, &PersonSearch::typed, this, &WhyTab::searchTyped);
    connect(m_search, &PersonSearch::emptied, this, &WhyTab::searchEmptied);
    connect(m_search, &PersonSearch::chosen, this, &WhyTab::choose);
    connect(m_why, &PersonWhy::left, this, &WhyTab::leave);
    connect(m_why, &PersonWhy::timelineWanted, this, [this] {
        if (m_person)
            Q_EMIT timelineWanted(*m_person);
    });
    connect(m_leftOut, &LeftOutView::personChosen, this, &WhyTab::choose);
    connect(m_leftOut, &LeftOutView::peopleWanted, this, &WhyTab::peopleWanted);
}

void WhyTab::showFace(QWidget *face)
{
    m_why->setVisible(face == m_why);
    m_leftOut->setVisible(face == m_leftOut);
}

void WhyTab::choose(const SamplePerson &person)
{
    if (m_person != person.id)
        m_why->await(person.shownName());
    m_person = person.id;
    showFace(m_why);
    Q_EMIT personPicked();
}

void WhyTab::leave()
{
    if (!m_person)
        return;
    m_person.reset();
    showFace(m_leftOut);
    Q_EMIT personPicked();
}

void WhyTab::setFound(const std::vector<SamplePerson> &people)
{
    m_search->setFound(people);
}

void WhyTab::setWhy(const WhyAnswer &answer, const SegmentDoc &doc, const std::optional<Instant> &asOf,
                    const QTimeZone &zone)
{
    m_why->setAnswer(answer, doc, asOf, zone);
}

void WhyTab::setLeftOut(const LeftOut &answer, const SegmentDoc &doc)
{
    m_leftOut->setAnswer(answer, doc);
}

void WhyTab::setWhyFailure(const QString &message)
{
    m_why->setFailure(message);
}

void WhyTab::setLeftOutFailure(const QString &message)
{
    m_leftOut->setFailure(message);
}

void WhyTab::setSearchFailure(const QString &message)
{
    m_search->setFailure(message);
}

void WhyTab::setWhyBusy(bool busy)
{
    m_why->setBusy(busy);
}

void WhyTab::setLeftOutBusy(bool busy)
{
    m_leftOut->setBusy(busy);
}

void WhyTab::clear()
{
    m_person.reset();
    m_leftOut->clear();
    showFace(m_leftOut);
}

} // namespace perennial
