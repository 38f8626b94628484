// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QWidget>

class QDateEdit;
class QTimeEdit;
class QToolButton;

namespace perennial {

class Label;

// A date as the document writes it: a day, or a moment of it. What is not touched stays as it is written.
class MomentField : public QWidget
{
    Q_OBJECT

public:
    // By the clocks of `zone` a time of day can be added; without one it can only be taken away.
    MomentField(const QString &name, const QString &objectName, QTimeZone zone, QWidget *parent = nullptr);

    void setText(const QString &text); // does not tell
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] QDateEdit *day() const { return m_day; }

Q_SIGNALS:
    void textChanged();

private:
    [[nodiscard]] QWidget *makeClock();
    [[nodiscard]] QString moment() const;
    void readDay();
    void readTime();
    void toggleTime(bool on);
    void showClock();
    void tell(const QString &text);

    QTimeZone m_zone;
    QString m_text;
    QDateEdit *m_day;
    QToolButton *m_hasTime;
    QTimeEdit *m_time = nullptr;
    Label *m_offset = nullptr;
    QWidget *m_clock;
};

} // namespace perennial
