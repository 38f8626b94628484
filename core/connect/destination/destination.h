// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/audienceexport.h"
#include "core/base/enumids.h"
#include "core/base/ids.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace perennial {

using DestinationId = Id<struct DestinationTag>;

// The platform at the other end.
enum class DestinationKind { Klaviyo, Mailchimp, Attentive, Meta, Google, HubSpot, Zendesk, Webhook, Folder };

// What a destination does with a person there.
enum class DeliveryWay {
    Profiles,    // writes the mapped fields of people
    List,        // writes them, and makes them members of a list, an audience or a tag
    Property,    // says in one property or tag who is in the audience
    Event,       // an event a person, to start a flow there
    Suppression, // bars people from being written to: the one way that takes people who may not be contacted
};

// Whom a run touches. docs/destinations.md tells each with an example.
enum class SyncMode {
    Upsert,         // whoever is in the audience: made where missing, brought up to date where known
    UpdateExisting, // only whom the platform knows
    CreateOnly,     // only whom the platform does not know
    Mirror,         // the list there holds exactly the audience: who left it is taken out
    Append,         // who came is added; nobody is changed or taken out
    Remove,         // whoever is in the audience is taken out there
};

// What becomes of who left the audience since the last run. A mirror always takes them out.
enum class Leavers { Keep, TakeOut };

template <>
struct EnumIds<DeliveryWay>
{
    static constexpr std::array ids{"profiles", "list", "property", "event", "suppression"};
};

template <>
struct EnumIds<SyncMode>
{
    static constexpr std::array ids{"upsert", "update", "create", "mirror", "append", "remove"};
};

template <>
struct EnumIds<Leavers>
{
    static constexpr std::array ids{"keep", "take-out"};
};

template <>
struct EnumIds<ExportChannel>
{
    static constexpr std::array ids{"email", "sms", "any"};
};

// Where the people come from.
enum class AudienceKind { Segment, List };

template <>
struct EnumIds<AudienceKind>
{
    static constexpr std::array ids{"segment", "list"};
};

struct AudienceSource
{
    AudienceKind kind = AudienceKind::Segment;
    QString name;

    friend bool operator==(const AudienceSource &, const AudienceSource &) = default;
};

// {"segment": NAME} or {"list": NAME}.
[[nodiscard]] QJsonObject sourceJson(const AudienceSource &source);
[[nodiscard]] std::optional<AudienceSource> sourceFromJson(const QJsonObject &object);

// A field at the platform and what is written into it: text with placeholders, "{{ First Name }}"; see FieldTemplate.
struct MappedField
{
    QString target;
    QString text;

    friend bool operator==(const MappedField &, const MappedField &) = default;
};

// Where people are sent, who, and how: a value without any key in it.
struct Destination
{
    QString name;
    DestinationKind kind = DestinationKind::Klaviyo;
    DeliveryWay way = DeliveryWay::Profiles;
    bool sandbox = false;           // goes to the built-in stand-in instead of the platform
    QMap<QString, QString> account; // "list", "event", "server", …: by AccountField::id
    AudienceSource source;
    SyncMode mode = SyncMode::Upsert;
    Leavers leavers = Leavers::Keep;
    std::vector<MappedField> fields;              // in the order they were chosen
    ExportChannel channel = ExportChannel::Email; // nobody is sent who may not be written to on it
    std::vector<AudienceSource> exclusions;       // whoever is in one of these never goes
    bool guardsApply = true;                      // whoever waits for an answer, a parcel or a refund stays out
    int priority = 0;           // of audiences that share people, the smallest number has them; 0: shares with nobody
    double askAboveShare = 0.3; // of the last audience: a run that changes more of it waits for a yes
    QString consentSource;      // where consent was given, in words; empty: nobody is ever subscribed there
    QString schedule;           // "daily 10:00 Europe/London", see Schedule; empty: by hand only
    bool paused = false;        // no scheduled runs

    // {"name", "kind", "way", "audience": {"segment" or "list": NAME}, "mode", …}; docs/destinations.md. Errors name
    // the JSON path. Unknown keys are errors: a misspelt guard must not be passed over.
    [[nodiscard]] static Result<Destination> fromJson(const QByteArray &text);
    [[nodiscard]] QJsonObject toJsonObject() const;
    [[nodiscard]] QByteArray toJson() const;

    friend bool operator==(const Destination &, const Destination &) = default;
};

} // namespace perennial
