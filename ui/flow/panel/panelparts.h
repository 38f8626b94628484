// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "ui/segment/conditions/conditioneditor.h"

class QToolButton;

namespace perennial {

class DefinitionView;
class FilterPills;
class PreviewPeople;

// What all editors of the panel share; the scope is that of the flow shown.
struct PanelContext
{
    SegmentCatalog &catalog;
    const FlowScope &scope;
    PreviewPeople *people = nullptr; // to fill texts in with; null: none
};

// The segment builder for one definition inside a flow.
class DefinitionBox : public QWidget
{
    Q_OBJECT

public:
    DefinitionBox(const PanelContext &context, const QString &name, const char *id, QWidget *parent = nullptr);

    void show(const FlowDoc &flow, const SegmentNode &root);
    [[nodiscard]] DefinitionView &view() const { return *m_view; }

Q_SIGNALS:
    void edited(const perennial::SegmentNode &root, const QString &what, const QString &key);

private:
    DefinitionView *m_view;
};

// The filters of one event: "where Source is web", and the button for one more.
class FilterBox : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBox(const PanelContext &context, QWidget *parent = nullptr);

    void show(const QString &metric, const FilterSet &filters);

Q_SIGNALS:
    void edited(const perennial::FilterSet &filters, const QString &what, const QString &key);

private:
    FilterPills *m_pills;
};

// The days of the week, any of them; none: every day.
class WeekdayBox : public QWidget
{
    Q_OBJECT

public:
    explicit WeekdayBox(QWidget *parent = nullptr);

    void show(const std::vector<int> &days);

Q_SIGNALS:
    void edited(const std::vector<int> &days);

private:
    std::vector<QToolButton *> m_days;
};

// A metric to choose, for pills: those of the store.
[[nodiscard]] Picker *makeMetricPicker(const PanelContext &context, const QString &now,
                                       std::function<void(const QString &)> take);

} // namespace perennial
