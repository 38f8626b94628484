// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hash.h"
#include "core/base/result.h"
#include "core/import/fieldmapping.h"
#include "core/import/writebatch.h"

#include <string>
#include <unordered_map>

namespace perennial {

class Database;

// A text known by 128 bits of hash: what is told apart by it need not be kept.
struct TextHash
{
    quint64 low = 0;
    quint64 high = 0;

    [[nodiscard]] static TextHash of(std::string_view text) { return {stableHash(text, 1), stableHash(text, 2)}; }
    friend bool operator==(const TextHash &, const TextHash &) = default;
};

struct TextHashHash
{
    std::size_t operator()(const TextHash &hash) const noexcept { return hash.low; }
};

// The numbers behind the texts that repeat: metrics, properties, kinds of identifier, details of events. Gives out a
// new number for a new text and adds its row to the batch.
class ImportCatalog
{
public:
    [[nodiscard]] Result<void> load(const Database &database);
    // Details are many; they are loaded when the first file with events comes.
    [[nodiscard]] Result<void> loadDetails(const Database &database);

    [[nodiscard]] qint32 metric(std::string_view name, WriteBatch &batch);
    [[nodiscard]] qint32 details(std::string_view json, WriteBatch &batch);
    [[nodiscard]] qint64 identifierKind(std::string_view name, WriteBatch &batch);
    // The property's number and its type, which is that of its first import.
    struct Property
    {
        qint64 id = 0;
        FieldType type = FieldType::Text;
    };
    [[nodiscard]] Property property(std::string_view name, FieldType type, WriteBatch &batch);

private:
    struct Names
    {
        std::unordered_map<std::string, qint64> ids;
        qint64 last = 0;
    };
    [[nodiscard]] static Result<Names> loadNames(const Database &database, std::string_view sql);
    [[nodiscard]] static qint64 idOf(Names &names, NameRow::Table table, std::string_view name, WriteBatch &batch);

    Names m_metrics;
    Names m_kinds;
    std::unordered_map<std::string, Property> m_properties;
    qint64 m_lastProperty = 0;
    std::unordered_map<TextHash, qint32, TextHashHash> m_details;
    qint32 m_lastDetails = 0;
    bool m_hasDetails = false;
};

} // namespace perennial
