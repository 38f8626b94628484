// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/savedname.h"
#include "tests/core/segment/rows/caseparts.h"

namespace perennial {

namespace {

class TraitCases : public CaseList
{
public:
    TraitCases()
    {
        addProperties();
        addConsents();
        addPlaces();
        addMemberships();
        addScores();
        addSamples();
        add("sql", "with parameters", SqlCondition{"Every nth", {{"part", 2.0}}});
    }

private:
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
                    Test test = testOf(op.op, 1,
                                       type == ValueType::List ? std::initializer_list<const char *>{"b", "a"}
                                                               : std::initializer_list<const char *>{"Austin", "Zoë"});
                    if (isDate)
                        test.window = window.window;
                    add("property", joined(QLatin1String(name), idOf(op.op), window.name),
                        PropertyCondition{QLatin1String(name), test, {}});
                    letHoldAll(op.op == Op::DateNotWithin && window.window == Window());
                }
            }
        }
        for (const Operator &op : operators()) {
            const Test test{op.op, {}, {}};
            if (op.type == ValueType::Text)
                add("property", joined(QStringLiteral("texts"), idOf(op.op)),
                    PropertyCondition{"City", test, "Home Town"});
            if (op.type != ValueType::Number)
                continue;
            add("property", joined(QStringLiteral("numbers"), idOf(op.op)), PropertyCondition{"Score", test, "Goal"});
            add("property", joined(QStringLiteral("dates"), idOf(op.op)),
                PropertyCondition{"Birthday", test, "Last Seen"});
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
            const char *names[] = {"Fans", "Newsletter", "Welcome", "Reader", "This"};
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
                    letHoldAll(hasDefinition(of) && !in && hasNoStart(window.window));
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
        for (const double percent : {2.5, 10.0, 33.3, 50.0})
            add("sample", QString::number(percent), SampleCondition{percent, QStringLiteral("holdout")});
    }
};

} // namespace

std::vector<SegmentCase> casesOfTraits()
{
    return TraitCases().take();
}

} // namespace perennial
