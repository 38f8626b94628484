// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/catalog/segmentcatalog.h"

namespace perennial {

// What lines of orders can be asked for, offered as filters are: as if they were the properties of an event.
class LineCatalog final : public SegmentCatalog
{
public:
    explicit LineCatalog(SegmentCatalog &store)
        : m_store(store)
    {
    }

    [[nodiscard]] std::vector<MetricChoice> metrics() const override { return {}; }
    [[nodiscard]] std::vector<PropertyChoice> properties() const override { return {}; }
    void findValues(const QString &, QObject *, Done<ValueChoice> done) override { done({}); }
    void findEventProperties(const QString &, QObject *, Done<PropertyChoice> done) override;
    void findEventValues(const QString &, const QString &property, QObject *context, Done<ValueChoice> done) override
    {
        m_store.findLineValues(property, context, std::move(done));
    }

private:
    SegmentCatalog &m_store;
};

// "discount code"
[[nodiscard]] QString lineWords(const QString &property);
[[nodiscard]] ValueType lineType(const QString &property);

} // namespace perennial
