// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/faultplan.h"

#include "core/base/hash.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace perennial {

namespace {

struct FaultWord
{
    const char *word;
    FaultKind kind;
};

constexpr FaultWord words[] = {
    {"throttle", FaultKind::Throttle},
    {"throttle-date", FaultKind::ThrottleDate},
    {"throttle-nonsense", FaultKind::ThrottleNonsense},
    {"throttle-bare", FaultKind::ThrottleBare},
    {"500", FaultKind::ServerError},
    {"503", FaultKind::Unavailable},
    {"401", FaultKind::Unauthorized},
    {"403", FaultKind::Forbidden},
    {"403-page", FaultKind::ForbiddenPage},
    {"413", FaultKind::TooLarge},
    {"redirect", FaultKind::Redirect},
    {"cut-before", FaultKind::CutBefore},
    {"cut-after", FaultKind::CutAfter},
    {"cut-body", FaultKind::CutBody},
    {"truncated", FaultKind::TruncatedBody},
    {"not-json", FaultKind::NotJson},
    {"silent", FaultKind::NeverAnswered},
    {"slow", FaultKind::Slow},
};

struct ReadWord
{
    QString name;
    FaultRule rule; // its kind is not known yet
};

// "throttle:0.2@3-8"; nothing where it has another form or the share is none.
std::optional<ReadWord> readWord(const QString &word)
{
    static const QRegularExpression form(QStringLiteral("^([a-z0-9-]+?)(?::([0-9.]+))?(?:@(\\d+)(-(\\d*))?)?$"));
    const auto match = form.match(word);
    if (!match.hasMatch())
        return std::nullopt;
    ReadWord read{match.captured(1), {}};
    bool isNumber = true;
    if (match.hasCaptured(2))
        read.rule.share = match.captured(2).toDouble(&isNumber);
    if (!isNumber || read.rule.share > 1)
        return std::nullopt;
    if (!match.hasCaptured(3))
        return read;
    read.rule.from = match.captured(3).toInt();
    if (!match.hasCaptured(4))
        read.rule.to = read.rule.from;
    else if (!match.captured(5).isEmpty())
        read.rule.to = match.captured(5).toInt();
    return read;
}

bool contains(const std::vector<std::string> &list, std::string_view text)
{
    return std::find(list.begin(), list.end(), text) != list.end();
}

} // namespace

FaultPlan::FaultPlan(quint64 seed, std::vector<FaultRule> rules)
    : m_seed(seed)
    , m_rules(std::move(rules))
{
}

Result<FaultPlan> FaultPlan::parse(const QString &text, quint64 seed)
{
    FaultPlan plan(seed);
    for (const QString &word : text.split(u',', Qt::SkipEmptyParts)) {
        const auto read = readWord(word.trimmed());
        const auto known = std::find_if(std::begin(words), std::end(words), [&](const FaultWord &each) {
            return read && read->name == QLatin1String(each.word);
        });
        if (read && read->name == u"bad-rows")
            plan.badRows = read->rule.share;
        else if (read && read->name == u"bad-batch")
            plan.badBatch = read->rule.share;
        else if (known != std::end(words))
            plan.m_rules.push_back({known->kind, read->rule.share, read->rule.from, read->rule.to});
        else
            return failure(ErrorKind::Usage,
                           QCoreApplication::translate("perennial", "There is no fault called “%1”.").arg(word));
    }
    return plan;
}

double FaultPlan::chance(quint64 a, quint64 b) const
{
    return static_cast<double>(mixBits(mixBits(m_seed ^ mixBits(a)) ^ b) >> 11) * 0x1p-53;
}

FaultKind FaultPlan::at(int request) const
{
    for (size_t i = 0; i < m_rules.size(); ++i) {
        const FaultRule &rule = m_rules[i];
        if (request >= rule.from && request <= rule.to && chance(i + 1, static_cast<quint64>(request)) < rule.share)
            return rule.kind;
    }
    return FaultKind::None;
}

bool FaultPlan::isBad(std::string_view contact) const
{
    return (badRows > 0 && chance(1'001, stableHash(contact)) < badRows) || contains(badContacts, contact);
}

bool FaultPlan::spoilsBatch(std::string_view contact) const
{
    return (badBatch > 0 && chance(1'002, stableHash(contact)) < badBatch) || contains(spoilingContacts, contact);
}

} // namespace perennial
