// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/rows/caseparts.h"

namespace perennial {

namespace {

class DeedCases : public CaseList
{
public:
    DeedCases()
    {
        addGroups();
        addEvents();
        addFilters();
        addRhythms();
        addSequences();
        addOrderLines();
    }

private:
    static EventCondition boughtIn(const Window &window)
    {
        EventCondition condition;
        condition.quantity.metric = QStringLiteral("Placed Order");
        condition.quantity.window = window;
        condition.compare.op = Op::AtLeastOnce;
        return condition;
    }

    void addGroups()
    {
        for (const GroupMatch match : all<GroupMatch>()) {
            const SegmentGroup group{
                match,
                {{boughtIn(windowOf(WindowKind::Last, TimeUnit::Month)), UnknownRule::Out},
                 {ConsentCondition{Channel::Email, Reach::Subscribed, {}, {}, {}}, UnknownRule::Out}}};
            add("group", enumId(match), group);
        }
    }

    // Properties of events, each of another type.
    static constexpr const char *EventProperties[] = {"size", "label", "gift", "on", "tags", "$value"};

    void addEvents()
    {
        for (const NamedWindow &window : windows())
            add("event", joined(QStringLiteral("window"), window.name), boughtIn(window.window));
        for (const Aggregate aggregate : all<Aggregate>()) {
            for (const Operator &op : operators()) {
                for (const char *property : {"", "size", "label", "gift", "on", "tags", "$value"})
                    addEvent(aggregate, op.op, QLatin1String(property));
            }
        }
        for (const Aggregate left : all<Aggregate>()) {
            for (const Aggregate right : all<Aggregate>()) {
                for (const Op op : {Op::Equals, Op::NotEquals, Op::Less, Op::AtMost, Op::More, Op::AtLeast})
                    addComparison(left, op, right);
            }
        }
    }

    static EventQuantity quantityOf(Aggregate aggregate, const QString &property, const char *metric = "Placed Order")
    {
        EventQuantity quantity;
        quantity.metric = QLatin1String(metric);
        quantity.aggregate = aggregate;
        quantity.property = property;
        if (aggregate == Aggregate::Nth)
            quantity.nth = 2;
        return quantity;
    }

    void addEvent(Aggregate aggregate, Op op, const QString &property)
    {
        const bool ofProperty = aggregate >= Aggregate::First;
        if (ofProperty && !typesOf(property).contains(operatorOf(op).type))
            return;
        if (aggregate == Aggregate::Distinct && property.isEmpty())
            return;
        if (!ofProperty && aggregate != Aggregate::Distinct && !property.isEmpty() &&
            !typesOf(property).contains(ValueType::Number))
            return;
        const bool counts = aggregate == Aggregate::Count || aggregate == Aggregate::Distinct;
        const bool money = property.isEmpty() || property == ValueProperty;
        EventCondition condition;
        condition.quantity = quantityOf(aggregate, property);
        condition.compare = testOf(op, counts ? 1 : money ? 20 : 41, textsOf(property));
        add("event", joined(enumId(aggregate), property, idOf(op)), condition, true);
    }

    static QList<ValueType> typesOf(const QString &property)
    {
        if (property == QLatin1String("size"))
            return {ValueType::Number, ValueType::Text, ValueType::Any};
        if (property == QLatin1String("label"))
            return {ValueType::Text};
        if (property == QLatin1String("gift"))
            return {ValueType::Boolean};
        if (property == QLatin1String("on"))
            return {ValueType::Date};
        if (property == QLatin1String("tags"))
            return {ValueType::List};
        return property.isEmpty() ? QList<ValueType>() : QList{ValueType::Number, ValueType::Any};
    }

    static std::initializer_list<const char *> textsOf(const QString &property)
    {
        static const std::initializer_list<const char *> labels{"Shoes", "7"}, sizes{"41", "2"}, tags{"b", "a"};
        return property == QLatin1String("tags") ? tags : property == QLatin1String("size") ? sizes : labels;
    }

    void addComparison(Aggregate left, Op op, Aggregate right)
    {
        const auto property = [](Aggregate a) { return a == Aggregate::Count ? QString() : QStringLiteral("size"); };
        EventCondition condition;
        condition.quantity = quantityOf(left, property(left));
        condition.with = quantityOf(right, property(right), "Opened Email");
        condition.compare.op = op;
        add("event", joined(enumId(left), idOf(op), enumId(right)), condition);
    }

    // Filters on an event's properties are the same for events, rhythms, sequences; those of order lines have names of
    // their own.
    void addFilters()
    {
        for (const char *property : EventProperties) {
            for (const Operator &op : operators()) {
                const QString name = QLatin1String(property);
                if (!typesOf(name).contains(op.type) && !(op.type == ValueType::Any && name != QLatin1String("on")))
                    continue;
                for (const FilterMatch match : all<FilterMatch>()) {
                    const PropertyFilter filter{name, testOf(op.op, name == ValueProperty ? 20 : 2, textsOf(name))};
                    EventCondition condition = boughtIn(Window());
                    condition.quantity.filters = {match, {filter}};
                    add("event", joined(QStringLiteral("filter"), enumId(match), name, idOf(op.op)), condition);
                }
            }
        }
        for (const NamedWindow &window : windows()) {
            for (const Op op : {Op::DateWithin, Op::DateNotWithin, Op::AnniversaryWithin}) {
                EventCondition condition = boughtIn(Window());
                condition.quantity.filters.of = {{QStringLiteral("on"), {op, {}, window.window}}};
                add("event", joined(QStringLiteral("filter on"), idOf(op), window.name), condition);
                letHoldAll(op == Op::DateNotWithin && window.window == Window());
            }
        }
    }

    void addRhythms()
    {
        for (const Rhythm pattern : all<Rhythm>()) {
            for (const NamedWindow &window : windows()) {
                RhythmCondition condition;
                condition.metric = QStringLiteral("Placed Order");
                condition.pattern = pattern;
                condition.window = window.window;
                condition.periods = 2;
                condition.ofLast = 4;
                condition.period = TimeSpan{10, TimeUnit::Day};
                add("rhythm", joined(enumId(pattern), window.name), condition);
                letHoldAll(pattern == Rhythm::Stopped && hasNoStart(window.window));
            }
            for (const TimeUnit unit : all<TimeUnit>()) {
                RhythmCondition condition;
                condition.metric = QStringLiteral("Placed Order");
                condition.pattern = pattern;
                if (pattern == Rhythm::Stopped || pattern == Rhythm::StartedAgain || pattern == Rhythm::FirstTime)
                    condition.window = windowOf(WindowKind::Last, TimeUnit::Month);
                condition.periods = 1;
                condition.ofLast = 2;
                condition.period = TimeSpan{unit == TimeUnit::Minute ? 20'000 : unit == TimeUnit::Hour ? 300 : 1, unit};
                condition.factor = 1.5;
                if (!(pattern == Rhythm::StartedAgain && unit == TimeUnit::Year))
                    add("rhythm", joined(enumId(pattern), enumId(unit)), condition);
            }
        }
    }

    static SequenceStep step(const char *metric, bool happens = true)
    {
        SequenceStep made;
        made.metric = QLatin1String(metric);
        made.happens = happens;
        return made;
    }

    void addSequences()
    {
        const SequenceStep bought = step("Placed Order"), opened = step("Opened Email");
        for (const NamedWindow &window : windows())
            add("sequence", joined(QStringLiteral("window"), window.name), SequenceCondition{{bought}, window.window});
        add("sequence", QStringLiteral("then"), SequenceCondition{{opened, bought}, {}});
        add("sequence", QStringLiteral("then not"), SequenceCondition{{bought, step("Opened Email", false)}, {}});
        add("sequence", QStringLiteral("not between"),
            SequenceCondition{{bought, step("Opened Email", false), bought}, {}});
        for (const TimeUnit unit : all<TimeUnit>()) {
            for (const bool happens : {true, false}) {
                SequenceStep within = step("Placed Order", happens);
                within.within = TimeSpan{unit == TimeUnit::Minute ? 9'000 : unit == TimeUnit::Hour ? 150 : 1, unit};
                if (!happens || unit != TimeUnit::Year)
                    add("sequence",
                        joined(happens ? QStringLiteral("within") : QStringLiteral("not within"), enumId(unit)),
                        SequenceCondition{{bought, within}, {}});
            }
        }
        for (const char *property : {"size", "$order", "$value"}) {
            for (const bool happens : {true, false}) {
                SequenceStep same = step("Placed Order", happens);
                same.same = {{QLatin1String(property), 0}};
                add("sequence",
                    joined(happens ? QStringLiteral("same") : QStringLiteral("not same"), QLatin1String(property)),
                    SequenceCondition{{bought, same}, {}});
            }
        }
        SequenceStep filtered = bought;
        filtered.filters.of = {{QStringLiteral("size"), testOf(Op::AtLeast, 2, {})}};
        add("sequence", QStringLiteral("filter"), SequenceCondition{{opened, filtered}, {}});
    }

    void addOrderLines()
    {
        for (const LineMeasure measure : all<LineMeasure>()) {
            for (const Operator &op : operators()) {
                OrderLineCondition condition;
                condition.measure = measure;
                condition.compare = testOf(op.op, measure == LineMeasure::Amount ? 5 : 1, {"1"});
                add("order_line", joined(enumId(measure), idOf(op.op)), condition);
                condition.orderNumber = 2;
                add("order_line", joined(enumId(measure), idOf(op.op), QStringLiteral("second")), condition);
                letHoldAll(measure == LineMeasure::Orders); // there is one second order, or none
            }
        }
        for (const NamedWindow &window : windows())
            addOrderLine(joined(QStringLiteral("window"), window.name), {}, window.window);
        const std::tuple<const char *, const char *, double> texts[] = {
            {"product", "Shoes", 0}, {"variant", "Blue", 0},         {"sku", "S-1", 0},   {"vendor", "Austin", 0},
            {"tag", "gift", 0},      {"discount_code", "SAVE10", 0}, {"quantity", "", 1}, {"price", "", 9.99}};
        for (const auto &[property, text, number] : texts) {
            for (const Operator &op : operators()) {
                const bool fits = op.type == (*text ? ValueType::Text : ValueType::Number) || op.type == ValueType::Any;
                const bool always = QByteArray(property) == "quantity" && op.op == Op::IsNotSet;
                if (fits && !always)
                    addOrderLine(
                        joined(QLatin1String(property), idOf(op.op)),
                        FilterSet{FilterMatch::All, {{QLatin1String(property), testOf(op.op, number, {text, "VIP"})}}},
                        Window());
            }
        }
    }

    void addOrderLine(const QString &name, const FilterSet &filters, const Window &window)
    {
        OrderLineCondition condition;
        condition.filters = filters;
        condition.window = window;
        condition.compare.op = Op::AtLeastOnce;
        add("order_line", name, condition);
    }
};

} // namespace

std::vector<SegmentCase> casesOfDeeds()
{
    return DeedCases().take();
}

} // namespace perennial
