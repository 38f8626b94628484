// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/templates/owntemplates.h"

#include "core/store/rows.h"
#include "core/store/store.h"

#include <QCoreApplication>

namespace perennial {

namespace {

const QString Prefix = QStringLiteral("own-");

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

qint64 rowOf(const QString &id)
{
    return id.startsWith(Prefix) ? id.mid(Prefix.size()).toLongLong() : 0;
}

struct Row
{
    qint64 id;
    QByteArray text;
};

Row readRow(const Statement &row)
{
    return {row.integer(0), row.text(1).toUtf8()};
}

} // namespace

Result<std::vector<SegmentTemplate>> OwnTemplates::list() const
{
    const auto rows =
        queryRows(m_store.database(), "SELECT id, template FROM segment_templates ORDER BY name", readRow);
    if (!rows)
        return failure(rows.error());
    std::vector<SegmentTemplate> all;
    for (const Row &row : *rows) {
        auto read = SegmentTemplate::fromJson(row.text);
        if (!read)
            continue;
        read->id = Prefix + QString::number(row.id);
        read->category.clear();
        all.push_back(std::move(*read));
    }
    return all;
}

Result<SegmentTemplate> OwnTemplates::save(SegmentTemplate own, Instant at)
{
    own.name = own.name.trimmed();
    own.category.clear();
    const qint64 row = rowOf(own.id);
    if (const auto free = checkNameFree(own.name, row); !free)
        return failure(free.error());
    auto statement = m_store.database().prepare(
        "INSERT INTO segment_templates(id, name, template, updated_at) VALUES(nullif(?1, 0), ?2, ?3, ?4) "
        "ON CONFLICT(id) DO UPDATE SET name = excluded.name, template = excluded.template, "
        "updated_at = excluded.updated_at");
    if (!statement)
        return failure(statement.error());
    statement->bind(1, row).bind(2, own.name).bind(3, QString::fromUtf8(own.toJson())).bind(4, at.ms);
    if (const auto done = statement->run(); !done)
        return failure(done.error());
    const auto id = row > 0 ? Result<qint64>(row) : m_store.database().integer("SELECT last_insert_rowid()");
    if (!id)
        return failure(id.error());
    own.id = Prefix + QString::number(*id);
    return own;
}

Result<void> OwnTemplates::remove(const QString &id)
{
    auto statement = m_store.database().prepare("DELETE FROM segment_templates WHERE id = ?1");
    if (!statement)
        return failure(statement.error());
    return statement->bind(1, rowOf(id)).run();
}

Result<QString> OwnTemplates::freeName(const QString &wanted) const
{
    for (int number = 1;; ++number) {
        const QString name = number == 1 ? wanted : QStringLiteral("%1 %2").arg(wanted).arg(number);
        const auto free = checkNameFree(name, 0);
        if (free)
            return name;
        if (free.error().kind != ErrorKind::Invalid || wanted.trimmed().isEmpty())
            return failure(free.error());
    }
}

Result<void> OwnTemplates::checkNameFree(const QString &name, qint64 owner) const
{
    if (name.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("A template needs a name."), QStringLiteral("name"));
    const auto known =
        queryRows(m_store.database(), "SELECT id, '' FROM segment_templates WHERE name = ?1 AND id <> ?2", readRow,
                  name.trimmed(), owner);
    if (!known)
        return failure(known.error());
    if (!known->empty())
        return failure(ErrorKind::Invalid, tr("There is a template named “%1” already. Choose another name.").arg(name),
                       QStringLiteral("name"));
    return {};
}

} // namespace perennial
