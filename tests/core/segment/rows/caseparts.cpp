// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/rows/caseparts.h"

namespace perennial {

namespace {

bool countsUnits(WindowKind kind)
{
    return kind == WindowKind::Last || kind == WindowKind::BetweenAgo || kind == WindowKind::MoreThanAgo ||
           kind == WindowKind::Next;
}

} // namespace

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

bool hasNoStart(const Window &window)
{
    return window.kind == WindowKind::Ever || window.kind == WindowKind::Before ||
           window.kind == WindowKind::MoreThanAgo;
}

std::vector<NamedWindow> windows()
{
    std::vector<NamedWindow> made;
    for (const WindowKind kind : all<WindowKind>()) {
        for (const TimeUnit unit : countsUnits(kind) ? all<TimeUnit>() : std::vector{TimeUnit::Day}) {
            const QString name = countsUnits(kind) ? enumId(kind) + u' ' + enumId(unit) : enumId(kind);
            Window window = windowOf(kind, unit);
            made.push_back({name, window});
            window.weekdays = {1, 2, 3, 5, 6, 7};
            made.push_back({name + QStringLiteral(" weekdays"), window});
            window.weekdays.clear();
            window.fromHour = 2;
            window.toHour = 20;
            made.push_back({name + QStringLiteral(" hours"), window});
            window.fromHour = 16;
            window.toHour = 12;
            window.weekdays = {1, 2, 4, 5, 6, 7};
            made.push_back({name + QStringLiteral(" weekdays and night"), window});
        }
    }
    return made;
}

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

std::vector<SegmentCase> segmentCases()
{
    std::vector<SegmentCase> cases = casesOfDeeds();
    for (SegmentCase &made : casesOfTraits())
        cases.push_back(made);
    return cases;
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
