// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/destination/destinationkinds.h"
#include "tests/core/connect/connectortalk.h"

namespace perennial {

inline const QString ListName = QStringLiteral("Win-back \"gold\" + more");

inline Destination destinationOf(DeliveryWay way, SyncMode mode = SyncMode::Upsert)
{
    Destination made;
    made.name = QStringLiteral("Win-back mail");
    made.kind = DestinationKind::HubSpot;
    made.way = way;
    made.mode = mode;
    made.source = {AudienceKind::Segment, QStringLiteral("Win back")};
    if (way == DeliveryWay::List)
        made.account = {{QStringLiteral("list"), ListName}};
    made.fields = {{QStringLiteral("firstname"), QStringLiteral("{{ First Name }}")},
                   {QStringLiteral("ltv"), QStringLiteral("{{ Order value }}")}};
    return made;
}

inline const QJsonObject &knownList()
{
    static const QJsonObject ids{{QStringLiteral("list"), QStringLiteral("42")},
                                 {QStringLiteral("list_name"), ListName}};
    return ids;
}

inline std::unique_ptr<Connector> connectorOf(const Destination &destination,
                                              const QJsonObject &remoteIds = knownList(), const QUrl &base = {})
{
    return connectorTo(destination, {base, remoteIds});
}

// Ana with both fields, Bo with one, and Cy with none.
inline PushBatch threePeople(RowOp op = RowOp::Add)
{
    PushBatch made = batchOf({person(1, "Ana@example.com", {}, {std::string("Ana"), 412.5}),
                              person(2, "bo+shop@example.com", {}, {std::string("Bo"), FieldValue()}),
                              person(3, "cy@example.com", {}, {FieldValue(), FieldValue()})},
                             op);
    if (op == RowOp::TakeOut)
        for (PushRow &row : made.rows)
            row.values.clear();
    return made;
}

// What is asked after these answers, each with its status.
inline QByteArray askedAfter(const Connector &connector, const PushBatch &batch,
                             const std::vector<std::pair<int, QByteArray>> &answers)
{
    Talk talk;
    for (const auto &[status, body] : answers) {
        const BatchStep step = stepOf(connector, batch, talk, answer(status, body));
        if (step.kind != BatchStep::Kind::Next)
            return "no next step";
        talk = step.next;
    }
    return written(connector.request(batch, talk));
}

inline BatchStep stepAfter(const Connector &connector, const PushBatch &batch,
                           const std::vector<std::pair<int, QByteArray>> &answers)
{
    BatchStep step;
    Talk talk;
    for (const auto &[status, body] : answers) {
        step = stepOf(connector, batch, talk, answer(status, body));
        talk = step.next;
    }
    return step;
}

// As the reference shows them.
inline QByteArray found(const QByteArray &results, const QByteArray &errors = {})
{
    const QByteArray failed = errors.isEmpty() ? QByteArray() : R"(,"numErrors":1,"errors":[)" + errors + ']';
    return R"({"status":"COMPLETE","startedAt":"2026-11-01T00:00:00Z","completedAt":"2026-11-01T00:00:01Z",)"
           R"("results":[)" +
           results + ']' + failed + '}';
}

inline QByteArray contact(const char *id, const char *trace, const char *email = nullptr, const char *others = "")
{
    QByteArray made = R"({"id":")" + QByteArray(id) + R"(","archived":false,"new":false,)";
    if (*trace)
        made += R"("objectWriteTraceId":")" + QByteArray(trace) + "\",";
    made += R"("properties":{"hs_object_id":")" + QByteArray(id) + '"';
    if (email)
        made += R"(,"email":")" + QByteArray(email) + R"(","hs_additional_emails":")" + QByteArray(others) + '"';
    return made + "}}";
}

inline QByteArray list(const char *id, const QByteArray &name, const char *type = "MANUAL")
{
    return R"({"listId":")" + QByteArray(id) + R"(","listVersion":1,"name":")" + name +
           R"(","objectTypeId":"0-1","processingStatus":"COMPLETE","processingType":")" + type +
           R"(","additionalProperties":{}})";
}

inline const QByteArray ListInJson = R"(Win-back \"gold\" + more)";

} // namespace perennial
