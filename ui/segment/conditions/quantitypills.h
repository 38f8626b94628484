// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"
#include "ui/segment/pickers/pickerpill.h"

class QToolButton;

namespace perennial {

class FilterPills;
class FlowLayout;
struct BuilderContext;

// What the pills of one quantity are called, and the object names they begin with.
struct QuantityNames
{
    QString metric;
    QString measure;
    QString when;
    QString prefix;
};

// A quantity of events in a line of pills: of what, what is made of it, when, and the filters; inside a flow also what
// is the same as of the event that started it.
class QuantityPills : public QObject
{
    Q_OBJECT

public:
    QuantityPills(const BuilderContext &context, QWidget *host, FlowLayout *line, const QuantityNames &names);

    // How many times goes without saying unless `namesCount`.
    void show(const EventQuantity &quantity, bool namesCount);
    [[nodiscard]] PickerPill *metric() const { return m_metric; }
    [[nodiscard]] PickerPill *measure() const { return m_measure; }
    [[nodiscard]] PickerPill *window() const { return m_window; }
    [[nodiscard]] QToolButton *addFilter() const;
    // What its picker points at while no metric is chosen.
    void suggestMetric(const QString &metric) { m_suggested = metric; }
    void openMeasure();

Q_SIGNALS:
    // `type` is that of the property, where one was just picked.
    void edited(const perennial::EventQuantity &quantity, const QString &what, const QString &key,
                std::optional<perennial::ValueType> type);

private:
    PickerPill *addPill(const QString &role, const QString &name, const QString &placeholder, PickerPill::Make make);
    [[nodiscard]] Picker *makeMetricPicker();
    [[nodiscard]] Picker *makeMeasurePicker();
    [[nodiscard]] Picker *makeWindowPicker();
    [[nodiscard]] Picker *makeSamePicker();
    void showSame();
    void chooseMetric(const QString &metric);
    void keepWhatIsKnown(const QString &metric);
    void tell(const EventQuantity &quantity, const QString &what, const QString &key);

    const BuilderContext &m_context;
    QWidget *m_host;
    FlowLayout *m_line;
    EventQuantity m_quantity;
    bool m_namesCount = false;
    QString m_suggested;
    PickerPill *m_metric;
    PickerPill *m_measure;
    PickerPill *m_window;
    PickerPill *m_same;
    FilterPills *m_filters;
};

} // namespace perennial
