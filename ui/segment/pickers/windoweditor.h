// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/window.h"
#include "ui/segment/pickers/pickerpill.h"

class QComboBox;
class QDateEdit;
class QHBoxLayout;

namespace perennial {

class ChoiceList;
class DayCalendar;
class Label;
class NumberField;

// When: the kind of window at the start, its numbers or dates beside it.
class WindowEditor : public Picker
{
    Q_OBJECT

public:
    enum class Looks { Back, BothWays }; // events lie in the past, dates of people may lie ahead

    WindowEditor(const Window &window, Looks looks, QWidget *parent = nullptr);

    [[nodiscard]] const Window &window() const { return m_window; }

Q_SIGNALS:
    void edited(const perennial::Window &window);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeSpan();
    QWidget *makeDates();
    void chooseKind(WindowKind kind);
    void showKind();
    void showDates();
    void readSpan();
    void readDates();
    void tell();

    Window m_window;
    ChoiceList *m_kinds;
    QWidget *m_side;
    QWidget *m_span;
    QWidget *m_dates;
    NumberField *m_n;
    NumberField *m_m;
    Label *m_and;
    QComboBox *m_unit;
    QDateEdit *m_from;
    QDateEdit *m_to;
    DayCalendar *m_calendar;
    Label *m_fromWord;
    Label *m_toWord;
    Label *m_note;
};

} // namespace perennial
