// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"
#include "tests/core/segment/rows/randomchoice.h"

namespace perennial {

// Random tests of values, and random windows.
class RandomTests : protected RandomChoice
{
protected:
    enum class WindowUse { Events, Dates, EventDates, Plain, Anniversary };

    explicit RandomTests(quint32 seed)
        : RandomChoice(seed)
    {
    }

    QString word(std::initializer_list<const char *> words) { return QString::fromUtf8(pick(words)); }

    Test numberTest(double unit)
    {
        Test test;
        test.op =
            pick({Op::Equals, Op::NotEquals, Op::Less, Op::AtMost, Op::More, Op::AtLeast, Op::Between, Op::NotBetween});
        const auto value = [&] { return between(-1, 5) * unit + (chance(30) ? pick({0.5, 0.005, -0.25, 0.1}) : 0.0); };
        test.values.emplace_back(value());
        if (operatorOf(*test.op).operands == Operands::Two)
            test.values.emplace_back(value());
        return test;
    }

    Test countTest() { return chance(40) ? Test{pick({Op::AtLeastOnce, Op::ZeroTimes}), {}, {}} : numberTest(1); }

    Operand text() { return word({"Austin", "Shoes", "hoe", "O'Hara, 50%1", "41", "7", "a", "b", "ë", "A"}); }

    Test textTest(std::initializer_list<const char *> words = {"Austin", "Shoes", "hoe", "O'Hara, 50%1", "41", "7", "a",
                                                               "b", "ë", "A"})
    {
        Test test;
        test.op = pick({Op::Is, Op::IsNot, Op::Contains, Op::ContainsNot, Op::StartsWith, Op::StartsNotWith,
                        Op::EndsWith, Op::EndsNotWith, Op::IsAnyOf, Op::IsNoneOf, Op::Matches, Op::MatchesNot});
        if (*test.op == Op::Matches || *test.op == Op::MatchesNot) {
            test.values.emplace_back(word({"^[Aa]ust", "o.*\\d", "ë$", "^$", "(?i)SHOE", "^.{4,5}$"}));
            return test;
        }
        test.values.emplace_back(word(words));
        if (operatorOf(*test.op).operands == Operands::Many && chance(70))
            test.values.emplace_back(word(words));
        return test;
    }

    Test listTest()
    {
        Test test;
        test.op = pick({Op::Has, Op::HasNot, Op::HasAnyOf, Op::HasAllOf, Op::HasNoneOf});
        test.values.push_back(text());
        if (operatorOf(*test.op).operands == Operands::Many)
            test.values.push_back(text());
        return test;
    }

    Test booleanTest() { return {pick({Op::IsTrue, Op::IsFalse}), {}, {}}; }
    Test knownTest() { return {pick({Op::IsSet, Op::IsNotSet}), {}, {}}; }

    Test dateTest(WindowUse use)
    {
        if (chance(25))
            return {Op::AnniversaryWithin, {}, window(WindowUse::Anniversary)};
        return {pick({Op::DateWithin, Op::DateNotWithin}), {}, window(use)};
    }

    Window window(WindowUse use)
    {
        const bool ofDates = use == WindowUse::Dates || use == WindowUse::EventDates || use == WindowUse::Anniversary;
        Window made = plainWindow(ofDates);
        if (use == WindowUse::Plain || use == WindowUse::Anniversary)
            return made;
        if (use != WindowUse::EventDates && chance(8)) {
            made.kind = WindowKind::SinceEvent;
            made.metric = word({"Placed Order", "Opened Email", "Closed Ticket", "Never Happened", "Unheard Of"});
        }
        if (chance(12))
            made.weekdays = pick({std::vector{6, 7}, std::vector{1, 2, 3, 4, 5}, std::vector{3}});
        if (chance(12))
            made.fromHour = pick({0, 8, 12, 22});
        if (chance(12))
            made.toHour = pick({6, 12, 17, 24});
        return made;
    }

private:
    Window plainWindow(bool ofDates)
    {
        Window made;
        made.unit = pick({TimeUnit::Hour, TimeUnit::Day, TimeUnit::Day, TimeUnit::Week, TimeUnit::Month, TimeUnit::Year,
                          TimeUnit::Minute});
        made.n = below(made.unit == TimeUnit::Minute ? 20'000
                       : made.unit == TimeUnit::Hour ? 60
                       : made.unit == TimeUnit::Day  ? 40
                                                     : 5);
        switch (below(8)) {
        case 0:
            break;
        case 1:
        case 2:
            made.kind = ofDates && chance(30) ? WindowKind::Next : WindowKind::Last;
            break;
        case 3:
            made.kind = WindowKind::BetweenAgo;
            made.m = below(10);
            break;
        case 4:
            made.kind = WindowKind::MoreThanAgo;
            break;
        case 5:
            made.kind = pick({WindowKind::Before, WindowKind::After, WindowKind::Between});
            made.from = word({"2026-01-01", "2026-02-15", "2026-03-29", "2026-03-01T10:00:00Z", "2026-03-29T14:00:00Z",
                              "1965-07-04", "1985-01-01"});
            made.to = word({"2026-01-01", "2026-03-28", "2026-03-29", "2026-03-01T12:00:00+01:00",
                            "2026-03-29T09:00:00Z", "1966-06-30", "2040-07-01", "2085-11-06"});
            break;
        default:
            made.kind = static_cast<WindowKind>(
                between(static_cast<int>(WindowKind::Today), static_cast<int>(WindowKind::LastYear) + 1));
        }
        return made;
    }
};

} // namespace perennial
