// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/quantityeditor.h"

#include "core/segment/document/phrases.h"
#include "ui/segment/pickers/choicelist.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/numberfield.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr std::array Aggregates{Aggregate::Count, Aggregate::Sum, Aggregate::Average,  Aggregate::Median,
                                Aggregate::Min,   Aggregate::Max, Aggregate::Distinct, Aggregate::First,
                                Aggregate::Last,  Aggregate::Nth};
constexpr int PropertyLines = 8;
constexpr int NthWidth = 64;
constexpr int MostNth = 100'000;

} // namespace

QuantityEditor::QuantityEditor(const EventQuantity &quantity, const FindProperties &find, QWidget *parent)
    : Picker(parent)
    , m_quantity(quantity)
    , m_aggregates(new ChoiceList(tr("Measure"), this))
    , m_side(new QWidget(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * size::Unit);
    row->addWidget(m_aggregates, 0, Qt::AlignTop);
    row->addWidget(m_side, 1);
    m_aggregates->setObjectName(QStringLiteral("aggregates"));
    for (const Aggregate aggregate : Aggregates)
        m_aggregates->addChoice(words::aggregate(aggregate), static_cast<int>(aggregate));
    m_aggregates->choose(static_cast<int>(quantity.aggregate));
    fillSide();
    fillProperties({});
    m_properties->setNote(tr("Looking for properties …"));
    find(this, [this](const std::vector<PropertyChoice> &properties) { fillProperties(properties); });
    connect(m_aggregates, &ChoiceList::chosen, this,
            [this](int value) { chooseAggregate(static_cast<Aggregate>(value)); });
    connect(m_aggregates, &ChoiceList::confirmed, this, &QuantityEditor::confirm);
    showAggregate();
    setFocusProxy(m_aggregates);
}

void QuantityEditor::fillSide()
{
    auto *column = new QVBoxLayout(m_side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Unit);
    column->addWidget(m_nthRow = makeNth());
    m_properties = new PickList(tr("Property"), m_side);
    m_properties->setObjectName(QStringLiteral("quantityProperties"));
    m_properties->setLineCount(PropertyLines);
    connect(m_properties, &PickList::picked, this, &QuantityEditor::pickProperty);
    column->addWidget(m_properties);
    column->addStretch();
}

QWidget *QuantityEditor::makeNth()
{
    auto *box = new QWidget(m_side);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    auto *word = new Label(tr("Which one"), TextSize::Body, Ink::Muted, box);
    m_nth = new NumberField(tr("Which one"), box);
    m_nth->setObjectName(QStringLiteral("nth"));
    m_nth->setWhole(1, MostNth);
    m_nth->setFixedWidth(NthWidth);
    word->setBuddy(m_nth);
    m_nthWords = new Label({}, TextSize::Body, Ink::Muted, box);
    connect(m_nth, &NumberField::numberChanged, this, &QuantityEditor::readNth);
    connect(m_nth, &QLineEdit::returnPressed, this, &QuantityEditor::confirm);
    row->addWidget(word);
    row->addWidget(m_nth);
    row->addWidget(m_nthWords, 1);
    return box;
}

bool QuantityEditor::needsProperty() const
{
    return m_quantity.aggregate == Aggregate::Distinct || m_quantity.aggregate >= Aggregate::First;
}

void QuantityEditor::fillProperties(const std::vector<PropertyChoice> &properties)
{
    m_known = withEventValue(properties);
    const QString &now = m_quantity.property;
    std::vector<PickItem> items = propertyItems(m_known, {});
    if (!now.isEmpty() && std::ranges::find(items, now, &PickItem::id) == items.end())
        items.push_back({.id = now, .text = now, .detail = {}, .section = {}, .iconName = {}});
    m_properties->setItems(std::move(items));
    m_properties->setCurrent(now.isEmpty() ? ValueProperty : now);
}

void QuantityEditor::chooseAggregate(Aggregate aggregate)
{
    m_quantity.aggregate = aggregate;
    if (aggregate == Aggregate::Count)
        m_quantity.property.clear();
    if (aggregate != Aggregate::Nth)
        m_quantity.nth.reset();
    else if (!m_quantity.nth)
        m_quantity.nth = 2;
    showAggregate();
    Q_EMIT edited(m_quantity, {});
}

void QuantityEditor::pickProperty(const QString &name)
{
    m_quantity.property = name == ValueProperty && !needsProperty() ? QString() : name;
    const auto known = std::ranges::find(m_known, name, &PropertyChoice::name);
    Q_EMIT edited(m_quantity, known == m_known.end() ? std::nullopt : std::optional(known->type));
    Q_EMIT committed();
}

void QuantityEditor::readNth()
{
    m_quantity.nth = m_nth->whole();
    m_nthWords->setText(m_quantity.nth ? ordinalWords(*m_quantity.nth) : m_nth->problem());
    m_nthWords->setInk(m_nth->problem().isEmpty() ? Ink::Muted : Ink::Danger);
    Q_EMIT edited(m_quantity, {});
}

void QuantityEditor::showAggregate()
{
    const bool nth = m_quantity.aggregate == Aggregate::Nth;
    m_side->setVisible(m_quantity.aggregate != Aggregate::Count);
    m_nthRow->setVisible(nth);
    if (!nth)
        return;
    m_nth->setNumber(m_quantity.nth ? std::optional<double>(*m_quantity.nth) : std::nullopt);
    m_nthWords->setText(m_quantity.nth ? ordinalWords(*m_quantity.nth) : QString());
    m_nthWords->setInk(Ink::Muted);
}

void QuantityEditor::confirm()
{
    if (needsProperty() && m_quantity.property.isEmpty())
        m_properties->setFocus();
    else
        Q_EMIT committed();
}

} // namespace perennial
