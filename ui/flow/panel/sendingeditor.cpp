// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/sendingeditor.h"

#include "core/flow/document/flowwords.h"
#include "ui/flow/editing/flowlists.h"
#include "ui/flow/panel/rowlist.h"
#include "ui/segment/pickers/numberfield.h"
#include "ui/segment/pickers/spanfield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QTimeEdit>
#include <QToolButton>

#include <algorithm>

namespace perennial {

namespace {

constexpr std::array Sent{MessageChannel::Email, MessageChannel::Sms, MessageChannel::Push};
constexpr int AllChannels = -1;
constexpr int MostHours = 24 * 365;

} // namespace

// "At most 3 e-mails in 7 days."
class SendingEditor::CapRow final : public PanelForm
{
public:
    explicit CapRow(QWidget *parent)
        : PanelForm(parent)
    {
        beginPair();
        most = addNumber(tr("At most"), "capMost");
        most->setWhole(1);
        Choices choices{{AllChannels, tr("of all channels")}};
        for (const MessageChannel one : Sent)
            choices.emplace_back(static_cast<int>(one), wordsOf(one));
        channel = addChoice(tr("Of"), "capChannel", choices);
        endPair();
        per = addSpan(tr("In any"), "capPer", 1);
    }

    void show(const FrequencyCap &cap)
    {
        setField(most, cap.most);
        setField(channel, cap.channel ? static_cast<int>(*cap.channel) : AllChannels);
        setField(per, cap.per);
    }

    NumberField *most;
    QComboBox *channel;
    SpanField *per;
};

SendingEditor::SendingEditor(QWidget *parent)
    : PanelForm(parent)
{
    makeQuiet();
    makeCaps();
    makeSmart();
    connectQuiet();
}

template <class Change>
void SendingEditor::edit(const QString &what, const QString &key, Change change)
{
    SendingRules rules = m_rules;
    change(rules);
    if (rules == m_rules)
        return;
    m_rules = rules;
    Q_EMIT edited(rules, what, key);
}

void SendingEditor::makeQuiet()
{
    addTitle(tr("Quiet hours"));
    m_quiet = addCheck(tr("Send nothing at night"), "quietOn");
    m_hours = new PanelForm(this);
    m_hours->beginPair();
    m_from = m_hours->addClock(tr("From"), "quietFrom");
    m_to = m_hours->addClock(tr("To"), "quietTo");
    m_hours->endPair();
    m_hours->beginPair();
    m_clock = m_hours->addChoice(
        tr("By the clock of"), "quietClock",
        {{static_cast<int>(ClockOf::Profile), tr("the person")}, {static_cast<int>(ClockOf::Flow), tr("the flow")}});
    m_then = m_hours->addChoice(
        tr("Messages then"), "quietThen",
        {{static_cast<int>(WhenQuiet::Wait), tr("wait")}, {static_cast<int>(WhenQuiet::Skip), tr("are skipped")}});
    m_hours->endPair();
    for (const MessageChannel channel : Sent)
        m_channels.emplace_back(channel, m_hours->addCheck(wordsOf(channel), "quietChannel"));
    addPart(m_hours);
    addHint(tr("Transactional messages go at any hour."));
}

void SendingEditor::connectQuiet()
{
    connect(m_quiet, &QCheckBox::toggled, this,
            [this](bool on) { edit(tr("Change quiet hours"), {}, [&](SendingRules &r) { r.quiet.on = on; }); });
    connect(m_from, &QTimeEdit::timeChanged, this, [this] {
        edit(tr("Change quiet hours"), QStringLiteral("from"),
             [&](SendingRules &r) { r.quiet.from = clockOf(m_from); });
    });
    connect(m_to, &QTimeEdit::timeChanged, this, [this] {
        edit(tr("Change quiet hours"), QStringLiteral("to"), [&](SendingRules &r) { r.quiet.to = clockOf(m_to); });
    });
    connect(m_clock, &QComboBox::activated, this, [this] {
        edit(tr("Change quiet hours"), {},
             [&](SendingRules &r) { r.quiet.clock = static_cast<ClockOf>(valueOf(m_clock)); });
    });
    connect(m_then, &QComboBox::activated, this, [this] {
        edit(tr("Change quiet hours"), {},
             [&](SendingRules &r) { r.quiet.then = static_cast<WhenQuiet>(valueOf(m_then)); });
    });
    for (const auto &[channel, check] : m_channels)
        connect(check, &QCheckBox::toggled, this, [this] {
            edit(tr("Change quiet hours"), {}, [&](SendingRules &r) {
                r.quiet.channels.clear();
                for (const auto &[one, box] : m_channels) {
                    if (box->isChecked())
                        r.quiet.channels.push_back(one);
                }
            });
        });
}

void SendingEditor::makeCaps()
{
    addTitle(tr("Caps"));
    m_caps = new RowList(
        tr("cap"),
        [this](size_t index, QWidget *frame) {
            auto *row = new CapRow(frame);
            connectCap(row, index);
            return row;
        },
        this);
    m_caps->setMovable(false);
    addPart(m_caps);
    connect(m_caps->addAdder(tr("+ cap"), "addCap"), &QToolButton::clicked, this,
            [this] { edit(tr("Add cap"), {}, [](SendingRules &r) { r.caps.emplace_back(); }); });
    connect(m_caps, &RowList::removeWanted, this, [this](size_t index) {
        edit(tr("Remove cap"), {}, [&](SendingRules &r) { r.caps = withoutRow(r.caps, index); });
    });
}

void SendingEditor::connectCap(CapRow *row, size_t index)
{
    const QString key = QStringLiteral("cap%1").arg(index);
    connect(row->most, &NumberField::numberChanged, this, [this, row, index, key] {
        if (const auto most = row->most->whole())
            edit(tr("Change cap"), key, [&](SendingRules &r) { r.caps[index].most = *most; });
    });
    connect(row->channel, &QComboBox::activated, this, [this, row, index] {
        const int channel = valueOf(row->channel);
        edit(tr("Change cap"), {}, [&](SendingRules &r) {
            r.caps[index].channel =
                channel == AllChannels ? std::nullopt : std::optional(static_cast<MessageChannel>(channel));
        });
    });
    connect(row->per, &SpanField::edited, this, [this, row, index, key] {
        if (const auto span = row->per->span())
            edit(tr("Change cap"), key, [&](SendingRules &r) { r.caps[index].per = *span; });
    });
}

void SendingEditor::makeSmart()
{
    addTitle(tr("Smart sending"));
    addHint(tr("Skips marketing for who had one by the same channel within so many hours. Empty: no such rule."));
    beginPair();
    const std::array members{&SmartSending::emailHours, &SmartSending::smsHours, &SmartSending::pushHours};
    for (size_t i = 0; i < members.size(); ++i) {
        auto *hours = addNumber(wordsOf(Sent[i]), "smartHours");
        hours->setWhole(1, MostHours);
        hours->setPlaceholderText(tr("off"));
        m_smart.emplace_back(members[i], hours);
        connect(hours, &NumberField::numberChanged, this, [this, hours, member = members[i], i] {
            if (hours->problem().isEmpty())
                edit(tr("Change smart sending"), QStringLiteral("smart%1").arg(i),
                     [&](SendingRules &r) { r.smart.*member = hours->whole(); });
        });
    }
    endPair();
    m_received = addCheck(tr("Count what people received elsewhere too"), "countsReceived");
    connect(m_received, &QCheckBox::toggled, this,
            [this](bool on) { edit(tr("Change smart sending"), {}, [&](SendingRules &r) { r.countsReceived = on; }); });
}

void SendingEditor::showQuiet()
{
    const QuietHours &quiet = m_rules.quiet;
    setField(m_quiet, quiet.on);
    m_hours->setVisible(quiet.on);
    setField(m_from, quiet.from);
    setField(m_to, quiet.to);
    setField(m_clock, static_cast<int>(quiet.clock));
    setField(m_then, static_cast<int>(quiet.then));
    for (const auto &[channel, check] : m_channels)
        setField(check, std::ranges::count(quiet.channels, channel) > 0);
}

void SendingEditor::show(const SendingRules &rules)
{
    m_rules = rules;
    showQuiet();
    m_caps->setCount(rules.caps.size());
    for (size_t i = 0; i < rules.caps.size(); ++i)
        static_cast<CapRow *>(m_caps->row(i))->show(rules.caps[i]);
    for (const auto &[member, field] : m_smart)
        setField(field, rules.smart.*member ? std::optional<double>(*(rules.smart.*member)) : std::nullopt);
    setField(m_received, rules.countsReceived);
}

} // namespace perennial
