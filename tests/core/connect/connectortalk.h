// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/vendors/connector.h"

namespace perennial {

// A connector spoken to by a test, without any network.

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
