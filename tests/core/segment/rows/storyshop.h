// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store.h"
#include "tests/core/segment/rows/askedsegment.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace perennial {

// A shop told as a table of events, one a line, of the year 2026 in UTC:
//   1 10-01T08:00 Viewed {"product":"Mug"}
//   1 10-02T00:00:00.001 Bought €12.50 #1001 {"product":"Mug"}
//   9=1                          profile 9 was merged into 1
//   3                            somebody without events
// Events of one moment and profile are in the order of their lines. `#A7` is an order whose key is a text.
class StoryShop
{
public:
    // Empty where the shop could not be made; the test has failed then. `more` is SQL for what no story tells.
    explicit StoryShop(const QString &story, const QString &more = QString())
    {
        StoreSettings settings;
        settings.currency = QStringLiteral("EUR");
        const QString path = m_folder.filePath(QStringLiteral("shop.perennial"));
        {
            auto store = Store::create(path, settings);
            QVERIFY(store.has_value());
            const auto written = store->database().execute((sqlOf(story) + more).toStdString().c_str());
            QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error().detail));
        }
        auto table = ProfileTable::build(path, Progress());
        QVERIFY(table.has_value());
        m_table = *table;
    }

    // Ids of members, then those for whom it is not known: "1 4 ?2"; an error's place where there is one.
    [[nodiscard]] QString ask(const QString &condition, const QString &zone = QStringLiteral("UTC"),
                              const char *asOf = "2026-11-01T00:00:00Z") const
    {
        const auto out = members(condition, zone, asOf, "out"), in = members(condition, zone, asOf, "in");
        if (!out || !in)
            return out ? in.error().where : out.error().where;
        QStringList ids = *out;
        for (const QString &id : *in) {
            if (!out->contains(id))
                ids.append(u'?' + id);
        }
        return ids.join(u' ');
    }

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("shop.perennial")); }
    [[nodiscard]] const ProfileTable &table() const { return *m_table; }
    [[nodiscard]] std::shared_ptr<const ProfileTable> sharedTable() const { return m_table; }

    // One condition, with ' for ".
    [[nodiscard]] static Result<SegmentDoc> documentOf(QString condition, const QString &zone = QStringLiteral("UTC"),
                                                       const char *unknown = "out")
    {
        condition.chop(1);
        const QString child = condition + QStringLiteral(",'unknown':'%1'}").arg(QLatin1String(unknown));
        return SegmentDoc::fromJson(segmentText(child.toUtf8(), "all", zone.toLatin1().constData()));
    }

private:
    [[nodiscard]] Result<QStringList> members(const QString &condition, const QString &zone, const char *asOf,
                                              const char *unknown) const
    {
        const Instant moment = *Instant::fromIso(QString::fromLatin1(asOf));
        const auto answer = documentOf(condition, zone, unknown).and_then([&](const SegmentDoc &doc) {
            return answerTo(doc, m_table, moment);
        });
        if (!answer)
            return failure(answer.error());
        return textOfIds(*answer, *m_table).split(u' ', Qt::SkipEmptyParts);
    }

    static QString sqlOf(const QString &story)
    {
        static const QRegularExpression event(QStringLiteral("^(\\d+) (\\S+) (\\w+)( €\\S+)?( #\\S+)?( \\{.*)?$"));
        QMap<int, QString> survivors;
        QStringList metrics, rows, details;
        for (QString line : story.split(u'\n', Qt::SkipEmptyParts)) {
            line = line.trimmed();
            static const QRegularExpression noDigit(QStringLiteral("\\D"));
            const auto match = event.match(line);
            QString &survivor = survivors[line.section(noDigit, 0, 0).toInt()];
            if (!match.hasMatch())
                survivor = line.section(u'=', 1);
            if (!match.hasMatch())
                continue;
            if (!metrics.contains(match.captured(3)))
                metrics.append(match.captured(3));
            rows.append(
                eventRow(match, static_cast<int>(metrics.indexOf(match.captured(3))) + 1, rows.size(), details));
        }
        QString sql = QStringLiteral("BEGIN;");
        for (auto it = survivors.cbegin(); it != survivors.cend(); ++it)
            sql += QStringLiteral("INSERT INTO profiles VALUES (%1, NULL, 0, NULL, 1);").arg(it.key());
        for (auto it = survivors.cbegin(); it != survivors.cend(); ++it) {
            if (!it->isEmpty())
                sql += QStringLiteral("UPDATE profiles SET merged_into = %1 WHERE id = %2;").arg(*it).arg(it.key());
        }
        for (int i = 0; i < metrics.size(); ++i)
            sql += QStringLiteral("INSERT INTO metrics VALUES (%1, '%2');").arg(i + 1).arg(metrics[i]);
        for (int i = 0; i < details.size(); ++i)
            sql += QStringLiteral("INSERT INTO event_details VALUES (%1, '%2');").arg(i + 1).arg(details[i]);
        for (const QString &row : rows)
            sql += QStringLiteral("INSERT INTO events VALUES (%1);").arg(row);
        return sql + QStringLiteral("COMMIT;");
    }

    static QString eventRow(const QRegularExpressionMatch &match, int metric, qsizetype key, QStringList &details)
    {
        const QString at = QStringLiteral("2026-%1Z").arg(match.captured(2));
        const QString value = match.captured(4).mid(2), order = match.captured(5).mid(2);
        const QString properties = match.captured(6).trimmed();
        if (!properties.isEmpty() && !details.contains(properties))
            details.append(properties);
        bool isNumber = false;
        const qint64 number = order.toLongLong(&isNumber);
        const QString null = QStringLiteral("NULL");
        return QStringLiteral("%1, %2, %3, %4, %5, 'EUR', %6, %7, 1")
            .arg(match.captured(1))
            .arg(Instant::fromIso(withSeconds(at)).value_or(Instant()).ms)
            .arg(metric)
            .arg(key)
            .arg(value.isEmpty() ? null : QString::number(qRound64(value.toDouble() * 100)))
            .arg(order.isEmpty() ? null
                 : isNumber      ? QString::number(number)
                                 : u'\'' + order + u'\'')
            .arg(properties.isEmpty() ? null : QString::number(details.indexOf(properties) + 1));
    }

    static QString withSeconds(QString at)
    {
        return at.count(u':') == 1 ? at.replace(u'Z', QStringLiteral(":00Z")) : at;
    }

    QTemporaryDir m_folder;
    std::shared_ptr<const ProfileTable> m_table;
};

} // namespace perennial
