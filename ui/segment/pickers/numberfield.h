// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

#include <optional>

namespace perennial {

// A line for one number, as people write it here or with a point. What is no number is said in problem() and has no
// value.
class NumberField : public QLineEdit
{
    Q_OBJECT

public:
    explicit NumberField(const QString &name, QWidget *parent = nullptr);

    // Whole numbers from `least` on only.
    void setWhole(int least);
    void setNumber(std::optional<double> number);
    [[nodiscard]] std::optional<double> number() const;
    [[nodiscard]] std::optional<int> whole() const;
    // Why the text is no number; empty while there is none.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void numberChanged();

private:
    std::optional<int> m_least;
};

} // namespace perennial
