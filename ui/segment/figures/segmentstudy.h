// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/latestrequest.h"
#include "ui/segment/figures/segmentfigures.h"

#include <QObject>

#include <memory>

namespace perennial {

// How far back a segment's size is looked at, and how closely.
enum class HistoryReach { ThreeMonths, Year, TwoYears };

// The ends of days in `zone`, ascending, and `now` as the last: so each point is what the page shows of that day.
[[nodiscard]] std::vector<Instant> momentsOf(HistoryReach reach, Instant now, const QTimeZone &zone);

// A moment people chose: the end of a day, or now.
struct ChosenMoment
{
    std::optional<Instant> at; // nothing: now

    friend bool operator==(const ChosenMoment &, const ChosenMoment &) = default;
};

// What is shown beside the counts, and so has to be asked.
struct StudyWishes
{
    std::optional<ProfileId> person; // why this one is in or not
    bool leftOut = false;            // without a person
    std::optional<HistoryReach> history;
    std::optional<ChosenMoment> compared; // with the page's moment

    friend bool operator==(const StudyWishes &, const StudyWishes &) = default;
};

// Why, who is left out, since when: answers to the newest question, once its counts are there, and only those that are
// wished for. A newer question or wish stops the older one's work at once, so that nothing stands in the counts' way.
class SegmentStudy : public QObject
{
    Q_OBJECT

public:
    enum class Topic { Why, LeftOut, History, Moves };

    SegmentStudy(JobRunner &runner, SegmentOracle &oracle, const QTimeZone &homeZone, QObject *parent = nullptr);
    ~SegmentStudy() override;
    Q_DISABLE_COPY_MOVE(SegmentStudy)

    void setHomeZone(const QTimeZone &zone) { m_homeZone = zone; }
    void setWishes(const StudyWishes &wishes);
    // There is a newer question: stops what it makes worthless.
    void hold(const SegmentDoc &doc);
    // The question was counted, as of `asOf`; now is `now`.
    void go(const SegmentDoc &doc, Instant asOf, Instant now);
    // What was answered is of a store that has changed.
    void forgetAnswers();
    void forget();

Q_SIGNALS:
    // Asked anew: what is shown is of before.
    void asked(perennial::SegmentStudy::Topic topic);
    void explained(const perennial::WhyAnswer &answer);
    void leftOutFound(const perennial::LeftOut &answer);
    void historyFound(const std::vector<perennial::HistoryPoint> &points);
    void movesFound(const perennial::Moves &moves);
    void failed(perennial::SegmentStudy::Topic topic, const perennial::Error &error);

private:
    template <class Question, class Answer>
    struct Inquiry;

    struct Asked
    {
        SegmentDoc doc;
        Instant asOf;
        Instant now;
    };

    void settle();
    [[nodiscard]] QTimeZone zone() const;
    [[nodiscard]] std::optional<WhyQuestion> whyQuestion() const;
    [[nodiscard]] std::optional<LeftOutQuestion> leftOutQuestion() const;
    [[nodiscard]] std::optional<HistoryQuestion> historyQuestion() const;
    [[nodiscard]] std::optional<MovesQuestion> movesQuestion() const;

    SegmentOracle &m_oracle;
    QTimeZone m_homeZone;
    StudyWishes m_wishes;
    std::optional<Asked> m_question; // that was counted
    std::optional<Asked> m_history;  // the page's own moment does not move it
    std::unique_ptr<Inquiry<WhyQuestion, WhyAnswer>> m_why;
    std::unique_ptr<Inquiry<LeftOutQuestion, LeftOut>> m_leftOut;
    std::unique_ptr<Inquiry<HistoryQuestion, std::vector<HistoryPoint>>> m_points;
    std::unique_ptr<Inquiry<MovesQuestion, Moves>> m_moves;
};

} // namespace perennial
