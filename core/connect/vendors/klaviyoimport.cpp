// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/vendors/klaviyoimport.h"

#include "core/audience/jsontext.h"

namespace perennial {

namespace {

// https://developers.klaviyo.com/en/reference/bulk_import_profiles
constexpr int MostProfiles = 10'000;
constexpr qint64 MostBytes = 5'000'000;
constexpr qint64 MostBytesPerProfile = 100'000;
// Where people are looked up first, 100 with a request: 750 requests a minute ask after 75,000 people, for whom 38
// imports are few enough, and their rows stay in memory until all of a batch are looked up.
constexpr int MostLookedUp = 2000;

QByteArray relation(const char *type, const QStringList &ids)
{
    QByteArray body = "[";
    for (const QString &id : ids) {
        body.append(body.size() > 1 ? "," : "").append(R"({"type":")").append(type).append(R"(","id":)");
        appendJsonText(body, id.toStdString());
        body.append('}');
    }
    return body.append(']');
}

} // namespace

KlaviyoImport::KlaviyoImport(const Destination &destination, const ConnectorGround &ground)
    : KlaviyoConnector(destination, ground)
    , m_profile(destination)
    , m_hasList(destination.way == DeliveryWay::List)
    , m_listName(destination.account.value(QStringLiteral("list")))
{
    if (ground.remoteIds[QLatin1String("list_name")].toString() == m_listName)
        m_listId = ground.remoteIds[QLatin1String("list")].toString();
}

BatchLimits KlaviyoImport::limits(RowOp op) const
{
    const int rows = takesOff(op) ? MostTakenOff : looksUp(op) ? MostLookedUp : MostProfiles;
    return {.rows = rows, .bytes = MostBytes, .bytesPerRow = MostBytesPerProfile, .connections = looksUp(op) ? 6 : 4};
}

KlaviyoStage KlaviyoImport::stageOf(const PushBatch &batch, const Talk &talk) const
{
    if (const auto stage = enumFromId<KlaviyoStage>(talk.stage))
        return *stage;
    if (batch.purpose == BatchPurpose::Prepare)
        return m_listId.isEmpty() ? KlaviyoStage::FindList : KlaviyoStage::CheckList;
    return looksUp(batch.op) ? KlaviyoStage::Search : KlaviyoStage::Import;
}

KlaviyoOperation KlaviyoImport::operationOf(const PushBatch &batch, const Talk &talk) const
{
    // In the order of KlaviyoStage.
    constexpr std::array Operations{KlaviyoOperation::GetList,         KlaviyoOperation::FindLists,
                                    KlaviyoOperation::MakeList,        KlaviyoOperation::FindProfiles,
                                    KlaviyoOperation::ImportProfiles,  KlaviyoOperation::GetImport,
                                    KlaviyoOperation::GetImportErrors, KlaviyoOperation::RemoveFromList};
    return Operations[static_cast<size_t>(stageOf(batch, talk))];
}

bool KlaviyoImport::needsRows(const Talk &talk) const
{
    return talk.stage != enumId(KlaviyoStage::Job) && talk.stage != enumId(KlaviyoStage::TakeOff);
}

// Imports, looking up and taking off may be asked for twice; a list is made once: found then, if it was made.
Talk KlaviyoImport::afterCrash(const PushBatch &batch, const Talk &talk) const
{
    return stageOf(batch, talk) == KlaviyoStage::MakeList ? Talk{enumId(KlaviyoStage::FindList), {}} : talk;
}

bool KlaviyoImport::isSkipped(RowOp op, const KlaviyoMemo &memo, size_t place) const
{
    if (!looksUp(op))
        return false;
    const bool wantsUnknown = op == RowOp::Add && destination().mode == SyncMode::CreateOnly;
    return hasBit(memo.found, place) == wantsUnknown;
}

std::vector<size_t> KlaviyoImport::sentPlaces(const PushBatch &batch, const KlaviyoMemo &memo) const
{
    std::vector<size_t> places;
    for (size_t i = 0; i < batch.rows.size(); ++i)
        if (!isSkipped(batch.op, memo, i) && !hasBit(memo.refused, i))
            places.push_back(i);
    return places;
}

HttpRequest KlaviyoImport::request(const PushBatch &batch, const Talk &talk) const
{
    const KlaviyoStage stage = stageOf(batch, talk);
    const KlaviyoMemo memo = KlaviyoMemo::fromBytes(talk.memo);
    const auto made = [&](const QString &id, const KlaviyoQuery &query, const QByteArray &body) {
        return klaviyoRequest(operationOf(batch, talk), ground().base, id, query, body);
    };
    switch (stage) {
    case KlaviyoStage::CheckList:
        return made(m_listId, {{"fields[list]", QStringLiteral("name")}}, {});
    case KlaviyoStage::FindList:
        return made({},
                    {{"fields[list]", QStringLiteral("name")},
                     {"filter", klaviyoEquals(QStringLiteral("name"), m_listName)},
                     {"sort", QStringLiteral("created")}},
                    {});
    case KlaviyoStage::MakeList: {
        QByteArray body = R"({"data":{"type":"list","attributes":{"name":)";
        appendJsonText(body, m_listName.toStdString());
        return made({}, {}, body.append("}}}"));
    }
    case KlaviyoStage::Search:
        return searchRequest(batch, memo);
    case KlaviyoStage::Import:
        return made({}, {}, importBody(batch, memo));
    case KlaviyoStage::Job:
        return made(memo.job, {}, {});
    case KlaviyoStage::Errors:
        if (memo.cursor.isEmpty())
            return made(memo.job, {{"page[size]", QStringLiteral("100")}}, {});
        return made(memo.job, {{"page[size]", QStringLiteral("100")}, {"page[cursor]", memo.cursor}}, {});
    case KlaviyoStage::TakeOff:
        return made(m_listId, {}, R"({"data":)" + relation("profile", memo.ids.mid(0, MostTakenOff)) + '}');
    }
    return {};
}

QByteArray KlaviyoImport::importBody(const PushBatch &batch, const KlaviyoMemo &memo) const
{
    QByteArray body = R"({"data":{"type":"profile-bulk-import-job","attributes":{"profiles":{"data":[)";
    bool isFirst = true;
    for (const size_t place : sentPlaces(batch, memo)) {
        if (!isFirst)
            body.append(',');
        isFirst = false;
        m_profile.append(batch.rows[place], batch.op, body);
    }
    body.append("]}}");
    if (m_hasList)
        body.append(R"(,"relationships":{"lists":{"data":)").append(relation("list", {m_listId})).append("}}");
    return body.append("}}");
}

HttpRequest KlaviyoImport::searchRequest(const PushBatch &batch, const KlaviyoMemo &memo) const
{
    const KlaviyoSearch search = nextKlaviyoSearch(batch, memo).value_or(KlaviyoSearch());
    const QString field = search.byPhone ? QStringLiteral("phone_number") : QStringLiteral("email");
    return klaviyoRequest(KlaviyoOperation::FindProfiles, ground().base, {},
                          {{"fields[profile]", QStringLiteral("email,phone_number")},
                           {"filter", klaviyoAny(field, search.values)},
                           {"page[size]", QStringLiteral("100")}},
                          {});
}

} // namespace perennial
