// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/vendors/connector.h"

#include "core/connect/http/clockskew.h"
#include "core/connect/http/retryafter.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Waited after a 429 that does not say how long.
constexpr std::chrono::seconds UnsaidThrottle{10};

bool isTrouble(int status)
{
    return status == 408 || status == 425 || status >= 500;
}

BatchStep ofFault(const HttpResponse &response)
{
    switch (response.fault) {
    case HttpFault::Redirect:
    case HttpFault::Tls:
    case HttpFault::PlainHttp:
    case HttpFault::PrivateHost:
        return BatchStep::stop(response.faultText);
    default:
        return BatchStep::again(response.faultText);
    }
}

// A clock that is wrong makes keys that are right look expired, and signatures too old.
BatchStep ofRefusedKey(const QString &text, const HttpResponse &response, Instant now)
{
    const auto skew = clockSkew(response, now);
    return BatchStep::stop(skew ? text + u' ' + clockSkewText(*skew) : text);
}

BatchStep ofRefusal(const PushBatch &batch, int status)
{
    const QString reason = tr("The platform refused it (HTTP %1).").arg(status);
    return batch.rows.empty() ? BatchStep::stop(reason) : BatchStep::split(reason);
}

} // namespace

BatchStep BatchStep::done(std::vector<RowOutcome> rows)
{
    return {.kind = Kind::Done, .next = {}, .wait = {}, .rows = std::move(rows), .reason = {}, .remoteIds = {}};
}

BatchStep BatchStep::goOn(const QString &stage, const QByteArray &memo, std::chrono::milliseconds wait,
                          std::vector<RowOutcome> rows)
{
    return {.kind = Kind::Next,
            .next = {stage, memo},
            .wait = wait,
            .rows = std::move(rows),
            .reason = {},
            .remoteIds = {}};
}

BatchStep BatchStep::throttled(std::chrono::milliseconds wait)
{
    return {.kind = Kind::Throttled, .next = {}, .wait = wait, .rows = {}, .reason = {}, .remoteIds = {}};
}

BatchStep BatchStep::again(const QString &reason)
{
    return {.kind = Kind::Again, .next = {}, .wait = {}, .rows = {}, .reason = reason, .remoteIds = {}};
}

BatchStep BatchStep::split(const QString &reason)
{
    return {.kind = Kind::Split, .next = {}, .wait = {}, .rows = {}, .reason = reason, .remoteIds = {}};
}

BatchStep BatchStep::stop(const QString &reason)
{
    return {.kind = Kind::Stop, .next = {}, .wait = {}, .rows = {}, .reason = reason, .remoteIds = {}};
}

Talk Connector::afterCrash(const PushBatch &, const Talk &talk) const
{
    return talk;
}

BatchStep commonStep(const PushBatch &batch, const HttpResponse &response, Instant now)
{
    if (response.fault != HttpFault::None)
        return ofFault(response);
    const int status = response.status;
    if (status >= 200 && status < 300)
        return BatchStep::done();
    if (status >= 300 && status < 400)
        return BatchStep::stop(
            tr("The platform sends requests elsewhere (HTTP %1). Nothing was sent there; check the address.")
                .arg(status));
    if (status == 429)
        return BatchStep::throttled(retryAfter(response, now).value_or(UnsaidThrottle));
    if (status == 401)
        return ofRefusedKey(
            tr("The platform does not accept the key (HTTP 401). Enter a key that is valid, then send again."),
            response, now);
    if (status == 403)
        return ofRefusedKey(
            tr("The key may not do this (HTTP 403). Give it the permission at the platform, then send again."),
            response, now);
    if (status == 404 || status == 410)
        return BatchStep::stop(
            tr("The platform does not know what this destination names (HTTP %1). Check its settings.").arg(status));
    if (isTrouble(status))
        return BatchStep::again(tr("The platform is in trouble (HTTP %1).").arg(status));
    return ofRefusal(batch, status);
}

} // namespace perennial
