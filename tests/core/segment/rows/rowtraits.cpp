// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/rows/rowtraits.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

RowValue typed(const QString &type, const QVariant &raw)
{
    if (type == QLatin1String("number"))
        return {.type = ValueType::Number, .number = RowNumber::ofReal(raw.toDouble())};
    if (type == QLatin1String("boolean"))
        return {.type = ValueType::Boolean, .yes = raw.toInt() != 0};
    if (type == QLatin1String("date"))
        return {.type = ValueType::Date, .date = raw.toLongLong()};
    if (type == QLatin1String("list"))
        return {.type = ValueType::List, .list = QJsonDocument::fromJson(raw.toString().toUtf8()).array()};
    return {.type = ValueType::Text, .text = raw.toString()};
}

// Of values of one moment the survivor's own counts, then that of the higher id.
bool countsMore(const RowPropertyValue &a, const RowPropertyValue &b, const RowPerson &person)
{
    return std::tuple(a.profile == person.id, a.profile) > std::tuple(b.profile == person.id, b.profile);
}

const RowPropertyValue *valueInForce(const std::vector<RowPropertyValue> &values, qint64 now, const RowPerson &person)
{
    const RowPropertyValue *newest = nullptr, *earliest = nullptr;
    for (const RowPropertyValue &value : values) {
        if (!earliest || value.since < earliest->since ||
            (value.since == earliest->since && countsMore(value, *earliest, person)))
            earliest = &value;
        if (value.since > now)
            continue;
        if (!newest || value.since > newest->since ||
            (value.since == newest->since && countsMore(value, *newest, person)))
            newest = &value;
    }
    return newest ? newest : earliest;
}

bool compareTexts(Op op, const QString &left, const QString &right)
{
    Test test;
    test.op = op;
    test.values.emplace_back(right);
    return passesText(test, left);
}

double radians(double degrees)
{
    return degrees * std::acos(-1.0) / 180;
}

double kilometresBetween(double latitude, double longitude, double toLatitude, double toLongitude)
{
    const double half = std::sin(radians(toLatitude - latitude) / 2),
                 across = std::sin(radians(toLongitude - longitude) / 2);
    const double chord = half * half + std::cos(radians(latitude)) * std::cos(radians(toLatitude)) * across * across;
    return 2 * 6371.0088 * std::asin(std::min(1.0, std::sqrt(chord)));
}

RowVerdict judgePoint(const PlaceCondition &condition, const RowQuestion &question, const RowPerson &person)
{
    const auto latitude = propertyAt(QStringLiteral("Latitude"), question, person),
               longitude = propertyAt(QStringLiteral("Longitude"), question, person);
    if (!latitude || !longitude)
        return RowVerdict::Unknown;
    const double away =
        kilometresBetween(latitude->number.real, longitude->number.real, *condition.latitude, *condition.longitude);
    const double unit = condition.unit == DistanceUnit::Mile ? 1.609344 : 1;
    return verdictOf((away <= *condition.distance * unit) != condition.beyond);
}

// "rfm_score" is kept as "RFM Score", "churn_risk" as "Churn Risk".
QString propertyOfScore(const QString &score)
{
    QStringList words = score.split(u'_');
    for (QString &word : words) {
        if (word == QLatin1String("rfm") || word == QLatin1String("clv"))
            word = word.toUpper();
        else if (!word.isEmpty())
            word[0] = word[0].toUpper();
    }
    return words.join(u' ');
}

// What the people with one value of a property are told apart by.
QString groupKey(const RowValue &value)
{
    return QStringLiteral("%1 %2 %3 %4 %5")
        .arg(QString::number(value.number.toReal(), 'g', 17), value.yes ? QStringLiteral("yes") : QStringLiteral("no"))
        .arg(value.date)
        .arg(value.text, QString::fromUtf8(QJsonDocument(value.list).toJson()));
}

RowNumber ordinalOf(const RowValue &value)
{
    return value.type == ValueType::Date ? RowNumber::fraction(value.date, 1) : value.number;
}

constexpr qint64 Modulus = 2147483647;

qint64 sampleHash(qint64 id, const QString &salt)
{
    const QByteArray digest = QCryptographicHash::hash(salt.toUtf8(), QCryptographicHash::Sha256);
    qint64 seed = 0;
    for (int i = 0; i < 4; ++i)
        seed = seed * 256 + static_cast<quint8>(digest[i]);
    qint64 x = (id % Modulus + id / Modulus % Modulus * 40503 + seed % Modulus) % Modulus;
    for (const qint64 multiplier : {48271, 69621, 950706376})
        x = (x ^ (x / 32768)) * multiplier % Modulus;
    return x;
}

} // namespace

std::optional<RowValue> propertyAt(const QString &name, const RowQuestion &question, const RowPerson &person)
{
    if (name == CreatedAtProperty)
        return person.created ? std::optional(RowValue{.type = ValueType::Date, .date = *person.created})
                              : std::nullopt;
    const auto found = person.properties.find(name);
    if (found == person.properties.end())
        return std::nullopt;
    const RowPropertyValue *value = valueInForce(found->second, question.now, person);
    if (value->value.isNull())
        return std::nullopt;
    return typed(question.store.types.at(name), value->value);
}

namespace {

// A value of the way through a flow; undefined: there is none. Nothing where it is asked for what is known otherwise.
std::optional<QJsonValue> valueOnTheWay(const PropertyCondition &condition, const RowJourney &journey)
{
    const auto in = [&](const std::map<QString, QJsonValue> &values) {
        const auto found = values.find(condition.property);
        return found == values.end() ? QJsonValue(QJsonValue::Undefined) : found->second;
    };
    if (condition.of == PropertyOf::Variable)
        return in(journey.variables);
    if (condition.of == PropertyOf::Trigger)
        return journey.trigger ? journey.trigger->properties.value(condition.property)
                               : QJsonValue(QJsonValue::Undefined);
    const bool isChanged = condition.other.isEmpty() && journey.properties.count(condition.property) > 0;
    return isChanged ? std::optional(in(journey.properties)) : std::nullopt;
}

std::optional<RowVerdict> judgeOnTheWay(const PropertyCondition &condition, const RowQuestion &question,
                                        const RowPerson &person)
{
    const auto json = question.journey ? valueOnTheWay(condition, *question.journey) : std::nullopt;
    if (!json)
        return std::nullopt;
    const ValueType type = operatorOf(*condition.test.op).type;
    if (condition.of != PropertyOf::Trigger || condition.property != ValueProperty)
        return judgeMaybe(condition.test, readAs(type, *json, question.zone), question, person);
    const auto &trigger = question.journey->trigger;
    const auto amount = trigger ? amountOf(trigger->value, trigger->currency, question.store) : std::nullopt;
    const bool fits = type == ValueType::Number || type == ValueType::Any;
    return judgeMaybe(condition.test,
                      amount && fits ? std::optional(RowValue{.type = type, .number = *amount}) : std::nullopt,
                      question, person);
}

} // namespace

RowVerdict judgeProperty(const PropertyCondition &condition, const RowQuestion &question, const RowPerson &person)
{
    if (const auto verdict = judgeOnTheWay(condition, question, person))
        return *verdict;
    const auto value = propertyAt(condition.property, question, person);
    if (condition.other.isEmpty())
        return judgeMaybe(condition.test, value, question, person);
    const auto other = propertyAt(condition.other, question, person);
    if (!value || !other || value->type != other->type)
        return RowVerdict::Unknown;
    if (value->type == ValueType::Text)
        return verdictOf(compareTexts(*condition.test.op, value->text, other->text));
    return verdictOf(passesNumber(*condition.test.op, ordinalOf(*value), {ordinalOf(*other)}));
}

RowVerdict judgePlace(const PlaceCondition &condition, const RowQuestion &question, const RowPerson &person)
{
    if (condition.field == PlaceField::Point)
        return judgePoint(condition, question, person);
    const char *names[] = {"Country", "Region", "City", "Zip"};
    const QString property = QString::fromLatin1(names[static_cast<int>(condition.field)]);
    return judgeMaybe(condition.test, propertyAt(property, question, person), question, person);
}

RowVerdict judgeStays(const MembershipCondition &condition, const RowQuestion &question, const RowPerson &person)
{
    const bool ofFlow = condition.of == MemberOf::Flow;
    const RowJourney *journey = question.journey;
    if (condition.of == MemberOf::ThisFlow) {
        const auto in =
            condition.since ? *pastSpanOf(*condition.since, question, person) : RowSpan{RowSpan().from, question.now};
        const bool was = std::ranges::any_of(
            journey->earlier, [&](const RowSpan &stay) { return stay.from <= in.to && stay.to >= in.from; });
        return verdictOf(was == condition.in);
    }
    if (journey && !ofFlow && !condition.since && journey->lists.count(condition.name.toLower()) > 0)
        return verdictOf(journey->lists.at(condition.name.toLower()) == condition.in);
    const auto span = condition.since ? pastSpanOf(*condition.since, question, person) : RowSpan();
    bool isIn = false, beganInSpan = false, endedInSpan = false;
    for (const RowStay &stay : ofFlow ? person.flows : person.lists) {
        if (stay.what != condition.name.toLower() ||
            (!condition.step.isEmpty() && stay.detail != condition.step.toLower()))
            continue;
        isIn |= stay.holdsAt(question.now);
        beganInSpan |= stay.holdsAt(question.now) && stay.since >= span->from && stay.since <= span->to;
        endedInSpan |= stay.until && *stay.until <= question.now && stay.since <= question.now &&
                       *stay.until >= span->from && *stay.until <= span->to;
    }
    if (condition.in)
        return verdictOf(isIn && (!condition.since || beganInSpan));
    return verdictOf(!isIn && (!condition.since || endedInSpan));
}

RowVerdict judgeScore(const ScoreCondition &condition, const RowQuestion &question, const RowPerson &person)
{
    const QString property = propertyOfScore(condition.score);
    const auto own = propertyAt(property, question, person);
    if (condition.scale == ScoreScale::Value)
        return judgeMaybe(condition.test, own, question, person);
    const auto group = propertyAt(condition.within, question, person);
    if (!own || (!condition.within.isEmpty() && !group))
        return RowVerdict::Unknown;
    qint64 all = 0, lower = 0, higher = 0;
    for (const RowPerson &other : question.store.people) {
        const auto value = propertyAt(property, question, other),
                   within = propertyAt(condition.within, question, other);
        if (!isKnown(other, question.now) || !value || (group && (!within || groupKey(*within) != groupKey(*group))))
            continue;
        ++all;
        lower += compared(ordinalOf(*value), ordinalOf(*own)) < 0;
        higher += compared(ordinalOf(*value), ordinalOf(*own)) > 0;
    }
    const RowNumber place = condition.scale == ScoreScale::Rank ? RowNumber::fraction(higher + 1, 1)
                                                                : RowNumber::fraction(100 * lower, all);
    return verdictOf(passesNumber(condition.test, place));
}

RowVerdict judgeSample(const SampleCondition &condition, const RowPerson &person)
{
    const RowNumber percent = RowNumber::written(*condition.percent);
    const auto limit = static_cast<qint64>(percent.over * Modulus / (percent.under * 100));
    return verdictOf(sampleHash(person.id, condition.salt) < limit);
}

bool isKnown(const RowPerson &person, qint64 now)
{
    return !person.created || *person.created <= now ||
           std::ranges::any_of(person.events, [&](const RowEvent &e) { return e.at <= now; });
}

} // namespace perennial
