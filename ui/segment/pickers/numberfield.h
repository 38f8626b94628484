// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

#include <limits>
#include <optional>

namespace perennial {

// A line for one number, as people write it here or with a point. What is no number is said in problem() and has no
// value.
class NumberField : public QLineEdit
{
    Q_OBJECT

public:
    explicit NumberField(const QString &name, QWidget *parent = nullptr);

    // Whole numbers from `least` on only, to `most` at most.
    void setWhole(int least, int most = std::numeric_limits<int>::max());
    void setNumber(std::optional<double> number);
    [[nodiscard]] std::optional<double> number() const;
    [[nodiscard]] std::optional<int> whole() const;
    // Why the text is no number; empty while there is none.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void numberChanged();

private:
    std::optional<int> m_least;
    int m_most = std::numeric_limits<int>::max();
};

} // namespace perennial
