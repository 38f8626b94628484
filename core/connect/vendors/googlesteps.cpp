// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/vendors/googlesteps.h"

#include "core/connect/vendors/hashedpeople.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// 5 s, 10 s, 20 s … 5 min, for a day.
constexpr seconds FirstPoll{5};
constexpr minutes LongestPoll{5};
constexpr int MostPolls = 295;
constexpr int MostPostsAnew = 3;
constexpr minutes WaitBeforeAnew{1};

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

milliseconds pollWait(int polls)
{
    return std::min<milliseconds>(FirstPoll * (1 << std::min(polls, 10)), LongestPoll);
}

BatchStep goOn(const char *stage, const GoogleMemo &memo, milliseconds wait)
{
    return BatchStep::goOn(QString::fromLatin1(stage), memo.toBytes(), wait);
}

RowOutcome outcomeOf(size_t place, const QString &reason)
{
    const RowOutcome skipped = notRecognised(place);
    return reason == skipped.reason ? skipped : RowOutcome{place, RowVerdict::Failed, 400, reason};
}

} // namespace

BatchStep googleUpload(const GoogleMemo &memo, milliseconds wait)
{
    return goOn("upload", memo, wait);
}

BatchStep googleWorking(const GoogleMemo &memo)
{
    return goOn("status", memo, pollWait(memo.polls));
}

BatchStep googleDone(const GoogleMemo &memo)
{
    std::vector<RowOutcome> outcomes;
    for (auto entry = memo.leftOut.begin(); entry != memo.leftOut.end(); ++entry)
        outcomes.push_back(outcomeOf(entry.key(), entry.value()));
    return BatchStep::done(std::move(outcomes));
}

BatchStep googleStep(const GoogleStatus &status, GoogleMemo memo)
{
    if (status.progress == GoogleProgress::Taken)
        return googleDone(memo);
    if (status.progress == GoogleProgress::Working) {
        ++memo.polls;
        if (memo.polls < MostPolls)
            return googleWorking(memo);
        return BatchStep::stop(tr("Google has worked on an upload for a day. Send again to go on waiting."));
    }
    if (status.isAboutTerms)
        return BatchStep::stop(tr("The terms of Customer Match are not accepted in the Google Ads account. Accept them "
                                  "there, then send again."));
    if (status.isTheirFault && memo.posts < MostPostsAnew)
        return googleUpload(memo, WaitBeforeAnew);
    const bool isAll = status.progress == GoogleProgress::Refused || memo.rows <= 1;
    const qint64 refused = isAll ? memo.rows : std::clamp<qint64>(status.refused, 1, memo.rows - 1);
    BatchStep step = partlyRefused(memo.rows, refused, 0, status.reason);
    for (auto entry = memo.leftOut.begin(); entry != memo.leftOut.end(); ++entry)
        if (entry.key() < step.rows.size())
            step.rows[entry.key()] = outcomeOf(entry.key(), entry.value());
    return step;
}

} // namespace perennial
