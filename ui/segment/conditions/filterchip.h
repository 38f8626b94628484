// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"
#include "ui/segment/conditions/conditioneditor.h"

class QToolButton;

namespace perennial {

// What is filtered.
enum class FilterOf { Events, OrderLines };

// One property filter of an event condition: "where Source is web ✕".
class FilterChip : public QWidget
{
    Q_OBJECT

public:
    FilterChip(SegmentCatalog &catalog, QWidget *parent, FilterOf of = FilterOf::Events);

    // `metric` is whose events are filtered; the first chip says "where", the others the word between them.
    void setFilter(const QString &metric, const PropertyFilter &filter, FilterMatch match, bool first);
    void openUnfinished();

Q_SIGNALS:
    void edited(const perennial::PropertyFilter &filter, const QString &key);
    void removed();
    void matchToggled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void removeIfEmpty();
    [[nodiscard]] Picker *makePropertyPicker();
    [[nodiscard]] Picker *makeTestPicker();
    void take(const PropertyChoice &choice);
    [[nodiscard]] QString nameOf(const QString &property) const;
    [[nodiscard]] std::vector<ValueType> typesOf(const QString &property) const;

    SegmentCatalog &m_catalog;
    FilterOf m_of;
    QString m_metric;
    PropertyFilter m_filter;
    std::pair<QString, ValueType> m_typeOfProperty; // of the one that was picked last
    QToolButton *m_word;
    PickerPill *m_property;
    PickerPill *m_test;
    QToolButton *m_remove;
};

} // namespace perennial
