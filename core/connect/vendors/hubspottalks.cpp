// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/vendors/hubspotconnector.h"
#include "core/connect/vendors/rowanswers.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

// Before a list is looked for that may have been made a moment ago.
constexpr std::chrono::seconds SearchDelay{5};

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

BatchStep unreadable()
{
    return BatchStep::again(tr("HubSpot's answer cannot be read."));
}

QString refused(const QString &reason, int status)
{
    return reason.isEmpty() ? tr("HubSpot refused it (HTTP %1).").arg(status)
                            : tr("HubSpot refused it: %1").arg(reason);
}

bool names(const HubSpotContact &contact, const PushBatch &batch, size_t place)
{
    if (!contact.trace.isEmpty())
        return contact.trace == QString::number(place);
    return contact.emails.contains(QString::fromStdString(batch.rows[place].email).toLower());
}

void noteIds(const HubSpotContacts &found, const PushBatch &batch, const std::vector<size_t> &asked, HubSpotMemo &memo)
{
    for (const HubSpotContact &contact : found.each)
        for (const size_t place : asked)
            if (!contact.id.isEmpty() && names(contact, batch, place))
                memo.ids[place] = contact.id;
}

// The places a complaint is about; none where it does not say.
std::vector<size_t> placesOf(const HubSpotComplaint &complaint, const PushBatch &batch, const HubSpotMemo &memo)
{
    std::vector<size_t> about;
    for (size_t i = 0; i < batch.rows.size(); ++i) {
        const auto id = memo.ids.find(i);
        const bool isNamed = complaint.traces.contains(QString::number(i)) ||
                             complaint.ids.contains(QString::fromStdString(batch.rows[i].email).toLower()) ||
                             (id != memo.ids.end() && complaint.ids.contains(id->second));
        if (isNamed)
            about.push_back(i);
    }
    return about;
}

} // namespace

std::optional<BatchStep> HubSpot::read(const PushBatch &batch, const Talk &talk, const HttpResponse &response) const
{
    const HubSpotStage stage = stageOf(batch, talk);
    if (response.status < 200 || response.status >= 300)
        return stage == HubSpotStage::CheckList && response.status == 404 ? readChecked(response)
                                                                          : readRefused(batch, stage, response);
    const HubSpotMemo memo = HubSpotMemo::fromBytes(talk.memo);
    switch (stage) {
    case HubSpotStage::CheckList:
        return readChecked(response);
    case HubSpotStage::FindList:
    case HubSpotStage::FindListAgain:
        return readSearched(stage, talk, response);
    case HubSpotStage::MakeList:
        return readMade(response);
    case HubSpotStage::Find:
        return readFound(batch, memo, response);
    case HubSpotStage::Upsert:
    case HubSpotStage::Update:
        return readWritten(batch, stage, memo, response);
    case HubSpotStage::FindNew:
        return readNew(batch, memo, response);
    case HubSpotStage::Member:
        return readMembers(batch, memo, response);
    }
    return std::nullopt;
}

std::optional<BatchStep> HubSpot::readRefused(const PushBatch &batch, HubSpotStage stage,
                                              const HttpResponse &response) const
{
    if (isHubSpotDayOver(response))
        return BatchStep::stop(tr("HubSpot takes no more requests today. Send again tomorrow: the run goes on where it "
                                  "stopped."));
    if (response.status == 423 || response.status == 477) // locked for a moment, or moving to another data centre
        return BatchStep::again(tr("HubSpot is busy with this account (HTTP %1).").arg(response.status));
    if (!isRefusal(response.status))
        return std::nullopt;
    const QString reason = refused(withoutAddresses(hubSpotReason(response.body)), response.status);
    if (stage == HubSpotStage::MakeList)
        return BatchStep::goOn(enumId(HubSpotStage::FindListAgain), reason.toUtf8(), SearchDelay);
    return batch.purpose == BatchPurpose::Rows ? BatchStep::split(reason) : BatchStep::stop(reason);
}

std::optional<BatchStep> HubSpot::readChecked(const HttpResponse &response) const
{
    const auto list = hubSpotList(response.body);
    if (response.status == 404 || (list && list->isDeleted))
        return BatchStep::goOn(enumId(HubSpotStage::FindList));
    return list ? listFound(*list) : unreadable();
}

BatchStep HubSpot::readSearched(HubSpotStage stage, const Talk &talk, const HttpResponse &response) const
{
    const auto found = hubSpotLists(response.body);
    if (!found)
        return unreadable();
    for (const HubSpotList &list : found->each)
        if (list.name == listName() && !list.id.isEmpty() && !list.isDeleted)
            return listFound(list);
    if (stage == HubSpotStage::FindListAgain)
        return BatchStep::stop(QString::fromUtf8(talk.memo));
    // Further on each time: whatever it answers, there is an end.
    if (found->nextOffset > talk.memo.toInt())
        return BatchStep::goOn(enumId(HubSpotStage::FindList), QByteArray::number(found->nextOffset));
    return BatchStep::goOn(enumId(HubSpotStage::MakeList));
}

BatchStep HubSpot::readMade(const HttpResponse &response) const
{
    const auto list = hubSpotList(response.body);
    return list ? listFound(*list)
                : BatchStep::goOn(enumId(HubSpotStage::FindListAgain), tr("HubSpot's answer cannot be read.").toUtf8(),
                                  SearchDelay);
}

BatchStep HubSpot::listFound(const HubSpotList &list) const
{
    if (list.type == QLatin1String("DYNAMIC"))
        return BatchStep::stop(
            tr("“%1” is an active list in HubSpot, which fills itself. Name another list, or one that "
               "is not there yet.")
                .arg(list.name));
    BatchStep step = BatchStep::done();
    step.remoteIds = {{QStringLiteral("list"), list.id}, {QStringLiteral("list_name"), listName()}};
    return step;
}

BatchStep HubSpot::goOn(const PushBatch &batch, std::span<const HubSpotStage> stages, const HubSpotMemo &memo) const
{
    for (const HubSpotStage stage : stages) {
        const bool isOfLists = stage == HubSpotStage::Member || stage == HubSpotStage::FindNew;
        if (isOfLists && m_destination.way != DeliveryWay::List)
            continue;
        if (!places(batch, stage, memo).empty())
            return BatchStep::goOn(enumId(stage), memo.toBytes());
    }
    return BatchStep::done(memo.rows());
}

// Who is not known is taken out already.
BatchStep HubSpot::readFound(const PushBatch &batch, HubSpotMemo memo, const HttpResponse &response) const
{
    const auto found = hubSpotContacts(response.body);
    if (!found)
        return unreadable();
    const std::vector<size_t> asked = places(batch, HubSpotStage::Find, memo);
    noteIds(*found, batch, asked, memo);
    if (batch.op == RowOp::TakeOut)
        return goOn(batch, std::array{HubSpotStage::Member}, memo);
    const bool wantsNew = m_destination.mode == SyncMode::CreateOnly;
    for (const size_t place : asked)
        if (memo.ids.contains(place) == wantsNew)
            memo.note(wantsNew ? alreadyThere(place, response.status) : notThere(place, response.status));
    if (wantsNew)
        return goOn(batch, std::array{HubSpotStage::Upsert}, memo);
    return goOn(batch, std::array{HubSpotStage::Update, HubSpotStage::Member}, memo);
}

BatchStep HubSpot::readWritten(const PushBatch &batch, HubSpotStage stage, HubSpotMemo memo,
                               const HttpResponse &response) const
{
    const auto written = hubSpotContacts(response.body);
    if (!written)
        return unreadable();
    if (stage == HubSpotStage::Upsert)
        noteIds(*written, batch, places(batch, stage, memo), memo);
    for (const HubSpotComplaint &complaint : written->complaints) {
        const QString reason = refused(withoutAddresses(complaint.reason), response.status);
        const std::vector<size_t> about = placesOf(complaint, batch, memo);
        if (about.empty()) // of somebody: halves find out of whom, and a repeat does no harm
            return BatchStep::split(reason);
        for (const size_t place : about)
            memo.note({place, RowVerdict::Failed, response.status, reason});
    }
    return goOn(batch, std::array{HubSpotStage::FindNew, HubSpotStage::Member}, memo);
}

BatchStep HubSpot::readNew(const PushBatch &batch, HubSpotMemo memo, const HttpResponse &response) const
{
    const auto found = hubSpotContacts(response.body);
    if (!found)
        return unreadable();
    const std::vector<size_t> asked = places(batch, HubSpotStage::FindNew, memo);
    noteIds(*found, batch, asked, memo);
    for (const size_t place : asked)
        if (!memo.ids.contains(place))
            memo.note({place, RowVerdict::Failed, response.status,
                       tr("HubSpot took this contact, but does not find it yet. It is sent again in the next run.")});
    return goOn(batch, std::array{HubSpotStage::Member}, memo);
}

BatchStep HubSpot::readMembers(const PushBatch &batch, HubSpotMemo memo, const HttpResponse &response)
{
    const auto missing = hubSpotMissing(response.body);
    if (!missing)
        return unreadable();
    if (batch.op == RowOp::Add)
        for (const auto &[place, id] : memo.ids)
            if (missing->contains(id))
                memo.note({place, RowVerdict::Failed, response.status, tr("HubSpot no longer has this contact.")});
    return BatchStep::done(memo.rows());
}

} // namespace perennial
