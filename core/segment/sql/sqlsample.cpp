// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sql/sqlquery.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <array>
#include <cmath>

namespace perennial {

namespace {

constexpr qint64 Prime = 2147483647;
constexpr std::array Multipliers{48271, 69621, 950706376};

qint64 numberOf(const QString &salt)
{
    const QByteArray hash = QCryptographicHash::hash(salt.toUtf8(), QCryptographicHash::Sha256);
    return qFromBigEndian<quint32>(hash.constData()) % Prime;
}

} // namespace

// SQLite has no exclusive or: what is in either, less what is in both.
Result<QString> sqlBody(const SampleCondition &condition, SqlNode &node)
{
    QString table = node.name + QStringLiteral("_x0");
    node.query.add(table + QStringLiteral("(id, x)"),
                   QStringLiteral("SELECT id, (id % %1 + (id / %1) % %1 * 40503 + %2) % %1 FROM %3")
                       .arg(QString::number(Prime), QString::number(numberOf(condition.salt)), node.moment.people));
    for (size_t i = 0; i < Multipliers.size(); ++i) {
        const QString next = QStringLiteral("%1_x%2").arg(node.name).arg(i + 1);
        node.query.add(next + QStringLiteral("(id, x)"),
                       QStringLiteral("SELECT id, ((x | x / 32768) - (x & x / 32768)) * %1 % %2 FROM %3")
                           .arg(QString::number(Multipliers[i]), QString::number(Prime), table));
        table = next;
    }
    const double share = std::floor(*condition.percent / 100 * static_cast<double>(Prime));
    return QStringLiteral("SELECT id FROM %1 WHERE x < %2").arg(table, QString::number(static_cast<qint64>(share)));
}

} // namespace perennial
