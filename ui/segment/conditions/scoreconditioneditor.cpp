// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/scoreconditioneditor.h"

#include "core/segment/document/phrases.h"
#include "core/segment/document/scores.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/format.h"

#include <QTimer>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr std::array Scales{ScoreScale::Value, ScoreScale::Percentile, ScoreScale::Rank};

QString scaleWords(ScoreScale scale)
{
    switch (scale) {
    case ScoreScale::Value:
        return ScoreConditionEditor::tr("value");
    case ScoreScale::Percentile:
        return ScoreConditionEditor::tr("percentile");
    case ScoreScale::Rank:
        return ScoreConditionEditor::tr("rank");
    }
    return {};
}

QString scaleHint(ScoreScale scale)
{
    switch (scale) {
    case ScoreScale::Value:
        return ScoreConditionEditor::tr("the score itself");
    case ScoreScale::Percentile:
        return ScoreConditionEditor::tr("90 and more are the top tenth");
    case ScoreScale::Rank:
        return ScoreConditionEditor::tr("1 is the highest");
    }
    return {};
}

// "the top 10 %" of "at least 90" percent.
QString topWords(const ScoreCondition &c)
{
    if (c.scale != ScoreScale::Percentile || c.test.op != Op::AtLeast || c.test.values.size() != 1)
        return {};
    const auto *percentile = std::get_if<double>(&c.test.values.front());
    if (!percentile || *percentile <= 0 || *percentile >= 100)
        return {};
    return ScoreConditionEditor::tr(" (the top %1 %)").arg(numberWords(100 - *percentile));
}

PickItem itemOf(const Score &score, const std::vector<PropertyChoice> &properties, const QString &section)
{
    const auto held = std::ranges::find(properties, QString(QLatin1String(score.property)), &PropertyChoice::name);
    const QString people =
        held == properties.end() ? ScoreConditionEditor::tr("not worked out yet") : format::count(held->people);
    return {.id = QLatin1String(score.id),
            .text = scoreWords(QLatin1String(score.id)),
            .detail = people,
            .section = section,
            .iconName = {}};
}

bool isHeld(const Score &score, const std::vector<PropertyChoice> &properties)
{
    return std::ranges::any_of(
        properties, [&](const PropertyChoice &property) { return property.name == QLatin1String(score.property); });
}

} // namespace

std::vector<PickItem> scoreItems(const SegmentCatalog &catalog, const QString &section)
{
    const auto properties = catalog.properties();
    std::vector<PickItem> items;
    for (const bool held : {true, false}) {
        for (const Score &score : scores()) {
            if (isHeld(score, properties) == held)
                items.push_back(itemOf(score, properties, section));
        }
    }
    return items;
}

ScoreConditionEditor::ScoreConditionEditor(const BuilderContext &context, QWidget *parent)
    : KindEditor(context, parent)
    , m_score(addPill(tr("Score"), QStringLiteral("score"), tr("choose a score"), [this] { return makeScorePicker(); }))
    , m_scale(addPill(tr("Scale"), QStringLiteral("scale"), {}, [this] { return makeScalePicker(); }))
    , m_test(addPill(tr("Value"), QStringLiteral("test"), tr("choose a value"), [this] { return makeTestPicker(); }))
    , m_within(addPill(tr("Among whom"), QStringLiteral("within"), {}, [this] { return makeWithinPicker(); }))
{
}

void ScoreConditionEditor::show()
{
    const ScoreCondition &c = condition();
    m_score->setValue(scoreWords(c.score));
    m_scale->setValue(scaleWords(c.scale));
    const QString test = words::test(c.test, ValueType::Text);
    m_test->setValue(test.isEmpty() ? test : test + topWords(c));
    m_within->setVisible(c.scale != ScoreScale::Value || !c.within.isEmpty());
    m_within->setValue(c.within.isEmpty() ? tr("among all people") : tr("among people of the same %1").arg(c.within));
}

ValueType ScoreConditionEditor::typeOfTest() const
{
    return condition().scale == ScoreScale::Value ? typeOf(condition().score) : ValueType::Number;
}

ValueType ScoreConditionEditor::typeOf(const QString &score) const
{
    const Score *known = scoreOf(score);
    return known ? known->type : context().catalog.typeOf(score);
}

Picker *ScoreConditionEditor::makeScorePicker()
{
    auto *picker = new ListPicker(tr("Score"));
    std::vector<PickItem> items = scoreItems(context().catalog, tr("Scores"));
    std::vector<PropertyChoice> numbers = context().catalog.properties();
    std::erase_if(numbers, [](const PropertyChoice &property) {
        return property.type != ValueType::Number || std::ranges::any_of(scores(), [&](const Score &s) {
                   return property.name == QLatin1String(s.property);
               });
    });
    for (PickItem &item : propertyItems(numbers, tr("Other numbers")))
        items.push_back(std::move(item));
    picker->list().setItems(std::move(items));
    picker->list().setCurrent(condition().score);
    connect(picker, &ListPicker::picked, this, &ScoreConditionEditor::takeScore);
    return picker;
}

void ScoreConditionEditor::takeScore(const QString &score)
{
    edit(tr("Change score"), {}, [&](ScoreCondition &c) {
        if (c.scale == ScoreScale::Value && typeOf(score) != typeOf(c.score))
            c.test = {};
        c.score = score;
    });
    if (condition().test.values.empty())
        QTimer::singleShot(0, this, [this] { openUnfinished(); });
}

Picker *ScoreConditionEditor::makeScalePicker()
{
    std::vector<std::pair<int, QString>> choices;
    for (const ScoreScale scale : Scales)
        choices.emplace_back(static_cast<int>(scale), scaleWords(scale) + QStringLiteral(" – ") + scaleHint(scale));
    return new ChoicePicker(tr("Scale"), choices, static_cast<int>(condition().scale), [this](int value) {
        const auto scale = static_cast<ScoreScale>(value);
        if (scale == condition().scale)
            return;
        edit(tr("Change scale"), {}, [&](ScoreCondition &c) {
            c.scale = scale;
            c.test = {}; // a number of one scale means nothing on another
            if (scale != ScoreScale::Value)
                c.test.op = scale == ScoreScale::Rank ? Op::AtMost : Op::AtLeast;
            else
                c.within.clear();
        });
        QTimer::singleShot(0, this, [this] { openUnfinished(); });
    });
}

Picker *ScoreConditionEditor::makeTestPicker()
{
    const bool isValue = condition().scale == ScoreScale::Value;
    TestOffer offer{.type = typeOfTest(), .findValues = {}, .more = {}};
    offer.asksForKnown = isValue;
    offer.dates = context().offered(WindowOptions::ofDates(context().catalog));
    offer.findValues = [this](QObject *asker, SegmentCatalog::Done<ValueChoice> done) {
        context().catalog.findValues(scoreProperty(condition().score), asker, std::move(done));
    };
    auto *editor = new TestEditor(condition().test, std::move(offer));
    connect(editor, &TestEditor::edited, this, [this](const Test &test) {
        edit(tr("Change value"), QStringLiteral("test"), [&](ScoreCondition &c) { c.test = test; });
    });
    return editor;
}

Picker *ScoreConditionEditor::makeWithinPicker()
{
    auto *picker = new ListPicker(tr("Among whom"));
    std::vector<PickItem> items{
        {.id = {}, .text = tr("among all people"), .detail = {}, .section = {}, .iconName = {}}};
    std::vector<PropertyChoice> texts = context().catalog.properties();
    std::erase_if(texts, [](const PropertyChoice &property) { return property.type != ValueType::Text; });
    for (PickItem &item : propertyItems(texts, tr("Among people of the same …")))
        items.push_back(std::move(item));
    picker->list().setItems(std::move(items));
    picker->list().fitLines();
    picker->list().setCurrent(condition().within);
    connect(picker, &ListPicker::picked, this, [this](const QString &property) {
        edit(tr("Change among whom"), {}, [&](ScoreCondition &c) { c.within = property; });
    });
    return picker;
}

} // namespace perennial
