// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/export/klaviyoactions.h"

#include "core/flow/document/flowio.h"
#include "core/flow/document/flowwords.h"
#include "core/flow/export/klaviyoemail.h"
#include "core/flow/export/klaviyofilter.h"
#include "core/segment/document/phrases.h"
#include "core/segment/document/sentence.h"

#include <QCoreApplication>

#include <cmath>

namespace perennial {

namespace {

const QJsonValue Null(QJsonValue::Null);
constexpr auto Draft = "draft";
constexpr int PatientDays = 30;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Makes the actions of one step.
class StepMaker
{
public:
    StepMaker(const FlowNode &node, size_t rung, const FlowDoc &flow, const KlaviyoGround &ground)
        : m_node(node)
        , m_rung(rung)
        , m_flow(flow)
        , m_ground(ground)
    {
    }

    KlaviyoSteps operator()(const TriggerNode &) const { return {}; }
    KlaviyoSteps operator()(const DelayNode &delay) const;
    KlaviyoSteps operator()(const WaitNode &wait) const;
    KlaviyoSteps operator()(const SplitNode &split) const;
    KlaviyoSteps operator()(const TriggerSplitNode &split) const;
    KlaviyoSteps operator()(const MultiSplitNode &split) const;
    KlaviyoSteps operator()(const RandomSplitNode &split) const;
    KlaviyoSteps operator()(const MessageNode &message) const;
    KlaviyoSteps operator()(const UpdateNode &update) const;
    KlaviyoSteps operator()(const ListNode &list) const;
    KlaviyoSteps operator()(const LadderNode &ladder) const;
    KlaviyoSteps operator()(const GoalNode &goal) const
    {
        tell(
            tr("Klaviyo has no goals inside a flow: %1 is not counted. A conversion metric of the flow is the nearest.")
                .arg(quoted(goal.name)));
        return {};
    }
    KlaviyoSteps operator()(const ExitNode &) const { return {{}, {}}; }
    KlaviyoSteps operator()(const UnreadNode &) const
    {
        tell(tr("The step %1 cannot be read, so the way ends there.").arg(quoted(m_node.id)));
        return {{}, {}};
    }

private:
    void tell(const QString &sentence) const { m_ground.notes.tell(sentence); }
    [[nodiscard]] QString name() const { return nameOf(m_node); }
    [[nodiscard]] QJsonObject filterOf(const SegmentNode &definition) const
    {
        return klaviyoGroups(klaviyoClauses(definition, false, m_ground)).toObject();
    }
    // Nothing is asked where nothing is written: everybody goes on by `port`.
    [[nodiscard]] KlaviyoSteps passBy(const FlowPort &port) const
    {
        tell(tr("%1 has no condition yet, so everybody goes on by “%2”.").arg(name(), portWords(m_node, port)));
        return {{}, port};
    }
    [[nodiscard]] KlaviyoSteps one(const char *type, const QJsonObject &data) const
    {
        return {{{QLatin1String(type), data, {port::Next}}}, port::Next};
    }
    [[nodiscard]] QString clockOf(ClockOf clock) const
    {
        return clock == ClockOf::Profile || m_flow.zone.isEmpty() ? QStringLiteral("profile") : m_flow.zone;
    }
    [[nodiscard]] KlaviyoAction pause(const TimeSpan &span) const
    {
        const auto [n, unit] = klaviyoSpan(span.n, span.unit, m_ground.notes);
        return {QStringLiteral("time-delay"), {{"unit", unit + u's'}, {"value", n}}, {port::Next}};
    }
    [[nodiscard]] QString textOf(const QString &text) const;
    [[nodiscard]] QJsonObject operationOf(const ProfileChange &change) const;
    [[nodiscard]] QJsonObject email(const MessageNode &message) const;
    [[nodiscard]] QJsonValue templateOf(const MessageNode &message) const;
    [[nodiscard]] QJsonObject push(const MessageNode &message) const;

    const FlowNode &m_node;
    size_t m_rung;
    const FlowDoc &m_flow;
    const KlaviyoGround &m_ground;
};

QJsonArray weekdayNames(const std::vector<int> &days)
{
    static constexpr const char *names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                            "friday", "saturday", "sunday"};
    QJsonArray made;
    for (const int day : days)
        made.append(QLatin1String(names[day - 1]));
    return made;
}

// Weekdays and a time of the clock go with days alone: a delay in hours is one of its own before them.
KlaviyoSteps StepMaker::operator()(const DelayNode &delay) const
{
    KlaviyoAction last = pause(delay.span);
    KlaviyoSteps steps;
    const bool hasMore = delay.until || !delay.weekdays.empty();
    if (hasMore && last.data.value(QLatin1String("unit")) != QLatin1String("days")) {
        if (delay.span.n > 0)
            steps.actions.push_back(last);
        last = pause({0, TimeUnit::Day});
    }
    if (delay.until)
        last.data.insert(QStringLiteral("delay_until_time"), clockText(*delay.until) + QStringLiteral(":00"));
    if (!delay.weekdays.empty())
        last.data.insert(QStringLiteral("delay_until_weekdays"), weekdayNames(delay.weekdays));
    last.data.insert(QStringLiteral("timezone"), clockOf(delay.clock));
    steps.actions.push_back(last);
    return steps;
}

KlaviyoSteps StepMaker::operator()(const WaitNode &wait) const
{
    const TimeSpan span = wait.timeout.value_or(TimeSpan{PatientDays, TimeUnit::Day});
    tell(tr("Klaviyo cannot wait until people %1. It waits the whole of %2, and asks then.")
             .arg(wordsOf(wait.until), countedSpan(span.n, span.unit)));
    if (!isFinished(wait.until))
        return passBy(port::Met);
    KlaviyoAction ask{
        QStringLiteral("conditional-split"), {{"profile_filter", filterOf(wait.until)}}, {port::Met, port::Timeout}};
    return {{pause(span), std::move(ask)}, {}};
}

KlaviyoSteps StepMaker::operator()(const SplitNode &split) const
{
    if (!isFinished(split.when))
        return passBy(port::Yes);
    return {{{QStringLiteral("conditional-split"), {{"profile_filter", filterOf(split.when)}}, {port::Yes, port::No}}},
            {}};
}

KlaviyoSteps StepMaker::operator()(const TriggerSplitNode &split) const
{
    if (split.filters.of.empty())
        return passBy(port::Yes);
    const auto filter = m_ground.metric.isEmpty() ? std::nullopt : klaviyoEventFilter(split.filters, m_ground);
    if (!filter) {
        tell(tr("Klaviyo cannot split by %1: everybody goes on by “no”.").arg(filterWords(split.filters)));
        return {{}, port::No};
    }
    return {{{QStringLiteral("trigger-split"),
              {{"trigger_type", "metric"},
               {"trigger_id", klaviyoId("metric", m_ground.metric)},
               {"trigger_filter", klaviyoGroups(*filter)}},
              {port::Yes, port::No}}},
            {}};
}

KlaviyoSteps StepMaker::operator()(const MultiSplitNode &split) const
{
    KlaviyoGround branchGround{m_ground.zone, m_ground.metric, KlaviyoStand::Branch, m_ground.notes};
    KlaviyoAction action{QStringLiteral("multi-branch-split"), {}, {}};
    QJsonArray branches;
    for (const FlowBranch &branch : split.branches) {
        if (!isFinished(branch.when)) {
            tell(tr("The branch %1 has no condition yet and is left out.").arg(quoted(branch.name)));
            continue;
        }
        branches.append(
            QJsonObject{{"branch_id", branch.id},
                        {"order", branches.size()},
                        {"name", portWords(m_node, branch.id)},
                        {"branch_filter", klaviyoGroups(klaviyoClauses(branch.when, false, branchGround))}});
        action.ports.push_back(branch.id);
    }
    if (branches.isEmpty())
        return passBy(port::Else);
    branches.append(
        QJsonObject{{"branch_id", "else"}, {"order", branches.size()}, {"is_else", true}, {"name", "Else"}});
    action.ports.push_back(port::Else);
    action.data = {{"name", name()}, {"branches", branches}};
    return {{std::move(action)}, {}};
}

// One arm after the other: each takes its share of whom those before it left.
KlaviyoSteps StepMaker::operator()(const RandomSplitNode &split) const
{
    double left = 0;
    for (const RandomArm &arm : split.arms)
        left += arm.weight;
    if (split.arms.empty() || left <= 0)
        return {{}, split.arms.empty() ? FlowPort() : split.arms.back().id};
    tell(tr("Klaviyo makes no A/B split by its interface: %1 stands as random samples in whole percents, and draws "
            "other "
            "people than here.")
             .arg(name()));
    KlaviyoSteps steps;
    for (size_t i = 0; i + 1 < split.arms.size(); ++i) {
        const int percent = left > 0 ? static_cast<int>(std::lround(100 * split.arms[i].weight / left)) : 0;
        left -= split.arms[i].weight;
        const QJsonObject sample{{"type", "profile-sample"}, {"percentage", percent}};
        steps.actions.push_back({QStringLiteral("conditional-split"),
                                 {{"profile_filter", klaviyoGroups({{sample}})}},
                                 {split.arms[i].id, split.arms[i + 1].id}});
    }
    steps.pass = steps.actions.empty() ? split.arms.front().id : FlowPort();
    return steps;
}

QString StepMaker::textOf(const QString &text) const
{
    if (text.contains(klaviyoMoney()))
        tell(tr("Klaviyo writes amounts without their currency: write it beside the amounts of %1.").arg(name()));
    return klaviyoText(text);
}

QJsonValue StepMaker::templateOf(const MessageNode &message) const
{
    const QString title = message.name.isEmpty() ? message.subject : message.name;
    if (m_ground.notes.emails == KlaviyoEmails::ByHand) {
        tell(tr("The text of the e-mail %1 is no part of a flow in Klaviyo: make a template of it and choose it there.")
                 .arg(quoted(title)));
        return Null;
    }
    if (message.text.trimmed().isEmpty()) {
        tell(tr("The e-mail %1 has no text yet: choose a template for it in Klaviyo.").arg(quoted(title)));
        return Null;
    }
    const bool isMarketing = message.messageClass != MessageClass::Transactional;
    const QString html = klaviyoEmailHtml(textOf(message.text), isMarketing);
    return klaviyoId("template", m_ground.notes.templateFor(QStringLiteral("%1: %2").arg(m_flow.name, title), html));
}

QJsonObject StepMaker::email(const MessageNode &message) const
{
    return {{"name", message.name},
            {"from_email", Null},
            {"from_label", Null},
            {"reply_to_email", Null},
            {"cc_email", Null},
            {"bcc_email", Null},
            {"subject_line", textOf(message.subject)},
            {"preview_text", textOf(message.preview)},
            {"template_id", templateOf(message)},
            {"smart_sending_enabled", message.smartSending},
            {"transactional", message.messageClass == MessageClass::Transactional}};
}

QJsonObject StepMaker::push(const MessageNode &message) const
{
    QJsonObject content{{"name", message.name},
                        {"title", textOf(message.subject)},
                        {"body", textOf(message.text)},
                        {"smart_sending_enabled", message.smartSending},
                        {"on_open", message.link.isEmpty() ? "home" : "open_url"}};
    if (!message.link.isEmpty())
        content.insert(QStringLiteral("web_url"), textOf(message.link));
    return content;
}

KlaviyoSteps StepMaker::operator()(const MessageNode &message) const
{
    const auto send = [&](const char *type, const QJsonObject &content) {
        return one(type, {{"status", Draft}, {"message", content}});
    };
    const bool isTransactional = message.messageClass == MessageClass::Transactional;
    switch (message.channel) {
    case MessageChannel::Email:
        return send("send-email", email(message));
    case MessageChannel::Sms:
        return send("send-sms", {{"name", message.name},
                                 {"body", textOf(message.text)},
                                 {"smart_sending_enabled", message.smartSending},
                                 {"sms_quiet_hours_enabled", m_flow.sending.quiet.on && !isTransactional},
                                 {"transactional", isTransactional}});
    case MessageChannel::Push:
        return send("send-mobile-push", push(message));
    case MessageChannel::Webhook:
        return send("send-webhook", {{"name", message.name},
                                     {"url", textOf(message.link)},
                                     {"headers", QJsonObject()},
                                     {"body", textOf(message.text)}});
    case MessageChannel::Task:
        tell(tr("The task %1 is an internal alert in Klaviyo: say there who gets it (here: %2), and make a template of "
                "its text.")
                 .arg(quoted(message.subject), orEllipsis(message.assignee)));
        return send("send-internal-alert", {{"name", message.name},
                                            {"from_email", Null},
                                            {"from_label", Null},
                                            {"to_emails", QJsonArray()},
                                            {"subject_line", textOf(message.subject)}});
    }
    return {};
}

// Empty where Klaviyo cannot change it so.
QJsonObject StepMaker::operationOf(const ProfileChange &change) const
{
    if (change.of == PropertyOf::Variable)
        tell(tr("Klaviyo has no variables of a journey: %1 is a property of the person there.")
                 .arg(quoted(change.property)));
    if (change.change == ValueChangeKind::Clear)
        return {{"operator", "delete"}, {"property_key", change.property}};
    const bool hasValue = change.value && change.fromTrigger.isEmpty();
    if (!hasValue || change.change == ValueChangeKind::Increase) {
        tell(tr("Klaviyo cannot do this to a profile and leaves it out: %1.").arg(wordsOf(change)));
        return {};
    }
    const auto *text = std::get_if<QString>(&*change.value);
    const QJsonValue value = text ? QJsonValue(*text) : QJsonValue(std::get<double>(*change.value));
    QJsonObject operation{{"operator", "update"}, {"property_key", change.property}, {"property_value", value}};
    if (change.change == ValueChangeKind::Set) {
        operation.insert(QStringLiteral("property_type"), text ? "string" : "numeric");
        return operation;
    }
    operation.insert(QStringLiteral("property_type"), "list");
    operation.insert(QStringLiteral("property_value"), operandWords(*change.value));
    if (text)
        operation.insert(QStringLiteral("property_value"), *text);
    operation.insert(QStringLiteral("property_operation"), change.change == ValueChangeKind::Add ? "add" : "remove");
    return operation;
}

KlaviyoSteps StepMaker::operator()(const UpdateNode &update) const
{
    QJsonArray operations;
    for (const ProfileChange &change : update.changes) {
        if (const QJsonObject operation = operationOf(change); !operation.isEmpty())
            operations.append(operation);
    }
    return operations.isEmpty() ? KlaviyoSteps()
                                : one("update-profile", {{"status", Draft}, {"profile_operations", operations}});
}

KlaviyoSteps StepMaker::operator()(const ListNode &list) const
{
    return one(
        "list-update",
        {{"name", name()}, {"status", Draft}, {"on_execution", list.add}, {"list_id", klaviyoId("list", list.list)}});
}

KlaviyoSteps StepMaker::operator()(const LadderNode &ladder) const
{
    if (m_rung >= ladder.rungs.size())
        return {{}, port::UsedUp};
    tell(tr("Klaviyo has no discount ladder: every step of it sets the property %1, and the way round is written out.")
             .arg(quoted(ladder.variable)));
    const QJsonObject operation{{"operator", "update"},
                                {"property_type", "numeric"},
                                {"property_key", ladder.variable},
                                {"property_value", ladder.rungs[m_rung]}};
    return one("update-profile", {{"status", Draft}, {"profile_operations", QJsonArray{operation}}});
}

} // namespace

KlaviyoSteps klaviyoSteps(const FlowNode &node, size_t rung, const FlowDoc &flow, const KlaviyoGround &ground)
{
    return std::visit(StepMaker(node, rung, flow, ground), node.is);
}

} // namespace perennial
