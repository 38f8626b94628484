// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/answer/answerpane.h"

#include "ui/segment/answer/parts.h"
#include "ui/segment/answer/whentab.h"
#include "ui/segment/answer/whotab.h"
#include "ui/segment/answer/whytab.h"
#include "ui/segment/figures/answerwords.h"
#include "ui/segment/pickers/momentpicker.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"
#include "ui/widgets/stattile.h"
#include "ui/widgets/tokens.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

AnswerPane::AnswerPane(QWidget *parent)
    : QWidget(parent)
    , m_count(new StatTile(tr("people in this segment"), this))
    , m_problem(new Banner(this))
    , m_who(new WhoTab)
    , m_why(new WhyTab)
    , m_when(new WhenTab)
    , m_zone(QTimeZone::utc())
{
    m_count->setObjectName(QStringLiteral("count"));
    m_problem->setObjectName(QStringLiteral("answerProblem"));
    m_problem->setDismissable(false);
    auto *column = parts::column(this, size::Unit);
    column->addWidget(m_count);
    column->addWidget(m_problem);
    column->addWidget(makeMoment());
    column->addWidget(makeTabs(), 1);
    connectTabs();
    connect(m_count, &QAbstractButton::clicked, this, [this] {
        if (m_count->value().value_or(0) > 0)
            Q_EMIT peopleWanted(Members(), {});
    });
}

QWidget *AnswerPane::makeMoment()
{
    auto *box = new QWidget(this);
    auto *column = parts::column(box, size::Gap);
    auto *row = new QHBoxLayout;
    row->setSpacing(size::Unit);
    m_moment = new PickerPill(
        tr("As of"), [this] { return makeMomentPicker(); }, box);
    m_moment->setObjectName(QStringLiteral("asOf"));
    row->addWidget(new Label(tr("As of"), TextSize::Caption, Ink::Muted, box));
    row->addWidget(m_moment);
    row->addStretch(1);
    m_age = new Label({}, TextSize::Caption, Ink::Muted, box);
    m_age->setObjectName(QStringLiteral("dataAge"));
    m_age->setWordWrap(true);
    column->addLayout(row);
    column->addWidget(m_age);
    return box;
}

QTabWidget *AnswerPane::makeTabs()
{
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(QStringLiteral("answerTabs"));
    m_tabs->setAccessibleName(tr("What to know of these people"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setObjectName(QStringLiteral("answerTabBar"));
    m_tabs->tabBar()->setAccessibleName(tr("What to know of these people"));
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->tabBar()->setDrawBase(true);
    // Where words are long they are cut: no tab is out of sight.
    m_tabs->tabBar()->setUsesScrollButtons(false);
    m_tabs->tabBar()->setElideMode(Qt::ElideRight);
    addTab(tr("Who"), m_who);
    addTab(tr("Why"), m_why);
    addTab(tr("When"), m_when);
    return m_tabs;
}

void AnswerPane::addTab(const QString &title, QWidget *content)
{
    auto *page = new QWidget;
    auto *column = parts::column(page, 0);
    column->setContentsMargins(0, 3 * size::Unit / 2, 0, size::Unit);
    column->addWidget(content);
    m_tabs->addTab(parts::scrolling(page, m_tabs), title);
}

void AnswerPane::connectTabs()
{
    connect(m_tabs, &QTabWidget::currentChanged, this, &AnswerPane::wishesChanged);
    connect(m_who, &WhoTab::personChosen, this, &AnswerPane::explainPerson);
    connect(m_who, &WhoTab::peopleWanted, this, &AnswerPane::peopleWanted);
    connect(m_who, &WhoTab::shuffleWanted, this, &AnswerPane::shuffleWanted);
    connect(m_why, &WhyTab::personPicked, this, &AnswerPane::wishesChanged);
    connect(m_why, &WhyTab::timelineWanted, this, &AnswerPane::personChosen);
    connect(m_why, &WhyTab::peopleWanted, this, &AnswerPane::peopleWanted);
    connect(m_why, &WhyTab::searchTyped, this, &AnswerPane::searchTyped);
    connect(m_why, &WhyTab::searchEmptied, this, &AnswerPane::searchEmptied);
    connect(m_when, &WhenTab::wishesChanged, this, &AnswerPane::wishesChanged);
    connect(m_when, &WhenTab::asOfChosen, this, &AnswerPane::asOfChosen);
    connect(m_when, &WhenTab::peopleWanted, this, &AnswerPane::peopleWanted);
}

Picker *AnswerPane::makeMomentPicker()
{
    auto *picker = new MomentPicker(m_asOf, m_zone);
    connect(picker, &MomentPicker::chosen, this, &AnswerPane::asOfChosen);
    return picker;
}

void AnswerPane::explainPerson(ProfileId id)
{
    const auto person = std::ranges::find(m_sample, id, &SamplePerson::id);
    if (person == m_sample.end())
        return;
    m_why->choose(*person);
    m_tabs->setCurrentIndex(1);
    m_tabs->tabBar()->setFocus(Qt::OtherFocusReason);
}

void AnswerPane::showWhen()
{
    constexpr int whenTab = 2;
    m_tabs->setCurrentIndex(whenTab);
    m_tabs->tabBar()->setFocus(Qt::OtherFocusReason);
}

StudyWishes AnswerPane::wishes() const
{
    StudyWishes wishes;
    const QWidget *shown = m_tabs->currentWidget();
    // Marks in the rows without a name beside them would be nobody's.
    if (shown->isAncestorOf(m_why)) {
        wishes.person = m_why->person();
        wishes.leftOut = !wishes.person;
    }
    if (shown->isAncestorOf(m_when)) {
        wishes.history = m_when->reach();
        wishes.compared = m_when->compared();
    }
    return wishes;
}

void AnswerPane::setAsOf(const std::optional<Instant> &asOf, const QTimeZone &zone)
{
    m_asOf = asOf;
    m_zone = zone;
    m_moment->setValue(answerwords::moment(asOf, zone));
    showAge();
    m_when->setAsOf(asOf, zone);
}

void AnswerPane::setDataAge(const QString &age, const QString &full)
{
    m_age->setToolTip(full);
    m_age->setAccessibleDescription(full);
    m_dataAge = age;
    showAge();
}

void AnswerPane::showAge()
{
    m_age->setText(tr("%1 · %2", "Berlin time, last import 3 h ago").arg(answerwords::zone(m_zone), m_dataAge));
}

void AnswerPane::setSentence(const QString &sentence)
{
    m_who->setSentence(sentence);
}

void AnswerPane::setFigures(const SegmentFigures &figures)
{
    m_problem->dismiss();
    m_count->setValue(figures.members);
    m_count->setDetail(figures.people > 0 ? tr("%1 of %2 people", "1.24 % of 1,000,000 people")
                                                .arg(format::share(figures.share()), format::count(figures.people))
                                          : tr("There is nobody in this store yet."));
    m_who->setUnknown(figures.unknown);
    m_count->setBusy(false);
    if (!figures.isComplete)
        return;
    m_sample = figures.sample;
    m_who->setFigures(figures, m_zone);
    setBusy(Waiting::Nothing);
}

void AnswerPane::setFailure(const Error &error)
{
    m_count->clearValue();
    m_count->setDetail({});
    m_sample.clear();
    m_who->clear();
    setBusy(Waiting::Nothing);
    for (const auto topic : {SegmentStudy::Topic::Why, SegmentStudy::Topic::LeftOut, SegmentStudy::Topic::History,
                             SegmentStudy::Topic::Moves})
        setStudyFailure(topic, error.message);
    m_problem->showMessage(BannerKind::Warn, error.message);
}

void AnswerPane::setNotice(const QString &notice)
{
    m_problem->showMessage(BannerKind::Info, notice);
}

void AnswerPane::setBusy(Waiting waiting)
{
    m_count->setBusy(waiting == Waiting::Everything);
    m_who->setBusy(waiting != Waiting::Nothing);
}

void AnswerPane::clear()
{
    m_problem->dismiss();
    m_count->clearValue();
    m_count->setDetail({});
    m_sample.clear();
    m_who->clear();
    m_why->clear();
    m_when->clear();
    setBusy(Waiting::Nothing);
}

void AnswerPane::setWhy(const WhyAnswer &answer, const SegmentDoc &doc)
{
    m_why->setWhy(answer, doc, m_asOf, m_zone);
}

void AnswerPane::setLeftOut(const LeftOut &answer, const SegmentDoc &doc)
{
    m_why->setLeftOut(answer, doc);
}

void AnswerPane::setHistory(const std::vector<HistoryPoint> &points)
{
    m_when->setPoints(points);
}

void AnswerPane::setMoves(const Moves &moves, const SegmentDoc &doc)
{
    m_when->setMoves(moves, doc);
    m_when->setMovesBusy(false);
}

void AnswerPane::setStudyBusy(SegmentStudy::Topic topic, bool busy)
{
    switch (topic) {
    case SegmentStudy::Topic::Why:
        return m_why->setWhyBusy(busy);
    case SegmentStudy::Topic::LeftOut:
        return m_why->setLeftOutBusy(busy);
    case SegmentStudy::Topic::History:
        return m_when->setHistoryBusy(busy);
    case SegmentStudy::Topic::Moves:
        return m_when->setMovesBusy(busy);
    }
}

void AnswerPane::setStudyFailure(SegmentStudy::Topic topic, const QString &message)
{
    switch (topic) {
    case SegmentStudy::Topic::Why:
        return m_why->setWhyFailure(message);
    case SegmentStudy::Topic::LeftOut:
        return m_why->setLeftOutFailure(message);
    case SegmentStudy::Topic::History:
        return m_when->setHistoryFailure(message);
    case SegmentStudy::Topic::Moves:
        return m_when->setMovesFailure(message);
    }
}

void AnswerPane::setFound(const Result<std::vector<SamplePerson>> &people)
{
    if (people)
        m_why->setFound(*people);
    else if (people.error().kind != ErrorKind::Stopped)
        m_why->setSearchFailure(people.error().message);
}

} // namespace perennial
