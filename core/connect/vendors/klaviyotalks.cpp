// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/vendors/klaviyoanswers.h"
#include "core/connect/vendors/klaviyoimport.h"
#include "core/connect/vendors/rowanswers.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Klaviyo names all people it refuses at once; whoever is told of ever new ones is told wrong.
constexpr int MostPosts = 20;
constexpr seconds LongestPoll{30};

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

BatchStep goOn(KlaviyoStage stage, const KlaviyoMemo &memo = {}, milliseconds wait = {},
               std::vector<RowOutcome> rows = {})
{
    return BatchStep::goOn(enumId(stage), memo.toBytes(), wait, std::move(rows));
}

// 1.5 s, 3 s, 6 s … Polls count against a rate that allows as many of them as of imports: one that comes too early is
// missing later.
milliseconds pollWait(int polls)
{
    return std::min<milliseconds>(milliseconds(1500 << std::min(polls, 5)), LongestPoll);
}

// Whom a failure is about: the pointer says it, or the profile that is quoted.
std::optional<size_t> placeOf(const KlaviyoComplaint &complaint, const PushBatch &batch,
                              const std::vector<size_t> &sent)
{
    if (complaint.row)
        return *complaint.row < sent.size() ? std::optional(sent[*complaint.row]) : std::nullopt;
    const auto isTheirs = [&](size_t place) {
        const PushRow &row = batch.rows[place];
        const std::string email = QString::fromStdString(row.email).toLower().toStdString();
        return complaint.email.empty() ? !row.phone.empty() && row.phone == complaint.phone : email == complaint.email;
    };
    const auto found = std::ranges::find_if(sent, isTheirs);
    return found == sent.end() ? std::nullopt : std::optional(*found);
}

} // namespace

std::optional<BatchStep> KlaviyoImport::read(const PushBatch &batch, const Talk &talk,
                                             const HttpResponse &response) const
{
    const KlaviyoStage stage = stageOf(batch, talk);
    KlaviyoMemo memo = KlaviyoMemo::fromBytes(talk.memo);
    const bool asksOfJob = stage == KlaviyoStage::Job || stage == KlaviyoStage::Errors;
    if (response.status == 404 && stage == KlaviyoStage::CheckList)
        return goOn(KlaviyoStage::FindList); // deleted there
    if (response.status == 404 && asksOfJob && memo.posts < MostPosts) {
        ++memo.posts; // jobs are forgotten after a while: what came of it is found out by doing it again
        return goOn(KlaviyoStage::Import, memo);
    }
    if (stage == KlaviyoStage::Import && isKlaviyoRefusal(response.status))
        if (auto step = readRefusal(batch, memo, response))
            return step;
    if (response.status < 200 || response.status >= 300)
        return klaviyoRefusedStep(batch, response);
    switch (stage) {
    case KlaviyoStage::CheckList:
    case KlaviyoStage::FindList:
    case KlaviyoStage::MakeList:
        return readList(stage, response);
    case KlaviyoStage::Search:
        return readSearch(batch, std::move(memo), response.body);
    case KlaviyoStage::Import:
        return readImport(std::move(memo), response.body);
    case KlaviyoStage::Job:
        return readJob(batch, std::move(memo), response.body);
    case KlaviyoStage::Errors:
        return readErrors(batch, std::move(memo), response.body);
    case KlaviyoStage::TakeOff:
        return readTakenOff(std::move(memo));
    }
    return std::nullopt;
}

// Of several lists with the name, the oldest.
BatchStep KlaviyoImport::readList(KlaviyoStage stage, const HttpResponse &response) const
{
    const auto ids = klaviyoIds(response.body);
    if (!ids || (ids->isEmpty() && stage != KlaviyoStage::FindList))
        return klaviyoUnreadable();
    if (ids->isEmpty())
        return goOn(KlaviyoStage::MakeList);
    BatchStep step = BatchStep::done();
    step.remoteIds = {{QStringLiteral("list"), ids->front()}, {QStringLiteral("list_name"), m_listName}};
    return step;
}

BatchStep KlaviyoImport::readSearch(const PushBatch &batch, KlaviyoMemo memo, const QByteArray &answer) const
{
    const auto profiles = klaviyoProfiles(answer);
    const auto search = nextKlaviyoSearch(batch, memo);
    if (!profiles || !search)
        return klaviyoUnreadable();
    if (profiles->hasMore && search->places.size() > 1) { // several profiles of one phone, from before it had to be one
        memo.mostAtOnce = search->places.size() / 2;
        return goOn(KlaviyoStage::Search, memo);
    }
    for (const size_t place : search->places) {
        const PushRow &row = batch.rows[place];
        const bool isFound = search->byPhone
                                 ? profiles->phones.contains(QByteArray::fromStdString(row.phone))
                                 : profiles->emails.contains(QString::fromStdString(row.email).toLower().toUtf8());
        if (isFound)
            addBit(memo.found, place, batch.rows.size());
    }
    if (takesOff(batch.op))
        memo.ids += profiles->ids;
    memo.byPhone = search->byPhone;
    memo.searched = search->end;
    return nextKlaviyoSearch(batch, memo) ? goOn(KlaviyoStage::Search, memo) : afterSearch(batch, std::move(memo));
}

// Nobody there whom it concerns: nothing is left to do.
BatchStep KlaviyoImport::afterSearch(const PushBatch &batch, KlaviyoMemo memo) const
{
    if (takesOff(batch.op))
        return memo.ids.isEmpty() ? BatchStep::done() : goOn(KlaviyoStage::TakeOff, memo);
    memo.found.resize(static_cast<qsizetype>(batch.rows.size())); // also where nobody was found
    if (sentPlaces(batch, memo).empty())
        return finished(batch.op, memo, {});
    return goOn(KlaviyoStage::Import, memo);
}

BatchStep KlaviyoImport::readImport(KlaviyoMemo memo, const QByteArray &answer) const
{
    const auto job = klaviyoJob(answer);
    if (!job)
        return klaviyoUnreadable();
    memo.job = job->id;
    memo.cursor.clear();
    memo.polls = 0;
    return goOn(KlaviyoStage::Job, memo, pollWait(memo.polls));
}

// Klaviyo takes all people of a request or none, and points at those because of whom it takes none: the others are sent
// again without them. Nothing where it does not say who.
std::optional<BatchStep> KlaviyoImport::readRefusal(const PushBatch &batch, KlaviyoMemo memo,
                                                    const HttpResponse &response) const
{
    const auto complaints = klaviyoRefusal(response.body);
    if (!complaints || complaints->each.empty())
        return std::nullopt;
    const auto isOfList = [this](const KlaviyoComplaint &complaint) {
        return complaint.pointer.contains(QLatin1String("/relationships")) ||
               (!m_listId.isEmpty() && complaint.reason.contains(m_listId));
    };
    if (std::ranges::any_of(complaints->each, isOfList))
        return BatchStep::stop(tr("Klaviyo refused it: %1").arg(complaints->each.front().reason));
    const std::vector<size_t> sent = sentPlaces(batch, memo);
    auto rows = klaviyoRefusedRows(*complaints, sent, response.status);
    if (!rows)
        return std::nullopt;
    for (const RowOutcome &row : *rows)
        addBit(memo.refused, row.place, batch.rows.size());
    if (++memo.posts > MostPosts)
        return std::nullopt;
    if (rows->size() == sent.size())
        return finished(batch.op, memo, std::move(*rows));
    return goOn(KlaviyoStage::Import, memo, {}, std::move(*rows));
}

BatchStep KlaviyoImport::readJob(const PushBatch &batch, KlaviyoMemo memo, const QByteArray &answer) const
{
    const auto job = klaviyoJob(answer);
    if (!job)
        return klaviyoUnreadable();
    if (job->status == QLatin1String("cancelled"))
        return BatchStep::split(tr("Klaviyo cancelled the import."));
    if (job->status != QLatin1String("complete")) {
        ++memo.polls;
        return goOn(KlaviyoStage::Job, memo, pollWait(memo.polls));
    }
    return job->failed > 0 ? goOn(KlaviyoStage::Errors, memo) : finished(batch.op, memo, {});
}

BatchStep KlaviyoImport::readErrors(const PushBatch &batch, KlaviyoMemo memo, const QByteArray &answer) const
{
    const auto complaints = klaviyoImportErrors(answer);
    if (!complaints)
        return klaviyoUnreadable();
    const std::vector<size_t> sent = sentPlaces(batch, memo);
    std::vector<RowOutcome> rows;
    for (const KlaviyoComplaint &complaint : complaints->each) {
        const auto place = placeOf(complaint, batch, sent);
        if (!place) // halved, the import tells who it is
            return BatchStep::split(tr("Klaviyo could not import somebody: %1").arg(complaint.reason));
        if (hasBit(memo.failed, *place))
            continue;
        addBit(memo.failed, *place, batch.rows.size());
        rows.push_back({*place, RowVerdict::Failed, 0, complaint.reason});
    }
    if (memo.failed.isEmpty())
        return BatchStep::split(tr("Klaviyo could not import somebody, and does not say whom."));
    memo.cursor = complaints->cursor;
    return memo.cursor.isEmpty() ? finished(batch.op, memo, std::move(rows))
                                 : goOn(KlaviyoStage::Errors, memo, {}, std::move(rows));
}

BatchStep KlaviyoImport::readTakenOff(KlaviyoMemo memo) const
{
    memo.ids = memo.ids.mid(MostTakenOff);
    return memo.ids.isEmpty() ? BatchStep::done() : goOn(KlaviyoStage::TakeOff, memo);
}

// Told at the end: a batch that is halved meanwhile finds them anew. Who is unknown there is out already.
BatchStep KlaviyoImport::finished(RowOp op, const KlaviyoMemo &memo, std::vector<RowOutcome> rows) const
{
    if (op == RowOp::TakeOut)
        return BatchStep::done(std::move(rows));
    const bool creates = destination().mode == SyncMode::CreateOnly;
    for (size_t i = 0; i < static_cast<size_t>(memo.found.size()); ++i)
        if (isSkipped(op, memo, i))
            rows.push_back(creates ? alreadyThere(i, 0) : notThere(i, 0));
    return BatchStep::done(std::move(rows));
}

} // namespace perennial
