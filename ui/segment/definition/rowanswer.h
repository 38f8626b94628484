// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/figures/segmentfigures.h"

#include <QWidget>

namespace perennial {

// What a row's numbers are measured by.
struct AnswerScale
{
    qint64 most = 0;   // the full length of a bar: the most that is left anywhere in the row's group
    qint64 people = 0; // the largest number there can be; the columns are as wide as it

    friend bool operator==(const AnswerScale &, const AnswerScale &) = default;
};

// At a row's end: its own count, and as a bar with its number what is left after it. The last answer stays, dimmed,
// while the next is worked out.
class RowAnswer : public QWidget
{
    Q_OBJECT

public:
    explicit RowAnswer(QWidget *parent = nullptr);

    // Whether it says something else now.
    bool setAnswer(const std::optional<NodeFigures> &count, const AnswerScale &scale);
    void setBusy(bool busy);
    [[nodiscard]] const std::optional<NodeFigures> &count() const { return m_count; }
    [[nodiscard]] QString words() const; // "41,220 people alone, 14,950 remain"
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::optional<NodeFigures> m_count;
    AnswerScale m_scale;
    int m_numberWidth;
    bool m_busy = false;
};

} // namespace perennial
