// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/fieldpicker.h"

#include "core/flow/document/messagetext.h"
#include "core/segment/document/phrases.h"

#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int Lines = 10;
constexpr int Width = 320;

// A name is worth a word for who has none.
QString fallbackOf(const QString &property)
{
    const QString key = fieldKey(property);
    return key.contains(QLatin1String("first_name")) ? FieldPicker::tr("there", "Hi there") : QString();
}

} // namespace

FieldPicker::FieldPicker(const PanelContext &context, QWidget *parent)
    : Picker(parent)
    , m_context(context)
    , m_list(new PickList(tr("Field"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_list);
    m_list->setMinimumWidth(Width);
    m_list->setTall(Lines);
    setFocusProxy(m_list);
    fill({});
    if (!context.scope.triggerMetric.isEmpty())
        context.catalog.findEventProperties(context.scope.triggerMetric, this,
                                            [this](const std::vector<PropertyChoice> &found) { fill(found); });
    connect(m_list, &PickList::picked, this, [this](const QString &field) {
        Q_EMIT committed();
        Q_EMIT chosen(field);
    });
}

void FieldPicker::fill(const std::vector<PropertyChoice> &ofTrigger)
{
    std::vector<PickItem> items;
    const auto put = [&](PropertyOf of, const QString &name, const QString &detail, const QString &section) {
        const QString fallback = of == PropertyOf::Profile ? fallbackOf(name) : QString();
        items.push_back(
            {.id = fieldText(of, name, fallback), .text = name, .detail = detail, .section = section, .iconName = {}});
    };
    for (const PropertyChoice &property : m_context.catalog.properties())
        put(PropertyOf::Profile, property.name, valueTypeWords(property.type), tr("Who someone is"));
    for (const PropertyChoice &property : ofTrigger)
        put(PropertyOf::Trigger, property.name, valueTypeWords(property.type), tr("What started the flow"));
    for (const QString &variable : m_context.scope.variables)
        put(PropertyOf::Variable, variable, {}, tr("What this flow keeps"));
    const bool empty = items.empty();
    m_list->setItems(std::move(items));
    if (empty)
        m_list->setNote(tr("No properties are known yet. Import customers first."));
}

} // namespace perennial
