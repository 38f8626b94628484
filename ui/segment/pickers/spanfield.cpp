// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/spanfield.h"

#include "core/segment/document/phrases.h"
#include "ui/segment/pickers/numberfield.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QHBoxLayout>

namespace perennial {

namespace {

constexpr int NumberWidth = 72;

}

SpanField::SpanField(const QString &name, int least, QWidget *parent)
    : QWidget(parent)
    , m_number(new NumberField(name, this))
    , m_unit(new QComboBox(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    m_number->setObjectName(QStringLiteral("spanNumber"));
    m_number->setWhole(least);
    m_number->setFixedWidth(NumberWidth);
    m_unit->setObjectName(QStringLiteral("spanUnit"));
    // Readers on Linux name a box by its label alone; there is no room for one to be seen.
    auto *unitName = new Label(tr("Unit of time"), TextSize::Body, Ink::Muted, this);
    unitName->setBuddy(m_unit);
    unitName->hide();
    for (const TimeUnit unit :
         {TimeUnit::Minute, TimeUnit::Hour, TimeUnit::Day, TimeUnit::Week, TimeUnit::Month, TimeUnit::Year})
        m_unit->addItem(wordsOf(unit), static_cast<int>(unit));
    row->addWidget(m_number);
    row->addWidget(m_unit);
    setFocusProxy(m_number);
    connect(m_number, &NumberField::numberChanged, this, &SpanField::edited);
    connect(m_number, &QLineEdit::returnPressed, this, &SpanField::confirmed);
    connect(m_unit, &QComboBox::activated, this, &SpanField::edited);
}

void SpanField::setSpan(const std::optional<TimeSpan> &span)
{
    m_number->setNumber(span ? std::optional<double>(span->n) : std::nullopt);
    const TimeUnit unit = span ? span->unit : TimeUnit::Day;
    m_unit->setCurrentIndex(m_unit->findData(static_cast<int>(unit)));
}

std::optional<TimeSpan> SpanField::span() const
{
    const auto n = m_number->whole();
    return n ? std::optional(TimeSpan{*n, static_cast<TimeUnit>(m_unit->currentData().toInt())}) : std::nullopt;
}

QString SpanField::problem() const
{
    return m_number->problem();
}

} // namespace perennial
