// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/segmentdoc.h"

#include <QRandomGenerator>

namespace perennial {

// Random trees over the names of RandomStore: every operator, aggregate and window that is evaluated comes up.
class RandomSegment
{
public:
    explicit RandomSegment(quint32 seed)
        : m_random(seed)
    {
    }

    SegmentDoc make()
    {
        SegmentDoc doc;
        const char *zones[] = {"", "UTC", "Pacific/Chatham", "America/New_York", "Etc/GMT+5"};
        doc.zone = QString::fromLatin1(pick(zones));
        doc.weekStart = chance(70) ? WeekStart::Monday : WeekStart::Sunday;
        doc.root = group(0);
        return doc;
    }

private:
    bool chance(int percent) { return m_random.bounded(100) < percent; }

    template <class T, size_t N>
    T pick(const T (&choices)[N])
    {
        return choices[m_random.bounded(static_cast<int>(N))];
    }

    SegmentNode group(int depth)
    {
        SegmentGroup made{pick({GroupMatch::All, GroupMatch::All, GroupMatch::Any, GroupMatch::None}), {}};
        for (int i = m_random.bounded(depth == 0 ? 1 : 0, 4); i > 0; --i)
            made.children.push_back(depth < 3 && chance(30) ? group(depth + 1) : leaf());
        return {made, UnknownRule::Out};
    }

    SegmentNode leaf()
    {
        SegmentNode node;
        const int kind = m_random.bounded(10);
        if (kind < 5)
            node.is = event();
        else if (kind < 8)
            node.is = property();
        else
            node.is = consent();
        node.unknown = chance(30) ? UnknownRule::In : UnknownRule::Out;
        if (chance(4))
            node.is = EventCondition();
        return node;
    }

    EventCondition event()
    {
        EventCondition condition;
        condition.quantity = quantity();
        const bool counts = condition.quantity.aggregate == Aggregate::Count;
        if (chance(20)) {
            condition.with = quantity();
            condition.compare.op = pick({Op::Equals, Op::NotEquals, Op::Less, Op::AtMost, Op::More, Op::AtLeast});
        } else if (counts && chance(40)) {
            condition.compare.op = pick({Op::AtLeastOnce, Op::ZeroTimes});
        } else {
            condition.compare = numberTest(counts ? 1 : 10);
        }
        return condition;
    }

    EventQuantity quantity()
    {
        EventQuantity made;
        made.metric = QString::fromLatin1(
            pick({"Placed Order", "Placed Order", "Opened Email", "Closed Ticket", "Never Happened", "Unheard Of"}));
        made.aggregate = pick(
            {Aggregate::Count, Aggregate::Count, Aggregate::Sum, Aggregate::Average, Aggregate::Min, Aggregate::Max});
        if (made.aggregate != Aggregate::Count && chance(30))
            made.property = chance(80) ? QStringLiteral("size") : QStringLiteral("label");
        made.window = window(false);
        made.filters.match = chance(50) ? FilterMatch::All : FilterMatch::Any;
        for (int i = chance(40) ? m_random.bounded(1, 3) : 0; i > 0; --i)
            made.filters.of.push_back(filter());
        return made;
    }

    PropertyFilter filter()
    {
        switch (m_random.bounded(8)) {
        case 0:
            return {QStringLiteral("size"), numberTest(41)};
        case 1:
            return {QStringLiteral("gift"), {pick({Op::IsTrue, Op::IsFalse}), {}, {}}};
        case 2:
            return {QStringLiteral("on"), {pick({Op::DateWithin, Op::DateNotWithin}), {}, window(true)}};
        case 3:
            return {QStringLiteral("tags"), listTest()};
        case 4:
            return {ValueProperty, chance(80) ? numberTest(10) : Test{pick({Op::IsSet, Op::IsNotSet}), {}, {}}};
        case 5:
            return {QString::fromLatin1(pick({"label", "size", "gift", "tags"})),
                    {pick({Op::IsSet, Op::IsNotSet}), {}, {}}};
        case 6:
            return {QStringLiteral("size"), textTest()};
        default:
            return {QStringLiteral("label"), textTest()};
        }
    }

    Test numberTest(double unit)
    {
        Test test;
        test.op =
            pick({Op::Equals, Op::NotEquals, Op::Less, Op::AtMost, Op::More, Op::AtLeast, Op::Between, Op::NotBetween});
        const auto value = [&] {
            return m_random.bounded(-1, 5) * unit + (chance(30) ? pick({0.5, 0.005, -0.25, 0.1}) : 0.0);
        };
        test.values.emplace_back(value());
        if (operatorOf(*test.op).operands == Operands::Two)
            test.values.emplace_back(value());
        return test;
    }

    Operand text()
    {
        return QString::fromUtf8(pick({"Austin", "Shoes", "hoe", "O'Hara, 50%1", "41", "7", "a", "b", "ë", "A"}));
    }

    Test textTest()
    {
        Test test;
        test.op = pick({Op::Is, Op::IsNot, Op::Contains, Op::ContainsNot, Op::StartsWith, Op::StartsNotWith,
                        Op::EndsWith, Op::EndsNotWith, Op::IsAnyOf, Op::IsNoneOf});
        test.values.push_back(text());
        if (operatorOf(*test.op).operands == Operands::Many && chance(70))
            test.values.push_back(text());
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

    PropertyCondition property()
    {
        switch (m_random.bounded(8)) {
        case 0:
            return {QStringLiteral("Score"), numberTest(1), {}};
        case 1:
            return {QStringLiteral("Vip"), {pick({Op::IsTrue, Op::IsFalse}), {}, {}}, {}};
        case 2:
            return {QStringLiteral("Birthday"), {pick({Op::DateWithin, Op::DateNotWithin}), {}, window(true)}, {}};
        case 3:
            return {QStringLiteral("Birthday"), {Op::AnniversaryWithin, {}, window(true)}, {}};
        case 4:
            return {QStringLiteral("Tags"), listTest(), {}};
        case 5:
            return {QString::fromLatin1(pick({"City", "Score", "Vip", "Tags", "Unheard Of", "Created At"})),
                    {pick({Op::IsSet, Op::IsNotSet}), {}, {}},
                    {}};
        case 6:
            return {CreatedAtProperty, {pick({Op::DateWithin, Op::DateNotWithin}), {}, window(true)}, {}};
        default:
            return {QStringLiteral("City"), textTest(), {}};
        }
    }

    ConsentCondition consent()
    {
        ConsentCondition condition;
        condition.channel = pick({Channel::Email, Channel::Email, Channel::Sms, Channel::Push, Channel::Whatsapp});
        condition.state = pick({Reach::CanReceive, Reach::CannotReceive, Reach::Subscribed, Reach::Unsubscribed,
                                Reach::Never, Reach::Suppressed, Reach::NotSuppressed});
        return condition;
    }

    Window window(bool ofDates)
    {
        Window made;
        made.unit =
            pick({TimeUnit::Hour, TimeUnit::Day, TimeUnit::Day, TimeUnit::Week, TimeUnit::Month, TimeUnit::Year});
        made.n = m_random.bounded(made.unit == TimeUnit::Hour ? 60 : made.unit == TimeUnit::Day ? 40 : 5);
        switch (m_random.bounded(8)) {
        case 0:
            break;
        case 1:
        case 2:
            made.kind = ofDates && chance(30) ? WindowKind::Next : WindowKind::Last;
            break;
        case 3:
            made.kind = WindowKind::BetweenAgo;
            made.m = m_random.bounded(10);
            break;
        case 4:
            made.kind = WindowKind::MoreThanAgo;
            break;
        case 5:
            made.kind = pick({WindowKind::Before, WindowKind::After, WindowKind::Between});
            made.from = QString::fromLatin1(pick({"2026-01-01", "2026-02-15", "2026-03-29", "2026-03-01T10:00:00Z"}));
            made.to =
                QString::fromLatin1(pick({"2026-01-01", "2026-03-28", "2026-03-29", "2026-03-01T12:00:00+01:00"}));
            break;
        default:
            made.kind = static_cast<WindowKind>(
                m_random.bounded(static_cast<int>(WindowKind::Today), static_cast<int>(WindowKind::LastYear) + 1));
        }
        return made;
    }

    QRandomGenerator m_random;
};

} // namespace perennial
