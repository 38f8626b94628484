// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/klaviyo/klaviyobook.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace perennial {

namespace {

QJsonObject parsed(std::string_view text)
{
    return QJsonDocument::fromJson(QByteArray(text.data(), static_cast<qsizetype>(text.size()))).object();
}

void mergeInto(QJsonObject &old, const QJsonObject &fresh, bool deep)
{
    for (auto it = fresh.begin(); it != fresh.end(); ++it) {
        if (it->isNull()) {
            old.remove(it.key());
        } else if (deep && it->isObject()) {
            QJsonObject inner = old.value(it.key()).toObject();
            mergeInto(inner, it->toObject(), false);
            old[it.key()] = inner;
        } else {
            old[it.key()] = *it;
        }
    }
}

std::optional<quint32> found(const std::unordered_map<std::string, quint32> &map, const std::string &key)
{
    const auto at = key.empty() ? map.end() : map.find(key);
    return at == map.end() ? std::nullopt : std::optional(at->second);
}

} // namespace

const std::string &KlaviyoProfile::contact() const
{
    return !email.empty() ? email : !phone.empty() ? phone : externalId;
}

QString KlaviyoBook::idOf(quint32 profile)
{
    return QStringLiteral("01J%1").arg(profile, 23, 10, QLatin1Char('0')); // as long as a ULID
}

std::optional<quint32> KlaviyoBook::find(const Wanted &wanted) const
{
    if (!wanted.id.empty()) {
        const QString id = QString::fromStdString(wanted.id);
        const quint32 number = id.mid(3).toUInt();
        return number < m_profiles.size() && idOf(number) == id ? std::optional(number) : std::nullopt;
    }
    if (const auto byEmail = found(m_byEmail, wanted.email))
        return byEmail;
    if (const auto byPhone = found(m_byPhone, wanted.phone))
        return byPhone;
    return found(m_byExternalId, wanted.externalId);
}

void KlaviyoBook::index(quint32 number)
{
    const KlaviyoProfile &profile = m_profiles[number];
    if (!profile.email.empty())
        m_byEmail[profile.email] = number;
    if (!profile.phone.empty())
        m_byPhone[profile.phone] = number;
    if (!profile.externalId.empty())
        m_byExternalId[profile.externalId] = number;
}

quint32 KlaviyoBook::findOrMake(const Wanted &wanted)
{
    const auto known = find(wanted);
    const quint32 number = known.value_or(static_cast<quint32>(m_profiles.size()));
    if (!known)
        m_profiles.emplace_back();
    KlaviyoProfile &profile = m_profiles[number];
    const auto take = [](std::string &mine, const std::string &given) {
        if (given.empty() || mine == given)
            return false;
        mine = given;
        return true;
    };
    bool changed = take(profile.email, wanted.email);
    changed = take(profile.phone, wanted.phone) || changed;
    changed = take(profile.externalId, wanted.externalId) || changed;
    if (changed)
        index(number);
    return number;
}

void KlaviyoBook::merge(quint32 profile, std::string_view attributes)
{
    std::string &mine = m_profiles[profile].attributes;
    if (mine == attributes)
        return;
    // Most come once: what has no null in it is kept as it is written.
    if (mine.empty() && attributes.find("null") == std::string_view::npos) {
        mine = attributes;
        return;
    }
    QJsonObject object = parsed(mine);
    mergeInto(object, parsed(attributes), true);
    mine = QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace perennial
