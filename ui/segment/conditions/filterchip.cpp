// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/filterchip.h"

#include "ui/segment/conditions/linecatalog.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/flowlayout.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/style.h"

#include <QKeyEvent>
#include <QToolButton>

namespace perennial {

FilterChip::FilterChip(SegmentCatalog &catalog, QWidget *parent, FilterOf of)
    : QWidget(parent)
    , m_catalog(catalog)
    , m_of(of)
    , m_word(new QToolButton(this))
    , m_property(new PickerPill(
          tr("Filter by"), [this] { return makePropertyPicker(); }, this))
    , m_test(new PickerPill(
          tr("Filter value"), [this] { return makeTestPicker(); }, this))
    , m_remove(new QToolButton(this))
{
    auto *row = new FlowLayout(this);
    for (QWidget *part : std::initializer_list<QWidget *>{m_word, m_property, m_test, m_remove})
        row->addWidget(part);
    for (QToolButton *button : {m_word, m_remove})
        button->setFixedHeight(m_property->sizeHint().height());
    setLook(m_word, Look::Quiet);
    setLook(m_remove, Look::Quiet);
    m_remove->setIcon(icon(QStringLiteral("close"), Ink::Muted));
    m_remove->setIconSize({12, 12});
    m_property->setObjectName(QStringLiteral("filterProperty"));
    m_property->setPlaceholder(tr("choose a property"));
    m_test->setObjectName(QStringLiteral("filterTest"));
    m_test->setPlaceholder(tr("choose a value"));
    m_remove->setObjectName(QStringLiteral("removeFilter"));
    connect(m_property, &PillButton::popupEscaped, this, &FilterChip::removeIfEmpty);
    connect(m_remove, &QToolButton::clicked, this, &FilterChip::removed);
    connect(m_word, &QToolButton::clicked, this, &FilterChip::matchToggled);
}

void FilterChip::setFilter(const QString &metric, const PropertyFilter &filter, FilterMatch match, bool first)
{
    m_metric = metric;
    m_filter = filter;
    m_word->setText(first ? tr("where") : match == FilterMatch::All ? tr("and") : tr("or"));
    m_word->setEnabled(!first);
    m_word->setAccessibleName(first ? tr("where") : tr("Filters joined by: %1").arg(m_word->text()));
    m_word->setToolTip(first ? QString() : tr("Switch between “and” and “or”"));
    m_property->setValue(filter.property.isEmpty() ? QString() : nameOf(filter.property));
    m_test->setValue(words::test(filter.test, ValueType::Text), words::wholeTest(filter.test, ValueType::Text));
    m_test->setVisible(!filter.property.isEmpty());
    m_remove->setToolTip(tr("Remove filter"));
    m_remove->setAccessibleName(tr("Remove filter %1").arg(nameOf(filter.property)));
}

QString FilterChip::nameOf(const QString &property) const
{
    return m_of == FilterOf::OrderLines ? lineWords(property) : words::property(property);
}

// The properties of an event may be of any type, each time of another.
std::vector<ValueType> FilterChip::typesOf(const QString &property) const
{
    if (m_of == FilterOf::OrderLines)
        return {lineType(property)};
    return property == ValueProperty ? std::vector{ValueType::Number} : typesOfValues();
}

void FilterChip::removeIfEmpty()
{
    if (m_filter.property.isEmpty())
        Q_EMIT removed();
}

void FilterChip::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Cancel) && m_filter.property.isEmpty())
        Q_EMIT removed();
    else
        QWidget::keyPressEvent(event);
}

void FilterChip::openUnfinished()
{
    PickerPill *pill = m_filter.property.isEmpty() ? m_property : m_test;
    pill->setFocus();
    pill->openPopup();
}

void FilterChip::take(const PropertyChoice &choice)
{
    m_typeOfProperty = {choice.name, choice.type};
    PropertyFilter filter{.property = choice.name, .test = {}};
    if (m_filter.test.op && suits(*m_filter.test.op, choice.type))
        filter.test = m_filter.test;
    Q_EMIT edited(filter, {});
}

Picker *FilterChip::makePropertyPicker()
{
    auto *picker = new ListPicker(m_of == FilterOf::Events ? tr("Property of %1").arg(m_metric) : m_metric);
    picker->list().setNote(tr("Looking for properties …"));
    m_catalog.findEventProperties(m_metric, picker, [this, picker](const std::vector<PropertyChoice> &properties) {
        const auto choices = m_of == FilterOf::Events ? withEventValue(properties) : properties;
        std::vector<PickItem> items = propertyItems(choices, {});
        for (PickItem &item : items)
            item.text = nameOf(item.id);
        picker->list().setItems(std::move(items));
        picker->list().setCurrent(m_filter.property);
        if (properties.empty())
            picker->list().setNote(tr("%1 has no properties but its value.").arg(m_metric));
        connect(picker, &ListPicker::picked, this, [this, choices](const QString &id) {
            const auto choice =
                std::find_if(choices.begin(), choices.end(), [&](const PropertyChoice &c) { return c.name == id; });
            if (choice != choices.end())
                take(*choice);
        });
    });
    return picker;
}

Picker *FilterChip::makeTestPicker()
{
    TestOffer offer;
    offer.dates = WindowOptions::ofEventDates(m_catalog);
    const auto &[property, type] = m_typeOfProperty;
    offer.types = typesOf(m_filter.property);
    offer.type = offer.types.size() == 1 ? offer.types.front() : property == m_filter.property ? type : ValueType::Text;
    if (m_filter.property != ValueProperty)
        offer.findValues = [this](QObject *asker, SegmentCatalog::Done<ValueChoice> done) {
            m_catalog.findEventValues(m_metric, m_filter.property, asker, std::move(done));
        };
    auto *editor = new TestEditor(m_filter.test, std::move(offer));
    connect(editor, &TestEditor::edited, this, [this](const Test &test) {
        m_filter.test = test;
        Q_EMIT edited(m_filter, QStringLiteral("filter"));
    });
    return editor;
}

} // namespace perennial
