// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/vendors/connector.h"

namespace perennial {

// A connector spoken to by a test, without any network.

inline std::unique_ptr<Connector> connectorTo(const Destination &destination, const ConnectorGround &ground = {})
{
    auto made = makeConnector(destination, ground);
    if (!made)
        qFatal("%s", qPrintable(made.error().message));
    return std::move(*made);
}

inline PushRow person(qint64 id, const std::string &email, const std::string &phone = {},
                      std::vector<FieldValue> values = {})
{
    return {ProfileId(id), email, phone, std::move(values)};
}

inline PushBatch batchOf(std::vector<PushRow> rows, RowOp op = RowOp::Add)
{
    PushBatch made;
    made.op = op;
    made.number = 1;
    made.key = "00112233445566778899aabbccddeeff";
    made.session = 7;
    made.rows = std::move(rows);
    return made;
}

inline PushBatch preparing()
{
    PushBatch made;
    made.purpose = BatchPurpose::Prepare;
    return made;
}

// "POST https://api.hubapi.com/crm/v3/lists" and the body below.
inline QByteArray written(const HttpRequest &request)
{
    const QByteArray line = request.method + ' ' + request.url.toEncoded();
    return request.body.isEmpty() ? line : line + '\n' + request.body;
}

inline HttpResponse answer(int status, const QByteArray &body = {})
{
    HttpResponse made;
    made.status = status;
    made.body = body;
    return made;
}

// As the run takes it: what the connector says, or what it means everywhere.
inline BatchStep stepOf(const Connector &connector, const PushBatch &batch, const Talk &talk,
                        const HttpResponse &response)
{
    return connector.read(batch, talk, response).value_or(commonStep(batch, response, Instant{}));
}

} // namespace perennial
