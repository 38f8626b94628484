// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/conditioneditor.h"

#include "core/segment/document/sentence.h"
#include "ui/segment/conditions/consentconditioneditor.h"
#include "ui/segment/conditions/eventconditioneditor.h"
#include "ui/segment/conditions/propertyconditioneditor.h"
#include "ui/segment/editing/segmentedits.h"
#include "ui/segment/pickers/flowlayout.h"
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

// In the order of reading.
void appendPills(QList<PickerPill *> &pills, const QLayout *layout)
{
    for (int i = 0; layout && i < layout->count(); ++i) {
        QWidget *widget = layout->itemAt(i)->widget();
        if (auto *pill = qobject_cast<PickerPill *>(widget))
            pills.append(pill);
        else if (widget)
            appendPills(pills, widget->layout());
    }
}

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
    QList<PickerPill *> found;
    appendPills(found, layout());
    return found;
}

void ConditionEditor::setProblem(const QString &problem)
{
    const PickerPill *last = nullptr;
    for (const PickerPill *pill : pills())
        last = pill->isVisibleTo(this) ? pill : last;
    for (PickerPill *pill : pills())
        pill->setProblem(pill == last ? problem : QString());
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

} // namespace perennial
