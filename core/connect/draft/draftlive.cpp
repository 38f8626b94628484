// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/draft/draftlive.h"

#include "core/connect/draft/accountcalls.h"
#include "core/connect/draft/draftmaker.h"
#include "core/connect/push/storegate.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Result<DraftReceipt> receiptOf(const LiveOrder &order)
{
    const auto destination = draftDestination(order.storePath, order.destination, order.sending.base);
    if (!destination)
        return failure(destination.error());
    const auto store = Store::openReader(order.storePath);
    if (!store)
        return failure(store.error());
    auto receipt =
        draftReceipt(*store, order.destination, destination->destination.sandbox, DraftObject::Flow, order.name);
    if (!receipt)
        return failure(receipt.error());
    if (!*receipt)
        return failure(ErrorKind::NotFound,
                       tr("No flow of this name was made from here. Only those are set live from here."), order.name);
    if ((*receipt)->id.isEmpty())
        return failure(ErrorKind::Refused,
                       tr("Whether Klaviyo made this flow is not known. Make it once more: it is looked up first."),
                       order.name);
    return std::move(**receipt);
}

Result<KlaviyoThing> flowThere(const DraftReceipt &receipt, AccountCalls &calls)
{
    const auto answer = calls.ask(readDraft(DraftObject::Flow, receipt.id, calls.base()));
    if (!answer)
        return failure(answer.error());
    if (answer->status == 404)
        return failure(ErrorKind::NotFound,
                       receipt.sandbox ? tr("The stand-in no longer has this flow: it forgets when a program ends.")
                                       : tr("Klaviyo no longer has this flow."),
                       receipt.name);
    auto flow = thingOf(answer->body);
    return flow ? Result<KlaviyoThing>(std::move(*flow))
                : failure(ErrorKind::Refused, tr("Klaviyo's answer cannot be read."), receipt.name);
}

Result<void> keepLive(const LiveOrder &order, const Progress &progress, DraftReceipt &receipt)
{
    StoreGate gate(order.storePath, progress.stopToken());
    const auto opened = gate.open();
    if (!opened)
        return failure(opened.error());
    receipt.state = DraftReceipt::State::Live;
    receipt.at = Instant::now();
    return keepReceipt(gate.store(), receipt);
}

bool isLive(const KlaviyoThing &flow)
{
    return flow.status == QLatin1String("live");
}

Result<void> requireReady(const KlaviyoThing &flow, const QString &name)
{
    const QStringList lacking = stepsNotReady(flow.definition);
    if (lacking.isEmpty())
        return {};
    return failure(ErrorKind::Refused,
                   tr("The flow stays a draft: %1. Give them what they lack in Klaviyo, then set it live.")
                       .arg(lacking.join(QStringLiteral("; "))),
                   name);
}

} // namespace

QStringList stepsNotReady(const QJsonObject &definition)
{
    QStringList lacking;
    for (const QJsonValue &action : definition[QLatin1String("actions")].toArray()) {
        const QString type = action[QLatin1String("type")].toString();
        const QJsonValue message = action[QLatin1String("data")][QLatin1String("message")];
        const QString name = message[QLatin1String("name")].toString();
        if (type == QLatin1String("send-email") && message[QLatin1String("template_id")].toString().isEmpty())
            lacking.append(tr("the e-mail “%1” has no template").arg(name));
        if (type == QLatin1String("send-internal-alert") && message[QLatin1String("to_emails")].toArray().isEmpty())
            lacking.append(tr("the alert “%1” has no recipient").arg(name));
    }
    return lacking;
}

Result<LiveFlow> setLive(const LiveOrder &order, const Progress &progress)
{
    auto receipt = receiptOf(order);
    if (!receipt)
        return failure(receipt.error());
    AccountCalls calls(order.sending, progress);
    const auto flow = flowThere(*receipt, calls);
    if (!flow)
        return failure(flow.error());
    LiveFlow made{std::move(*receipt), isLive(*flow)};
    if (!made.wasLive) {
        if (const auto ready = requireReady(*flow, order.name); !ready)
            return failure(ready.error());
        const auto answer = calls.ask(setFlowLive(flow->id, calls.base()));
        if (!answer)
            return failure(answer.error());
        const auto changed = thingOf(answer->body);
        if (!changed || !isLive(*changed))
            return failure(ErrorKind::Refused, tr("Klaviyo did not set the flow live."), order.name);
    }
    if (const auto kept = keepLive(order, progress, made.receipt); !kept)
        return failure(kept.error());
    return made;
}

} // namespace perennial
