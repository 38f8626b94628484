// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/saved/segmentsources.h"
#include "core/segment/saved/templaterun.h"
#include "core/segment/sql/sqlquery.h"
#include "core/segment/sql/sqltext.h"

#include <QCoreApplication>

namespace perennial {

namespace {

// Bracketed, so that "- :x" and "-1" do not become a comment.
QString literal(const SqlValue &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        return sqlText(*text);
    const auto *whole = std::get_if<qint64>(&value);
    const QString number = whole ? QString::number(*whole) : sqlNumber(std::get<double>(value));
    return number.startsWith(u'-') ? QStringLiteral("(%1)").arg(number) : number;
}

bool isOfName(QChar letter)
{
    return letter.isLetterOrNumber() || letter == u'_' || letter == u'$' || letter.unicode() > 127;
}

// Reads a query piece by piece: what is quoted or commented, a name, a parameter, or a sign.
class QueryReader
{
public:
    explicit QueryReader(const QString &query)
        : m_query(query)
    {
    }

    // With the values for its parameters, without comments and the semicolon at its end.
    QString written(const QHash<QString, SqlValue> &values)
    {
        QString text;
        while (m_at < m_query.size()) {
            const QString piece = next();
            const auto value = values.constFind(piece.mid(1));
            if (piece.startsWith(QStringLiteral("--")) || piece.startsWith(QStringLiteral("/*")))
                text += u' ';
            else if (piece.startsWith(u':') && value != values.constEnd())
                text += literal(*value);
            else if (piece != QLatin1String(";"))
                text += piece;
        }
        return text.trimmed();
    }

private:
    QString next()
    {
        const qsizetype start = m_at;
        const QChar first = m_query[m_at++];
        if (first == u'\'' || first == u'"' || first == u'`')
            skipTo(QString(first));
        else if (first == u'[')
            skipTo(QStringLiteral("]"));
        else if (first == u'-' && peek() == u'-')
            skipTo(QStringLiteral("\n"));
        else if (first == u'/' && peek() == u'*') {
            ++m_at;
            skipTo(QStringLiteral("*/"));
        } else if (first == u':' || isOfName(first))
            skipName();
        return m_query.mid(start, m_at - start);
    }

    [[nodiscard]] QChar peek() const { return m_at < m_query.size() ? m_query[m_at] : QChar(); }
    void skipTo(const QString &end)
    {
        const qsizetype found = m_query.indexOf(end, m_at);
        m_at = found < 0 ? m_query.size() : found + end.size();
    }
    void skipName()
    {
        while (m_at < m_query.size() && isOfName(m_query[m_at]))
            ++m_at;
    }

    const QString &m_query;
    qsizetype m_at = 0;
};

} // namespace

// The query stands in a table of its own. Of its columns the first counts.
Result<QString> sqlBody(const SqlCondition &condition, SqlNode &node)
{
    const SegmentSources *sources = node.query.setting().sources;
    const auto query = sources ? sources->query(condition.query) : Result<std::optional<SavedQuery>>(std::nullopt);
    if (!query)
        return failure(query.error());
    if (!*query)
        return failure(
            ErrorKind::NotFound,
            QCoreApplication::translate("perennial", "The store has no query called “%1”.").arg(condition.query),
            node.where + QStringLiteral(".query"));
    const SavedQuery &found = **query;
    const auto values = parameterValues(found.saved, condition.parameters, node.moment.frame, node.where);
    if (!values)
        return failure(values.error());
    QString columns = QStringLiteral("id");
    for (int i = 1; i < found.columns; ++i)
        columns += QStringLiteral(", other%1").arg(i);
    const QString table = node.name + QStringLiteral("_found");
    node.query.addAsItStands(QStringLiteral("%1(%2)").arg(table, columns),
                             QueryReader(found.saved.query).written(*values));
    return node.peopleWho(
        {}, QStringLiteral("p.id IN (SELECT %1 FROM %2 f JOIN profiles m ON m.id = f.id)").arg(SqlPerson, table));
}

} // namespace perennial
