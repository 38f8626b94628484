// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/sampleconditioneditor.h"

#include "core/segment/document/phrases.h"
#include "ui/segment/pickers/formpicker.h"
#include "ui/segment/pickers/numberfield.h"

namespace perennial {

SampleConditionEditor::SampleConditionEditor(const BuilderContext &context, QWidget *parent)
    : KindEditor(context, parent)
{
    addWord(tr("a random sample of", "a random sample of 10 %"));
    m_percent =
        addPill(tr("Share"), QStringLiteral("percent"), tr("choose a share"), [this] { return makePercentPicker(); });
    m_salt = addPill(tr("Draw"), QStringLiteral("salt"), {}, [this] { return makeSaltPicker(); });
}

void SampleConditionEditor::show()
{
    const SampleCondition &c = condition();
    m_percent->setValue(c.percent ? tr("%1 %", "10 %").arg(numberWords(*c.percent)) : QString());
    m_salt->setValue(c.salt.isEmpty() ? tr("drawn without a name") : tr("drawn for %1").arg(quoted(c.salt)));
}

Picker *SampleConditionEditor::makePercentPicker()
{
    auto *form = new FormPicker;
    auto *percent = form->addNumber(tr("Share in percent"), "percent", condition().percent);
    form->addWord(tr("% of all people"));
    form->setHelp(
        tr("The same people are drawn everywhere and at any time. Nobody moves when more people come, or when "
           "the share grows."));
    connect(form, &FormPicker::changed, this, [this, percent] {
        edit(tr("Change share"), QStringLiteral("percent"), [&](SampleCondition &c) { c.percent = percent->number(); });
    });
    return form;
}

Picker *SampleConditionEditor::makeSaltPicker()
{
    auto *form = new FormPicker;
    form->addWord(tr("drawn for"));
    auto *salt = form->addText(tr("Name of the draw"), "salt", condition().salt);
    form->setHelp(tr("Samples with the same name draw the same people, a larger one those of the smaller and more. "
                     "Another name draws others."));
    connect(form, &FormPicker::changed, this, [this, salt] {
        edit(tr("Change draw"), QStringLiteral("salt"), [&](SampleCondition &c) { c.salt = salt->text(); });
    });
    return form;
}

} // namespace perennial
