// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/receivedrequest.h"

#include <QJsonArray>
#include <QJsonObject>

namespace perennial {

// Klaviyo's dialect of JSON:API (limits.json "klaviyo"; the spec's errors, links and filters).

[[nodiscard]] HttpResponse klaviyoError(int status, const QString &code, const QString &detail,
                                        const QString &pointer = QStringLiteral("/data"));
[[nodiscard]] HttpResponse klaviyoAnswer(int status, const QJsonObject &body);
// {"type", "id", "attributes", "links": {"self"}}
[[nodiscard]] QJsonObject klaviyoResource(const QString &type, const QString &id, const QJsonObject &attributes,
                                          const QString &path);

// filter=any(email,["a","b"]) or equals(email,"a"): one of a single field.
struct KlaviyoFilter
{
    QString field;
    QStringList values;
};

// Nothing where the filter is none of these two forms.
[[nodiscard]] std::optional<KlaviyoFilter> klaviyoFilter(const QString &text);

// Which stretch of the results is asked for, and the links to the others.
struct KlaviyoPage
{
    qsizetype from = 0;
    qsizetype size = 0;
    bool valid = true; // false: page[size] is beyond what the operation takes

    [[nodiscard]] static KlaviyoPage of(const ReceivedRequest &request, int usual, int most);
    [[nodiscard]] QJsonObject links(const ReceivedRequest &request, qsizetype all) const;
};

} // namespace perennial
