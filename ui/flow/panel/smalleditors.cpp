// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/smalleditors.h"

#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>

namespace perennial {

namespace {

constexpr int JsonLines = 12;

QString rungsText(const std::vector<double> &rungs)
{
    QStringList texts;
    for (const double rung : rungs)
        texts.append(QLocale().toString(rung, 'g', 10));
    return texts.join(QStringLiteral("; "));
}

// Nothing where something is no number above 0.
std::optional<std::vector<double>> rungsFrom(const QString &text)
{
    static const QRegularExpression between(QStringLiteral("[;\\s%€$£]+"));
    std::vector<double> rungs;
    for (QString part : text.split(between, Qt::SkipEmptyParts)) {
        auto number = words::numberFrom(part);
        if (!number && part.endsWith(u','))
            number = words::numberFrom(part.chopped(1));
        if (!number || *number <= 0)
            return std::nullopt;
        rungs.push_back(*number);
    }
    return rungs;
}

} // namespace

ListEditor::ListEditor(const PanelContext &context, QWidget *parent)
    : NodeKindEditor(context, parent)
    , m_add(form().addChoice(tr("What happens"), "listAdd", {{1, tr("put on a list")}, {0, tr("take off a list")}}))
    , m_list(form().addPill(tr("List"), "listName", tr("choose a list"), [this] { return makeListPicker(); }))
{
    connect(m_add, &QComboBox::activated, this,
            [this] { edit(tr("Change list step"), {}, [&](ListNode &node) { node.add = valueOf(m_add) == 1; }); });
}

Picker *ListEditor::makeListPicker()
{
    auto *picker = new ListPicker(tr("List"));
    picker->list().model().setFreeText(true);
    std::vector<PickItem> items;
    for (const ListChoice &list : context().catalog.lists())
        items.push_back(
            {.id = list.name, .text = list.name, .detail = format::count(list.people), .section = {}, .iconName = {}});
    const bool empty = items.empty();
    picker->list().setItems(std::move(items));
    picker->list().setCurrent(kind().list);
    if (empty)
        picker->list().setNote(tr("There are no lists yet. Type a name for a new one."));
    connect(picker, &ListPicker::picked, this,
            [this](const QString &name) { edit(tr("Change list"), {}, [&](ListNode &node) { node.list = name; }); });
    return picker;
}

void ListEditor::show(const FlowDoc &)
{
    setField(m_add, kind().add ? 1 : 0);
    m_list->setValue(kind().list);
}

LadderEditor::LadderEditor(const PanelContext &context, QWidget *parent)
    : NodeKindEditor(context, parent)
    , m_rungs(form().addLine(tr("Rungs, one for each passage"), "ladderRungs", QStringLiteral("5; 10; 15")))
    , m_problem(form().addHint({}))
    , m_unit(form().addChoice(tr("In"), "ladderUnit",
                              {{static_cast<int>(DiscountUnit::Percent), tr("percent")},
                               {static_cast<int>(DiscountUnit::Amount), tr("the store's currency")}}))
    , m_variable(form().addLine(tr("Kept as the flow's"), "ladderVariable"))
    , m_hint(form().addHint({}))
{
    m_problem->setInk(Ink::Danger);
    connect(m_rungs, &QLineEdit::textEdited, this, &LadderEditor::readRungs);
    connect(m_unit, &QComboBox::activated, this, [this] {
        edit(tr("Change unit"), {}, [&](LadderNode &node) { node.unit = static_cast<DiscountUnit>(valueOf(m_unit)); });
    });
    connect(m_variable, &QLineEdit::textEdited, this, [this](const QString &text) {
        edit(tr("Rename variable"), QStringLiteral("variable"),
             [&](LadderNode &node) { node.variable = text.trimmed(); });
    });
}

void LadderEditor::readRungs(const QString &text)
{
    const auto rungs = rungsFrom(text);
    m_problem->setText(rungs ? QString() : tr("Write numbers above 0 with semicolons between: 5; 10; 15."));
    m_problem->setVisible(!rungs);
    if (rungs)
        edit(tr("Change rungs"), QStringLiteral("rungs"), [&](LadderNode &node) { node.rungs = *rungs; });
}

void LadderEditor::show(const FlowDoc &)
{
    if (rungsFrom(m_rungs->text()) != kind().rungs) {
        setField(m_rungs, rungsText(kind().rungs));
        m_problem->hide();
    }
    setField(m_unit, static_cast<int>(kind().unit));
    if (m_variable->text().trimmed() != kind().variable)
        setField(m_variable, kind().variable);
    m_hint->setText(
        tr("Messages show it with {{ flow.%1 }}. After the last rung people go on by “used up”.").arg(kind().variable));
    m_hint->show();
}

GoalEditor::GoalEditor(const PanelContext &context, QWidget *parent)
    : NodeKindEditor(context, parent)
    , m_name(form().addLine(tr("Name of the goal"), "goalName", tr("Bought again")))
{
    form().addHint(tr("Counted once for each journey. For a goal that counts wherever somebody is, add one to the "
                      "flow's settings."));
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &text) {
        edit(tr("Rename goal"), QStringLiteral("name"), [&](GoalNode &node) { node.name = text; });
    });
}

ExitEditor::ExitEditor(const PanelContext &context, QWidget *parent)
    : NodeKindEditor(context, parent)
    , m_reason(form().addLine(tr("Why people leave here"), "exitReason", tr("Not interested")))
{
    connect(m_reason, &QLineEdit::textEdited, this, [this](const QString &text) {
        edit(tr("Change reason"), QStringLiteral("reason"), [&](ExitNode &node) { node.reason = text; });
    });
}

UnreadEditor::UnreadEditor(const PanelContext &context, QWidget *parent)
    : NodeKindEditor(context, parent)
    , m_why(form().addHint({}))
    , m_json(form().addText(tr("As it stands in the file"), "unreadJson", JsonLines))
{
    m_why->setInk(Ink::Danger);
    m_json->setReadOnly(true);
}

void UnreadEditor::show(const FlowDoc &)
{
    m_why->setText(tr("%1 It is kept as it is, and nobody passes it.").arg(kind().error.message));
    m_why->show();
    setField(m_json, QString::fromUtf8(QJsonDocument(kind().json).toJson()));
}

} // namespace perennial
