// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/historyrange.h"
#include "app/cli/lifecyclesource.h"
#include "app/cli/texttable.h"
#include "core/segment/lifecycle/stagecensus.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace perennial {

namespace {

constexpr int UsualMonths = 12;
// A census has a byte for each person.
constexpr size_t MomentsAtOnce = 32;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct MovesWords
{
    RangeWords range{.from = {}, .to = {}, .every = "1mo"};
    bool stays = false;
};

// What happened from one moment to the next.
struct Step
{
    Instant from;
    Instant to;
    quint32 of; // people known at its end
    std::vector<StageMove> moves;
};

Instant firstOfMonths(Instant to, const QTimeZone &zone)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(to.ms, zone).date();
    const qint64 first = startOfDayMs(QDate(day.year(), day.month(), 1), zone);
    return {shiftedBack(first, UsualMonths, TimeUnit::Month, zone)};
}

Step stepBetween(const StageCensus &before, const StageCensus &after, bool stays)
{
    Step step{before.asOf, after.asOf, after.of, movesBetween(before, after)};
    if (!stays)
        std::erase_if(step.moves, [](const StageMove &move) { return move.from == move.to; });
    return step;
}

Result<std::vector<Step>> stepsAt(const std::vector<Instant> &moments, const AskedLifecycle &asked, bool stays)
{
    const SegmentAsker &asker = asked.asker;
    std::vector<Step> steps;
    std::optional<StageCensus> before;
    for (size_t first = 0; first < moments.size(); first += MomentsAtOnce) {
        const auto begin = moments.begin() + static_cast<ptrdiff_t>(first);
        const std::vector<Instant> some(
            begin, begin + static_cast<ptrdiff_t>(std::min(MomentsAtOnce, moments.size() - first)));
        auto censuses = stagesAt(some, asked.lifecycle, asker.sharedTable(), {}, asker.progress());
        if (!censuses)
            return failure(censuses.error());
        for (StageCensus &census : *censuses) {
            if (before)
                steps.push_back(stepBetween(*before, census, stays));
            before = std::move(census);
        }
    }
    return steps;
}

class MovesText
{
public:
    MovesText(const QStringList &names, const QStringList &notes)
        : m_names(names)
        , m_notes(notes)
    {
    }

    void add(const Step &step)
    {
        QJsonArray moves;
        for (const StageMove &move : step.moves) {
            const bool isNew = move.from == StageCensus::NotKnown;
            const QString from = isNew ? tr("(new in the store)") : m_names[move.from], to = m_names[move.to];
            moves.append(
                QJsonObject{{"from", isNew ? QJsonValue() : from}, {"to", to}, {"people", qint64(move.people)}});
            m_table.add({step.from.toIso(), step.to.toIso(), QString::number(move.people), from, to});
        }
        if (step.moves.empty())
            m_table.add({step.from.toIso(), step.to.toIso(), QString::number(0), {}, {}});
        m_json.append(QJsonObject{
            {"from", step.from.toIso()}, {"to", step.to.toIso()}, {"of", qint64(step.of)}, {"moves", moves}});
    }

    [[nodiscard]] Answer answer() const
    {
        return {.json = {{"stages", QJsonArray::fromStringList(m_names)},
                         {"steps", m_json},
                         {"notes", QJsonArray::fromStringList(m_notes)}},
                .text = m_table.toText(),
                .notes = m_notes};
    }

private:
    QStringList m_names;
    QStringList m_notes;
    QJsonArray m_json;
    TextTable m_table{{tr("From"), tr("To"), tr(">People"), tr("Left"), tr("Entered")}};
};

Result<std::vector<Instant>> momentsOf(const MovesWords &words, const AskedLifecycle &asked)
{
    const QTimeZone zone = asked.zone();
    const auto range =
        givenRange(words.range, zone, asked.asker.asOf(), [&zone](Instant to) { return firstOfMonths(to, zone); });
    if (!range)
        return failure(range.error());
    auto moments = perennial::momentsOf(*range, zone);
    if (!moments)
        return failure(atEvery(moments.error(), words.range));
    if (moments->size() < 2)
        return failure(ErrorKind::Usage,
                       tr("Nobody moves within one moment: take shorter steps, or an earlier --from."),
                       QStringLiteral("%1 … %2").arg(range->from.toIso(), range->to.toIso()));
    return moments;
}

Result<Answer> moves(const CommonOptions &options, const MovesWords &words)
{
    const auto asked = AskedLifecycle::open(options);
    if (!asked)
        return failure(asked.error());
    const auto moments = momentsOf(words, *asked);
    if (!moments)
        return failure(moments.error());
    const auto steps = stepsAt(*moments, *asked, words.stays);
    if (!steps)
        return failure(steps.error());
    MovesText text(asked->lifecycle.names(), asked->notes());
    for (const Step &step : *steps)
        text.add(step);
    return text.answer();
}

} // namespace

void addLifecycleMoves(Commands &commands, CLI::App &lifecycle)
{
    const auto words = std::make_shared<MovesWords>();
    CLI::App &command = commands.command(lifecycle, "moves", tr("Tell how many went from which stage to which"),
                                         [words](const CommonOptions &options) { return moves(options, *words); });
    command
        .add_option(
            "--from", words->range.from,
            tr("The first moment, or a day's start in the lifecycle's zone; a month's first unless given, a year back")
                .toStdString())
        ->type_name("D");
    command
        .add_option("--to", words->range.to,
                    tr("No moment after this one, or after this day's start; --as-of unless given").toStdString())
        ->type_name("D");
    command
        .add_option("--every", words->range.every, tr("The step: a number with min, h, d, w, mo or y").toStdString())
        ->type_name("SPAN")
        ->capture_default_str();
    command.add_flag("--stays", words->stays, tr("Tell of those who stayed as well").toStdString());
}

} // namespace perennial
