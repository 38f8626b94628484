// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/page/segmentbuilder.h"

#include "core/workspace/workspace.h"
#include "ui/segment/answer/answerpane.h"
#include "ui/segment/definition/definitionview.h"
#include "ui/segment/editing/segmenteditor.h"
#include "ui/segment/figures/segmentpreview.h"

namespace perennial {

namespace {

constexpr int DimAfterMs = 120;
constexpr int PeopleFound = 6;

} // namespace

void SegmentBuilder::connectStudy()
{
    m_dimStudy.setSingleShot(true);
    m_dimStudy.setInterval(DimAfterMs);
    connect(&m_dimStudy, &QTimer::timeout, this, &SegmentBuilder::dimStudy);
    connect(m_answer, &AnswerPane::wishesChanged, this, &SegmentBuilder::takeWishes);
    connect(m_study, &SegmentStudy::asked, this, &SegmentBuilder::noteStudyAsked);
    connect(m_study, &SegmentStudy::explained, this, [this](const WhyAnswer &answer) {
        m_waiting.erase(SegmentStudy::Topic::Why);
        m_answer->setWhy(answer, m_editor->doc());
        showVerdicts(answer.explanation);
    });
    connect(m_study, &SegmentStudy::leftOutFound, this, [this](const LeftOut &answer) {
        m_waiting.erase(SegmentStudy::Topic::LeftOut);
        m_answer->setLeftOut(answer, m_editor->doc());
    });
    connect(m_study, &SegmentStudy::historyFound, this, [this](const std::vector<HistoryPoint> &points) {
        m_waiting.erase(SegmentStudy::Topic::History);
        m_answer->setHistory(points);
    });
    connect(m_study, &SegmentStudy::movesFound, this, [this](const Moves &moves) {
        m_waiting.erase(SegmentStudy::Topic::Moves);
        m_answer->setMoves(moves, m_editor->doc());
    });
    connect(m_study, &SegmentStudy::failed, this, [this](SegmentStudy::Topic topic, const Error &error) {
        m_waiting.erase(topic);
        m_answer->setStudyFailure(topic, error.message);
        if (topic == SegmentStudy::Topic::Why)
            showVerdicts({});
    });
}

void SegmentBuilder::showVerdicts(const std::optional<Explanation> &explanation)
{
    m_definition->setExplanation(explanation, zoneOf(m_editor->doc(), m_workspace.homeZone()));
}

void SegmentBuilder::takeWishes()
{
    if (!m_editor)
        return;
    const StudyWishes wishes = m_answer->wishes();
    if (!wishes.person)
        showVerdicts({});
    m_study->setWishes(wishes);
}

void SegmentBuilder::noteStudyAsked(SegmentStudy::Topic topic)
{
    m_waiting.insert(topic);
    if (!m_dimStudy.isActive())
        m_dimStudy.start();
}

// As with the counts: only what really takes a while is dimmed.
void SegmentBuilder::dimStudy()
{
    for (const SegmentStudy::Topic topic : m_waiting)
        m_answer->setStudyBusy(topic, true);
}

void SegmentBuilder::showHistory()
{
    m_answer->showWhen();
}

void SegmentBuilder::connectPeople()
{
    connect(m_answer, &AnswerPane::personChosen, this, &SegmentBuilder::personChosen);
    connect(m_answer, &AnswerPane::peopleWanted, this, &SegmentBuilder::findPeople);
    connect(m_answer, &AnswerPane::searchTyped, this, [this](const QString &text) {
        if (m_editor)
            m_search.ask(tr("Looking for a person"), m_oracle.prepareSearch(text, PeopleFound));
    });
    connect(m_answer, &AnswerPane::searchEmptied, this, [this] { m_search.cancel(); });
}

void SegmentBuilder::findPeople(const PeopleWanted &who, const QString &title)
{
    if (!m_preview->question() || !m_oracle.isReady())
        return;
    const SegmentQuestion &question = *m_preview->question();
    const QString name = question.doc.name;
    m_peopleTitle = title.isEmpty() ? name : tr("%1 · %2", "a segment, which of its people").arg(name, title);
    m_people.ask(
        tr("Gathering people"),
        m_oracle.preparePeople({.doc = question.doc, .asOf = question.asOf, .who = who, .memory = question.memory}));
}

void SegmentBuilder::takePeople(const Result<std::vector<ProfileId>> &ids)
{
    if (ids)
        Q_EMIT peopleChosen(m_peopleTitle, *ids);
    else if (ids.error().kind != ErrorKind::Stopped)
        m_answer->setNotice(ids.error().message);
}

} // namespace perennial
