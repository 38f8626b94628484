// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/connect/connectortalk.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace perennial {

using Kind = BatchStep::Kind;

inline Destination destinationOf(DeliveryWay way, SyncMode mode = SyncMode::Upsert)
{
    Destination made;
    made.name = QStringLiteral("Win-back mail");
    made.way = way;
    made.mode = mode;
    made.source = {AudienceKind::Segment, QStringLiteral("Win back")};
    made.account = {{QStringLiteral("list"), QStringLiteral("Win-back \"gold\" + more")},
                    {QStringLiteral("property"), QStringLiteral("in_win_back")},
                    {QStringLiteral("event"), QStringLiteral("Entered win-back")}};
    return made;
}

inline const QJsonObject &knownList()
{
    static const QJsonObject ids{{QStringLiteral("list"), QStringLiteral("LiSt01")},
                                 {QStringLiteral("list_name"), QStringLiteral("Win-back \"gold\" + more")}};
    return ids;
}

inline std::unique_ptr<Connector> connectorOf(const Destination &destination,
                                              const QJsonObject &remoteIds = knownList())
{
    return connectorTo(destination, {{}, remoteIds});
}

inline PushBatch threePeople(RowOp op = RowOp::Add)
{
    return batchOf({person(1, "ana@example.com"), person(2, "bo+shop@example.com", "+15551230000"),
                    person(3, "", "+4915112345678")},
                   op);
}

// As the reference shows it.
inline QByteArray job(const char *status, int failed = 0)
{
    return R"({"data":{"type":"profile-bulk-import-job","id":"Sm9i","attributes":{"status":")" + QByteArray(status) +
           R"(","created_at":"2022-11-08T00:00:00+00:00","total_count":10,"completed_count":9,"failed_count":)" +
           QByteArray::number(failed) +
           R"(,"completed_at":null,"expires_at":null,"started_at":null},"links":{"self":"https://a.klaviyo.com/"}}})";
}

inline QByteArray profiles(const QList<std::array<const char *, 3>> &idEmailPhone, const char *next = nullptr)
{
    QJsonArray data;
    for (const auto &[id, email, phone] : idEmailPhone)
        data.append(QJsonObject{{"type", "profile"},
                                {"id", id},
                                {"attributes", QJsonObject{{"email", email ? QJsonValue(email) : QJsonValue()},
                                                           {"phone_number", phone ? QJsonValue(phone) : QJsonValue()}}},
                                {"links", QJsonObject{{"self", "https://a.klaviyo.com/"}}}});
    const QJsonObject links{{"self", "https://a.klaviyo.com/"}, {"next", next ? QJsonValue(next) : QJsonValue()}};
    return QJsonDocument(QJsonObject{{"data", data}, {"links", links}}).toJson(QJsonDocument::Compact);
}

inline QByteArray refusal(const QList<std::pair<const char *, const char *>> &pointerDetail)
{
    QJsonArray errors;
    for (const auto &[pointer, detail] : pointerDetail)
        errors.append(QJsonObject{{"id", "752f7ece"},
                                  {"status", 400},
                                  {"code", "invalid"},
                                  {"title", "Invalid input."},
                                  {"detail", detail},
                                  {"source", QJsonObject{{"pointer", pointer}}}});
    return QJsonDocument(QJsonObject{{"errors", errors}}).toJson(QJsonDocument::Compact);
}

// Done, and only these rows came out otherwise than sent.
inline bool isDone(const BatchStep &step, const std::vector<RowOutcome> &rows = {})
{
    return step.kind == Kind::Done && step.rows == rows;
}

// One batch from its first request on: what is asked, what comes of the answer.
class KlaviyoWalk
{
public:
    KlaviyoWalk(std::unique_ptr<Connector> connector, PushBatch batch)
        : m_connector(std::move(connector))
        , m_batch(std::move(batch))
    {
    }

    [[nodiscard]] QByteArray asked() const { return written(m_connector->request(m_batch, m_talk)); }
    [[nodiscard]] QString endpoint() const { return m_connector->endpoint(m_batch, m_talk); }
    [[nodiscard]] const Talk &talk() const { return m_talk; }
    [[nodiscard]] const Connector &connector() const { return *m_connector; }

    // Rows are gone where the stage says it does not need them, as with a Conversation.
    BatchStep hear(const HttpResponse &response)
    {
        PushBatch batch = m_batch;
        if (!m_connector->needsRows(m_talk))
            batch.rows.clear();
        const BatchStep step = stepOf(*m_connector, batch, m_talk, response);
        if (step.kind == Kind::Next)
            m_talk = step.next;
        return step;
    }

private:
    std::unique_ptr<Connector> m_connector;
    PushBatch m_batch;
    Talk m_talk;
};

} // namespace perennial
