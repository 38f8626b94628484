// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/rows/examplestore.h"

#include "core/base/instant.h"

#include <QRegularExpression>

namespace perennial {

namespace {

QString quoted(QString text)
{
    return u'\'' + text.replace(u'\'', QStringLiteral("''")) + u'\'';
}

class ExampleReader
{
public:
    explicit ExampleReader(int line)
        : m_lineNumber(line)
    {
        m_example.line = line;
    }

    void read(const QString &line)
    {
        ++m_lineNumber;
        const QString text = line.trimmed();
        if (text.isEmpty())
            return;
        if (text.startsWith(QLatin1String("asked ")))
            readQuestioner(text.mid(6));
        else if (text.startsWith(QLatin1String("in:")))
            finishQuestion(text.mid(3));
        else if (text.startsWith(u'{') || !m_segment.isEmpty())
            m_segment += text.toUtf8();
        else
            readFact(text.split(u'|'));
    }

    Example take()
    {
        QByteArray people;
        for (const auto &[name, id] : m_example.ids)
            people += QStringLiteral("INSERT INTO profiles VALUES(%1, %2, 0, %3, 1);"
                                     "INSERT INTO identifiers VALUES(1, 'p%1@example.com', %1, 0, 1);")
                          .arg(id)
                          .arg(m_came.count(name) ? QString::number(m_came[name]) : QStringLiteral("NULL"))
                          .arg(m_mergedInto.count(name) ? QString::number(m_mergedInto[name]) : QStringLiteral("NULL"))
                          .toUtf8();
        m_example.sql = "PRAGMA foreign_keys=OFF;" + people + m_sql;
        if (!m_segment.isEmpty())
            problem(QStringLiteral("a segment without “in:”"));
        return m_example;
    }

private:
    void problem(const QString &what)
    {
        if (m_example.problem.isEmpty())
            m_example.problem = QStringLiteral("line %1: %2").arg(m_lineNumber).arg(what);
    }

    void readQuestioner(const QString &text)
    {
        const QStringList parts = text.split(u',');
        m_question.asOf = parts.value(0).trimmed();
        m_question.zone = parts.value(1).trimmed();
        m_question.weekStart = parts.value(2).trimmed().remove(QLatin1String("weeks from ")).toLower();
        if (!Instant::fromIso(m_question.asOf))
            problem(QStringLiteral("no moment"));
    }

    void finishQuestion(const QString &names)
    {
        m_question.line = m_lineNumber;
        m_question.segment = m_segment;
        m_question.in.clear();
        for (const QString &name : names.split(u',')) {
            if (name.trimmed() != QLatin1String("nobody"))
                m_question.in.append(name.trimmed());
            if (name.trimmed() != QLatin1String("nobody") && !m_example.ids.count(name.trimmed()))
                problem(QStringLiteral("“%1” is nobody").arg(name));
        }
        m_example.questions.push_back(m_question);
        m_segment.clear();
    }

    qint64 person(const QString &name)
    {
        return m_example.ids.try_emplace(name, static_cast<qint64>(m_example.ids.size()) + 1).first->second;
    }

    qint64 moment(const QString &text)
    {
        const auto instant = Instant::fromIso(text);
        if (!instant)
            problem(QStringLiteral("“%1” is no moment").arg(text));
        return instant ? instant->ms : 0;
    }

    QString amount(const QString &text) { return QString::number(qRound64(text.toDouble() * 100)); }

    void run(const QString &sql) { m_sql += sql.toUtf8() + ";\n"; }

    void readFact(QStringList cells)
    {
        for (QString &cell : cells)
            cell = cell.trimmed();
        cells.resize(8);
        const qint64 id = person(cells[0]);
        if (cells[1] == QLatin1String("did"))
            addEvent(id, cells);
        else if (cells[1] == QLatin1String("has"))
            addProperty(id, cells);
        else if (cells[1] == QLatin1String("said"))
            addConsent(id, cells);
        else if (cells[1] == QLatin1String("is suppressed on"))
            run(QStringLiteral("INSERT INTO suppressions VALUES(%1, %2, %3, %4, NULL, 1)")
                    .arg(id)
                    .arg(quoted(cells[2]))
                    .arg(moment(cells[4]))
                    .arg(quoted(cells[3])));
        else if (cells[1] == QLatin1String("ordered"))
            addOrder(id, cells);
        else if (cells[1] == QLatin1String("joined"))
            addStay(id, cells);
        else if (cells[1] == QLatin1String("came"))
            m_came[cells[0]] = moment(cells[2]);
        else if (cells[1] == QLatin1String("is") && !cells[2].isEmpty())
            m_mergedInto[cells[0]] = person(cells[2]);
        else
            problem(QStringLiteral("“%1” says nothing").arg(cells[1]));
    }

    void addEvent(qint64 id, const QStringList &cells)
    {
        ++m_keys;
        run(QStringLiteral("INSERT OR IGNORE INTO metrics(name) VALUES(%1)").arg(quoted(cells[2])));
        if (!cells[5].isEmpty())
            run(QStringLiteral("INSERT OR IGNORE INTO event_details(properties) VALUES(%1)").arg(quoted(cells[5])));
        const QStringList money = cells[4].split(u' ');
        run(QStringLiteral(
                "INSERT INTO events SELECT %1, %2, (SELECT id FROM metrics WHERE name = %3), %4, %5, %6, %7, "
                "(SELECT id FROM event_details WHERE properties = %8), 1")
                .arg(id)
                .arg(moment(cells[3]))
                .arg(quoted(cells[2]))
                .arg(m_keys)
                .arg(cells[4].isEmpty() ? QStringLiteral("NULL") : amount(money[0]),
                     money.size() > 1 ? quoted(money[1]) : QStringLiteral("NULL"),
                     cells[6].isEmpty() ? QStringLiteral("NULL") : quoted(cells[6]), quoted(cells[5])));
    }

    void addProperty(qint64 id, const QStringList &cells)
    {
        bool isNumber = false;
        cells[3].toDouble(&isNumber);
        const auto date = Instant::fromIso(cells[3]);
        const QString type = isNumber ? QStringLiteral("number")
                             : date   ? QStringLiteral("date")
                                      : QStringLiteral("text");
        const QString value = isNumber ? cells[3] : date ? QString::number(date->ms) : quoted(cells[3]);
        run(QStringLiteral("INSERT OR IGNORE INTO properties(name, type) VALUES(%1, '%2')")
                .arg(quoted(cells[2]), type));
        run(QStringLiteral("INSERT INTO property_values SELECT %1, id, %2, %3, 1 FROM properties WHERE name = %4")
                .arg(id)
                .arg(cells[4].isEmpty() ? 0 : moment(cells[4]))
                .arg(value, quoted(cells[2])));
    }

    void addConsent(qint64 id, const QStringList &cells)
    {
        const QStringList words = cells[2].split(u' ');
        run(QStringLiteral("INSERT INTO consents VALUES(%1, %2, %3, %4, %5, 0, 1, NULL)")
                .arg(id)
                .arg(quoted(words.value(0)))
                .arg(moment(cells[3]))
                .arg(quoted(words.value(1)), cells[4].isEmpty() ? QStringLiteral("NULL") : quoted(cells[4])));
    }

    void addOrder(qint64 id, const QStringList &cells)
    {
        static const QRegularExpression line(QStringLiteral("^(\\d+) × (.+) at ([0-9.]+)$"));
        ++m_keys;
        const auto found = line.match(cells[3]);
        if (!found.hasMatch())
            problem(QStringLiteral("“%1” is no line of an order").arg(cells[3]));
        const bool cancelled = cells[4].startsWith(QLatin1String("cancelled "));
        run(QStringLiteral(
                "INSERT INTO orders(id, source, key, profile_id, created_at, currency, test, cancelled, "
                "cancelled_at, content_hash, import_id) VALUES(%1, 'shop', %1, %2, %3, 'EUR', %4, %5, %6, 0, 1)")
                .arg(m_keys)
                .arg(id)
                .arg(moment(cells[2]))
                .arg(cells[4] == QLatin1String("test"))
                .arg(cancelled)
                .arg(cancelled ? QString::number(moment(cells[4].mid(10))) : QStringLiteral("NULL")));
        run(QStringLiteral("INSERT INTO order_lines VALUES(%1, 1, %2, NULL, NULL, %3, %4, NULL)")
                .arg(m_keys)
                .arg(quoted(found.captured(2)), found.captured(1), amount(found.captured(3))));
    }

    void addStay(qint64 id, const QStringList &cells)
    {
        run(QStringLiteral("INSERT OR IGNORE INTO lists(name, created_at) VALUES(%1, 0)").arg(quoted(cells[2])));
        run(QStringLiteral("INSERT INTO list_members SELECT id, %1, %2, %3 FROM lists WHERE name = %4")
                .arg(id)
                .arg(moment(cells[3]))
                .arg(cells[4].isEmpty() ? QStringLiteral("NULL") : QString::number(moment(cells[4].mid(5))),
                     quoted(cells[2])));
    }

    Example m_example;
    ExampleQuestion m_question;
    QByteArray m_segment;
    QByteArray m_sql;
    std::map<QString, qint64> m_came;
    std::map<QString, qint64> m_mergedInto;
    int m_lineNumber;
    int m_keys = 0;
};

} // namespace

std::vector<Example> examplesIn(const QString &markdown)
{
    std::vector<Example> examples;
    std::optional<ExampleReader> reader;
    int number = 0;
    for (const QString &line : markdown.split(u'\n')) {
        ++number;
        if (line == QLatin1String("```example"))
            reader.emplace(number);
        else if (reader && line == QLatin1String("```"))
            examples.push_back(std::exchange(reader, std::nullopt)->take());
        else if (reader)
            reader->read(line);
    }
    return examples;
}

} // namespace perennial
