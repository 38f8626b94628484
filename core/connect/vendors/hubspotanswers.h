// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/vendors/connector.h"

#include <QStringList>

namespace perennial {

// What HubSpot's answers say. All of their fields may be missing, as its pages warn; nothing where an answer is not
// what its reference promises.

struct HubSpotContact
{
    QString id;
    QString trace;      // as the request gave it: the place in the batch
    QStringList emails; // all of them, in lower case; where they were asked for or written
};

// About some of a batch: 207.
struct HubSpotComplaint
{
    QStringList traces; // of whom it is about, where it says so
    QStringList ids;    // as the request named them, in lower case
    QString reason;     // HubSpot's words
};

struct HubSpotContacts
{
    std::vector<HubSpotContact> each;
    std::vector<HubSpotComplaint> complaints;
};
// {"results": […], "errors": […]} of a batch that was read or written.
[[nodiscard]] std::optional<HubSpotContacts> hubSpotContacts(const QByteArray &answer);

struct HubSpotList
{
    QString id;
    QString name;
    QString type; // "MANUAL", "SNAPSHOT", "DYNAMIC"
    bool isDeleted = false;
};
// {"list": {…}} of one that was asked for or made.
[[nodiscard]] std::optional<HubSpotList> hubSpotList(const QByteArray &answer);

struct HubSpotLists
{
    std::vector<HubSpotList> each;
    int nextOffset = 0; // 0: there are no more
};
// Of a search.
[[nodiscard]] std::optional<HubSpotLists> hubSpotLists(const QByteArray &answer);

// "recordIdsMissing" of a change of memberships: contacts that are no more.
[[nodiscard]] std::optional<QStringList> hubSpotMissing(const QByteArray &answer);

// Why a request was refused, in HubSpot's words: {"message", "errors": [{"message"}]}. Empty where it does not say.
[[nodiscard]] QString hubSpotReason(const QByteArray &answer);
// A 429 that lasts until the day ends.
[[nodiscard]] bool isHubSpotDayOver(const HttpResponse &response);

} // namespace perennial
