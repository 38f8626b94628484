// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/http/httpmessage.h"

#include <QMap>

#include <optional>

namespace perennial {

// What the Data Manager API answers.
// https://developers.google.com/data-manager/api/devguides/concepts/understand-errors
struct GoogleRefusal
{
    QString words;                 // of Google; without any, which HTTP status it was
    QMap<size_t, QString> members; // refused ones by their place in the upload, and why
    bool isAboutMembers = false;   // and about nothing else
    bool isAboutList = false;      // the account, the list, or terms that were not accepted: no other people would help
};

[[nodiscard]] GoogleRefusal googleRefusal(const HttpResponse &response);

enum class GoogleProgress { Working, Taken, TakenInPart, Refused };

// How Google got on with an upload to one destination.
struct GoogleStatus
{
    GoogleProgress progress = GoogleProgress::Working;
    qint64 refused = 0; // people, as far as Google counts them
    QString reason;     // for people
    bool isTheirFault = false;
    bool isAboutTerms = false;
};

// Nothing where it cannot be read.
[[nodiscard]] std::optional<GoogleStatus> googleStatus(const QByteArray &body);

} // namespace perennial
