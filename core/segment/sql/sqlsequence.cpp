// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sql/sqlclock.h"
#include "core/segment/sql/sqlevents.h"
#include "core/segment/sql/sqlquery.h"
#include "core/segment/sql/sqltext.h"

#include <algorithm>

namespace perennial {

namespace {

// A sequence is followed from step to step: a table a step holds each person's events by which the steps so far can
// have happened, with what later steps refer to. A step that must not happen is looked for where the next one is
// found.
class SequenceWriter
{
public:
    SequenceWriter(const SequenceCondition &condition, SqlNode &node)
        : m_steps(condition.steps)
        , m_window(condition.window, SqlWindow::Ends::AtNow, node)
        , m_node(node)
    {
        for (const SequenceStep &step : m_steps) {
            for (const SameProperty &same : step.same)
                remember(same);
        }
    }

    Result<QString> body();

private:
    [[nodiscard]] const SequenceStep &step(size_t i) const { return m_steps[i]; }
    [[nodiscard]] QString eventsTable(size_t i) const { return QStringLiteral("%1_step%2").arg(m_node.name).arg(i); }
    [[nodiscard]] QString reachedTable(size_t i) const { return QStringLiteral("%1_upto%2").arg(m_node.name).arg(i); }

    void remember(const SameProperty &same)
    {
        if (std::ranges::find(m_referred, same) == m_referred.end())
            m_referred.push_back(same);
    }
    // The name of what the event of step `same.step` has, in the tables of those reached.
    [[nodiscard]] QString column(const SameProperty &same) const
    {
        return QStringLiteral("same%1").arg(std::ranges::find(m_referred, same) - m_referred.begin());
    }
    // The properties that are compared of the events of a step, each once.
    [[nodiscard]] QStringList propertiesOf(size_t i) const;
    [[nodiscard]] bool isCarried(const SameProperty &same, size_t after) const;
    [[nodiscard]] size_t nextHappening(size_t after) const;

    [[nodiscard]] Result<void> addEvents(size_t i);
    void addReached(size_t i, std::optional<size_t> before);
    [[nodiscard]] QString follows(size_t i, const QString &event) const;
    // Joins of what must not happen in between, and the test that it did not.
    [[nodiscard]] QString joinsBetween(size_t before, size_t next) const;
    [[nodiscard]] static QString nothingBetween(size_t before, size_t next);
    // The calendar's deadline of step i stands in a column of those reached before.
    [[nodiscard]] bool hasDeadline(size_t i) const { return step(i).within && step(i).within->unit >= TimeUnit::Month; }
    [[nodiscard]] QString deadline(size_t i, const QString &at) const
    {
        return sqlShifted(at, step(i).within->n, step(i).within->unit, m_node);
    }

    const std::vector<SequenceStep> &m_steps;
    SqlWindow m_window;
    SqlNode &m_node;
    std::vector<SameProperty> m_referred;
};

QStringList SequenceWriter::propertiesOf(size_t i) const
{
    QStringList properties;
    for (const SameProperty &same : step(i).same)
        properties.append(same.property);
    for (const SameProperty &same : m_referred)
        if (same.step == static_cast<int>(i))
            properties.append(same.property);
    properties.removeDuplicates();
    return properties;
}

// Whether a later step refers to it.
bool SequenceWriter::isCarried(const SameProperty &same, size_t after) const
{
    return same.step <= static_cast<int>(after) &&
           std::any_of(m_steps.begin() + static_cast<std::ptrdiff_t>(after) + 1, m_steps.end(),
                       [&](const SequenceStep &later) { return std::ranges::count(later.same, same) > 0; });
}

size_t SequenceWriter::nextHappening(size_t after) const
{
    size_t next = after + 1;
    while (next < m_steps.size() && !step(next).happens)
        ++next;
    return next;
}

Result<void> SequenceWriter::addEvents(size_t i)
{
    const bool happens = step(i).happens;
    QString columns = SqlPerson + QStringLiteral(", e.at"), names = QStringLiteral("id, at");
    const QStringList properties = propertiesOf(i);
    for (qsizetype p = 0; p < properties.size(); ++p) {
        columns += QStringLiteral(",\n    ") + sqlEventKey(properties[p], m_node);
        names += QStringLiteral(", key%1").arg(p);
    }
    const SqlEvents asked{step(i).metric,
                          step(i).filters,
                          columns,
                          happens ? m_window.join(SqlPerson) : QString(),
                          happens ? m_window.holds(QStringLiteral("e.at"))
                                  : QStringLiteral("e.at <= %1").arg(m_node.now()),
                          !properties.isEmpty()};
    return sqlEvents(asked, m_node, QStringLiteral("%1.steps[%2]").arg(m_node.where).arg(i))
        .map([&](const QString &events) {
            m_node.query.add(QStringLiteral("%1(%2)").arg(eventsTable(i), names), events);
        });
}

// How an event of step i goes with those reached before, `r`: after them, in time and of the same.
QString SequenceWriter::follows(size_t i, const QString &event) const
{
    QString test = QStringLiteral("%1.id = r.id AND %1.at > r.at").arg(event);
    if (step(i).within)
        test +=
            QStringLiteral(" AND %1.at <= %2")
                .arg(event, hasDeadline(i) ? QStringLiteral("r.until%1").arg(i) : deadline(i, QStringLiteral("r.at")));
    const QStringList properties = propertiesOf(i);
    for (const SameProperty &same : step(i).same)
        test += QStringLiteral(" AND %1.key%2 = r.%3")
                    .arg(event, QString::number(properties.indexOf(same.property)), column(same));
    return test;
}

QString SequenceWriter::joinsBetween(size_t before, size_t next) const
{
    QString joins;
    const QString end = next < m_steps.size() ? QStringLiteral(" AND %1.at < e.at") : QString();
    for (size_t i = before + 1; i < next; ++i) {
        const QString event = QStringLiteral("x%1").arg(i);
        joins += QStringLiteral("\n    LEFT JOIN %1 %2 ON %3%4")
                     .arg(eventsTable(i), event, follows(i, event), end.isEmpty() ? end : end.arg(event));
    }
    return joins;
}

QString SequenceWriter::nothingBetween(size_t before, size_t next)
{
    QStringList tests;
    for (size_t i = before + 1; i < next; ++i)
        tests.append(QStringLiteral("x%1.id IS NULL").arg(i));
    return tests.isEmpty() ? QString() : QStringLiteral("\nWHERE ") + tests.join(QStringLiteral(" AND "));
}

// Where the next step only has to come later, of a person's events the earliest is all that matters.
void SequenceWriter::addReached(size_t i, std::optional<size_t> before)
{
    QString names = QStringLiteral("id, at"), carried;
    const QStringList properties = propertiesOf(i);
    for (const SameProperty &same : m_referred) {
        if (!isCarried(same, i))
            continue;
        names += QStringLiteral(", ") + column(same);
        carried += same.step == static_cast<int>(i) ? QStringLiteral(", e.key%1").arg(properties.indexOf(same.property))
                                                    : QStringLiteral(", r.") + column(same);
    }
    const size_t next = nextHappening(i);
    for (size_t k = i + 1; k < m_steps.size() && k <= next; ++k) {
        if (!hasDeadline(k))
            continue;
        names += QStringLiteral(", until%1").arg(k);
        carried += QStringLiteral(", ") + deadline(k, QStringLiteral("e.at"));
    }
    const bool later = next == i + 1 && (next == m_steps.size() || !step(next).within);
    QString text = later ? QStringLiteral("SELECT e.id, min(e.at)%1\nFROM ").arg(carried)
                         : QStringLiteral("SELECT DISTINCT e.id, e.at%1\nFROM ").arg(carried);
    if (before)
        text += QStringLiteral("%1 r\n    JOIN %2 e ON %3")
                    .arg(reachedTable(*before), eventsTable(i), follows(i, QStringLiteral("e"))) +
                joinsBetween(*before, i) + nothingBetween(*before, i);
    else
        text += eventsTable(i) + QStringLiteral(" e");
    if (later)
        text += QStringLiteral("\nGROUP BY e.id") + carried;
    m_node.query.add(QStringLiteral("%1(%2)").arg(reachedTable(i), names), text);
}

Result<QString> SequenceWriter::body()
{
    for (size_t i = 0; i < m_steps.size(); ++i) {
        if (const auto added = addEvents(i); !added)
            return failure(added.error());
    }
    size_t last = 0;
    addReached(0, std::nullopt);
    for (size_t next = nextHappening(0); next < m_steps.size(); next = nextHappening(next)) {
        addReached(next, last);
        last = next;
    }
    QString all = QStringLiteral("SELECT DISTINCT r.id\nFROM %1 r").arg(reachedTable(last)) +
                  joinsBetween(last, m_steps.size()) + nothingBetween(last, m_steps.size());
    all.replace(u'\n', QStringLiteral("\n        "));
    return m_node.peopleWho(QStringLiteral("\n    LEFT JOIN (%1) a ON a.id = p.id").arg(all) +
                                m_window.leftJoin(QStringLiteral("p.id")),
                            m_window.known(QStringLiteral("a.id IS NOT NULL")));
}

} // namespace

Result<QString> sqlBody(const SequenceCondition &condition, SqlNode &node)
{
    return SequenceWriter(condition, node).body();
}

} // namespace perennial
