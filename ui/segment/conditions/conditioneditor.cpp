// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/conditioneditor.h"

#include "core/segment/document/sentence.h"
#include "ui/segment/conditions/eventconditioneditor.h"
#include "ui/segment/editing/segmentedits.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/flowlayout.h"
#include "ui/segment/pickers/windoweditor.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/label.h"

namespace perennial {

namespace {

// As high as a pill on its one line; breaks where there is no room for it.
class SentenceLabel final : public Label
{
public:
    explicit SentenceLabel(QWidget *parent)
        : Label({}, TextSize::Body, Ink::Text, parent)
    {
        setWordWrap(true);
        const int rest = qMax(0, LineHeight - fontMetrics().height());
        setContentsMargins(0, rest / 2, 0, rest - rest / 2);
    }

    [[nodiscard]] QSize sizeHint() const override { return {fontMetrics().horizontalAdvance(text()) + 1, LineHeight}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {qMin(sizeHint().width(), Least), LineHeight}; }

private:
    static constexpr int LineHeight = 28;
    static constexpr int Least = 120;
};

} // namespace

ConditionEditor::ConditionEditor(const BuilderContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_line(new FlowLayout(this))
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

PickerPill *ConditionEditor::addPill(const QString &role, const QString &objectName, const QString &placeholder,
                                     PickerPill::Make make)
{
    auto *pill = new PickerPill(role, std::move(make), this);
    pill->setObjectName(objectName);
    pill->setPlaceholder(placeholder);
    m_line->addWidget(pill);
    return pill;
}

QList<PickerPill *> ConditionEditor::pills() const
{
    return findChildren<PickerPill *>();
}

void ConditionEditor::setProblem(const QString &problem)
{
    const auto all = pills();
    for (PickerPill *pill : all)
        pill->setProblem(pill == all.last() ? problem : QString());
}

bool ConditionEditor::openUnfinished()
{
    for (PickerPill *pill : pills()) {
        if (pill->isVisibleTo(this) && pill->value().isEmpty()) {
            pill->setFocus();
            pill->openPopup();
            return true;
        }
    }
    return false;
}

ConditionEditor *makeConditionEditor(const SegmentNode &node, const BuilderContext &context, QWidget *parent)
{
    if (!isEditable(node))
        return new KeptCondition(context, parent);
    if (std::holds_alternative<EventCondition>(node.is))
        return new EventConditionEditor(context, parent);
    if (std::holds_alternative<PropertyCondition>(node.is))
        return new PropertyConditionEditor(context, parent);
    return new ConsentConditionEditor(context, parent);
}

KeptCondition::KeptCondition(const BuilderContext &context, QWidget *parent)
    : ConditionEditor(context, parent)
    , m_words(new SentenceLabel(this))
{
    auto *mark = new Label(tr("Kept as it is"), TextSize::Caption, Ink::Muted, this);
    mark->setContentsMargins(0, 7, 0, 0); // on one line with the words
    mark->setToolTip(tr("This kind of condition can't be edited here yet. It counts and is kept."));
    m_words->setObjectName(QStringLiteral("keptWords"));
    line()->addWidget(m_words);
    line()->addWidget(mark);
}

void KeptCondition::setNode(const SegmentNode &node)
{
    m_words->setText(wordsOf(node));
}

PropertyConditionEditor::PropertyConditionEditor(const BuilderContext &context, QWidget *parent)
    : ConditionEditor(context, parent)
    , m_property(addPill(tr("Property"), QStringLiteral("property"), tr("choose a property"),
                         [this] { return makePropertyPicker(); }))
    , m_test(addPill(tr("Value"), QStringLiteral("test"), tr("choose a value"), [this] { return makeTestPicker(); }))
{
}

void PropertyConditionEditor::setNode(const SegmentNode &node)
{
    m_node = node;
    m_condition = std::get<PropertyCondition>(node.is);
    m_property->setValue(m_condition.property);
    m_test->setValue(words::test(m_condition.test, ValueType::Text));
}

void PropertyConditionEditor::change(const PropertyCondition &condition, const QString &what, const QString &key)
{
    m_condition = condition;
    m_node.is = condition;
    Q_EMIT edited(m_node, what, key);
}

Picker *PropertyConditionEditor::makePropertyPicker()
{
    return makePropertyListPicker(context().catalog.properties(), m_condition.property,
                                  [this](const PropertyChoice &choice) {
                                      PropertyCondition condition{.property = choice.name, .test = {}, .other = {}};
                                      if (context().catalog.typeOf(m_condition.property) == choice.type)
                                          condition.test = m_condition.test;
                                      change(condition, tr("Change property"));
                                  });
}

Picker *PropertyConditionEditor::makeTestPicker()
{
    TestOffer offer{.type = context().catalog.typeOf(m_condition.property), .findValues = {}, .more = {}};
    offer.findValues = [this, name = m_condition.property](QObject *asker, SegmentCatalog::Done<ValueChoice> done) {
        context().catalog.findValues(name, asker, std::move(done));
    };
    auto *editor = new TestEditor(m_condition.test, std::move(offer));
    connect(editor, &TestEditor::edited, this, [this](const Test &test) {
        PropertyCondition condition = m_condition;
        condition.test = test;
        change(condition, tr("Change value"), QStringLiteral("test"));
    });
    return editor;
}

ConsentConditionEditor::ConsentConditionEditor(const BuilderContext &context, QWidget *parent)
    : ConditionEditor(context, parent)
    , m_state(
          addPill(tr("Consent"), QStringLiteral("consent"), tr("choose a state"), [this] { return makeStatePicker(); }))
    , m_channel(addPill(tr("Channel"), QStringLiteral("channel"), tr("choose a channel"),
                        [this] { return makeChannelPicker(); }))
    , m_since(addPill(tr("Since when"), QStringLiteral("since"), tr("since any time"),
                      [this] { return makeSincePicker(); }))
{
}

void ConsentConditionEditor::setNode(const SegmentNode &node)
{
    m_node = node;
    m_condition = std::get<ConsentCondition>(node.is);
    const auto state = m_condition.state;
    m_state->setValue(state ? words::reach(*state) : QString());
    m_channel->setValue(m_condition.channel ? wordsOf(*m_condition.channel) : QString());
    const bool dated = state == Reach::Subscribed || state == Reach::Unsubscribed || m_condition.since;
    m_since->setVisible(dated);
    m_since->setValue(m_condition.since ? words::window(*m_condition.since) : tr("since any time"));
}

void ConsentConditionEditor::change(const ConsentCondition &condition, const QString &what, const QString &key)
{
    m_condition = condition;
    m_node.is = condition;
    Q_EMIT edited(m_node, what, key);
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
        if (condition.state != Reach::Subscribed && condition.state != Reach::Unsubscribed)
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

Picker *ConsentConditionEditor::makeSincePicker()
{
    auto *editor = new WindowEditor(m_condition.since.value_or(Window{}), WindowEditor::Looks::Back);
    connect(editor, &WindowEditor::edited, this, [this](const Window &window) {
        ConsentCondition condition = m_condition;
        condition.since = window.kind == WindowKind::Ever ? std::nullopt : std::optional(window);
        change(condition, tr("Change window"), QStringLiteral("since"));
    });
    return editor;
}

} // namespace perennial
