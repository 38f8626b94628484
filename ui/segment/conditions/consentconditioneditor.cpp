// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/consentconditioneditor.h"

#include "core/segment/document/sentence.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/flowlayout.h"
#include "ui/segment/pickers/windoweditor.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/style.h"

#include <QMenu>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace perennial {

namespace {

constexpr int ButtonSize = 28;

// What a consent tells besides, only a state that a consent makes can be asked for.
bool isMadeByConsent(std::optional<Reach> state)
{
    return !state || state == Reach::CanReceive || state == Reach::Subscribed || state == Reach::Unsubscribed;
}

bool hasDate(std::optional<Reach> state)
{
    return isMadeByConsent(state) || state == Reach::Suppressed || state == Reach::Bounced;
}

} // namespace

ConsentConditionEditor::ConsentConditionEditor(const BuilderContext &context, QWidget *parent)
    : ConditionEditor(context, parent)
    , m_state(
          addPill(tr("Consent"), QStringLiteral("consent"), tr("choose a state"), [this] { return makeStatePicker(); }))
    , m_channel(addPill(tr("Channel"), QStringLiteral("channel"), tr("choose a channel"),
                        [this] { return makeChannelPicker(); }))
    , m_method(
          addPill(tr("Method"), QStringLiteral("method"), tr("by any method"), [this] { return makeMethodPicker(); }))
    , m_optIn(addPill(tr("Double opt-in"), QStringLiteral("optIn"), tr("with or without double opt-in"),
                      [this] { return makeOptInPicker(); }))
    , m_since(addPill(tr("Since when"), QStringLiteral("since"), tr("since any time"),
                      [this] { return makeSincePicker(); }))
    , m_add(new QToolButton(this))
{
    fillAddButton();
}

void ConsentConditionEditor::fillAddButton()
{
    m_add->setObjectName(QStringLiteral("addDetail"));
    m_add->setAccessibleName(tr("Add a detail of the consent"));
    m_add->setToolTip(tr("Add a detail: since when, by which method, double opt-in"));
    m_add->setIcon(icon(QStringLiteral("plus"), Ink::Muted));
    m_add->setFixedSize(ButtonSize, ButtonSize);
    m_add->setIconSize({size::IconSmall, size::IconSmall});
    setLook(m_add, Look::Quiet);
    line()->addWidget(m_add);
    auto *menu = new QMenu(m_add);
    menu->setObjectName(QStringLiteral("details"));
    connect(m_add, &QToolButton::clicked, menu,
            [this, menu] { menu->popup(m_add->mapToGlobal(QPoint(0, m_add->height()))); });
    const auto detail = [&](const QString &text, const char *name, PickerPill *pill) {
        QAction *action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, [this, pill] { openDetail(pill); });
        connect(pill, &PillButton::popupEscaped, this, &ConsentConditionEditor::showDetails);
        return action;
    };
    m_addSince = detail(tr("Since when …"), "addSince", m_since);
    m_addMethod = detail(tr("By which method …"), "addMethod", m_method);
    m_addOptIn = detail(tr("Double opt-in …"), "addOptIn", m_optIn);
}

// Shown while it is looked at, and stays where something is chosen.
void ConsentConditionEditor::openDetail(PickerPill *pill)
{
    pill->show();
    QTimer::singleShot(0, pill, [pill] {
        pill->setFocus();
        pill->openPopup();
    });
}

void ConsentConditionEditor::setNode(const SegmentNode &node)
{
    m_node = node;
    m_condition = std::get<ConsentCondition>(node.is);
    const auto state = m_condition.state;
    m_state->setValue(state ? words::reach(*state) : QString());
    m_channel->setValue(m_condition.channel ? wordsOf(*m_condition.channel) : QString());
    m_method->setValue(m_condition.method.isEmpty() ? tr("by any method") : words::method(m_condition.method));
    m_optIn->setValue(m_condition.doubleOptIn ? words::optIn(*m_condition.doubleOptIn)
                                              : tr("with or without double opt-in"));
    m_since->setValue(m_condition.since ? words::window(*m_condition.since) : tr("since any time"));
    showDetails();
}

void ConsentConditionEditor::showDetails()
{
    const auto state = m_condition.state;
    const bool dated = state == Reach::Subscribed || state == Reach::Unsubscribed || m_condition.since;
    const auto show = [](PickerPill *pill, bool says) { pill->setVisible(says || pill->isOpen()); };
    show(m_since, dated);
    show(m_method, !m_condition.method.isEmpty());
    show(m_optIn, m_condition.doubleOptIn.has_value());
    m_addSince->setVisible(hasDate(state) && !m_since->isVisibleTo(this));
    m_addMethod->setVisible(isMadeByConsent(state) && !m_method->isVisibleTo(this));
    m_addOptIn->setVisible(isMadeByConsent(state) && !m_optIn->isVisibleTo(this));
    m_add->setVisible(m_addSince->isVisible() || m_addMethod->isVisible() || m_addOptIn->isVisible());
}

void ConsentConditionEditor::change(const ConsentCondition &condition, const QString &what, const QString &key)
{
    m_condition = condition;
    m_node.is = condition;
    Q_EMIT edited(m_node, what, key);
    showDetails(); // also where the document stays as it is
}

Picker *ConsentConditionEditor::makeStatePicker()
{
    std::vector<std::pair<int, QString>> choices;
    for (const Reach reach : {Reach::CanReceive, Reach::CannotReceive, Reach::Subscribed, Reach::Unsubscribed,
                              Reach::Never, Reach::Suppressed, Reach::NotSuppressed, Reach::Bounced})
        choices.emplace_back(static_cast<int>(reach), words::reach(reach));
    const int now = m_condition.state ? static_cast<int>(*m_condition.state) : -1;
    return new ChoicePicker(tr("Consent"), choices, now, [this](int value) {
        ConsentCondition condition = m_condition;
        condition.state = static_cast<Reach>(value);
        if (!isMadeByConsent(condition.state)) {
            condition.method.clear();
            condition.doubleOptIn.reset();
        }
        if (!hasDate(condition.state))
            condition.since.reset();
        change(condition, tr("Change consent"));
    });
}

Picker *ConsentConditionEditor::makeChannelPicker()
{
    std::vector<std::pair<int, QString>> choices;
    for (const Channel channel : {Channel::Email, Channel::Sms, Channel::Push, Channel::Whatsapp})
        choices.emplace_back(static_cast<int>(channel), wordsOf(channel));
    const int now = m_condition.channel ? static_cast<int>(*m_condition.channel) : -1;
    return new ChoicePicker(tr("Channel"), choices, now, [this](int value) {
        ConsentCondition condition = m_condition;
        condition.channel = static_cast<Channel>(value);
        change(condition, tr("Change channel"));
    });
}

// The first line, without an id, stands for any method.
Picker *ConsentConditionEditor::makeMethodPicker()
{
    auto *picker = new ListPicker(tr("Method"));
    const auto fill = [this, picker](const std::vector<ValueChoice> &methods) {
        std::vector<PickItem> items{
            {.id = {}, .text = tr("by any method"), .detail = {}, .section = {}, .iconName = {}}};
        for (const ValueChoice &method : methods)
            items.push_back({.id = method.value,
                             .text = method.value,
                             .detail = format::count(method.count),
                             .section = {},
                             .iconName = {}});
        const QString &now = m_condition.method;
        if (!now.isEmpty() && std::ranges::find(items, now, &PickItem::id) == items.end())
            items.push_back({.id = now, .text = now, .detail = {}, .section = {}, .iconName = {}});
        picker->list().setItems(std::move(items));
        picker->list().setCurrent(now);
    };
    picker->list().model().setFreeText(true);
    fill({});
    if (m_condition.channel)
        context().catalog.findConsentMethods(*m_condition.channel, picker, fill);
    connect(picker, &ListPicker::picked, this, [this](const QString &method) {
        ConsentCondition condition = m_condition;
        condition.method = method;
        change(condition, tr("Change method"));
    });
    return picker;
}

Picker *ConsentConditionEditor::makeOptInPicker()
{
    enum Choice { Any, With, Without };
    const std::vector<std::pair<int, QString>> choices{
        {Any, tr("with or without double opt-in")}, {With, words::optIn(true)}, {Without, words::optIn(false)}};
    const auto is = m_condition.doubleOptIn;
    return new ChoicePicker(tr("Double opt-in"), choices,
                            !is   ? Any
                            : *is ? With
                                  : Without,
                            [this](int value) {
                                ConsentCondition condition = m_condition;
                                condition.doubleOptIn = value == Any ? std::nullopt : std::optional(value == With);
                                change(condition, tr("Change double opt-in"));
                            });
}

Picker *ConsentConditionEditor::makeSincePicker()
{
    auto *editor = new WindowEditor(m_condition.since.value_or(Window{}),
                                    context().offered(WindowOptions::ofConsents(context().catalog)));
    connect(editor, &WindowEditor::edited, this, [this](const Window &window) {
        ConsentCondition condition = m_condition;
        condition.since = window.kind == WindowKind::Ever ? std::nullopt : std::optional(window);
        change(condition, tr("Change window"), QStringLiteral("since"));
    });
    return editor;
}

} // namespace perennial
