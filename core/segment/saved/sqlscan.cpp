// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/saved/sqlscan.h"

#include "core/segment/saved/sqltemplate.h"

#include <QSet>

namespace perennial {

namespace {

// SQLite's words that a reading query may use.
const QSet<QString> &keywords()
{
    static const QSet<QString> words = [] {
        const QString all = QStringLiteral(
            "ALL AND AS ASC BETWEEN BY CASE CAST COLLATE CROSS CURRENT DESC DISTINCT ELSE END ESCAPE EXCEPT EXISTS "
            "FALSE "
            "FILTER FIRST FOLLOWING FROM FULL GLOB GROUP HAVING IN INNER INTERSECT IS ISNULL JOIN LAST LEFT LIKE LIMIT "
            "MATERIALIZED NATURAL NOCASE NOT NOTNULL NULL NULLS OFFSET ON OR ORDER OUTER OVER PARTITION PRECEDING "
            "RANGE "
            "RECURSIVE REGEXP RIGHT ROW ROWS SELECT THEN TRUE UNBOUNDED UNION USING VALUES WHEN WHERE WINDOW WITH");
        const QStringList list = all.split(u' ');
        return QSet<QString>(list.begin(), list.end());
    }();
    return words;
}

bool isNameSign(QChar sign)
{
    return sign.isLetterOrNumber() || sign == u'_';
}

// Goes through a text once, from left to right.
class Scanner
{
public:
    explicit Scanner(QStringView sql)
        : m_sql(sql)
    {
    }

    [[nodiscard]] std::vector<SqlStretch> scan(SqlOpen &open)
    {
        if (open == SqlOpen::Comment)
            takeUntil(0, 0, QStringLiteral("*/"), SqlPart::Comment, SqlOpen::Comment);
        else if (open == SqlOpen::Text)
            takeUntil(0, 0, QStringLiteral("'"), SqlPart::Text, SqlOpen::Text);
        while (m_at < m_sql.size())
            takeNext();
        open = m_open;
        return std::move(m_found);
    }

private:
    void takeNext()
    {
        const QChar sign = m_sql[m_at], next = m_at + 1 < m_sql.size() ? m_sql[m_at + 1] : QChar();
        if (sign == u'-' && next == u'-')
            return takeLine();
        if (sign == u'/' && next == u'*')
            return takeUntil(m_at, 2, QStringLiteral("*/"), SqlPart::Comment, SqlOpen::Comment);
        if (sign == u'\'')
            return takeUntil(m_at, 1, QStringLiteral("'"), SqlPart::Text, SqlOpen::Text);
        if (sign == u'"')
            return skipUntil(u'"');
        if (sign == u':' && isNameSign(next))
            return takeWhile(1, SqlPart::Parameter);
        if (sign.isDigit())
            return takeWhile(0, SqlPart::Number);
        if (isNameSign(sign))
            return takeWord();
        ++m_at;
    }

    void takeLine()
    {
        const qsizetype end = m_sql.indexOf(u'\n', m_at);
        add(m_at, end < 0 ? m_sql.size() : end, SqlPart::Comment);
    }

    void takeUntil(qsizetype start, qsizetype skip, const QString &mark, SqlPart part, SqlOpen open)
    {
        const qsizetype found = m_sql.indexOf(mark, start + skip);
        m_open = found < 0 ? open : SqlOpen::Nothing;
        add(start, found < 0 ? m_sql.size() : found + mark.size(), part);
    }

    void skipUntil(QChar mark)
    {
        const qsizetype found = m_sql.indexOf(mark, m_at + 1);
        m_at = found < 0 ? m_sql.size() : found + 1;
    }

    void takeWhile(qsizetype skip, SqlPart part)
    {
        qsizetype end = m_at + skip;
        while (end < m_sql.size() && (isNameSign(m_sql[end]) || (part == SqlPart::Number && m_sql[end] == u'.')))
            ++end;
        add(m_at, end, part);
    }

    void takeWord()
    {
        qsizetype end = m_at;
        while (end < m_sql.size() && isNameSign(m_sql[end]))
            ++end;
        if (keywords().contains(m_sql.mid(m_at, end - m_at).toString().toUpper()))
            add(m_at, end, SqlPart::Keyword);
        m_at = end;
    }

    void add(qsizetype start, qsizetype end, SqlPart part)
    {
        m_found.push_back({start, end - start, part});
        m_at = end;
    }

    QStringView m_sql;
    qsizetype m_at = 0;
    SqlOpen m_open = SqlOpen::Nothing;
    std::vector<SqlStretch> m_found;
};

} // namespace

std::vector<SqlStretch> scanSql(QStringView sql, SqlOpen &open)
{
    return Scanner(sql).scan(open);
}

QStringList parametersIn(const QString &sql)
{
    QStringList names;
    SqlOpen open = SqlOpen::Nothing;
    for (const SqlStretch &stretch : scanSql(sql, open)) {
        const QString name = sql.mid(stretch.start + 1, stretch.length - 1);
        if (stretch.part == SqlPart::Parameter && name != AsOfParameter && !names.contains(name))
            names.append(name);
    }
    return names;
}

} // namespace perennial
