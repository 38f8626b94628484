// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/numberfield.h"

#include "core/segment/document/phrases.h"
#include "ui/segment/pickers/words.h"

#include <cmath>

namespace perennial {

NumberField::NumberField(const QString &name, QWidget *parent)
    : QLineEdit(parent)
{
    setAccessibleName(name);
    setPlaceholderText(tr("number"));
    connect(this, &QLineEdit::textEdited, this, [this] {
        setToolTip(problem());
        setAccessibleDescription(problem());
        Q_EMIT numberChanged();
    });
}

void NumberField::setWhole(int least, int most)
{
    m_least = least;
    m_most = most;
}

void NumberField::setNumber(std::optional<double> number)
{
    setText(number ? numberWords(*number) : QString());
}

QString NumberField::problem() const
{
    if (text().trimmed().isEmpty())
        return {};
    const auto number = words::numberFrom(text());
    if (!number)
        return tr("“%1” is not a number.").arg(text());
    if (!m_least)
        return {};
    if (*number != std::floor(*number))
        return tr("Only whole numbers here.");
    if (*number > m_most)
        return tr("At most %1.").arg(numberWords(m_most));
    return *number < *m_least ? tr("At least %1.").arg(numberWords(*m_least)) : QString();
}

std::optional<double> NumberField::number() const
{
    return problem().isEmpty() ? words::numberFrom(text()) : std::nullopt;
}

std::optional<int> NumberField::whole() const
{
    const auto value = number();
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

} // namespace perennial
