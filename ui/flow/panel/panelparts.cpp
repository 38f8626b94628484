// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/panelparts.h"

#include "ui/segment/conditions/filterpills.h"
#include "ui/segment/definition/definitionview.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/flowlayout.h"
#include "ui/widgets/tokens.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

constexpr int DaysOfWeek = 7;

}

DefinitionBox::DefinitionBox(const PanelContext &context, const QString &name, const char *id, QWidget *parent)
    : QWidget(parent)
    , m_view(new DefinitionView(
          BuilderContext{.catalog = context.catalog, .edits = MemberOf::Flow, .flow = &context.scope}, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view);
    setObjectName(QLatin1String(id));
    m_view->setAccessibleName(name);
    connect(m_view, &DefinitionView::edited, this,
            [this, id](const SegmentDoc &doc, const QString &what, const QString &key) {
                Q_EMIT edited(doc.root, what, key.isEmpty() ? QString() : QLatin1String(id) + u'/' + key);
            });
}

void DefinitionBox::show(const FlowDoc &flow, const SegmentNode &root)
{
    m_view->setDoc(documentOf(flow, root));
}

FilterBox::FilterBox(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
{
    auto *line = new FlowLayout(this);
    m_pills = new FilterPills(context.catalog, this, line, QStringLiteral("addFilter"));
    connect(m_pills, &FilterPills::edited, this, &FilterBox::edited);
}

void FilterBox::show(const QString &metric, const FilterSet &filters)
{
    m_pills->show(metric, filters);
    updateGeometry();
}

WeekdayBox::WeekdayBox(QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Gap);
    for (int day = 1; day <= DaysOfWeek; ++day) {
        auto *button = new QToolButton(this);
        button->setObjectName(QStringLiteral("weekday%1").arg(day));
        button->setText(QLocale().standaloneDayName(day, QLocale::ShortFormat));
        button->setFont(fontFor(TextSize::Caption));
        button->setAccessibleName(QLocale().standaloneDayName(day, QLocale::LongFormat));
        button->setToolTip(button->accessibleName());
        button->setCheckable(true);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        row->addWidget(button);
        m_days.push_back(button);
        connect(button, &QToolButton::clicked, this, [this] {
            std::vector<int> days;
            for (int i = 0; i < DaysOfWeek; ++i) {
                if (m_days[static_cast<size_t>(i)]->isChecked())
                    days.push_back(i + 1);
            }
            Q_EMIT edited(days);
        });
    }
}

void WeekdayBox::show(const std::vector<int> &days)
{
    for (int i = 0; i < DaysOfWeek; ++i)
        m_days[static_cast<size_t>(i)]->setChecked(std::ranges::count(days, i + 1) > 0);
}

Picker *makeMetricPicker(const PanelContext &context, const QString &now, std::function<void(const QString &)> take)
{
    return makeMetricListPicker(context.catalog.metrics(), now, std::move(take));
}

} // namespace perennial
