// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/identifiers.h"
#include "core/sandbox/klaviyo/jsonapi.h"
#include "core/sandbox/klaviyo/klaviyostandin.h"

#include <QJsonDocument>

#include <algorithm>
#include <numeric>

namespace perennial {

namespace {

// Nothing where profiles cannot be filtered by that field.
std::optional<KlaviyoBook::Wanted> wantedBy(const QString &field, const std::string &value)
{
    if (field == u"id")
        return KlaviyoBook::Wanted{value, {}, {}, {}};
    if (field == u"email")
        return KlaviyoBook::Wanted{{}, lowered(value), {}, {}};
    if (field == u"phone_number")
        return KlaviyoBook::Wanted{{}, {}, value, {}};
    if (field == u"external_id")
        return KlaviyoBook::Wanted{{}, {}, {}, value};
    return std::nullopt;
}

QJsonObject profileResource(quint32 number, const KlaviyoProfile &profile)
{
    QJsonObject attributes = QJsonDocument::fromJson(QByteArray::fromStdString(profile.attributes)).object();
    const auto text = [](const std::string &value) {
        return value.empty() ? QJsonValue() : QJsonValue(QString::fromStdString(value));
    };
    attributes[u"email"] = text(profile.email);
    attributes[u"phone_number"] = text(profile.phone);
    attributes[u"external_id"] = text(profile.externalId);
    if (!attributes.contains(u"properties"))
        attributes[u"properties"] = QJsonObject();
    return klaviyoResource(QStringLiteral("profile"), KlaviyoBook::idOf(number), attributes,
                           QStringLiteral("/api/profiles"));
}

} // namespace

HttpResponse KlaviyoStandIn::profiles(const Call &call)
{
    const KlaviyoPage page = KlaviyoPage::of(call.request, 20, 100);
    const QString text = call.request.item(QStringLiteral("filter"));
    const auto filter = klaviyoFilter(text);
    if (!page.valid || (!text.isEmpty() && !(filter && wantedBy(filter->field, {}))))
        return refusal(400, QStringLiteral("Invalid filter or page size."));
    std::vector<quint32> found;
    if (filter) {
        for (const QString &value : filter->values)
            if (const auto number = m_book.find(*wantedBy(filter->field, value.toStdString())))
                found.push_back(*number);
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
    } else {
        found.resize(m_book.profiles().size());
        std::iota(found.begin(), found.end(), 0U);
    }
    const auto all = static_cast<qsizetype>(found.size());
    QJsonArray data;
    for (qsizetype i = page.from; i < std::min(all, page.from + page.size); ++i) {
        const quint32 number = found[static_cast<size_t>(i)];
        data.append(profileResource(number, m_book.profiles()[number]));
    }
    return klaviyoAnswer(200,
                         {{QStringLiteral("data"), data}, {QStringLiteral("links"), page.links(call.request, all)}});
}

} // namespace perennial
