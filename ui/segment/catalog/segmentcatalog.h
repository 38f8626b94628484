// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/segment/document/operators.h"
#include "core/segment/document/savedname.h"
#include "core/segment/saved/sqltemplate.h"
#include "core/store/channel.h"

#include <QObject>
#include <QStringList>
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

// A saved segment, or a stage of the lifecycle.
struct DefinitionChoice
{
    SavedName name;
    std::vector<SavedName> contains; // what it names itself
};

struct DefinitionSize
{
    SavedName name;
    qint64 people = 0;
};

// A list, or a step of a flow, and who is there now.
struct ListChoice
{
    QString name;
    qint64 people = 0;
};

struct FlowChoice
{
    QString name;
    qint64 people = 0;
    std::vector<ListChoice> steps;
};

// A value that somebody typed a part of: of people, or of what they bought.
struct FoundValue
{
    enum class Of { People, OrderLines };

    Of of = Of::People;
    QString property;
    ValueType type = ValueType::Text; // Text or List
    QString value;
    qint64 count = 0; // of people, or of orders
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

    // False while what there is is still being read.
    [[nodiscard]] virtual bool isReady() const { return true; }
    // Segments by name, then stages in their order.
    [[nodiscard]] virtual std::vector<DefinitionChoice> definitions() const { return {}; }
    [[nodiscard]] virtual std::vector<ListChoice> lists() const { return {}; }
    [[nodiscard]] virtual std::vector<FlowChoice> flows() const { return {}; }
    [[nodiscard]] virtual std::vector<SqlTemplate> queries() const { return {}; }
    // How many people each of them holds now.
    virtual void countDefinitions(QObject *, Done<DefinitionSize> done) { done({}); }
    // With counts of orders.
    virtual void findLineValues(const QString &property, QObject *context, Done<ValueChoice> done);
    // Values that hold all words of the text, best first; an earlier search that has not answered yet never will. An
    // empty text finds nothing, and makes the next search quick.
    virtual void searchValues(const QString &text, QObject *context, Done<FoundValue> done);

    // Calls back whenever the lists are others, as long as `context` lives.
    virtual void whenChanged(QObject *, std::function<void()>) {}

    [[nodiscard]] std::optional<SqlTemplate> query(const QString &name) const;
    [[nodiscard]] ValueType typeOf(const QString &property) const;
};

} // namespace perennial
