// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/http/httpmessage.h"

#include <QStringList>
#include <QUrlQuery>

#include <optional>

namespace perennial {

// A request as it came in over the wire.
struct ReceivedRequest
{
    int number = 0;    // from 1, in the order of arrival
    QByteArray method; // "POST"
    QString path;      // decoded, without the query: "/api/lists/Ab12/relationships/profiles"
    QUrlQuery query;
    std::vector<HttpHeader> headers;
    QByteArray body;

    // The value of the first header of that name, whatever its case; empty where there is none.
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
    // The value of a query's item, percent-decoded; empty where there is none.
    [[nodiscard]] QString item(const QString &name) const;
};

// What a pattern's "{…}" stand for, in order: pathParts("/api/lists/{id}", "/api/lists/Ab12") is ("Ab12"). Each stands
// for one part of the path. Nothing where the path does not fit.
[[nodiscard]] std::optional<QStringList> pathParts(QStringView pattern, QStringView path);

} // namespace perennial
