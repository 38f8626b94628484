// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>

namespace perennial {

// Bodies of requests as Klaviyo's pages show them. People as person() writes them.
inline QByteArray person(const QByteArray &email)
{
    return R"({"type":"profile","attributes":{"email":")" + email + R"("}})";
}

inline QByteArray importOf(const QByteArrayList &people, const QByteArray &list = {})
{
    QByteArray body =
        R"({"data":{"type":"profile-bulk-import-job","attributes":{"profiles":{"data":[)" + people.join(',') + "]}}";
    if (!list.isEmpty())
        body += R"(,"relationships":{"lists":{"data":[{"type":"list","id":")" + list + R"("}]}})";
    return body + "}}";
}

inline QByteArray eventOf(const QByteArray &email, const QByteArray &unique)
{
    return R"({"data":{"type":"event","attributes":{"properties":{},"unique_id":")" + unique +
           R"(","metric":{"data":{"type":"metric","attributes":{"name":"Joined"}}},"profile":{"data":)" +
           person(email) + "}}}}";
}

inline QByteArray suppressionOf(const char *type, const QByteArrayList &people)
{
    return R"({"data":{"type":")" + QByteArray(type) + R"(","attributes":{"profiles":{"data":[)" + people.join(',') +
           "]}}}}";
}

inline QByteArray membersOf(const QByteArrayList &ids)
{
    QByteArrayList each;
    for (const QByteArray &id : ids)
        each.append(R"({"type":"profile","id":")" + id + R"("})");
    return R"({"data":[)" + each.join(',') + "]}";
}

} // namespace perennial
