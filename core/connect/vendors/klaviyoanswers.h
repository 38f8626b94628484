// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/vendors/connector.h"

#include <QSet>
#include <QStringList>

namespace perennial {

// What Klaviyo's answers say (JSON:API). Nothing where an answer is not what its reference promises.

struct KlaviyoJobState
{
    QString id;
    QString status; // "queued", "processing", "complete", "cancelled"
    qint64 failed = 0;
};
[[nodiscard]] std::optional<KlaviyoJobState> klaviyoJob(const QByteArray &answer);

// One thing that is wrong with a request, or with a person of an import.
struct KlaviyoComplaint
{
    std::optional<size_t> row; // among the profiles of the request, where the pointer names one
    std::string email;         // of the profile it is about, where it is quoted
    std::string phone;
    QString pointer; // to what is wrong in the request
    QString reason;  // Klaviyo's words, without addresses and numbers of people
};

struct KlaviyoComplaints
{
    std::vector<KlaviyoComplaint> each;
    QString cursor; // of the next page, or empty
};
// Of a request that was refused: {"errors": […]}.
[[nodiscard]] std::optional<KlaviyoComplaints> klaviyoRefusal(const QByteArray &answer);
// Klaviyo takes all people of a request or none, and points at those because of whom it takes none: each of them once.
// `sent` are the places of the request's profiles. Nothing where it does not say who.
[[nodiscard]] std::optional<std::vector<RowOutcome>> klaviyoRefusedRows(const KlaviyoComplaints &complaints,
                                                                        std::span<const size_t> sent, int status);
// Of people who failed in an import that was taken.
[[nodiscard]] std::optional<KlaviyoComplaints> klaviyoImportErrors(const QByteArray &answer);

struct KlaviyoProfiles
{
    QStringList ids;
    QSet<QByteArray> emails; // in lower case
    QSet<QByteArray> phones;
    bool hasMore = false; // on another page
};
[[nodiscard]] std::optional<KlaviyoProfiles> klaviyoProfiles(const QByteArray &answer);

// Where an answer's next page begins; empty where there is none.
[[nodiscard]] QString klaviyoCursor(const QJsonObject &answer);

// Ids of what was found, in its order; one of what was made or asked for by its id.
[[nodiscard]] std::optional<QStringList> klaviyoIds(const QByteArray &answer);

// Of a call that was refused: halves a batch of people, stops any other.
// Nothing for any other answer.
[[nodiscard]] std::optional<BatchStep> klaviyoRefusedStep(const PushBatch &batch, const HttpResponse &response);
// 2xx with something in it that no one can read: the same is asked for again.
[[nodiscard]] BatchStep klaviyoUnreadable();
// 4xx, but none that commonStep() knows better.
[[nodiscard]] bool isKlaviyoRefusal(int status);

} // namespace perennial
