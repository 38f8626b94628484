// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/vendors/klaviyoprofilewriter.h"

#include "core/audience/jsontext.h"
#include "core/connect/destination/fieldtemplate.h"
#include "core/connect/vendors/rowanswers.h"

namespace perennial {

namespace {

// What a profile has besides its location and its properties; all of them texts.
// https://developers.klaviyo.com/en/reference/bulk_import_profiles
bool isAttribute(const QString &name)
{
    static const QStringList names{QStringLiteral("first_name"),   QStringLiteral("last_name"),
                                   QStringLiteral("organization"), QStringLiteral("locale"),
                                   QStringLiteral("title"),        QStringLiteral("image"),
                                   QStringLiteral("external_id")};
    return names.contains(name);
}

// Latitude and longitude may be texts as well as numbers.
bool isLocation(const QString &name)
{
    static const QStringList names{QStringLiteral("location.address1"), QStringLiteral("location.address2"),
                                   QStringLiteral("location.city"),     QStringLiteral("location.country"),
                                   QStringLiteral("location.region"),   QStringLiteral("location.zip"),
                                   QStringLiteral("location.latitude"), QStringLiteral("location.longitude"),
                                   QStringLiteral("location.timezone"), QStringLiteral("location.ip")};
    return names.contains(name);
}

} // namespace

KlaviyoMember KlaviyoMember::make(const QString &name, size_t place)
{
    KlaviyoMember made{{}, place};
    appendJsonText(made.key, name.toStdString());
    made.key.append(':');
    return made;
}

bool appendKlaviyoMembers(const std::vector<KlaviyoMember> &members, const PushRow &row, KlaviyoSpelling spelling,
                          const char *opening, QByteArray &body)
{
    bool isOpen = false;
    for (const KlaviyoMember &member : members) {
        if (member.place >= row.values.size() || isLeftOut(row.values[member.place]))
            continue;
        body.append(isOpen ? "," : opening).append(member.key);
        isOpen = true;
        if (spelling == KlaviyoSpelling::Texts)
            appendJsonText(body, fieldText(row.values[member.place]));
        else
            appendJsonValue(body, row.values[member.place]);
    }
    return isOpen;
}

void appendKlaviyoIdentifiers(const PushRow &row, QByteArray &body)
{
    body.append('{');
    if (!row.email.empty()) {
        body.append(R"("email":)");
        appendJsonText(body, row.email);
    }
    if (!row.phone.empty()) {
        body.append(row.email.empty() ? R"("phone_number":)" : R"(,"phone_number":)");
        appendJsonText(body, row.phone);
    }
}

KlaviyoProfileWriter::KlaviyoProfileWriter(const Destination &destination)
{
    QString membership;
    if (destination.way == DeliveryWay::Property) {
        membership = destination.account.value(QStringLiteral("property"));
        m_membership = KlaviyoMember::make(membership, 0).key;
    }
    for (size_t i = 0; i < destination.fields.size(); ++i) {
        const QString &target = destination.fields[i].target;
        if (isAttribute(target))
            m_attributes.push_back(KlaviyoMember::make(target, i));
        else if (isLocation(target))
            m_location.push_back(KlaviyoMember::make(target.mid(qsizetype(strlen("location."))), i));
        else if (membership.isEmpty() || target != membership)
            m_properties.push_back(KlaviyoMember::make(target, i));
    }
}

void KlaviyoProfileWriter::append(const PushRow &row, RowOp op, QByteArray &body) const
{
    body.append(R"({"type":"profile","attributes":)");
    appendKlaviyoIdentifiers(row, body);
    const bool adds = op == RowOp::Add;
    if (adds) {
        appendKlaviyoMembers(m_attributes, row, KlaviyoSpelling::Texts, ",", body);
        if (appendKlaviyoMembers(m_location, row, KlaviyoSpelling::Texts, R"(,"location":{)", body))
            body.append('}');
    }
    bool hasProperties = !m_membership.isEmpty();
    if (hasProperties)
        body.append(R"(,"properties":{)").append(m_membership).append(adds ? "true" : "false");
    if (adds)
        hasProperties |= appendKlaviyoMembers(m_properties, row, KlaviyoSpelling::Typed,
                                              hasProperties ? "," : R"(,"properties":{)", body);
    body.append(hasProperties ? "}}}" : "}}");
}

} // namespace perennial
