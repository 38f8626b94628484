// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/draft/draftreceipt.h"

#include "core/connect/outbox/writing.h"
#include "core/store/store.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace perennial {

namespace {

// "draft:12:flow:Welcome", "draft:12:sandbox flow:Welcome"
QString keyOf(DestinationId destination, bool sandbox, DraftObject object, const QString &name)
{
    const QString kind = (sandbox ? QStringLiteral("sandbox ") : QString()) + enumId(object);
    return QStringLiteral("draft:%1:%2:%3").arg(QString::number(destination.value), kind, name);
}

QString keyOf(const DraftReceipt &receipt)
{
    return keyOf(receipt.destination, receipt.sandbox, receipt.object, receipt.name);
}

QString toText(const DraftReceipt &receipt)
{
    const QJsonObject object{{"destination", receipt.destination.value},
                             {"sandbox", receipt.sandbox},
                             {"object", enumId(receipt.object)},
                             {"name", receipt.name},
                             {"document", receipt.document},
                             {"state", enumId(receipt.state)},
                             {"id", receipt.id},
                             {"content", QString::fromLatin1(receipt.content)},
                             {"at", receipt.at.toIso()}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

std::optional<DraftReceipt> fromText(const QString &text)
{
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    const auto object = enumFromId<DraftObject>(json[QLatin1String("object")].toString());
    const auto state = enumFromId<DraftReceipt::State>(json[QLatin1String("state")].toString());
    const auto at = Instant::fromIso(json[QLatin1String("at")].toString());
    if (!object || !state || !at)
        return std::nullopt;
    return DraftReceipt{{json[QLatin1String("destination")].toInteger()},
                        json[QLatin1String("sandbox")].toBool(),
                        *object,
                        json[QLatin1String("name")].toString(),
                        json[QLatin1String("document")].toString(),
                        *state,
                        json[QLatin1String("id")].toString(),
                        json[QLatin1String("content")].toString().toLatin1(),
                        *at};
}

// The statement as a transaction of its own, with a line in the audit log.
template <class Bind>
Result<void> write(Store &store, std::string_view sql, Bind bind, const QString &action, const DraftReceipt &receipt)
{
    auto transaction = Transaction::begin(store.database());
    if (!transaction)
        return failure(transaction.error());
    const auto written = runStatement(store.database(), sql, bind);
    const auto noted = written ? store.recordAudit(action, toText(receipt), receipt.at) : written;
    return noted ? transaction->commit() : noted;
}

} // namespace

QByteArray contentOf(const PlatformDraft &draft)
{
    return QCryptographicHash::hash(QJsonDocument(draft.request).toJson(QJsonDocument::Compact),
                                    QCryptographicHash::Sha256)
        .toHex();
}

Result<std::vector<DraftReceipt>> draftReceipts(const Store &store)
{
    auto rows = store.database().prepare("SELECT value FROM settings WHERE key GLOB 'draft:*' ORDER BY key");
    if (!rows)
        return failure(rows.error());
    std::vector<DraftReceipt> receipts;
    for (;;) {
        const auto more = rows->step();
        if (!more)
            return failure(more.error());
        if (!*more)
            return receipts;
        if (auto receipt = fromText(rows->text(0)))
            receipts.push_back(std::move(*receipt));
    }
}

Result<std::optional<DraftReceipt>> draftReceipt(const Store &store, DestinationId destination, bool sandbox,
                                                 DraftObject object, const QString &name)
{
    auto row = store.database().prepare("SELECT value FROM settings WHERE key = ?1");
    if (!row)
        return failure(row.error());
    const QString key = keyOf(destination, sandbox, object, name);
    row->bind(1, key);
    const auto found = row->step();
    if (!found)
        return failure(found.error());
    return *found ? fromText(row->text(0)) : std::nullopt;
}

Result<void> keepReceipt(Store &store, const DraftReceipt &receipt)
{
    const QString key = keyOf(receipt), text = toText(receipt);
    return write(
        store, "INSERT OR REPLACE INTO settings(key, value) VALUES(?1, ?2)",
        [&](Statement &row) {
            row.bind(1, key);
            row.bind(2, text);
        },
        QStringLiteral("draft ") + enumId(receipt.state), receipt);
}

Result<void> dropReceipt(Store &store, const DraftReceipt &receipt)
{
    const QString key = keyOf(receipt);
    return write(
        store, "DELETE FROM settings WHERE key = ?1", [&](Statement &row) { row.bind(1, key); },
        QStringLiteral("draft refused"), receipt);
}

} // namespace perennial
