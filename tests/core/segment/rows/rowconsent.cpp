// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/rows/rowtraits.h"

#include <algorithm>

namespace perennial {

namespace {

QString nameOf(Channel channel)
{
    const char *names[] = {"email", "sms", "push", "whatsapp"};
    return QString::fromLatin1(names[static_cast<int>(channel)]);
}

int strictness(const QString &state)
{
    return state == QLatin1String("unsubscribed") ? 2 : state == QLatin1String("never") ? 1 : 0;
}

// The word on a channel that counts at now: the newest, of one moment the strictest, then the survivor's own, then
// that of the higher id.
const RowConsent *wordAt(const QString &channel, const RowQuestion &question, const RowPerson &person)
{
    const auto found = person.consents.find(channel);
    if (found == person.consents.end())
        return nullptr;
    const auto weight = [&](const RowConsent &c) {
        return std::tuple(c.at, strictness(c.state), c.profile == person.id, c.profile);
    };
    const RowConsent *word = nullptr;
    for (const RowConsent &said : found->second) {
        if (said.at <= question.now && (!word || weight(said) > weight(*word)))
            word = &said;
    }
    return word;
}

std::vector<RowStay> suppressionsAt(const QString &channel, bool bouncesOnly, qint64 now, const RowPerson &person)
{
    std::vector<RowStay> held;
    for (const RowStay &stay : person.suppressions) {
        const bool asked = !bouncesOnly || stay.detail.contains(QLatin1String("bounce"), Qt::CaseInsensitive);
        if (stay.what == channel && stay.holdsAt(now) && asked)
            held.push_back(stay);
    }
    return held;
}

bool hasAddress(Channel channel, const RowPerson &person)
{
    if (channel == Channel::Push)
        return true;
    return channel == Channel::Email ? person.hasEmail : person.hasPhone;
}

RowVerdict judgeSuppression(const ConsentCondition &condition, const RowQuestion &question, const RowPerson &person)
{
    const auto held =
        suppressionsAt(nameOf(*condition.channel), *condition.state == Reach::Bounced, question.now, person);
    if (!condition.since)
        return verdictOf(!held.empty());
    const auto span = pastSpanOf(*condition.since, question, person);
    return verdictOf(std::ranges::any_of(
        held, [&](const RowStay &stay) { return stay.since >= span->from && stay.since <= span->to; }));
}

// What is asked of the consent that makes the state.
RowVerdict judgeWord(const ConsentCondition &condition, const RowConsent &word, const RowQuestion &question,
                     const RowPerson &person)
{
    if ((!condition.method.isEmpty() && word.method.value_or(QString()).isEmpty()) ||
        (condition.doubleOptIn && !word.doubleOptIn))
        return RowVerdict::Unknown;
    if (!condition.method.isEmpty() && condition.method != *word.method)
        return RowVerdict::No;
    if (condition.doubleOptIn && *condition.doubleOptIn != *word.doubleOptIn)
        return RowVerdict::No;
    if (!condition.since)
        return RowVerdict::Yes;
    const auto span = pastSpanOf(*condition.since, question, person);
    return verdictOf(word.at >= span->from && word.at <= span->to);
}

} // namespace

RowVerdict judgeConsent(const ConsentCondition &condition, const RowQuestion &question, const RowPerson &person)
{
    const QString channel = nameOf(*condition.channel);
    const RowConsent *word = wordAt(channel, question, person);
    const auto says = [&](const char *state) { return word && word->state == QLatin1String(state); };
    const bool suppressed = !suppressionsAt(channel, false, question.now, person).empty();
    const bool canReceive = says("subscribed") && !suppressed && hasAddress(*condition.channel, person);
    switch (*condition.state) {
    case Reach::CanReceive:
        return canReceive ? judgeWord(condition, *word, question, person) : RowVerdict::No;
    case Reach::CannotReceive:
        return verdictOf(!canReceive);
    case Reach::Subscribed:
        return says("subscribed") ? judgeWord(condition, *word, question, person) : RowVerdict::No;
    case Reach::Unsubscribed:
        return says("unsubscribed") ? judgeWord(condition, *word, question, person) : RowVerdict::No;
    case Reach::Never:
        return verdictOf(!word || says("never"));
    case Reach::Suppressed:
    case Reach::Bounced:
        return judgeSuppression(condition, question, person);
    case Reach::NotSuppressed:
        return verdictOf(!suppressed);
    }
    return RowVerdict::No;
}

} // namespace perennial
