// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/reception.h"

#include <QDateTime>
#include <QLocale>

namespace perennial {

namespace {

QByteArray httpDateText(const QDateTime &moment)
{
    return QLocale::c().toString(moment.toUTC(), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'")).toLatin1();
}

QByteArray wholeSeconds(std::chrono::milliseconds wait)
{
    return QByteArray::number(static_cast<qint64>(std::chrono::ceil<std::chrono::seconds>(wait).count()));
}

HttpResponse pageForPeople(int status)
{
    return {status, {{"Content-Type", "text/html"}}, "<html><body>Just a moment.</body></html>", {}, {}};
}

} // namespace

Reception::Reception(std::unique_ptr<StandInPlatform> platform, StandInOptions options)
    : m_platform(std::move(platform))
    , m_options(std::move(options))
    , m_clock(m_options.speed, m_options.clock)
{
}

HttpResponse Reception::throttled(FaultKind kind) const
{
    HttpResponse response = m_platform->refusal(429, QStringLiteral("Request was throttled."));
    const int seconds = m_options.faults.retryAfterSeconds;
    if (kind == FaultKind::Throttle)
        response.headers.push_back({"Retry-After", QByteArray::number(seconds)});
    if (kind == FaultKind::ThrottleDate)
        response.headers.push_back({"Retry-After", httpDateText(QDateTime::currentDateTimeUtc().addSecs(seconds))});
    if (kind == FaultKind::ThrottleNonsense)
        response.headers.push_back({"Retry-After", "in a little while"});
    return response;
}

std::optional<Handover> Reception::faultBefore(FaultKind kind, RequestNote &note) const
{
    const auto refused = [&](int status, const char *why) {
        return Handover{Handover::Way::Whole, m_platform->refusal(status, QString::fromLatin1(why)), {}};
    };
    switch (kind) {
    case FaultKind::Throttle:
    case FaultKind::ThrottleDate:
    case FaultKind::ThrottleNonsense:
    case FaultKind::ThrottleBare:
        return Handover{Handover::Way::Whole, throttled(kind), {}};
    case FaultKind::ServerError:
        return refused(500, "Internal server error.");
    case FaultKind::Unavailable:
        return refused(503, "Service unavailable.");
    case FaultKind::Unauthorized:
        return refused(401, "The key is not valid.");
    case FaultKind::Forbidden:
        return refused(403, "The key may not do this.");
    case FaultKind::ForbiddenPage:
        return Handover{Handover::Way::Whole, pageForPeople(403), {}};
    case FaultKind::TooLarge:
        return refused(413, "The request is too large.");
    case FaultKind::Redirect: {
        HttpResponse response = emptyAnswer(307);
        response.headers.push_back({"Location", "https://elsewhere.invalid" + note.path.toUtf8()});
        return Handover{Handover::Way::Whole, response, {}};
    }
    case FaultKind::CutBefore:
        return Handover{Handover::Way::CutNow, {}, {}};
    default:
        return std::nullopt;
    }
}

void Reception::faultAfter(FaultKind kind, Handover &handover) const
{
    HttpResponse &response = handover.response;
    if (kind == FaultKind::CutAfter)
        handover.way = Handover::Way::CutNow;
    if (kind == FaultKind::NeverAnswered)
        handover.way = Handover::Way::Never;
    if (kind == FaultKind::CutBody)
        handover.way = Handover::Way::CutInBody;
    if (kind == FaultKind::TruncatedBody)
        response.body.truncate(response.body.size() / 2);
    if (kind == FaultKind::NotJson) {
        response = pageForPeople(200);
    }
    if (kind == FaultKind::Slow)
        handover.delay = m_clock.real(m_options.faults.slowness);
}

HttpResponse Reception::answered(const ReceivedRequest &request, RequestNote &note)
{
    const auto now = m_clock.now();
    const StandInMoment moment{now, m_options.faults, m_ledger};
    m_platform->settle(moment, false);
    if (!m_platform->isAuthorized(request, m_options.token))
        return m_platform->refusal(401, QStringLiteral("Missing or invalid key."));
    RateStanding standing;
    const int atOnce = m_platform->connectionsAllowed();
    if (m_options.rates && atOnce > 0 && m_underWay > atOnce) {
        note.throttled = true;
        return m_platform->refusal(429, QStringLiteral("At most %1 requests at once.").arg(atOnce));
    }
    if (m_options.rates) {
        standing = m_gate.ask(m_platform->rate(request), now);
        note.throttled = !standing.allowed;
    }
    if (note.throttled) {
        HttpResponse response = m_platform->refusal(429, QStringLiteral("Request was throttled."));
        if (m_platform->tellsWait())
            response.headers.push_back({"Retry-After", wholeSeconds(standing.wait)});
        return response;
    }
    const qint64 bytes = m_platform->bytesAllowed(request);
    HttpResponse response;
    if (bytes > 0 && request.body.size() > bytes)
        response = m_platform->refusal(413, QStringLiteral("The body is larger than %1 bytes.").arg(bytes));
    else
        response = m_platform->answer(request, moment);
    if (m_options.rates)
        m_platform->tellRates(response, standing);
    return response;
}

Handover Reception::receive(ReceivedRequest request)
{
    const std::scoped_lock lock(m_mutex);
    request.number = ++m_received;
    RequestNote note{request.number, request.method, request.path, 0, m_options.faults.at(request.number), false};
    Handover handover;
    if (auto fault = faultBefore(note.fault, note)) {
        handover = std::move(*fault);
    } else {
        handover.response = answered(request, note);
        if (m_options.heard)
            m_options.heard(request, handover.response);
        faultAfter(note.fault, handover);
    }
    note.status = handover.response.status;
    m_notes.push_back(std::move(note));
    return handover;
}

void Reception::began()
{
    const std::scoped_lock lock(m_mutex);
    ++m_underWay;
}

void Reception::ended()
{
    const std::scoped_lock lock(m_mutex);
    --m_underWay;
}

void Reception::settle()
{
    const std::scoped_lock lock(m_mutex);
    m_platform->settle({m_clock.now(), m_options.faults, m_ledger}, false);
}

Ledger Reception::ledger()
{
    const std::scoped_lock lock(m_mutex);
    m_platform->settle({m_clock.now(), m_options.faults, m_ledger}, true);
    return m_ledger;
}

std::vector<RequestNote> Reception::notes() const
{
    const std::scoped_lock lock(m_mutex);
    return m_notes;
}

void Reception::setFaults(const FaultPlan &faults)
{
    const std::scoped_lock lock(m_mutex);
    m_options.faults = faults;
}

} // namespace perennial
