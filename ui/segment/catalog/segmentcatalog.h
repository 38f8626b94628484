// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/segment/document/operators.h"
#include "core/store/channel.h"

#include <QObject>
#include <QString>
#include <QTimeZone>

#include <functional>
#include <optional>
#include <vector>

namespace perennial {

struct MetricChoice
{
    QString name;
    qint64 events = 0;
    std::optional<Instant> last;
};

struct PropertyChoice
{
    QString name;
    ValueType type = ValueType::Text;
    qint64 people = 0; // or events, for a property of events
};

struct ValueChoice
{
    QString value;
    qint64 count = 0;
};

// What the store has for pickers to offer. Short lists are there at once; what takes a look at many rows comes later,
// in the window's thread, unless `context` is gone by then.
class SegmentCatalog
{
public:
    template <class T>
    using Done = std::function<void(std::vector<T>)>;

    SegmentCatalog() = default;
    virtual ~SegmentCatalog() = default;
    Q_DISABLE_COPY_MOVE(SegmentCatalog)

    // Most frequent first.
    [[nodiscard]] virtual std::vector<MetricChoice> metrics() const = 0;
    // Of people, by name.
    [[nodiscard]] virtual std::vector<PropertyChoice> properties() const = 0;
    virtual void findValues(const QString &property, QObject *context, Done<ValueChoice> done) = 0;
    virtual void findEventProperties(const QString &metric, QObject *context, Done<PropertyChoice> done) = 0;
    virtual void findEventValues(const QString &metric, const QString &property, QObject *context,
                                 Done<ValueChoice> done) = 0;
    // Whose clocks dates are written by; not valid while no store is looked at.
    [[nodiscard]] virtual QTimeZone homeZone() const { return {}; }
    // By what consents came about, most frequent first; none unless the store is looked at.
    virtual void findConsentMethods(Channel channel, QObject *context, Done<ValueChoice> done);

    [[nodiscard]] ValueType typeOf(const QString &property) const;
};

} // namespace perennial
