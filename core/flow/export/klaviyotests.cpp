// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/export/klaviyotests.h"

#include "core/segment/document/phrases.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace perennial {

namespace {

constexpr int DaysPerWeek = 7, DaysPerMonth = 30, DaysPerYear = 365, MinutesPerHour = 60;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct Pair
{
    Op op;
    Op contrary;
};

constexpr Pair Contraries[] = {
    {Op::Equals, Op::NotEquals},
    {Op::Less, Op::AtLeast},
    {Op::AtMost, Op::More},
    {Op::Between, Op::NotBetween},
    {Op::AtLeastOnce, Op::ZeroTimes},
    {Op::Is, Op::IsNot},
    {Op::Contains, Op::ContainsNot},
    {Op::StartsWith, Op::StartsNotWith},
    {Op::EndsWith, Op::EndsNotWith},
    {Op::Matches, Op::MatchesNot},
    {Op::IsAnyOf, Op::IsNoneOf},
    {Op::IsTrue, Op::IsFalse},
    {Op::DateWithin, Op::DateNotWithin},
    {Op::Has, Op::HasNot},
    {Op::HasAnyOf, Op::HasNoneOf},
    {Op::IsSet, Op::IsNotSet},
};

struct Name
{
    Op op;
    const char *name;
};

constexpr Name NumberNames[] = {{Op::Equals, "equals"},     {Op::NotEquals, "not-equals"},
                                {Op::Less, "less-than"},    {Op::AtMost, "less-than-or-equal"},
                                {Op::More, "greater-than"}, {Op::AtLeast, "greater-than-or-equal"}};

constexpr Name TextNames[] = {{Op::Is, "equals"},
                              {Op::IsNot, "not-equals"},
                              {Op::Contains, "contains"},
                              {Op::ContainsNot, "not-contains"},
                              {Op::StartsWith, "starts-with"},
                              {Op::StartsNotWith, "not-starts-with"},
                              {Op::EndsWith, "ends-with"},
                              {Op::EndsNotWith, "not-ends-with"},
                              {Op::Matches, "regex"},
                              {Op::MatchesNot, "nregex"}};

template <size_t N>
const char *nameAmong(const Name (&names)[N], Op op)
{
    const auto found = std::ranges::find(names, op, &Name::op);
    return found == std::end(names) ? nullptr : found->name;
}

QJsonObject filter(const char *type, const char *op, const QJsonValue &value)
{
    return {{"type", type}, {"operator", op}, {"value", value}};
}

QJsonValue numberJson(double number)
{
    return number == static_cast<double>(static_cast<qint64>(number)) ? QJsonValue(static_cast<qint64>(number))
                                                                      : QJsonValue(number);
}

double numberAt(const Test &test, size_t place)
{
    const auto *number = place < test.values.size() ? std::get_if<double>(&test.values[place]) : nullptr;
    return number ? *number : 0;
}

QString textAt(const Test &test, size_t place)
{
    const auto *text = place < test.values.size() ? std::get_if<QString>(&test.values[place]) : nullptr;
    return text ? *text : QString();
}

QJsonArray textsOf(const Test &test)
{
    QJsonArray texts;
    for (size_t i = 0; i < test.values.size(); ++i)
        texts.append(textAt(test, i));
    return texts;
}

KlaviyoClauses one(const QJsonObject &condition)
{
    return {QJsonArray{condition}};
}

QJsonObject existence(const char *op)
{
    return {{"type", "existence"}, {"operator", op}};
}

// Where Klaviyo's filter says what must not be.
bool isNegative(Op op)
{
    switch (op) {
    case Op::NotEquals:
    case Op::IsNot:
    case Op::ContainsNot:
    case Op::StartsNotWith:
    case Op::EndsNotWith:
    case Op::MatchesNot:
    case Op::IsNoneOf:
    case Op::HasNot:
    case Op::HasNoneOf:
        return true;
    default:
        return false;
    }
}

// A list's items, all of which or one of which must be there.
KlaviyoClauses items(const Test &test, const char *op, bool all, const KlaviyoCondition &condition)
{
    KlaviyoClauses clauses;
    QJsonArray any;
    for (const QJsonValue &text : textsOf(test)) {
        const QJsonObject made = condition(filter("list", op, text));
        clauses.push_back({made});
        any.append(made);
    }
    return all ? clauses : KlaviyoClauses{any};
}

std::optional<KlaviyoClauses> lists(const Test &test, const KlaviyoCondition &condition)
{
    switch (*test.op) {
    case Op::Has:
    case Op::HasAnyOf:
        return items(test, "contains", false, condition);
    case Op::HasAllOf:
        return items(test, "contains", true, condition);
    case Op::HasNot:
    case Op::HasNoneOf:
        return items(test, "not-contains", true, condition);
    default:
        return std::nullopt;
    }
}

// "2026-01-31" is the start of the day in the zone.
std::optional<QString> momentOf(const QString &text, const QTimeZone &zone, int laterDays = 0)
{
    if (const QDate day = QDate::fromString(text, Qt::ISODate); day.isValid() && text.size() == 10)
        return Instant{startOfDayMs(day.addDays(laterDays), zone)}.toIso();
    const auto moment = Instant::fromIso(text);
    return moment ? std::optional(moment->toIso()) : std::nullopt;
}

QJsonObject dates(const char *op, std::initializer_list<std::pair<QLatin1String, QJsonValue>> more)
{
    QJsonObject made{{"type", "date"}, {"operator", op}};
    for (const auto &[key, value] : more)
        made.insert(key, value);
    return made;
}

QJsonObject relative(const char *op, int n, TimeUnit unit, KlaviyoNotes &notes)
{
    auto [quantity, word] = klaviyoSpan(n, unit, notes);
    if (word == QLatin1String("minute")) {
        notes.tell(tr("%1 is rounded up to hours: Klaviyo does not look at minutes here.").arg(countedSpan(n, unit)));
        quantity = (quantity + MinutesPerHour - 1) / MinutesPerHour;
        word = QStringLiteral("hour");
    }
    return dates(op, {{QLatin1String("unit"), word}, {QLatin1String("quantity"), quantity}});
}

std::optional<QJsonObject> between(const Window &window, const QTimeZone &zone)
{
    const auto from = momentOf(window.from, zone), to = momentOf(window.to, zone, 1);
    if (!from || !to)
        return std::nullopt;
    return dates("between-static", {{QLatin1String("start"), *from}, {QLatin1String("end"), *to}});
}

std::optional<QJsonObject> anniversaries(const Window &window, KlaviyoNotes &notes)
{
    switch (window.kind) {
    case WindowKind::Next:
        return relative("anniversary-next", window.n.value_or(0), window.unit, notes);
    case WindowKind::Last:
        return relative("anniversary-last", window.n.value_or(0), window.unit, notes);
    case WindowKind::Today:
        return dates("anniversary", {});
    case WindowKind::ThisMonth:
        return dates("anniversary-month", {});
    default:
        return std::nullopt;
    }
}

std::optional<KlaviyoClauses> datesOf(const Test &test, const KlaviyoCondition &condition, const QTimeZone &zone,
                                      KlaviyoNotes &notes)
{
    const auto made = test.op == Op::AnniversaryWithin ? anniversaries(test.window, notes)
                      : test.op == Op::DateWithin && test.window.kind != WindowKind::Ever &&
                              test.window.kind != WindowKind::SinceFlowStart
                          ? klaviyoWindow(test.window, zone, notes)
                          : std::nullopt;
    return made ? std::optional(one(condition(*made))) : std::nullopt;
}

} // namespace

std::optional<Test> contraryOf(const Test &test)
{
    for (const Pair &pair : Contraries) {
        if (test.op != pair.op && test.op != pair.contrary)
            continue;
        Test contrary = test;
        contrary.op = test.op == pair.op ? pair.contrary : pair.op;
        return contrary;
    }
    return std::nullopt;
}

std::optional<KlaviyoClauses> klaviyoNumbers(const Test &test, const KlaviyoCondition &condition)
{
    const auto number = [&](const char *op, double value) {
        return condition(filter("numeric", op, numberJson(value)));
    };
    const double low = std::min(numberAt(test, 0), numberAt(test, 1)),
                 high = std::max(numberAt(test, 0), numberAt(test, 1));
    switch (*test.op) {
    case Op::AtLeastOnce:
        return one(number("greater-than", 0));
    case Op::ZeroTimes:
        return one(number("equals", 0));
    case Op::Between:
        return KlaviyoClauses{{number("greater-than-or-equal", low)}, {number("less-than-or-equal", high)}};
    case Op::NotBetween:
        return KlaviyoClauses{{number("less-than", low), number("greater-than", high)}};
    default:
        const char *name = nameAmong(NumberNames, *test.op);
        return name ? std::optional(one(number(name, numberAt(test, 0)))) : std::nullopt;
    }
}

std::optional<KlaviyoClauses> klaviyoTest(const Test &test, KlaviyoPlace place, const KlaviyoCondition &condition,
                                          const QTimeZone &zone, KlaviyoNotes &notes)
{
    if (!test.op)
        return std::nullopt;
    if (auto numbers = klaviyoNumbers(test, condition))
        return numbers;
    if (const char *name = nameAmong(TextNames, *test.op))
        return one(condition(filter("string", name, textAt(test, 0))));
    switch (*test.op) {
    case Op::IsAnyOf:
        return one(condition(filter("string", "in", textsOf(test))));
    case Op::IsNoneOf:
        return one(condition(filter("string", "not-in", textsOf(test))));
    case Op::IsTrue:
    case Op::IsFalse:
        return one(condition(filter("boolean", "equals", *test.op == Op::IsTrue)));
    case Op::IsSet:
        return one(condition(existence("is-set")));
    case Op::IsNotSet:
        return one(condition(existence("not-set")));
    default:
        break;
    }
    if (place == KlaviyoPlace::EventCount)
        return std::nullopt;
    auto made = lists(test, condition);
    return made ? made : datesOf(test, condition, zone, notes);
}

std::optional<KlaviyoClauses> klaviyoExactTest(const Test &test, KlaviyoUnset unset, KlaviyoPlace place,
                                               const KlaviyoCondition &condition, const QTimeZone &zone,
                                               KlaviyoNotes &notes)
{
    auto clauses = klaviyoTest(test, place, condition, zone, notes);
    if (!clauses || test.op == Op::IsSet || test.op == Op::IsNotSet)
        return clauses;
    if (unset == KlaviyoUnset::Passes) {
        for (QJsonArray &clause : *clauses)
            clause.append(condition(existence("not-set")));
    } else if (isNegative(*test.op)) {
        clauses->push_back({condition(existence("is-set"))});
    }
    return clauses;
}

std::optional<QJsonObject> klaviyoWindow(const Window &window, const QTimeZone &zone, KlaviyoNotes &notes)
{
    if (!window.weekdays.empty() || window.fromHour || window.toHour)
        return std::nullopt;
    switch (window.kind) {
    case WindowKind::Ever:
        return dates("alltime", {});
    case WindowKind::SinceFlowStart:
        return dates("flow-start", {});
    case WindowKind::Last:
        return relative("in-the-last", window.n.value_or(0), window.unit, notes);
    case WindowKind::Next:
        return relative("in-the-next", window.n.value_or(0), window.unit, notes);
    case WindowKind::MoreThanAgo:
        return relative("at-least", window.n.value_or(0), window.unit, notes);
    case WindowKind::BetweenAgo: {
        const auto [n, unit] = klaviyoSpan(window.n.value_or(0), window.unit, notes);
        const auto [m, same] = klaviyoSpan(window.m.value_or(0), window.unit, notes);
        if (unit == QLatin1String("minute"))
            return std::nullopt;
        return dates("between", {{QLatin1String("start"), std::min(n, m)},
                                 {QLatin1String("end"), std::max(n, m)},
                                 {QLatin1String("unit"), unit}});
    }
    case WindowKind::Between:
        return between(window, zone);
    case WindowKind::Before:
    case WindowKind::After: {
        const bool isBefore = window.kind == WindowKind::Before;
        const auto moment = momentOf(isBefore ? window.to : window.from, zone);
        return moment ? std::optional(dates(isBefore ? "before" : "after", {{QLatin1String("date"), *moment}}))
                      : std::nullopt;
    }
    default:
        return std::nullopt;
    }
}

std::pair<int, QString> klaviyoSpan(int n, TimeUnit unit, KlaviyoNotes &notes)
{
    const auto inDays = [&](int days) {
        notes.tell(tr("%1 becomes %2: Klaviyo has no months and no years.")
                       .arg(countedSpan(n, unit), countedSpan(n * days, TimeUnit::Day)));
        return std::pair(n * days, QStringLiteral("day"));
    };
    switch (unit) {
    case TimeUnit::Minute:
        return {n, QStringLiteral("minute")};
    case TimeUnit::Hour:
        return {n, QStringLiteral("hour")};
    case TimeUnit::Day:
        return {n, QStringLiteral("day")};
    case TimeUnit::Week:
        return {n * DaysPerWeek, QStringLiteral("day")};
    case TimeUnit::Month:
        return inDays(DaysPerMonth);
    case TimeUnit::Year:
        return inDays(DaysPerYear);
    }
    return {n, QStringLiteral("day")};
}

} // namespace perennial
