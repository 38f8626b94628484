// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/neversent.h"

#include "core/connect/outbox/writing.h"
#include "core/store/rows.h"
#include "core/store/store.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// [{"segment": NAME}, {"list": NAME}], as a destination's "exclude".
QString toText(const std::vector<AudienceSource> &sources)
{
    QJsonArray array;
    for (const AudienceSource &source : sources)
        array.append(sourceJson(source));
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

tl::unexpected<Error> unreadable()
{
    return failure(ErrorKind::Unreadable,
                   tr("Who is never sent anywhere cannot be read in this store. Choose them anew."));
}

Result<void> check(const std::vector<AudienceSource> &sources)
{
    for (auto one = sources.begin(); one != sources.end(); ++one) {
        if (one->name.trimmed().isEmpty())
            return failure(ErrorKind::Invalid, tr("A segment or list has no name."));
        const auto isSame = [&](const AudienceSource &other) {
            return other.kind == one->kind && other.name.compare(one->name, Qt::CaseInsensitive) == 0;
        };
        if (std::find_if(sources.begin(), one, isSame) != one)
            return failure(ErrorKind::Invalid, tr("“%1” is there twice.").arg(one->name));
    }
    return {};
}

} // namespace

Result<std::vector<AudienceSource>> neverSentIn(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isArray())
        return unreadable();
    std::vector<AudienceSource> sources;
    for (const QJsonValue &value : document.array()) {
        const auto source = sourceFromJson(value.toObject());
        if (!source)
            return unreadable();
        sources.push_back(*source);
    }
    return sources;
}

Result<std::vector<AudienceSource>> neverSent(Store &store)
{
    const auto text = store.database().text("SELECT coalesce((SELECT value FROM settings WHERE key = 'never_sent'), "
                                            "'[]')");
    return text ? neverSentIn(*text) : failure(text.error());
}

Result<std::optional<Instant>> lastNeverSentChange(Store &store)
{
    const auto moments = queryRows(
        store.database(), "SELECT at FROM audit_log WHERE action = ?1 ORDER BY id DESC LIMIT 1",
        [](const Statement &row) { return Instant{row.integer(0)}; }, QString(NeverSentChange));
    if (!moments)
        return failure(moments.error());
    return moments->empty() ? std::nullopt : std::optional(moments->front());
}

Result<void> setNeverSent(Store &store, const std::vector<AudienceSource> &sources, Instant at)
{
    if (const auto good = check(sources); !good)
        return good;
    auto transaction = Transaction::begin(store.database());
    if (!transaction)
        return failure(transaction.error());
    const QString text = toText(sources);
    const auto stored = runStatement(store.database(),
                                     "INSERT INTO settings(key, value) VALUES('never_sent', ?1) "
                                     "ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                                     [&](Statement &row) { row.bind(1, text); });
    const auto noted = stored ? store.recordAudit(NeverSentChange, text, at) : stored;
    return noted ? transaction->commit() : noted;
}

} // namespace perennial
