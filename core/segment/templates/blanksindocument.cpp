// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/templates/blanksindocument.h"

#include "core/segment/document/phrases.h"
#include "core/segment/document/sentence.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <array>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// What a number under this key is called; other keys hold no number that one would ask for.
struct Key
{
    const char *key;
    const char *label;
    BlankKind kind;
};

constexpr std::array Keys{
    Key{"value", QT_TRANSLATE_NOOP("perennial", "Number"), BlankKind::Number},
    Key{"n", QT_TRANSLATE_NOOP("perennial", "Days"), BlankKind::Days},
    Key{"m", QT_TRANSLATE_NOOP("perennial", "Days"), BlankKind::Days},
    Key{"percent", QT_TRANSLATE_NOOP("perennial", "Percent"), BlankKind::Percent},
    Key{"distance", QT_TRANSLATE_NOOP("perennial", "Distance"), BlankKind::Number},
    Key{"factor", QT_TRANSLATE_NOOP("perennial", "Factor"), BlankKind::Number},
    Key{"periods", QT_TRANSLATE_NOOP("perennial", "Periods"), BlankKind::Whole},
    Key{"of_last", QT_TRANSLATE_NOOP("perennial", "Of the last"), BlankKind::Whole},
    Key{"order_number", QT_TRANSLATE_NOOP("perennial", "Number of the order"), BlankKind::Whole},
    Key{"nth", QT_TRANSLATE_NOOP("perennial", "Number of the event"), BlankKind::Whole},
    Key{"latitude", QT_TRANSLATE_NOOP("perennial", "Latitude"), BlankKind::Number},
    Key{"longitude", QT_TRANSLATE_NOOP("perennial", "Longitude"), BlankKind::Number},
};

const Key *keyOf(const QString &name)
{
    for (const Key &key : Keys) {
        if (name == QLatin1String(key.key))
            return &key;
    }
    return nullptr;
}

// Walks the JSON of one condition.
class Finder
{
public:
    Finder(const SegmentNode &node, std::vector<FoundBlank> &found)
        : m_words(wordsOf(node))
        , m_isMoney(isMoney(node))
        , m_isCount(isCount(node))
        , m_found(found)
    {
    }

    void walk(const QJsonObject &object, const QString &path)
    {
        for (auto it = object.begin(); it != object.end(); ++it) {
            const QString here = path + u'.' + it.key();
            const Key *key = keyOf(it.key());
            if (it->isObject())
                walk(it->toObject(), here);
            else if (it->isArray())
                walk(it->toArray(), here, key);
            else if (it->isDouble() && key)
                add(*key, it->toDouble(), here, object.value(QLatin1String("unit")).toString());
        }
    }

private:
    void walk(const QJsonArray &array, const QString &path, const Key *key)
    {
        for (qsizetype i = 0; i < array.size(); ++i) {
            const QString here = QStringLiteral("%1[%2]").arg(path).arg(i);
            if (array[i].isObject())
                walk(array[i].toObject(), here);
            else if (array[i].isDouble() && key)
                add(*key, array[i].toDouble(), here, {});
        }
    }

    void add(const Key &key, double number, const QString &place, const QString &unit)
    {
        TemplateBlank blank;
        blank.id = QStringLiteral("n%1").arg(m_found.size() + 1);
        blank.kind = key.kind;
        blank.label = tr(key.label);
        blank.standard = {number};
        blank.places = {place};
        if (key.kind == BlankKind::Days && !unit.isEmpty() && unit != QLatin1String("day"))
            setUnit(blank, unit);
        if (key.kind == BlankKind::Number && place.endsWith(QLatin1String("compare.value")) && (m_isMoney || m_isCount))
            setAmount(blank);
        if (blank.kind == BlankKind::Days || blank.kind == BlankKind::Whole)
            blank.least = 0;
        if (key.kind == BlankKind::Percent)
            blank.most = 100;
        m_found.push_back({std::move(blank), m_words});
    }

    static void setUnit(TemplateBlank &blank, const QString &unit)
    {
        static constexpr std::array units{"minute", "hour", "day", "week", "month", "year"};
        blank.kind = BlankKind::Whole;
        for (size_t i = 0; i < units.size(); ++i) {
            if (unit == QLatin1String(units[i]))
                blank.label = wordsOf(static_cast<TimeUnit>(i));
        }
        if (!blank.label.isEmpty())
            blank.label[0] = blank.label[0].toUpper();
    }

    void setAmount(TemplateBlank &blank) const
    {
        blank.kind = m_isMoney ? BlankKind::Money : BlankKind::Whole;
        blank.label = m_isMoney ? tr("Amount") : tr("How often");
    }

    static bool isMoney(const SegmentNode &node)
    {
        if (const auto *line = std::get_if<OrderLineCondition>(&node.is))
            return line->measure == LineMeasure::Amount;
        const auto *event = std::get_if<EventCondition>(&node.is);
        if (!event)
            return false;
        const EventQuantity &quantity = event->quantity;
        return quantity.aggregate != Aggregate::Count && quantity.aggregate != Aggregate::Distinct &&
               (quantity.property.isEmpty() || quantity.property == ValueProperty);
    }

    static bool isCount(const SegmentNode &node)
    {
        const auto *event = std::get_if<EventCondition>(&node.is);
        const auto *line = std::get_if<OrderLineCondition>(&node.is);
        return (event &&
                (event->quantity.aggregate == Aggregate::Count || event->quantity.aggregate == Aggregate::Distinct)) ||
               (line && line->measure != LineMeasure::Amount);
    }

    QString m_words;
    bool m_isMoney;
    bool m_isCount;
    std::vector<FoundBlank> &m_found;
};

// Conditions only: their JSON is looked up by the path that errors name.
QJsonObject jsonAt(const QJsonObject &doc, const NodePath &path)
{
    QJsonObject node = doc.value(QLatin1String("root")).toObject();
    for (const int step : path.steps())
        node = node.value(QLatin1String("children")).toArray().at(step).toObject();
    return node;
}

} // namespace

std::vector<FoundBlank> blanksIn(const SegmentDoc &doc)
{
    const QJsonObject json = doc.toJsonObject();
    std::vector<FoundBlank> found;
    visitNodes(doc, [&](const NodePath &path, const SegmentNode &node) {
        if (!node.group())
            Finder(node, found).walk(jsonAt(json, path), path.toJsonPath());
    });
    return found;
}

} // namespace perennial
