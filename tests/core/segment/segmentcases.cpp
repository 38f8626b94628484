// SPDX-License-Identifier: GPL-3.0-or-later
#include "segmentcases.h"

#include "core/segment/enumids.h"

namespace perennial {

namespace {

template <class E>
std::vector<E> all()
{
    std::vector<E> values;
    for (size_t i = 0; i < EnumIds<E>::ids.size(); ++i)
        values.push_back(static_cast<E>(i));
    return values;
}

struct NamedWindow
{
    QString name;
    Window window;
};

Window windowOf(WindowKind kind, TimeUnit unit)
{
    Window window;
    window.kind = kind;
    if (kind == WindowKind::Ever)
        return window;
    const bool calendar = unit == TimeUnit::Month || unit == TimeUnit::Year;
    window.n = unit == TimeUnit::Minute ? 60'000 : unit == TimeUnit::Hour ? 1000 : unit == TimeUnit::Day ? 30 : 3;
    if (unit == TimeUnit::Year)
        window.n = kind == WindowKind::MoreThanAgo ? 0 : 1;
    window.m = calendar ? 0 : *window.n / 3;
    window.unit = unit;
    window.from = QStringLiteral("2026-01-10");
    window.to = QStringLiteral("2026-02-20");
    window.metric = QStringLiteral("Opened Email");
    return window;
}

bool countsUnits(WindowKind kind)
{
    return kind == WindowKind::Last || kind == WindowKind::BetweenAgo || kind == WindowKind::MoreThanAgo ||
           kind == WindowKind::Next;
}

// Every kind of window, in every unit where it has one, by itself and narrowed to days and hours.
std::vector<NamedWindow> windows()
{
    std::vector<NamedWindow> made;
    for (const WindowKind kind : all<WindowKind>()) {
        for (const TimeUnit unit : countsUnits(kind) ? all<TimeUnit>() : std::vector{TimeUnit::Day}) {
            const QString name = countsUnits(kind) ? enumId(kind) + u' ' + enumId(unit) : enumId(kind);
            Window window = windowOf(kind, unit);
            made.push_back({name, window});
            window.weekdays = {1, 3, 5, 7};
            made.push_back({name + QStringLiteral(" weekdays"), window});
            window.weekdays.clear();
            window.fromHour = 6;
            window.toHour = 18;
            made.push_back({name + QStringLiteral(" hours"), window});
            window.fromHour = 20;
            window.toHour = 8;
            window.weekdays = {2, 4, 6, 7};
            made.push_back({name + QStringLiteral(" weekdays and night"), window});
        }
    }
    return made;
}

// A test with operands that tell people of RandomStore apart.
Test testOf(Op op, double number, std::initializer_list<const char *> texts)
{
    Test test;
    test.op = op;
    const Operator &row = operatorOf(op);
    const bool ofNumbers = row.type == ValueType::Number;
    if (row.operands == Operands::Window)
        test.window = windowOf(op == Op::AnniversaryWithin ? WindowKind::ThisMonth : WindowKind::Last, TimeUnit::Month);
    if (row.operands == Operands::One || row.operands == Operands::Two)
        test.values.push_back(ofNumbers ? Operand(number) : Operand(QString::fromUtf8(*texts.begin())));
    if (row.operands == Operands::Two)
        test.values.emplace_back(number * 3 + 1);
    for (const char *text : row.operands == Operands::Many ? texts : std::initializer_list<const char *>())
        test.values.emplace_back(QString::fromUtf8(text));
    return test;
}

class CaseMaker
{
public:
    std::vector<SegmentCase> make()
    {
        addGroups();
        addEvents();
        addFilters();
        addProperties();
        addConsents();
        addRhythms();
        addSequences();
        addOrderLines();
        addPlaces();
        addMemberships();
        addScores();
        addSamples();
        add("sql", "with parameters", SqlCondition{"Every nth", {{"part", 2.0}}});
        return std::move(m_cases);
    }

private:
    template <class... Part>
    static QString joined(const Part &...part)
    {
        return QStringList{part...}.join(QStringLiteral(" · "));
    }

    static QString idOf(Op op) { return QLatin1String(operatorOf(op).id); }

    void add(const char *kind, const QString &name, const Condition &condition, bool mayBeUnknown = false)
    {
        m_cases.push_back({QLatin1String(kind), name, {condition, UnknownRule::Out}});
        if (mayBeUnknown)
            m_cases.push_back(
                {QLatin1String(kind), joined(name, QStringLiteral("unknown in")), {condition, UnknownRule::In}});
    }

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
            const SegmentGroup group{match,
                                     {{boughtIn(windowOf(WindowKind::Last, TimeUnit::Month)), UnknownRule::Out},
                                      {ConsentCondition{Channel::Email, Reach::Subscribed, {}, {}, {}},
                                       UnknownRule::Out}}};
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
        const auto property = [](Aggregate a) {
            return a == Aggregate::Count ? QString() : QStringLiteral("size");
        };
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
                m_cases.back().mayHoldAll = op == Op::DateNotWithin && window.window == Window();
            }
        }
    }

    void addProperties()
    {
        const std::pair<const char *, ValueType> properties[] = {{"City", ValueType::Text},
                                                                 {"Score", ValueType::Number},
                                                                 {"Vip", ValueType::Boolean},
                                                                 {"Birthday", ValueType::Date},
                                                                 {"Tags", ValueType::List}};
        for (const auto &[name, type] : properties) {
            for (const Operator &op : operators()) {
                const bool isDate = op.type == ValueType::Date;
                if (!suits(op.op, type))
                    continue;
                for (const NamedWindow &window : isDate ? windows() : std::vector<NamedWindow>{{}}) {
                    Test test = testOf(op.op, 1, type == ValueType::List ? std::initializer_list<const char *>{"b", "a"}
                                                                         : std::initializer_list<const char *>{"Austin", "Zoë"});
                    if (isDate)
                        test.window = window.window;
                    add("property", joined(QLatin1String(name), idOf(op.op), window.name),
                        PropertyCondition{QLatin1String(name), test, {}});
                    m_cases.back().mayHoldAll = op.op == Op::DateNotWithin && window.window == Window();
                }
            }
        }
        for (const Operator &op : operators()) {
            const Test test{op.op, {}, {}};
            if (op.type == ValueType::Text)
                add("property", joined(QStringLiteral("texts"), idOf(op.op)), PropertyCondition{"City", test, "Home Town"});
            if (op.type != ValueType::Number)
                continue;
            add("property", joined(QStringLiteral("numbers"), idOf(op.op)), PropertyCondition{"Score", test, "Goal"});
            add("property", joined(QStringLiteral("dates"), idOf(op.op)), PropertyCondition{"Birthday", test, "Last Seen"});
        }
    }

    void addConsents()
    {
        for (const Channel channel : all<Channel>()) {
            for (const Reach state : all<Reach>()) {
                const ConsentCondition plain{channel, state, {}, {}, {}};
                const QString name = joined(enumId(channel), enumId(state));
                add("consent", name, plain);
                ConsentCondition asked = plain;
                asked.method = QStringLiteral("Checkout");
                add("consent", joined(name, QStringLiteral("method")), asked);
                asked = plain;
                for (const bool opted : {false, true}) {
                    asked.doubleOptIn = opted;
                    add("consent", joined(name, opted ? QStringLiteral("double") : QStringLiteral("single")), asked);
                }
                asked = plain;
                for (const NamedWindow &window : channel == Channel::Email ? windows() : std::vector<NamedWindow>()) {
                    asked.since = window.window;
                    add("consent", joined(name, QStringLiteral("since"), window.name), asked);
                }
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
                add("sequence", joined(happens ? QStringLiteral("same") : QStringLiteral("not same"), QLatin1String(property)),
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
                condition.compare = testOf(op.op, measure == LineMeasure::Amount ? 20 : 1, {"1"});
                add("order_line", joined(enumId(measure), idOf(op.op)), condition);
                condition.orderNumber = 2;
                add("order_line", joined(enumId(measure), idOf(op.op), QStringLiteral("second")), condition);
            }
        }
        for (const NamedWindow &window : windows())
            addOrderLine(joined(QStringLiteral("window"), window.name), {}, window.window);
        const std::tuple<const char *, const char *, double> texts[] = {
            {"product", "Shoes", 0}, {"variant", "Blue", 0},        {"sku", "S-1", 0}, {"vendor", "Austin", 0},
            {"tag", "gift", 0},      {"discount_code", "SAVE10", 0}, {"quantity", "", 1}, {"price", "", 9.99}};
        for (const auto &[property, text, number] : texts) {
            for (const Operator &op : operators()) {
                const bool fits = op.type == (*text ? ValueType::Text : ValueType::Number) || op.type == ValueType::Any;
                const bool always = QByteArray(property) == "quantity" && op.op == Op::IsNotSet;
                if (fits && !always)
                    addOrderLine(joined(QLatin1String(property), idOf(op.op)),
                                 FilterSet{FilterMatch::All,
                                           {{QLatin1String(property), testOf(op.op, number, {text, "VIP"})}}},
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

    void addPlaces()
    {
        for (const PlaceField field : all<PlaceField>()) {
            if (field == PlaceField::Point)
                continue;
            for (const Operator &op : operators()) {
                PlaceCondition condition;
                condition.field = field;
                const char *text = field == PlaceField::Country    ? "DE"
                                   : field == PlaceField::Postcode ? "10115"
                                                                   : "Austin";
                condition.test = testOf(op.op, 1, {text, "AT"});
                add("place", joined(enumId(field), idOf(op.op)), condition);
            }
        }
        for (const DistanceUnit unit : all<DistanceUnit>()) {
            for (const bool beyond : {false, true})
                add("place", joined(QStringLiteral("point"), enumId(unit), beyond ? "beyond" : "within"),
                    PlaceCondition{PlaceField::Point, {}, 52.5, 13.4, 400.0, unit, beyond});
        }
    }

    void addMemberships()
    {
        for (const MemberOf of : all<MemberOf>()) {
            const char *names[] = {"Fans", "Newsletter", "Welcome"};
            MembershipCondition condition;
            condition.of = of;
            condition.name = QLatin1String(names[static_cast<int>(of)]);
            for (const bool in : {true, false}) {
                condition.in = in;
                condition.since.reset();
                const QString name = joined(enumId(of), in ? QStringLiteral("in") : QStringLiteral("not in"));
                add("membership", name, condition);
                for (const NamedWindow &window : windows()) {
                    condition.since = window.window;
                    add("membership", joined(name, window.name), condition);
                    // Nobody left a segment since the beginning of time.
                    const WindowKind kind = window.window.kind;
                    m_cases.back().mayHoldAll =
                        of == MemberOf::Segment && !in &&
                        (kind == WindowKind::Ever || kind == WindowKind::Before || kind == WindowKind::MoreThanAgo);
                }
                condition.since.reset();
                condition.step = QStringLiteral("Wait");
                add("membership", joined(name, QStringLiteral("step")), condition);
                condition.step.clear();
            }
        }
    }

    void addScores()
    {
        for (const ScoreScale scale : all<ScoreScale>()) {
            for (const Operator &op : operators()) {
                const char *score = op.type == ValueType::Text   ? "rfm_group"
                                    : op.type == ValueType::Date ? "expected_next_order"
                                                                 : "rfm_score";
                const bool fits = op.type == ValueType::Text || op.type == ValueType::Date ||
                                  op.type == ValueType::Number || op.type == ValueType::Any;
                const double number = scale == ScoreScale::Rank ? 4 : scale == ScoreScale::Percentile ? 40 : 1;
                if (fits)
                    addScore(ScoreCondition{QLatin1String(score), testOf(op.op, number, {"DE", "AT"}), scale, {}});
            }
        }
    }

    void addScore(ScoreCondition condition)
    {
        const QString name = joined(enumId(condition.scale), idOf(*condition.test.op));
        add("score", name, condition);
        condition.within = QStringLiteral("Country");
        if (condition.scale != ScoreScale::Value)
            add("score", joined(name, QStringLiteral("within")), condition);
    }

    void addSamples()
    {
        for (const double percent : {0.5, 10.0, 33.3, 50.0})
            add("sample", QString::number(percent), SampleCondition{percent, QStringLiteral("holdout")});
    }

    std::vector<SegmentCase> m_cases;
};

} // namespace

std::vector<SegmentCase> segmentCases()
{
    return CaseMaker().make();
}

SegmentDoc documentOf(const SegmentCase &segmentCase)
{
    SegmentDoc doc;
    doc.root = segmentCase.node;
    if (!segmentCase.node.group())
        doc.root = {SegmentGroup{GroupMatch::All, {segmentCase.node}}, UnknownRule::Out};
    return doc;
}

} // namespace perennial
