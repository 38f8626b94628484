// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/savedname.h"
#include "core/segment/sql/segmentsql.h"

#include <map>
#include <vector>

namespace perennial {

// The person an event, a value or a consent belongs to, where `m` is its profile: rows of a merged profile are those of
// the one it was merged into. The cast gives the column a type, without which SQLite would not index it for joins.
inline const QString SqlPerson = QStringLiteral("CAST(coalesce(m.merged_into, m.id) AS INTEGER)");

// Whom and when a condition asks about.
struct SqlMoment
{
    TimeFrame frame;
    QString people; // the table of all people known then

    [[nodiscard]] QString now() const { return QString::number(frame.now.ms); }
};

// A query that is being written: its tables in the order of their definition. What several places need (people of a
// moment, the clocks of a zone, each person's last event, a saved segment) is written once.
class SqlQuery
{
public:
    explicit SqlQuery(const SqlSetting &setting);

    // The members of the document, as a query of its own.
    [[nodiscard]] Result<QString> write(const SegmentDoc &doc);

    // `head`: the name of a table with its columns; `words` stand above it, in one line.
    void add(const QString &head, const QString &body, const QString &words = {});

    // The same of a text that somebody else wrote: nothing within it is moved.
    void addAsItStands(const QString &head, const QString &body);

    // The names of tables that are written when they are first asked for.
    [[nodiscard]] QString people(Instant asOf);
    // (since, until, shift): what the zone's clocks add to UTC from one moment to before the other, for moments in the
    // stretch; of others it tells nothing true, but never nothing.
    [[nodiscard]] QString clocks(const QTimeZone &zone, const TimeRange &stretch);
    // (id, at): each person's last event of a metric.
    [[nodiscard]] QString lastEvents(const QString &metric, const SqlMoment &moment);
    // (id): the members of a saved definition. Errors stand at `where`.
    [[nodiscard]] Result<QString> members(const SavedName &name, Instant asOf, const QString &where);

    [[nodiscard]] const SqlSetting &setting() const { return m_setting; }
    // Digits of the store's currency after the point.
    [[nodiscard]] int decimals() const { return m_decimals; }

private:
    struct WrittenDefinition
    {
        QString members;
        int expanded;
    };
    struct Clocks
    {
        QTimeZone zone;
        TimeRange stretch;
    };

    [[nodiscard]] Result<QString> addDocument(const SavedName &name, const SegmentDoc &doc, Instant asOf,
                                              const QString &prefix);
    [[nodiscard]] Result<QString> addNode(const SegmentNode &node, const NodePath &path, const SqlMoment &moment,
                                          const QString &prefix);
    [[nodiscard]] Result<QString> groupBody(const SegmentGroup &group, const NodePath &path, const SqlMoment &moment,
                                            const QString &prefix);
    [[nodiscard]] Error inside(Error error, const QString &name, const QString &where) const;
    [[nodiscard]] Result<SegmentDoc> documentOf(const SavedName &name, const QString &where) const;
    [[nodiscard]] QString clockTable(const Clocks &clocks, const QString &name) const;

    const SqlSetting &m_setting;
    int m_decimals;
    QStringList m_tables;
    std::vector<Clocks> m_clocks;
    std::map<qint64, QString> m_people;
    std::map<std::pair<QString, qint64>, QString> m_lastEvents;
    std::map<std::pair<std::pair<MemberOf, QString>, qint64>, WrittenDefinition> m_definitions; // by key() and moment
    int m_expanded = 0; // segments within the one that is being written, as often as SQLite comes across each
    int m_nested = 0;
    std::vector<SavedName> m_names; // of what is being written, the outermost first
};

// One condition of a document within a query.
struct SqlNode
{
    SqlQuery &query;
    const SqlMoment &moment;
    QString name;  // of its table; what else it needs has names that begin with it
    QString where; // its JSON path
    bool unknown;  // what becomes of people for whom it cannot be decided

    [[nodiscard]] QString now() const { return moment.now(); }
    // The end of a WHERE.
    [[nodiscard]] QString settled(const QString &test) const
    {
        return QStringLiteral("coalesce(%1, %2)").arg(test, QString::number(unknown));
    }
    // "SELECT p.id FROM people p …" with what is joined and the test of each person.
    [[nodiscard]] QString peopleWho(const QString &joins, const QString &test) const
    {
        return QStringLiteral("SELECT p.id FROM %1 p%2\nWHERE %3").arg(moment.people, joins, settled(test));
    }
};

// The body of a condition's table, which yields `id`: one overload a kind.
[[nodiscard]] Result<QString> sqlBody(const EventCondition &condition, SqlNode &node);
[[nodiscard]] Result<QString> sqlBody(const RhythmCondition &condition, SqlNode &node);
[[nodiscard]] Result<QString> sqlBody(const SequenceCondition &condition, SqlNode &node);
[[nodiscard]] Result<QString> sqlBody(const OrderLineCondition &condition, SqlNode &node);
[[nodiscard]] Result<QString> sqlBody(const PropertyCondition &condition, SqlNode &node);
[[nodiscard]] Result<QString> sqlBody(const ConsentCondition &condition, SqlNode &node);
[[nodiscard]] Result<QString> sqlBody(const PlaceCondition &condition, SqlNode &node);
[[nodiscard]] Result<QString> sqlBody(const MembershipCondition &condition, SqlNode &node);
[[nodiscard]] Result<QString> sqlBody(const ScoreCondition &condition, SqlNode &node);
[[nodiscard]] Result<QString> sqlBody(const SampleCondition &condition, SqlNode &node);
[[nodiscard]] Result<QString> sqlBody(const SqlCondition &condition, SqlNode &node);

} // namespace perennial
