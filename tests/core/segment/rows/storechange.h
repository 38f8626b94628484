// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/enumids.h"
#include "core/segment/explain/change.h"
#include "core/store/store.h"

#include <QJsonDocument>

namespace perennial {

// Makes what an explanation proposes true in a store.
class StoreChange
{
public:
    StoreChange(const QString &path, ProfileId person)
        : m_path(path)
        , m_person(person.value)
    {
    }

    bool make(const Changes &changes)
    {
        for (const Change &change : changes)
            std::visit([this](const auto &kind) { write(kind); }, change);
        auto store = Store::openWriter(m_path);
        if (!store)
            return false;
        const auto done = store->database().execute("BEGIN;" + m_sql.toUtf8() + "COMMIT;");
        if (!done)
            qWarning() << done.error().message << done.error().detail << m_sql;
        return done && store->checkpoint();
    }

private:
    static QString text(const QString &text)
    {
        return u'\'' + QString(text).replace(QLatin1Char('\''), QLatin1String("''")) + u'\'';
    }

    static QString json(const QJsonObject &object)
    {
        return text(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
    }

    void write(const EventChange &change)
    {
        m_sql += QStringLiteral("INSERT OR IGNORE INTO metrics(name) VALUES(%1);").arg(text(change.metric));
        m_sql +=
            QStringLiteral("INSERT OR IGNORE INTO event_details(properties) VALUES(%1);").arg(json(change.properties));
        for (int i = 0; i < change.times; ++i)
            m_sql += QStringLiteral("INSERT INTO events(profile_id, at, metric_id, key, value, currency, details_id, "
                                    "import_id) SELECT %1, %2, m.id, %3, %4, NULL, d.id, 1 FROM metrics m, "
                                    "event_details d WHERE m.name = %5 AND d.properties = %6;")
                         .arg(m_person)
                         .arg(change.at.ms)
                         .arg(900'000 + ++m_keys)
                         .arg(change.value ? QString::number(*change.value) : QStringLiteral("NULL"))
                         .arg(text(change.metric), json(change.properties));
    }

    void write(const ValueChange &change)
    {
        m_sql += QStringLiteral("INSERT OR IGNORE INTO properties(name, type) VALUES(%1, 'text');"
                                "INSERT OR REPLACE INTO property_values SELECT %2, id, %3, %4, 1 FROM properties WHERE "
                                "name = %1;")
                     .arg(text(change.property))
                     .arg(m_person)
                     .arg(change.at.ms)
                     .arg(valueText(change.value));
    }

    static QString valueText(const FactValue &value)
    {
        if (const auto *words = std::get_if<QString>(&value))
            return text(*words);
        if (const auto *number = std::get_if<double>(&value))
            return QString::number(*number, 'g', 17);
        if (const auto *yes = std::get_if<bool>(&value))
            return *yes ? QStringLiteral("1") : QStringLiteral("0");
        if (const auto *date = std::get_if<Instant>(&value))
            return QString::number(date->ms);
        if (const auto *list = std::get_if<QJsonArray>(&value))
            return text(QString::fromUtf8(QJsonDocument(*list).toJson(QJsonDocument::Compact)));
        return QStringLiteral("NULL");
    }

    void write(const ConsentChange &change)
    {
        const char *states[] = {"never", "subscribed", "unsubscribed"};
        m_sql += QStringLiteral("INSERT INTO consents(profile_id, channel, at, state, method, assumed, import_id, "
                                "double_opt_in) VALUES(%1, '%2', %3, '%4', %5, 0, 1, %6);")
                     .arg(m_person)
                     .arg(enumId(change.channel))
                     .arg(change.at.ms)
                     .arg(QLatin1String(states[static_cast<size_t>(change.state)]))
                     .arg(change.method.isEmpty() ? QStringLiteral("NULL") : text(change.method))
                     .arg(change.doubleOptIn ? QString::number(*change.doubleOptIn) : QStringLiteral("NULL"));
    }

    void write(const SuppressionChange &change)
    {
        if (change.begins)
            m_sql += QStringLiteral("INSERT INTO suppressions VALUES(%1, '%2', %3, '%4', NULL, 1);")
                         .arg(m_person)
                         .arg(enumId(change.channel))
                         .arg(change.at.ms)
                         .arg(change.reason);
        else
            m_sql += QStringLiteral("UPDATE suppressions SET ended_at = %3 WHERE channel = '%2' AND coalesce(ended_at, "
                                    "%3) >= %3 AND profile_id IN (SELECT id FROM profiles WHERE %1 IN (id, "
                                    "merged_into));")
                         .arg(m_person)
                         .arg(enumId(change.channel))
                         .arg(change.at.ms);
    }

    void write(const AddressChange &change)
    {
        m_sql +=
            QStringLiteral("INSERT INTO identifiers VALUES(%1, '%2', %3, 0, 1);")
                .arg(change.channel == Channel::Email ? 1 : 2)
                .arg(change.channel == Channel::Email ? QStringLiteral("new@example.com") : QStringLiteral("+15559999"))
                .arg(m_person);
    }

    void write(const StayChange &change)
    {
        const QString table = change.ofFlow ? QStringLiteral("flow_stays") : QStringLiteral("list_members");
        const QString where =
            change.ofFlow ? QStringLiteral("flow = %1").arg(text(change.name))
                          : QStringLiteral("list_id IN (SELECT id FROM lists WHERE name = %1)").arg(text(change.name));
        if (!change.begins)
            m_sql += QStringLiteral("UPDATE %1 SET until = %2 WHERE %3 AND coalesce(until, %2) >= %2 AND profile_id IN "
                                    "(SELECT id FROM profiles WHERE %4 IN (id, merged_into));")
                         .arg(table)
                         .arg(change.at.ms)
                         .arg(where)
                         .arg(m_person);
        else if (change.ofFlow)
            m_sql += QStringLiteral("INSERT INTO flow_stays VALUES(%1, %2, %3, %4, NULL);")
                         .arg(text(change.name), text(change.step.isEmpty() ? QStringLiteral("?") : change.step))
                         .arg(m_person)
                         .arg(change.at.ms);
        else
            m_sql += QStringLiteral("INSERT INTO list_members SELECT id, %2, %3, NULL FROM lists WHERE name = %1;")
                         .arg(text(change.name))
                         .arg(m_person)
                         .arg(change.at.ms);
    }

    void write(const OrderChange &change)
    {
        for (int i = 0; i < change.times; ++i) {
            const int id = 900'000 + ++m_keys;
            m_sql +=
                QStringLiteral(
                    "INSERT INTO orders(id, source, key, profile_id, created_at, currency, tags, "
                    "discount_codes, content_hash, import_id) SELECT %1, 'test', %1, %2, %3, value, %4, %5, 0, 1 FROM "
                    "settings WHERE key = 'currency';")
                    .arg(id)
                    .arg(m_person)
                    .arg(change.at.ms)
                    .arg(text(change.tags.join(u',')), text(change.codes.join(u',')));
            m_sql += QStringLiteral("INSERT INTO order_lines VALUES(%1, 1, %2, %3, %4, %5, %6, NULL);")
                         .arg(id)
                         .arg(text(change.product), text(change.sku), text(change.vendor))
                         .arg(change.quantity)
                         .arg(change.price ? QString::number(*change.price) : QStringLiteral("NULL"));
        }
    }

    QString m_path;
    qint64 m_person;
    QString m_sql;
    int m_keys = 0;
};

} // namespace perennial
