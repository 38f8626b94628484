// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/lifecycle.h"

#include "core/segment/document/documentfields.h"
#include "core/segment/document/documenttext.h"
#include "core/segment/document/jsonwriter.h"
#include "core/segment/document/savedname.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QSet>

namespace perennial {

namespace {

constexpr int NewDays = 30;
constexpr int ActiveDays = 90;
constexpr int ChurningDays = 180;
constexpr int LapsedDays = 365;
constexpr double HighValue = 300;
const QString Orders = QStringLiteral("Placed Order");

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

DocumentKind kind()
{
    return {.format = "perennial-lifecycle",
            .version = Lifecycle::Version,
            .notAnObject = tr("A lifecycle is a JSON object."),
            .notThisKind = tr("This is not a lifecycle: “format” must be “%1”."),
            .tooNew = tr("This lifecycle was made by a newer Perennial. Update Perennial to use it.")};
}

SegmentDoc documentOf(const Lifecycle &lifecycle, SegmentGroup group)
{
    SegmentDoc doc;
    doc.zone = lifecycle.zone;
    doc.weekStart = lifecycle.weekStart;
    doc.root = {std::move(group), UnknownRule::Out};
    return doc;
}

SegmentGroup nobody()
{
    return {GroupMatch::All, {{SampleCondition{.percent = 0, .salt = {}}, UnknownRule::Out}}};
}

// Those for whom a stage before this one is meant.
SegmentGroup taken(const Lifecycle &lifecycle, size_t stage)
{
    SegmentGroup group{GroupMatch::None, {}};
    for (size_t i = 0; i < stage; ++i) {
        if (isFinished(lifecycle.stages[i].root))
            group.children.push_back(lifecycle.stages[i].root);
    }
    return group;
}

Result<void> checkNames(const Lifecycle &lifecycle)
{
    const QStringList names = lifecycle.names();
    QSet<QString> known;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const bool last = i == names.size() - 1;
        const QString where = last ? QStringLiteral("others") : QStringLiteral("stages[%1].name").arg(i);
        if (names[i].trimmed().isEmpty())
            return failure(ErrorKind::Invalid, tr("A stage needs a name."), where);
        if (names[i] != names[i].trimmed())
            return failure(ErrorKind::Invalid, tr("The name of a stage has no blanks around it."), where);
        if (known.contains(nameKey(names[i])))
            return failure(ErrorKind::Invalid, tr("Two stages are called “%1”.").arg(names[i]), where);
        known.insert(nameKey(names[i]));
    }
    return {};
}

EventCondition ordered(Aggregate aggregate, const Window &window, Test compare)
{
    EventCondition condition;
    condition.quantity.metric = Orders;
    condition.quantity.aggregate = aggregate;
    condition.quantity.window = window;
    condition.compare = std::move(compare);
    return condition;
}

Window lastDays(int days)
{
    Window window;
    window.kind = WindowKind::Last;
    window.n = days;
    return window;
}

Test isAt(Op op, std::vector<Operand> values = {})
{
    Test test;
    test.op = op;
    test.values = std::move(values);
    return test;
}

EventCondition orderedIn(int days)
{
    return ordered(Aggregate::Count, lastDays(days), isAt(Op::AtLeastOnce));
}

RhythmCondition firstOrder()
{
    RhythmCondition condition;
    condition.pattern = Rhythm::FirstTime;
    condition.metric = Orders;
    condition.window = lastDays(NewDays);
    return condition;
}

LifecycleStage stage(const QString &name, const std::vector<Condition> &conditions)
{
    LifecycleStage made{name, {SegmentGroup{}, UnknownRule::Out}};
    for (const Condition &condition : conditions)
        made.root.group()->children.push_back({condition, UnknownRule::Out});
    return made;
}

} // namespace

Result<Lifecycle> Lifecycle::fromJson(const QByteArray &text)
{
    const auto object = objectOf(text, kind());
    if (!object)
        return failure(object.error());
    Lifecycle lifecycle;
    JsonReader::State state;
    JsonReader reader(*object, {}, state);
    readHead(reader, kind());
    fields(reader, lifecycle);
    reader.finish();
    if (state.error)
        return failure(*state.error);
    if (const auto valid = validate(lifecycle); !valid)
        return failure(valid.error());
    return lifecycle;
}

QByteArray Lifecycle::toJson() const
{
    Lifecycle copy = *this;
    JsonWriter writer;
    fields(writer, copy);
    QJsonObject object = writer.object();
    insertHead(object, kind());
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

QStringList Lifecycle::names() const
{
    QStringList names;
    for (const LifecycleStage &stage : stages)
        names.append(stage.name);
    return names << others;
}

std::optional<size_t> Lifecycle::stageNamed(const QString &name) const
{
    const QStringList all = names();
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (isSameSegmentName(all[i], name))
            return static_cast<size_t>(i);
    }
    return std::nullopt;
}

SegmentDoc Lifecycle::meantFor(size_t stage) const
{
    SegmentDoc doc = documentOf(*this, {});
    doc.name = stages[stage].name;
    doc.root = stages[stage].root;
    return doc;
}

SegmentDoc Lifecycle::definition(size_t stage) const
{
    const SegmentGroup before = taken(*this, stage);
    SegmentGroup group;
    if (stage < stages.size())
        group.children.push_back(isFinished(stages[stage].root) ? stages[stage].root : SegmentNode{nobody()});
    if (!before.children.empty())
        group.children.push_back({before, UnknownRule::Out});
    SegmentDoc doc = documentOf(*this, std::move(group));
    doc.name = names().at(static_cast<qsizetype>(stage));
    return doc;
}

Result<void> validate(const Lifecycle &lifecycle)
{
    if (lifecycle.stages.size() > Lifecycle::MostStages)
        return failure(ErrorKind::Invalid, tr("A lifecycle has at most %1 stages.").arg(Lifecycle::MostStages),
                       QStringLiteral("stages[%1]").arg(Lifecycle::MostStages));
    if (const auto framed = validate(documentOf(lifecycle, {})); !framed)
        return framed;
    if (const auto named = checkNames(lifecycle); !named)
        return named;
    for (size_t i = 0; i < lifecycle.stages.size(); ++i) {
        auto valid = validate(lifecycle.meantFor(i));
        if (valid)
            continue;
        valid.error().where.prepend(QStringLiteral("stages[%1].").arg(i));
        return valid;
    }
    // The last one says all that the others say.
    auto valid = validate(lifecycle.definition(lifecycle.stages.size()));
    if (!valid)
        valid.error().where = QStringLiteral("stages");
    return valid;
}

Lifecycle defaultLifecycle()
{
    const Window ever;
    Lifecycle lifecycle;
    lifecycle.stages = {
        stage(tr("New"), {firstOrder()}),
        stage(tr("High-value"), {ordered(Aggregate::Sum, ever, isAt(Op::More, {HighValue})), orderedIn(ActiveDays)}),
        stage(tr("Multi-buyer"), {ordered(Aggregate::Count, ever, isAt(Op::AtLeast, {2.0})), orderedIn(ActiveDays)}),
        stage(tr("Active"), {orderedIn(ActiveDays)}),
        stage(tr("Churning"), {orderedIn(ChurningDays)}),
        stage(tr("Lapsed"), {orderedIn(LapsedDays)}),
        stage(tr("Lost"), {ordered(Aggregate::Count, ever, isAt(Op::AtLeastOnce))}),
    };
    lifecycle.others = tr("Not bought yet");
    return lifecycle;
}

} // namespace perennial
