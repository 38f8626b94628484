// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"
#include "ui/segment/conditions/filterchip.h"

#include <QObject>

class QToolButton;

namespace perennial {

class FlowLayout;

// The filters of events, or of lines of orders, in a line of pills: a chip for each, and the button for one more.
class FilterPills : public QObject
{
    Q_OBJECT

public:
    // `host` bears the line. The button's object name is `addName`.
    FilterPills(SegmentCatalog &catalog, QWidget *host, FlowLayout *line, const QString &addName,
                FilterOf of = FilterOf::Events);

    void show(const QString &metric, const FilterSet &filters);
    [[nodiscard]] QToolButton *addButton() const { return m_add; }

Q_SIGNALS:
    void edited(const perennial::FilterSet &filters, const QString &what, const QString &key);

private:
    void add();
    [[nodiscard]] FilterChip *insertChip(size_t index);
    void dropChip();
    void change(size_t index, const PropertyFilter &filter, const QString &key);
    void remove(size_t index);
    void toggleMatch();

    SegmentCatalog &m_catalog;
    FilterOf m_of;
    QWidget *m_host;
    FlowLayout *m_line;
    QToolButton *m_add;
    QString m_metric;
    FilterSet m_filters;
    std::vector<FilterChip *> m_chips;
};

} // namespace perennial
