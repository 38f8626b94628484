// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/grouprow.h"

#include "ui/segment/conditions/newconditionpicker.h"
#include "ui/segment/definition/rowanswer.h"
#include "ui/segment/definition/verdictmark.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/controlpainter.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int Indent = 20;
constexpr int BracketWidth = 3;
constexpr double Softness = 0.45;

Ink inkOf(GroupMatch match)
{
    return match == GroupMatch::All ? Ink::Accent : match == GroupMatch::Any ? Ink::Info : Ink::Warn;
}

} // namespace

GroupRow::GroupRow(const NodePath &path, const BuilderContext &context, QWidget *parent)
    : NodeRow(path, parent)
    , m_context(context)
    , m_node{SegmentGroup{}}
    , m_match(new PickerPill(
          tr("Group"), [this] { return makeMatchPicker(); }, this))
    , m_add(new PickerPill(
          tr("Add to this group"), [this] { return makeConditionPicker(); }, this))
    , m_hint(new ElidedLabel({}, TextSize::Caption, Ink::Muted, this))
    , m_answer(new RowAnswer(this))
    , m_children(new QVBoxLayout)
{
    GroupRow::setPath(path);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, size::Gap, 0, size::Gap);
    column->setSpacing(0);
    column->addWidget(m_head = makeHead());
    m_children->setSpacing(0);
    auto *indented = new QHBoxLayout; // a margin would not change sides from right to left
    indented->setSpacing(0);
    indented->addSpacing(Indent);
    indented->addLayout(m_children, 1);
    column->addLayout(indented);
    column->addWidget(m_foot = makeFoot());
}

QWidget *GroupRow::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Gap);
    if (!path().isRoot())
        row->addWidget(makeHandle());
    m_match->setObjectName(QStringLiteral("match"));
    row->addWidget(makeMark());
    row->addWidget(m_match);
    row->addWidget(m_hint, 1);
    row->addWidget(m_answer);
    m_answer->setVisible(!m_context.flow);
    if (path().isRoot())
        row->addSpacing(28 + size::Gap);
    else
        row->addWidget(makeMenuButton());
    return head;
}

QWidget *GroupRow::makeFoot()
{
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, size::Gap, 0, size::Gap);
    row->setSpacing(size::Gap);
    row->addSpacing(Indent - size::Gap);
    m_add->setObjectName(QStringLiteral("addCondition"));
    m_add->setPlaceholder(tr("+ condition"));
    auto *group = new QToolButton(foot);
    group->setObjectName(QStringLiteral("addGroup"));
    group->setText(tr("+ group"));
    group->setAccessibleName(tr("Add group"));
    setLook(group, Look::Quiet);
    connect(group, &QToolButton::clicked, this, [this] { Q_EMIT groupWanted(path()); });
    row->addWidget(m_add);
    row->addWidget(group);
    row->addStretch(1);
    return foot;
}

int GroupRow::headHeight() const
{
    return m_head->geometry().bottom();
}

void GroupRow::setPath(const NodePath &path)
{
    NodeRow::setPath(path);
    setObjectName(QStringLiteral("group-") + path.toString());
}

void GroupRow::setRows(const std::vector<NodeRow *> &rows)
{
    for (size_t i = 0; i < rows.size(); ++i) {
        const auto *now = m_children->itemAt(static_cast<int>(i));
        if (now && now->widget() == rows[i])
            continue;
        m_children->insertWidget(static_cast<int>(i), rows[i]);
        rows[i]->show();
    }
    raiseInOrder(rows);
}

// Readers go by the order of the children.
void GroupRow::raiseInOrder(const std::vector<NodeRow *> &rows)
{
    std::vector<QWidget *> wanted(rows.begin(), rows.end());
    wanted.push_back(m_foot);
    size_t next = 0;
    for (const QObject *child : children())
        next += next < wanted.size() && child == wanted[next] ? 1 : 0;
    if (next == wanted.size())
        return;
    for (QWidget *widget : wanted)
        widget->raise();
}

void GroupRow::setGroup(const SegmentNode &node)
{
    m_node = node;
    const GroupMatch match = node.group()->match;
    m_match->setValue(words::groupTitle(match));
    m_hint->setText(node.group()->children.empty() ? tr("Nothing here yet: it neither widens nor narrows")
                                                   : words::groupHint(match));
    nameAgain();
    update();
}

void GroupRow::setAnswer(const std::optional<NodeFigures> &count, const AnswerScale &scale)
{
    if (m_answer->setAnswer(path().isRoot() ? std::nullopt : count, scale))
        nameAgain();
}

void GroupRow::setBusy(bool busy)
{
    m_answer->setBusy(busy);
}

void GroupRow::nameAgain()
{
    QString name = tr("Group: %1.").arg(words::groupTitle(m_node.group()->match));
    if (const QString counts = m_answer->words(); !counts.isEmpty())
        name += u' ' + counts + u'.';
    setAccessibleName(name + spokenState());
}

void GroupRow::enter()
{
    m_match->setFocus(Qt::TabFocusReason);
    m_match->openPopup();
}

void GroupRow::openAddCondition()
{
    m_add->setFocus();
    m_add->openPopup();
}

Picker *GroupRow::makeMatchPicker()
{
    std::vector<std::pair<int, QString>> choices;
    for (const GroupMatch match : {GroupMatch::All, GroupMatch::Any, GroupMatch::None})
        choices.emplace_back(static_cast<int>(match),
                             words::groupTitle(match) + QStringLiteral(" – ") + words::groupHint(match));
    return new ChoicePicker(tr("Group"), choices, static_cast<int>(m_node.group()->match), [this](int value) {
        SegmentNode node = m_node;
        node.group()->match = static_cast<GroupMatch>(value);
        Q_EMIT edited(path(), node, tr("Change group"), {});
    });
}

Picker *GroupRow::makeConditionPicker()
{
    auto *picker = new NewConditionPicker(m_context);
    connect(picker, &NewConditionPicker::chosen, this,
            [this](const SegmentNode &node) { Q_EMIT conditionWanted(path(), node); });
    return picker;
}

void GroupRow::paintEvent(QPaintEvent *event)
{
    if (!path().isRoot())
        NodeRow::paintEvent(event);
    const Tokens &tokens = Tokens::current();
    const int top = m_head->geometry().bottom() + size::Gap;
    const QRect bracket(size::Unit, top, BracketWidth, height() - top - size::Unit);
    QPainter painter(this);
    paintRounded(painter, QStyle::visualRect(layoutDirection(), rect(), bracket), BracketWidth / 2.0,
                 blend(tokens.ink(inkOf(m_node.group()->match)), tokens.card, Softness));
}

} // namespace perennial
