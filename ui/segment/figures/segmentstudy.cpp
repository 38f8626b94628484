// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/figures/segmentstudy.h"

#include <algorithm>

namespace perennial {

namespace {

constexpr int DaysOfThreeMonths = 91;
constexpr int WeeksOfYear = 52;

// What people write beside a definition does not change its answers.
SegmentDoc bare(SegmentDoc doc)
{
    doc.note.clear();
    doc.reviewBy.clear();
    return doc;
}

} // namespace

std::vector<Instant> momentsOf(HistoryReach reach, Instant now, const QTimeZone &zone)
{
    const bool daily = reach == HistoryReach::ThreeMonths;
    const int step = daily ? 1 : 7;
    const int steps = daily ? DaysOfThreeMonths : reach == HistoryReach::Year ? WeeksOfYear : 2 * WeeksOfYear;
    const QDate today = localDay(now.ms, zone);
    std::vector<Instant> moments;
    for (int i = steps; i > 0; --i)
        moments.push_back({startOfDayMs(today.addDays(1 - i * step), zone) - 1});
    moments.push_back(now);
    return moments;
}

// One kind of question: what is wanted, what was asked last, and its work.
template <class Question, class Answer>
struct SegmentStudy::Inquiry
{
    using Done = std::function<void(const Answer &)>;

    Inquiry(SegmentStudy &owner, JobRunner &runner, Topic what, QString words, Done whenDone)
        : study(owner)
        , topic(what)
        , title(std::move(words))
        , done(std::move(whenDone))
        , request(runner, [this](Result<Answer> answer) { take(std::move(answer)); })
    {
    }

    void stopUnless(bool fits)
    {
        if (!asked || fits)
            return;
        asked.reset();
        request.cancel();
    }

    template <class Prepare>
    void settle(std::optional<Question> wanted, Prepare prepare)
    {
        if (wanted == asked)
            return;
        asked = std::move(wanted);
        if (!asked)
            return request.cancel();
        Q_EMIT study.asked(topic);
        request.ask(title, prepare(*asked));
    }

    void take(Result<Answer> answer)
    {
        if (answer) {
            done(*answer);
        } else if (answer.error().kind != ErrorKind::Stopped) {
            asked.reset();
            Q_EMIT study.failed(topic, answer.error());
        }
    }

    SegmentStudy &study;
    Topic topic;
    QString title;
    Done done;
    std::optional<Question> asked; // under way, or answered
    LatestRequest<Answer> request;
};

SegmentStudy::SegmentStudy(JobRunner &runner, SegmentOracle &oracle, const QTimeZone &homeZone, QObject *parent)
    : QObject(parent)
    , m_oracle(oracle)
    , m_homeZone(homeZone)
    , m_why(std::make_unique<Inquiry<WhyQuestion, WhyAnswer>>(*this, runner, Topic::Why, tr("Looking at one person"),
                                                              [this](const WhyAnswer &why) { Q_EMIT explained(why); }))
    , m_leftOut(std::make_unique<Inquiry<LeftOutQuestion, LeftOut>>(
          *this, runner, Topic::LeftOut, tr("Looking for reasons"),
          [this](const LeftOut &leftOut) { Q_EMIT leftOutFound(leftOut); }))
    , m_points(std::make_unique<Inquiry<HistoryQuestion, std::vector<HistoryPoint>>>(
          *this, runner, Topic::History, tr("Looking back"),
          [this](const std::vector<HistoryPoint> &points) { Q_EMIT historyFound(points); }))
    , m_moves(std::make_unique<Inquiry<MovesQuestion, Moves>>(*this, runner, Topic::Moves, tr("Comparing two days"),
                                                              [this](const Moves &moves) { Q_EMIT movesFound(moves); }))
{
}

SegmentStudy::~SegmentStudy() = default;

void SegmentStudy::setWishes(const StudyWishes &wishes)
{
    if (m_wishes == wishes)
        return;
    m_wishes = wishes;
    settle();
}

void SegmentStudy::hold(const SegmentDoc &doc)
{
    m_question.reset();
    m_why->stopUnless(false);
    m_leftOut->stopUnless(false);
    m_moves->stopUnless(false);
    const bool sameHistory = m_history && m_history->doc == bare(doc);
    m_points->stopUnless(sameHistory);
    if (!sameHistory)
        m_history.reset();
}

void SegmentStudy::go(const SegmentDoc &doc, Instant asOf, Instant now)
{
    m_question = Asked{bare(doc), asOf, now};
    if (!m_history)
        m_history = m_question;
    settle();
}

void SegmentStudy::forgetAnswers()
{
    m_question.reset();
    m_history.reset();
    m_why->stopUnless(false);
    m_leftOut->stopUnless(false);
    m_points->stopUnless(false);
    m_moves->stopUnless(false);
}

void SegmentStudy::forget()
{
    forgetAnswers();
    m_wishes = {};
}

void SegmentStudy::settle()
{
    if (!m_question)
        return;
    m_why->settle(whyQuestion(), [this](const WhyQuestion &question) { return m_oracle.prepareWhy(question); });
    m_leftOut->settle(leftOutQuestion(),
                      [this](const LeftOutQuestion &question) { return m_oracle.prepareLeftOut(question); });
    m_points->settle(historyQuestion(),
                     [this](const HistoryQuestion &question) { return m_oracle.prepareHistory(question); });
    m_moves->settle(movesQuestion(), [this](const MovesQuestion &question) { return m_oracle.prepareMoves(question); });
}

QTimeZone SegmentStudy::zone() const
{
    return zoneOf(m_question->doc, m_homeZone);
}

std::optional<WhyQuestion> SegmentStudy::whyQuestion() const
{
    if (!m_wishes.person)
        return std::nullopt;
    return WhyQuestion{m_question->doc, m_question->asOf, *m_wishes.person};
}

std::optional<LeftOutQuestion> SegmentStudy::leftOutQuestion() const
{
    if (!m_wishes.leftOut)
        return std::nullopt;
    return LeftOutQuestion{m_question->doc, m_question->asOf};
}

std::optional<HistoryQuestion> SegmentStudy::historyQuestion() const
{
    if (!m_wishes.history)
        return std::nullopt;
    return HistoryQuestion{m_history->doc, momentsOf(*m_wishes.history, m_history->now, zone())};
}

std::optional<MovesQuestion> SegmentStudy::movesQuestion() const
{
    if (!m_wishes.compared)
        return std::nullopt;
    const Instant other = m_wishes.compared->at.value_or(m_question->now);
    return MovesQuestion{m_question->doc, std::min(other, m_question->asOf), std::max(other, m_question->asOf)};
}

} // namespace perennial
