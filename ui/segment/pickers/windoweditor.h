// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/window.h"
#include "ui/segment/catalog/segmentcatalog.h"
#include "ui/segment/pickers/pickerpill.h"

#include <QTimeZone>

class QComboBox;
class QFormLayout;

namespace perennial {

class ChoiceList;
class DayCalendar;
class DaysAndHours;
class Label;
class MomentField;
class NumberField;
class PickList;

// What may be said where a window is asked for. Plain is for consents and memberships.
struct WindowOptions
{
    bool ahead = false;        // "in the next …": dates may lie ahead, events lie in the past
    bool daysAndHours = false; // can be narrowed to them
    bool sinceEvent = false;   // can begin with another event
    bool sinceFlow = false;    // can begin with the flow in which it is asked
    std::vector<MetricChoice> metrics = {};
    QTimeZone zone = {}; // dates may have a time of day by its clocks

    [[nodiscard]] static WindowOptions ofEvents(const SegmentCatalog &catalog);     // and of lines of orders
    [[nodiscard]] static WindowOptions ofDates(const SegmentCatalog &catalog);      // properties of people
    [[nodiscard]] static WindowOptions ofEventDates(const SegmentCatalog &catalog); // properties of events
    [[nodiscard]] static WindowOptions ofConsents(const SegmentCatalog &catalog);   // and of memberships
    [[nodiscard]] WindowOptions ofAnniversaries() const;
};

// When: the kind of window at the start, its numbers or dates beside it.
class WindowEditor : public Picker
{
    Q_OBJECT

public:
    enum class Looks { Back, BothWays }; // plain windows: of events, of dates

    WindowEditor(const Window &window, WindowOptions options, QWidget *parent = nullptr);
    WindowEditor(const Window &window, Looks looks, QWidget *parent = nullptr);

    [[nodiscard]] const Window &window() const { return m_window; }

Q_SIGNALS:
    void edited(const perennial::Window &window);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fillKinds();
    void fillSide();
    QWidget *makeSpan();
    NumberField *addNumber(const QString &name, const char *id);
    QWidget *makeDates();
    MomentField *addDate(QFormLayout &form, Label *word, const QString &name, const char *id);
    PickList *makeMetrics();
    void chooseKind(WindowKind kind);
    void showKind();
    void showDates();
    void readSpan();
    void readDates();
    void tell();

    Window m_window;
    WindowOptions m_options;
    ChoiceList *m_kinds;
    QWidget *m_side;
    QWidget *m_span;
    QWidget *m_dates;
    PickList *m_metrics;
    DaysAndHours *m_daysAndHours;
    NumberField *m_n;
    NumberField *m_m;
    Label *m_and;
    QComboBox *m_unit;
    MomentField *m_from;
    MomentField *m_to;
    DayCalendar *m_calendar;
    Label *m_fromWord;
    Label *m_toWord;
    Label *m_note;
};

} // namespace perennial
