// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/spliteditors.h"

#include "ui/widgets/label.h"

namespace perennial {

SplitEditor::SplitEditor(const PanelContext &context, QWidget *parent)
    : NodeKindEditor(context, parent)
{
    form().addTitle(tr("Yes, for people for whom"));
    m_when = new DefinitionBox(context, tr("Yes, for people for whom"), "splitWhen", this);
    form().addPart(m_when);
    form().addHint(tr("Asked at the moment somebody comes by. Everybody else goes on by “no”."));
    connect(m_when, &DefinitionBox::edited, this,
            [this](const SegmentNode &root, const QString &what, const QString &key) {
                edit(what, key, [&](SplitNode &node) { node.when = root; });
            });
}

TriggerSplitEditor::TriggerSplitEditor(const PanelContext &context, QWidget *parent)
    : NodeKindEditor(context, parent)
    , m_metric(form().addTitle({}))
    , m_filters(new FilterBox(context, this))
{
    form().addPart(m_filters);
    form().addHint(
        tr("Looks at the event that started the journey, not at the person. Everybody else goes on by “no”."));
    connect(m_filters, &FilterBox::edited, this,
            [this](const FilterSet &filters, const QString &what, const QString &key) {
                edit(what, key, [&](TriggerSplitNode &node) { node.filters = filters; });
            });
}

void TriggerSplitEditor::show(const FlowDoc &)
{
    const QString &metric = context().scope.triggerMetric;
    m_metric->setText(metric.isEmpty() ? tr("This flow is not started by one event: everybody goes on by “no”.")
                                       : tr("Yes, if the %1").arg(metric));
    m_metric->setWordWrap(true);
    m_filters->show(metric, kind().filters);
}

} // namespace perennial
