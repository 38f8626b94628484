// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/saved/templateshelf.h"

#include "core/segment/saved/templaterun.h"
#include "core/store/rows.h"
#include "core/store/store.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace perennial {

namespace {

constexpr std::string_view Select = "SELECT name, query, parameters, coalesce(note, '') FROM sql_templates ";

Result<SqlTemplate> readTemplate(const Statement &row)
{
    QJsonObject object{{"name", row.text(0)}, {"query", row.text(1)}, {"note", row.text(3)}};
    object.insert(QStringLiteral("parameters"), QJsonDocument::fromJson(row.text(2).toUtf8()).array());
    return SqlTemplate::fromJsonObject(object);
}

template <class... Values>
Result<std::vector<SqlTemplate>> templates(const Database &database, const std::string &sql, const Values &...values)
{
    auto rows = queryRows(database, sql, readTemplate, values...);
    if (!rows)
        return failure(rows.error());
    std::vector<SqlTemplate> list;
    for (Result<SqlTemplate> &row : *rows) {
        if (!row)
            return failure(row.error());
        list.push_back(std::move(*row));
    }
    return list;
}

} // namespace

Result<std::vector<SqlTemplate>> TemplateShelf::list() const
{
    return templates(m_store.database(), std::string(Select) + "ORDER BY name");
}

Result<std::optional<SqlTemplate>> TemplateShelf::find(const QString &name) const
{
    return templates(m_store.database(), std::string(Select) + "WHERE name = ?1", name)
        .map([](const std::vector<SqlTemplate> &found) {
            return found.empty() ? std::nullopt : std::optional(found.front());
        });
}

Result<void> TemplateShelf::save(const SqlTemplate &query, Instant at)
{
    if (const auto valid = validate(query, m_store.path()); !valid)
        return valid;
    auto statement = m_store.database().prepare(
        "INSERT INTO sql_templates(name, query, parameters, note, updated_at) VALUES(?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT(name) DO UPDATE SET name = excluded.name, query = excluded.query, "
        "parameters = excluded.parameters, note = excluded.note, updated_at = excluded.updated_at");
    if (!statement)
        return failure(statement.error());
    const QJsonArray parameters = query.toJsonObject().value(QLatin1String("parameters")).toArray();
    statement->bind(1, query.name).bind(2, query.query);
    statement->bind(3, QString::fromUtf8(QJsonDocument(parameters).toJson(QJsonDocument::Compact)));
    return statement->bind(4, query.note).bind(5, at.ms).run();
}

Result<bool> TemplateShelf::remove(const QString &name)
{
    auto statement = m_store.database().prepare("DELETE FROM sql_templates WHERE name = ?1");
    if (!statement)
        return failure(statement.error());
    if (const auto done = statement->bind(1, name).run(); !done)
        return failure(done.error());
    return m_store.database().changes() > 0;
}

} // namespace perennial
