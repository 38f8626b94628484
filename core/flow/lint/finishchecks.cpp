// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/flowwords.h"
#include "core/flow/lint/linter.h"
#include "core/segment/document/finished.h"
#include "core/segment/document/nodepath.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Looks at one step for what is still to be said.
class FinishCheck
{
public:
    FinishCheck(Linter &linter, size_t at)
        : m_linter(linter)
        , m_at(at)
    {
    }

    void check()
    {
        std::visit([this](const auto &kind) { look(kind); }, m_linter.flow.nodes[m_at].is);
        for (const auto &[place, definition] : definitionsIn(m_linter.flow.nodes[m_at]))
            look(place, *definition);
    }

private:
    void unfinished(const QString &text, const QString &below = {})
    {
        m_linter.warn("unfinished", m_linter.flow.nodes[m_at].id, text, Linter::placeOf(m_at, below));
    }

    void look(const QString &place, const SegmentNode &definition)
    {
        const SegmentDoc doc = documentOf(m_linter.flow, definition);
        const std::vector<NodePath> open = unfinishedNodes(doc);
        if (!open.empty())
            unfinished(tr("A condition here says too little and is passed over."),
                       place + open.front().toJsonPath().mid(QStringLiteral("root").size()));
        else if (!isFinished(definition))
            unfinished(tr("This step has no condition yet."), place);
    }

    void look(const FilterSet &filters)
    {
        const auto isDone = [](const PropertyFilter &filter) { return isFinished(filter); };
        if (!std::ranges::all_of(filters.of, isDone))
            unfinished(tr("A filter here says too little and is passed over."), QStringLiteral("filters"));
    }

    void look(const TriggerNode &trigger)
    {
        std::visit([this](const auto &start) { look(start); }, trigger.start);
    }
    void look(const EventTrigger &event)
    {
        if (event.metric.isEmpty())
            unfinished(tr("This trigger names no event yet."), QStringLiteral("metric"));
        look(event.filters);
    }
    void look(const JoinTrigger &join)
    {
        if (join.name.isEmpty())
            unfinished(tr("This trigger does not say yet what people join."), QStringLiteral("name"));
    }
    void look(const DateTrigger &date)
    {
        if (date.property.isEmpty())
            unfinished(tr("This trigger names no date yet."), QStringLiteral("property"));
    }
    void look(const ProductTrigger &) {}
    void look(const DelayNode &delay)
    {
        if (delay.span.n == 0 && !delay.until && delay.weekdays.empty())
            unfinished(tr("This delay does not say how long yet."), QStringLiteral("span"));
    }
    void look(const TriggerSplitNode &split)
    {
        if (split.filters.of.empty())
            unfinished(tr("This step has no condition yet."), QStringLiteral("filters"));
        look(split.filters);
    }
    void look(const MultiSplitNode &split)
    {
        if (split.branches.empty())
            unfinished(tr("This split has no branch yet."), QStringLiteral("branches"));
    }
    void look(const RandomSplitNode &split)
    {
        if (split.arms.size() < 2)
            unfinished(tr("A random split needs two arms or more."), QStringLiteral("arms"));
        else if (std::ranges::none_of(split.arms, [](const RandomArm &arm) { return arm.weight > 0; }))
            unfinished(tr("All shares are 0: everybody would take the last arm."), QStringLiteral("arms"));
    }
    void look(const UpdateNode &update)
    {
        const auto isDone = [](const ProfileChange &change) {
            const bool hasValue = change.value || !change.fromTrigger.isEmpty();
            return !change.property.isEmpty() && (hasValue || change.change == ValueChangeKind::Clear);
        };
        if (update.changes.empty() || !std::ranges::all_of(update.changes, isDone))
            unfinished(tr("This step does not say yet what to change."), QStringLiteral("changes"));
    }
    void look(const ListNode &list)
    {
        if (list.list.isEmpty())
            unfinished(tr("This step names no list yet."), QStringLiteral("list"));
    }
    void look(const LadderNode &ladder)
    {
        const auto isTooMuch = [](double rung) { return rung > 100; };
        if (ladder.rungs.empty())
            unfinished(tr("This ladder has no discount yet."), QStringLiteral("rungs"));
        else if (ladder.unit == DiscountUnit::Percent && std::ranges::any_of(ladder.rungs, isTooMuch))
            unfinished(tr("A discount is 100 % at most."), QStringLiteral("rungs"));
    }
    void look(const MessageNode &message);
    template <class Kind>
    void look(const Kind &)
    {
    }

    Linter &m_linter;
    size_t m_at;
};

void FinishCheck::look(const MessageNode &message)
{
    const auto empty = [&](const QString &text, const char *key) {
        m_linter.warn("empty_message", m_linter.flow.nodes[m_at].id, text, Linter::placeOf(m_at, QLatin1String(key)));
    };
    const bool hasSubject = message.channel == MessageChannel::Email || message.channel == MessageChannel::Task;
    if (hasSubject && message.subject.trimmed().isEmpty())
        empty(tr("This message has no subject."), "subject");
    if (message.channel == MessageChannel::Webhook && message.link.trimmed().isEmpty())
        empty(tr("This webhook has no address to go to."), "link");
    const bool hasText = message.channel != MessageChannel::Webhook && message.channel != MessageChannel::Task;
    if (hasText && message.text.trimmed().isEmpty())
        empty(tr("This message has no text."), "text");
}

void lookAtRule(Linter &linter, const SegmentNode &rule, const QString &place)
{
    const std::vector<NodePath> open = unfinishedNodes(documentOf(linter.flow, rule));
    if (!open.empty())
        linter.warn("unfinished", {}, tr("A condition here says too little and is passed over."),
                    place + open.front().toJsonPath().mid(QStringLiteral("root").size()));
}

} // namespace

void checkFinished(Linter &linter)
{
    lookAtRule(linter, linter.flow.entry, QStringLiteral("entry"));
    for (size_t i = 0; i < linter.flow.exits.size(); ++i) {
        const FlowExit &exit = linter.flow.exits[i];
        const QString place = QStringLiteral("exits[%1]").arg(i);
        lookAtRule(linter, exit.when, place + QStringLiteral(".when"));
        if (!isFinished(exit.when) && unfinishedNodes(documentOf(linter.flow, exit.when)).empty())
            linter.warn("unfinished", {}, tr("This exit does not say yet when people leave."), place,
                        tr("Delete the exit"));
    }
    for (size_t i = 0; i < linter.flow.nodes.size(); ++i)
        FinishCheck(linter, i).check();
}

} // namespace perennial
