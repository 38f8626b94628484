// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/propertybook.h"

#include "core/base/hash.h"
#include "core/sqlite/database.h"

#include <bit>

namespace perennial {

namespace {

quint64 hashOf(const CellValue &value)
{
    switch (value.kind) {
    case CellValue::Kind::Integer:
        return mixBits(static_cast<quint64>(value.integer));
    case CellValue::Kind::Real:
        return mixBits(std::bit_cast<quint64>(value.real) ^ 1);
    case CellValue::Kind::Text:
        return stableHash(value.text);
    }
    Q_UNREACHABLE();
}

CellValue valueAt(const Statement &row, int column)
{
    CellValue value;
    if (row.isText(column)) {
        value.text = row.bytes(column);
    } else if (row.isReal(column)) {
        value.kind = CellValue::Kind::Real;
        value.real = row.real(column);
    } else {
        value.kind = CellValue::Kind::Integer;
        value.integer = row.integer(column);
    }
    return value;
}

} // namespace

Result<void> PropertyBook::begin(const Database &database, std::string_view source)
{
    m_heads.clear();
    m_entries.assign(1, {}); // index 0 ends chains
    auto statement = database.prepare("SELECT v.profile_id, v.property_id, v.value FROM property_values v "
                                      "WHERE v.import_id IN (SELECT id FROM imports WHERE source = ?1)");
    if (!statement)
        return failure(statement.error());
    statement->bind(1, source);
    return forEachRow(*statement, [&](const Statement &row) {
        const quint64 hash = hashOf(valueAt(row, 2));
        if (Entry *known = find(row.integer(0), row.integer(1)))
            known->hash = hash; // rows come by time: the last one stands
        else
            add(row.integer(0), row.integer(1), hash, false);
    });
}

bool PropertyBook::offer(qint64 profile, qint64 property, const CellValue &value)
{
    const quint64 hash = hashOf(value);
    Entry *known = find(profile, property);
    if (!known) {
        add(profile, property, hash, true);
        return true;
    }
    if (known->isFromThisFile)
        return false;
    known->isFromThisFile = true;
    if (known->hash == hash)
        return false;
    known->hash = hash;
    return true;
}

PropertyBook::Entry *PropertyBook::find(qint64 profile, qint64 property)
{
    const auto at = static_cast<size_t>(profile);
    if (at >= m_heads.size())
        return nullptr;
    for (quint32 i = m_heads[at]; i != 0; i = m_entries[i].next) {
        if (m_entries[i].property == property)
            return &m_entries[i];
    }
    return nullptr;
}

void PropertyBook::add(qint64 profile, qint64 property, quint64 hash, bool isFromThisFile)
{
    const auto at = static_cast<size_t>(profile);
    if (at >= m_heads.size())
        m_heads.resize(at + 1 + at / 2);
    m_entries.push_back({static_cast<quint32>(property) & 0x7fffffff, isFromThisFile, m_heads[at], hash});
    m_heads[at] = static_cast<quint32>(m_entries.size() - 1);
}

} // namespace perennial
