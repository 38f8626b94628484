// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/wayseditors.h"

#include "ui/flow/editing/flowlists.h"
#include "ui/flow/panel/rowlist.h"
#include "ui/segment/pickers/numberfield.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int WeightWidth = 72;
constexpr int ShareWidth = 56;
constexpr size_t LeastArms = 2;

QLineEdit *makeName(const QString &name, const char *id, QWidget *parent)
{
    auto *field = new QLineEdit(parent);
    field->setObjectName(QLatin1String(id));
    field->setAccessibleName(name);
    return field;
}

} // namespace

MultiSplitEditor::MultiSplitEditor(const PanelContext &context, QWidget *parent)
    : NodeKindEditor(context, parent)
    , m_rows(new RowList(
          tr("way"), [this](size_t index, QWidget *row) { return makeRow(index, row); }, this))
{
    form().addHint(tr("The first way whose condition holds is taken; who fits none goes on by “else”."));
    form().addPart(m_rows);
    m_rows->setLeast(1);
    connect(m_rows->addAdder(tr("+ way"), "addBranch"), &QToolButton::clicked, this,
            [this] { edit(tr("Add way"), {}, [](MultiSplitNode &node) { node = withBranch(std::move(node)); }); });
    connect(m_rows, &RowList::removeWanted, this, [this](size_t index) {
        edit(tr("Remove way"), {}, [&](MultiSplitNode &node) { node.branches = withoutRow(node.branches, index); });
    });
    connect(m_rows, &RowList::moveWanted, this, [this](size_t index, int by) {
        edit(tr("Move way"), {}, [&](MultiSplitNode &node) { node.branches = withRowMoved(node.branches, index, by); });
    });
}

QWidget *MultiSplitEditor::makeRow(size_t index, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Gap);
    QLineEdit *name = makeName(tr("Name of way %1").arg(index + 1), "branchName", row);
    name->setPlaceholderText(tr("Way %1").arg(index + 1));
    auto *when = new DefinitionBox(context(), tr("Condition of way %1").arg(index + 1), "branchWhen", row);
    column->addWidget(name);
    column->addWidget(when);
    const QString key = QString::number(index);
    connect(name, &QLineEdit::textEdited, this, [this, index, key](const QString &text) {
        edit(tr("Rename way"), key + QStringLiteral("name"),
             [&](MultiSplitNode &node) { node.branches[index].name = text; });
    });
    connect(when, &DefinitionBox::edited, this,
            [this, index, key](const SegmentNode &root, const QString &what, const QString &inner) {
                edit(what, inner.isEmpty() ? QString() : key + inner,
                     [&](MultiSplitNode &node) { node.branches[index].when = root; });
            });
    return row;
}

void MultiSplitEditor::show(const FlowDoc &flow)
{
    m_rows->setCount(kind().branches.size());
    for (size_t i = 0; i < kind().branches.size(); ++i) {
        setField(m_rows->row(i)->findChild<QLineEdit *>(QStringLiteral("branchName")), kind().branches[i].name);
        m_rows->row(i)->findChild<DefinitionBox *>()->show(flow, kind().branches[i].when);
    }
}

RandomSplitEditor::RandomSplitEditor(const PanelContext &context, QWidget *parent)
    : NodeKindEditor(context, parent)
    , m_rows(new RowList(
          tr("way"), [this](size_t index, QWidget *row) { return makeRow(index, row); }, this))
{
    form().addHint(tr("By chance, in these proportions. The same person always goes the same way."));
    form().addPart(m_rows);
    m_rows->setLeast(LeastArms);
    m_salt = form().addLine(tr("Drawn together with"), "randomSalt", tr("nothing else"));
    form().addHint(tr("Two A/B splits with the same words here send a person the same way."));
    connect(m_rows->addAdder(tr("+ way"), "addArm"), &QToolButton::clicked, this, [this] {
        edit(tr("Add way"), {}, [](RandomSplitNode &node) {
            node = withArm(std::move(node));
            node.arms.back().name = QChar(u'A' + static_cast<char16_t>((node.arms.size() - 1) % 26));
            node.arms.back().weight = node.arms.front().weight;
        });
    });
    connect(m_rows, &RowList::removeWanted, this, [this](size_t index) {
        edit(tr("Remove way"), {}, [&](RandomSplitNode &node) { node.arms = withoutRow(node.arms, index); });
    });
    connect(m_rows, &RowList::moveWanted, this, [this](size_t index, int by) {
        edit(tr("Move way"), {}, [&](RandomSplitNode &node) { node.arms = withRowMoved(node.arms, index, by); });
    });
    connect(m_salt, &QLineEdit::textEdited, this, [this](const QString &text) {
        edit(tr("Change draw"), QStringLiteral("salt"), [&](RandomSplitNode &node) { node.salt = text; });
    });
}

QWidget *RandomSplitEditor::makeRow(size_t index, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(size::Gap);
    QLineEdit *name = makeName(tr("Name of way %1").arg(index + 1), "armName", row);
    auto *weight = new NumberField(tr("Weight of way %1").arg(index + 1), row);
    weight->setObjectName(QStringLiteral("armWeight"));
    weight->setFixedWidth(WeightWidth);
    auto *share = new Label({}, TextSize::Caption, Ink::Muted, row);
    share->setObjectName(QStringLiteral("armShare"));
    share->setMinimumWidth(ShareWidth);
    line->addWidget(name, 1);
    line->addWidget(weight);
    line->addWidget(share);
    const QString key = QString::number(index);
    connect(name, &QLineEdit::textEdited, this, [this, index, key](const QString &text) {
        edit(tr("Rename way"), key + QStringLiteral("name"),
             [&](RandomSplitNode &node) { node.arms[index].name = text; });
    });
    connect(weight, &NumberField::numberChanged, this, [this, index, key, weight] {
        if (const auto number = weight->number(); number && *number >= 0)
            edit(tr("Change weight"), key + QStringLiteral("weight"),
                 [&](RandomSplitNode &node) { node.arms[index].weight = *number; });
    });
    return row;
}

void RandomSplitEditor::show(const FlowDoc &)
{
    double all = 0;
    for (const RandomArm &arm : kind().arms)
        all += arm.weight;
    m_rows->setCount(kind().arms.size());
    for (size_t i = 0; i < kind().arms.size(); ++i) {
        const RandomArm &arm = kind().arms[i];
        QWidget *row = m_rows->row(i);
        setField(row->findChild<QLineEdit *>(QStringLiteral("armName")), arm.name);
        setField(row->findChild<NumberField *>(), arm.weight);
        row->findChild<Label *>(QStringLiteral("armShare"))
            ->setText(all > 0 ? format::share(arm.weight / all) : QString());
    }
    setField(m_salt, kind().salt);
}

} // namespace perennial
