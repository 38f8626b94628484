// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/catalog/segmentcatalog.h"

namespace perennial {

class Workspace;

// What the open store has for pickers to offer.
class TableCatalog : public QObject, public SegmentCatalog
{
    Q_OBJECT

public:
    explicit TableCatalog(Workspace &workspace, QObject *parent = nullptr);

    [[nodiscard]] std::vector<MetricChoice> metrics() const override { return m_metrics; }
    [[nodiscard]] std::vector<PropertyChoice> properties() const override { return m_properties; }
    void findValues(const QString &property, QObject *context, Done<ValueChoice> done) override;
    void findEventProperties(const QString &metric, QObject *context, Done<PropertyChoice> done) override;
    void findEventValues(const QString &metric, const QString &property, QObject *context,
                         Done<ValueChoice> done) override;
    [[nodiscard]] QTimeZone homeZone() const override;
    void findConsentMethods(Channel channel, QObject *context, Done<ValueChoice> done) override;

private:
    void readLists();

    Workspace &m_workspace;
    std::vector<MetricChoice> m_metrics;
    std::vector<PropertyChoice> m_properties;
};

} // namespace perennial
