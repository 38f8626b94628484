// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/vendors/klaviyomemo.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace perennial {

namespace {

// A page of profiles holds no more, and an address belongs to one profile.
constexpr size_t MostValues = 100;
// Of a filter, encoded: servers commonly take 8 KB of address.
constexpr qsizetype MostFilterBytes = 6000;

QJsonValue ofBits(const QBitArray &bits)
{
    const QByteArray bytes(bits.bits(), (bits.size() + 7) / 8);
    return QJsonArray{bits.size(), QString::fromLatin1(bytes.toBase64())};
}

QBitArray bitsOf(const QJsonValue &value)
{
    const QByteArray bytes = QByteArray::fromBase64(value[1].toString().toLatin1());
    const qsizetype size = value[0].toInteger();
    if (size < 0 || bytes.size() != (size + 7) / 8)
        return {};
    return QBitArray::fromBits(bytes.constData(), size);
}

// Null where nothing more is to be asked for in this way.
std::optional<KlaviyoSearch> searchFrom(const PushBatch &batch, const KlaviyoMemo &memo, bool byPhone, size_t from)
{
    KlaviyoSearch made{.byPhone = byPhone, .places = {}, .values = {}, .end = from};
    const size_t most = memo.mostAtOnce > 0 ? memo.mostAtOnce : MostValues;
    qsizetype bytes = 0;
    for (; made.end < batch.rows.size() && made.places.size() < most; ++made.end) {
        const PushRow &row = batch.rows[made.end];
        const std::string &value = byPhone ? row.phone : row.email;
        if (value.empty() || (byPhone && hasBit(memo.found, made.end)))
            continue;
        const QString text = QString::fromStdString(value);
        bytes += QUrl::toPercentEncoding(text).size() + qsizetype(strlen("%2C%22%22"));
        if (bytes > MostFilterBytes && !made.places.empty())
            break;
        made.places.push_back(made.end);
        made.values.append(text);
    }
    return made.places.empty() ? std::nullopt : std::optional(std::move(made));
}

} // namespace

bool hasBit(const QBitArray &bits, size_t place)
{
    return static_cast<qsizetype>(place) < bits.size() && bits.testBit(static_cast<qsizetype>(place));
}

void addBit(QBitArray &bits, size_t place, size_t rows)
{
    if (bits.isEmpty())
        bits.resize(static_cast<qsizetype>(rows));
    bits.setBit(static_cast<qsizetype>(place));
}

KlaviyoMemo KlaviyoMemo::fromBytes(const QByteArray &bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    const auto count = [&object](const char *key) { return object[QLatin1String(key)].toInt(); };
    KlaviyoMemo made;
    made.found = bitsOf(object[QLatin1String("found")]);
    made.refused = bitsOf(object[QLatin1String("refused")]);
    made.failed = bitsOf(object[QLatin1String("failed")]);
    for (const QJsonValue &id : object[QLatin1String("ids")].toArray())
        made.ids.append(id.toString());
    made.byPhone = object[QLatin1String("by_phone")].toBool();
    made.searched = static_cast<size_t>(count("searched"));
    made.mostAtOnce = static_cast<size_t>(count("most"));
    made.job = object[QLatin1String("job")].toString();
    made.cursor = object[QLatin1String("cursor")].toString();
    made.polls = count("polls");
    made.posts = count("posts");
    return made;
}

QByteArray KlaviyoMemo::toBytes() const
{
    QJsonObject object{{QStringLiteral("by_phone"), byPhone},
                       {QStringLiteral("searched"), static_cast<qint64>(searched)},
                       {QStringLiteral("most"), static_cast<qint64>(mostAtOnce)},
                       {QStringLiteral("job"), job},
                       {QStringLiteral("cursor"), cursor},
                       {QStringLiteral("polls"), polls},
                       {QStringLiteral("posts"), posts},
                       {QStringLiteral("ids"), QJsonArray::fromStringList(ids)}};
    for (const auto &[key, bits] : {std::pair("found", &found), {"refused", &refused}, {"failed", &failed}})
        object[QLatin1String(key)] = ofBits(*bits);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<KlaviyoSearch> nextKlaviyoSearch(const PushBatch &batch, const KlaviyoMemo &memo)
{
    if (!memo.byPhone)
        if (auto search = searchFrom(batch, memo, false, memo.searched))
            return search;
    return searchFrom(batch, memo, true, memo.byPhone ? memo.searched : 0);
}

} // namespace perennial
