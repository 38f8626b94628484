// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/conditioneditor.h"

#include "ui/segment/conditions/wordlabel.h"
#include "ui/segment/pickers/flowlayout.h"

namespace perennial {

namespace {

// In the order of reading.
void appendPills(QList<PickerPill *> &pills, const QLayout *layout)
{
    for (int i = 0; layout && i < layout->count(); ++i) {
        QWidget *widget = layout->itemAt(i)->widget();
        if (auto *pill = qobject_cast<PickerPill *>(widget))
            pills.append(pill);
        else
            appendPills(pills, widget ? widget->layout() : layout->itemAt(i)->layout());
    }
}

} // namespace

WindowOptions BuilderContext::offered(WindowOptions options) const
{
    options.sinceFlow = flow != nullptr;
    return options;
}

ConditionEditor::ConditionEditor(const BuilderContext &context, QWidget *parent)
    : ConditionEditor(context, Lines::One, parent)
{
}

ConditionEditor::ConditionEditor(const BuilderContext &context, Lines lines, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_line(lines == Lines::One ? new FlowLayout(this) : nullptr)
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

Label *ConditionEditor::addWord(const QString &word)
{
    auto *label = new WordLabel(word, this, Ink::Muted);
    m_line->addWidget(label);
    return label;
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

} // namespace perennial
