// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/draft/accountcalls.h"

#include "core/connect/http/retryafter.h"
#include "core/connect/vendors/klaviyoanswers.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QThread>

#include <algorithm>

namespace perennial {

namespace {

using std::chrono::milliseconds;

// Somebody waits for it: what a push would try for an hour is told after a minute.
constexpr int MostTries = 5;
constexpr std::chrono::minutes LongestThrottle{2};
constexpr milliseconds LongestSleep{50};

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

bool makes(KlaviyoOperation operation)
{
    return operation == KlaviyoOperation::MakeList || operation == KlaviyoOperation::MakeSegment ||
           operation == KlaviyoOperation::MakeFlow || operation == KlaviyoOperation::MakeTemplate;
}

// It may have been done, though the answer does not say so.
bool mayBeDone(const HttpResponse &response)
{
    switch (response.fault) {
    case HttpFault::None:
        return response.status >= 500 || response.status == 408;
    case HttpFault::Cut:
    case HttpFault::TimedOut:
    case HttpFault::TooLarge:
    case HttpFault::Stopped:
        return true;
    default:
        return false;
    }
}

// "/data/attributes/definition/actions/3/data/message" is about the fourth action; what it is called, the request says.
QString placeWords(const QString &pointer, const QByteArray &body)
{
    static const QRegularExpression action(QStringLiteral("/actions/(\\d{1,4})(?:/|$)"));
    const QRegularExpressionMatch match = action.match(pointer);
    if (!match.hasMatch())
        return pointer;
    const QJsonValue made =
        QJsonDocument::fromJson(body)[QLatin1String("data")][QLatin1String("attributes")][QLatin1String("definition")]
                                     [QLatin1String("actions")][match.captured(1).toInt()];
    const QString name = made[QLatin1String("data")][QLatin1String("message")][QLatin1String("name")].toString();
    return name.isEmpty() ? pointer : tr("%1, of the step “%2”").arg(pointer, name);
}

} // namespace

AccountCalls::AccountCalls(const PushSetting &setting, const Progress &progress)
    : m_setting(setting)
    , m_progress(progress)
    , m_clock(setting.speed)
    , m_random(setting.seed != 0 ? QRandomGenerator(static_cast<quint32>(setting.seed))
                                 : QRandomGenerator::securelySeeded())
    , m_http(setting.patience)
{
}

Result<void> AccountCalls::wait(milliseconds time)
{
    const milliseconds until = m_clock.elapsed() + time;
    while (m_clock.elapsed() < until) {
        if (m_progress.stopRequested())
            return failure(ErrorKind::Stopped, tr("Stopped."));
        const milliseconds rest = std::min(m_clock.real(until - m_clock.elapsed()), LongestSleep);
        QThread::msleep(static_cast<unsigned long>(rest.count()));
    }
    return {};
}

Result<void> AccountCalls::waitForRates(const QString &endpoint)
{
    const auto windows = m_setting.keepRates ? klaviyoRates(endpoint) : std::vector<RateWindow>();
    for (;;) {
        const milliseconds time = m_limiter.waitFor(endpoint, windows, m_clock.elapsed());
        if (time.count() <= 0)
            break;
        if (const auto waited = wait(time); !waited)
            return waited;
    }
    m_limiter.noteCall(endpoint, m_clock.elapsed());
    return {};
}

// What is under way is waited for, whatever happens: it may make something.
Result<HttpResponse> AccountCalls::roundTrip(const KlaviyoAsking &asking)
{
    if (m_progress.stopRequested())
        return failure(ErrorKind::Stopped, tr("Stopped."));
    if (const auto waited = waitForRates(klaviyoEndpoint(asking.operation)); !waited)
        return failure(waited.error());
    HttpRequest request = asking.request;
    addKlaviyoKey(request, m_setting.secret);
    QEventLoop loop;
    HttpResponse answer;
    m_http.send(request, [&](const HttpResponse &response) {
        QMetaObject::invokeMethod(
            &loop,
            [&answer, &loop, response] {
                answer = response;
                loop.quit();
            },
            Qt::QueuedConnection);
    });
    loop.exec();
    return answer;
}

Error AccountCalls::refusal(const KlaviyoAsking &asking, const HttpResponse &response) const
{
    PushBatch alone;
    alone.purpose = BatchPurpose::Prepare;
    QString words = commonStep(alone, response, m_clock.now()).reason;
    const bool isFault = response.fault != HttpFault::None;
    if (const auto step = isFault ? std::nullopt : klaviyoRefusedStep(alone, response))
        words = step->reason;
    const auto complaints = isFault ? std::nullopt : klaviyoRefusal(response.body);
    if (!complaints || complaints->each.empty())
        return {ErrorKind::Refused, words, {}, {}};
    const KlaviyoComplaint &first = complaints->each.front();
    if (!first.reason.isEmpty() && !words.contains(first.reason))
        words += tr(" Klaviyo says: %1").arg(first.reason);
    const bool hasPlace = !first.pointer.isEmpty() && first.pointer != QLatin1String("/data");
    return {ErrorKind::Refused, words, hasPlace ? placeWords(first.pointer, asking.request.body) : QString(), {}};
}

Result<AccountAnswer> AccountCalls::ask(KlaviyoAsking asking)
{
    const QString endpoint = klaviyoEndpoint(asking.operation);
    for (int tries = 1;; ++tries) {
        const auto response = roundTrip(asking);
        if (!response)
            return failure(response.error());
        const bool isAnswer = response->fault == HttpFault::None;
        if (isAnswer && ((response->status >= 200 && response->status < 300) || response->status == 404))
            return AccountAnswer{response->body, response->status, false};
        if (makes(asking.operation) && mayBeDone(*response))
            return AccountAnswer{{}, response->status, true};
        PushBatch alone;
        alone.purpose = BatchPurpose::Prepare;
        const BatchStep step = commonStep(alone, *response, m_clock.now());
        const bool isThrottled = step.kind == BatchStep::Kind::Throttled;
        if (isThrottled && step.wait > LongestThrottle)
            return failure(ErrorKind::Refused, tr("Klaviyo takes no more of these for now. Try again in %1 minutes.")
                                                   .arg(step.wait / std::chrono::minutes(1) + 1));
        const bool mayGoOn = isThrottled || step.kind == BatchStep::Kind::Again;
        if (!mayGoOn || tries >= MostTries)
            return failure(refusal(asking, *response));
        m_progress.report({tr("Waiting for Klaviyo"), 0, 0, 0, 0});
        const auto pause = isThrottled ? step.wait : backOff(tries, m_random.generateDouble());
        m_limiter.holdUntil(endpoint, m_clock.elapsed() + pause);
    }
}

} // namespace perennial
