// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/personfacts.h"

#include "core/segment/document/segmentcycle.h"
#include "core/segment/explain/factmemory.h"

#include <QJsonDocument>
#include <QVariant>

#include <algorithm>
#include <bit>
#include <span>

namespace perennial {

namespace {

// What is read of rows up to one moment: a later end has not been told yet.
SuppressionRow toldBy(SuppressionRow row, qint64 until)
{
    if (row.endedAt > until)
        row.endedAt = TimeRange::End;
    return row;
}

std::optional<bool> doubleOptIn(OptIn optIn)
{
    return optIn == OptIn::NotTold ? std::nullopt : std::optional(optIn == OptIn::Double);
}

template <class Rows>
auto rowsOf(const Rows &rows, quint32 person)
{
    using Row = std::remove_cvref_t<decltype(*rows.begin())>;
    const auto first = std::ranges::lower_bound(rows, person, {}, &Row::person);
    return std::span(first, std::ranges::upper_bound(first, rows.end(), person, {}, &Row::person));
}

} // namespace

PersonFacts PersonFacts::supposing(std::span<const Change> changes) const
{
    if (!m_memory)
        m_memory = std::make_shared<PersonMemory>();
    PersonFacts facts(m_table, m_person, {m_until}, m_stop);
    facts.m_supposed = changes;
    facts.m_memory = m_memory;
    static_cast<void>(memory());
    facts.m_read = m_read;
    return facts;
}

JudgedBefore &PersonFacts::judged() const
{
    if (!m_memory)
        m_memory = std::make_shared<PersonMemory>();
    if (!m_judged)
        m_judged = m_memory->of(m_supposed);
    return *m_judged;
}

bool PersonFacts::isKnownAt(qint64 moment) const
{
    const qint64 since = m_table.columns().knownSince[m_person];
    return since <= std::min(moment, m_until);
}

FactMemory &PersonFacts::memory() const
{
    if (!m_read)
        m_read = std::make_shared<FactMemory>();
    return *m_read;
}

FactEvents::Read PersonFacts::read(const QString &metric) const
{
    return memory().events.get(metric, [&] {
        auto events = std::make_shared<std::vector<FactEvent>>();
        const EventColumn *column = m_table.metric(metric);
        const EventColumn::Run run = column ? column->eventsOf(m_person) : EventColumn::Run();
        for (quint32 event = run.begin; event < run.end && column->timeMs(event) <= m_until && !stopRequested();
             ++event)
            events->push_back({column->timeMs(event), column->value(event), column->detailsOf(event),
                               column->orderOf(event), event - run.begin});
        return events;
    });
}

FactEvents PersonFacts::events(const QString &metric, qint64 now) const
{
    FactEvents events = FactEvents(read(metric)).within(TimeRange::Start, now);
    addSupposed(metric, now, events, [](const FactEvent &) { return true; });
    return events;
}

FactEvent PersonFacts::eventOf(const EventChange &change)
{
    return {change.at.ms,      change.value.value_or(EventColumn::NoValue), EventColumn::NoDetails, 0, 0,
            &change.properties};
}

std::shared_ptr<const std::vector<quint32>> PersonFacts::numbersOf(const QString &metric, const QString &property) const
{
    return memory().numbers.get({metric, property, {}}, [&] {
        auto numbers = std::make_shared<std::vector<quint32>>();
        for (const FactEvent &event : *read(metric))
            numbers->push_back(stopRequested() ? 0 : numberOf(event, property));
        return numbers;
    });
}

quint32 PersonFacts::numberOf(const FactEvent &event, const QString &property) const
{
    const QByteArray key = keyOf(event, property);
    if (key.isEmpty())
        return 0;
    quint32 &number = memory().numberOf[key];
    if (number == 0)
        number = static_cast<quint32>(memory().numberOf.size());
    return number;
}

// Equal for equal values, empty where there is none.
QByteArray PersonFacts::keyOf(const FactEvent &event, const QString &property) const
{
    if (property == OrderProperty)
        return event.order == 0 ? QByteArray() : QByteArray::number(event.order);
    if (property == ValueProperty)
        return event.hasValue() ? QByteArray::number(event.value) : QByteArray();
    const QJsonValue value = detail(event, property);
    return value.isUndefined() ? QByteArray() : distinctKey(value);
}

QByteArray distinctKey(const QJsonValue &value)
{
    if (value.isDouble() && value.toVariant().typeId() == QMetaType::LongLong)
        return 'n' + QByteArray::number(value.toInteger());
    if (value.isDouble())
        return 'n' + QByteArray::number(value.toDouble() + 0.0, 'g', 17);
    if (value.isString())
        return 's' + value.toString().toUtf8();
    return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
}

QJsonValue PersonFacts::detail(const FactEvent &event, const QString &property) const
{
    if (event.supposed)
        return event.supposed->value(property);
    const DetailColumn *column = m_table.columns().details.column(property);
    if (!column || event.details == EventColumn::NoDetails)
        return QJsonValue(QJsonValue::Undefined);
    const auto place = std::ranges::lower_bound(column->details, event.details);
    if (place == column->details.end() || *place != event.details)
        return QJsonValue(QJsonValue::Undefined);
    return column->values[column->codes[static_cast<size_t>(place - column->details.begin())]];
}

HeldValue PersonFacts::value(const QString &property, qint64 now) const
{
    HeldValue held;
    if (const PropertyColumn *column = m_table.property(property)) {
        PropertyColumn::Raw raw = column->rawAt(m_person);
        if (const auto rows = rowsOf(column->histories, m_person); !rows.empty()) {
            const auto *begin = &*rows.begin(), *end = begin + rows.size();
            const qint64 moment = std::min(now, m_until);
            raw = PropertyColumn::inForce(begin, end, moment);
            const auto *after = std::upper_bound(begin, end, std::max(moment, begin->since),
                                                 [](qint64 at, const auto &row) { return at < row.since; });
            held.since = Instant{(after - 1)->since};
            held.assumed = begin->since > moment;
        }
        held.value = factOf(*column, raw);
    }
    eachSupposed<ValueChange>([&](const ValueChange &change) {
        if (change.property == property && change.at.ms <= now)
            held = {change.value, change.at, false};
    });
    return held;
}

std::vector<FactConsent> PersonFacts::consents(Channel channel, qint64 now) const
{
    std::vector<FactConsent> rows;
    const ConsentColumn &column = m_table.consent(channel);
    for (const ConsentRow &row : rowsOf(column.consents, m_person)) {
        if (row.at <= std::min(now, m_until))
            rows.push_back({row.state, row.at, QString::fromUtf8(column.methods[row.method]), doubleOptIn(row.optIn)});
    }
    eachSupposed<ConsentChange>([&](const ConsentChange &change) {
        if (change.channel == channel && change.at.ms <= now)
            rows.push_back({change.state, change.at.ms, change.method, change.doubleOptIn});
    });
    return rows;
}

std::vector<SuppressionRow> PersonFacts::suppressions(Channel channel, qint64 now) const
{
    std::vector<SuppressionRow> rows;
    for (const SuppressionRow &row : rowsOf(m_table.consent(channel).suppressions, m_person)) {
        if (row.at <= m_until)
            rows.push_back(toldBy(row, m_until));
    }
    eachSupposed<SuppressionChange>([&](const SuppressionChange &change) {
        if (change.channel != channel)
            return;
        if (change.begins)
            rows.push_back({m_person, change.reason.contains(QLatin1String("BOUNCE")), change.at.ms, TimeRange::End});
        for (SuppressionRow &row : rows)
            row.endedAt = change.begins ? row.endedAt : std::min(row.endedAt, change.at.ms);
    });
    std::erase_if(rows, [&](const SuppressionRow &row) { return row.at > now || row.endedAt <= now; });
    return rows;
}

bool PersonFacts::hasAddress(Channel channel) const
{
    const ProfileSet *reachable = m_table.reachableBy(channel);
    bool has = !reachable || reachable->contains(m_person);
    eachSupposed<AddressChange>([&](const AddressChange &change) { has |= change.channel == channel; });
    return has;
}

std::vector<StayRow> PersonFacts::stays(const MembershipCondition &condition, qint64 now) const
{
    const bool ofFlow = condition.of == MemberOf::Flow;
    const auto isAsked = [&](const QString &name, const QString &step) {
        return isSameSegmentName(name, condition.name) &&
               (condition.step.isEmpty() || isSameSegmentName(step, condition.step));
    };
    std::vector<StayRow> rows;
    for (const StayColumn &column : ofFlow ? m_table.columns().flows : m_table.columns().lists) {
        if (!isAsked(column.name, column.step))
            continue;
        for (StayRow row : rowsOf(column.stays, m_person)) {
            row.until = row.until > m_until ? TimeRange::End : row.until;
            if (row.since <= m_until)
                rows.push_back(row);
        }
    }
    eachSupposed<StayChange>([&](const StayChange &change) {
        if (change.ofFlow != ofFlow || !isAsked(change.name, change.step))
            return;
        if (change.begins)
            rows.push_back({m_person, change.at.ms, TimeRange::End});
        for (StayRow &row : rows)
            row.until = change.begins ? row.until : std::min(row.until, change.at.ms);
    });
    std::erase_if(rows, [&](const StayRow &row) { return row.since > now; });
    return rows;
}

FactValue factOf(const PropertyColumn &column, PropertyColumn::Raw raw)
{
    if (column.type == ValueType::Number) {
        const auto number = std::bit_cast<double>(raw);
        return std::isnan(number) ? FactValue() : FactValue(number);
    }
    if (column.type == ValueType::Date)
        return raw == PropertyColumn::NoDate ? FactValue() : FactValue(Instant{raw});
    if (raw == PropertyColumn::NoCode)
        return {};
    const QByteArray &text = column.texts[static_cast<size_t>(raw)];
    if (column.type == ValueType::Boolean)
        return text == "1";
    if (column.type == ValueType::List)
        return QJsonDocument::fromJson(text).array();
    return QString::fromUtf8(text);
}

Verdict verdictOf(const ValueTest &test, const FactValue &value)
{
    if (std::holds_alternative<std::monostate>(value))
        return test.ofNothing();
    if (test.type() == ValueType::Any)
        return test.ofPresence(true);
    if (const auto *text = std::get_if<QString>(&value))
        return test.ofText(*text);
    if (const auto *number = std::get_if<double>(&value))
        return test.ofNumber(*number);
    if (const auto *yes = std::get_if<bool>(&value))
        return test.ofBoolean(*yes);
    if (const auto *date = std::get_if<Instant>(&value))
        return test.ofDate(date->ms);
    return test.ofList(std::get<QJsonArray>(value));
}

QJsonValue jsonOf(const FactValue &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        return *text;
    if (const auto *number = std::get_if<double>(&value))
        return *number;
    if (const auto *yes = std::get_if<bool>(&value))
        return *yes;
    if (const auto *date = std::get_if<Instant>(&value))
        return date->toIso();
    if (const auto *list = std::get_if<QJsonArray>(&value))
        return *list;
    return QJsonValue::Null;
}

} // namespace perennial
