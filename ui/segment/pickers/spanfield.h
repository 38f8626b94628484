// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/window.h"

#include <QWidget>

#include <optional>

class QComboBox;

namespace perennial {

class NumberField;

// A length of time: how many, and of what.
class SpanField : public QWidget
{
    Q_OBJECT

public:
    // `least`: the smallest number that may stand there.
    SpanField(const QString &name, int least, QWidget *parent = nullptr);

    void setSpan(const std::optional<TimeSpan> &span);
    // Nothing while no number stands there.
    [[nodiscard]] std::optional<TimeSpan> span() const;
    [[nodiscard]] QString problem() const;
    [[nodiscard]] NumberField *number() const { return m_number; }

Q_SIGNALS:
    void edited();
    void confirmed();

private:
    NumberField *m_number;
    QComboBox *m_unit;
};

} // namespace perennial
