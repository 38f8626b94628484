// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QWidget>

class QComboBox;
class QTimeEdit;

namespace perennial {

class Label;

// When a destination runs by itself, and its next three runs.
class ScheduleField : public QWidget
{
    Q_OBJECT

public:
    explicit ScheduleField(const QTimeZone &home, QWidget *parent = nullptr);

    // As Schedule reads it; empty: by hand only.
    void setText(const QString &text);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void changed();

private:
    void note();

    QComboBox *m_every;
    QComboBox *m_weekday;
    QTimeEdit *m_time;
    QComboBox *m_zone;
    Label *m_next;
};

} // namespace perennial
