// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/consentbook.h"
#include "core/import/personcolumns.h"
#include "core/import/writebatch.h"

#include <array>
#include <memory>

namespace perennial {

// One row, one person: identifiers, properties, consents, suppressions.
class ProfileMapper : public RowMapper
{
public:
    explicit ProfileMapper(const MapperScope &scope);

    void addRow(const CsvRecord &record, qint64 row) override;
    void finish() override;

private:
    struct PropertyColumn
    {
        std::size_t index;
        const BoundColumn *bound;
        qint64 id;
        FieldType type;
        bool isName; // blanks within are folded
    };
    struct ChannelColumns
    {
        std::optional<std::size_t> consent, consentAt, suppression, suppressionAt;
    };

    // Written at the end, if no other row says something stricter.
    struct WaitingConsent
    {
        ConsentWrite write;
        Channel channel;
        ConsentCell cell;
    };

    void bindColumn(std::size_t index);
    void bindChannel(std::size_t index, const ColumnMapping &column);
    [[nodiscard]] std::optional<std::size_t> &slot(ChannelColumns &columns, ColumnRole role) const;
    void countRow(qint64 profile, bool hasWritten);
    void addProperties(const CsvRecord &record, qint64 profile);
    void addUnusable(const IdentifiedRow &who, std::span<const IdentifierRef> identifiers);
    void addNamedText(qint64 profile, std::string_view property, std::string_view text);
    [[nodiscard]] bool readValue(const PropertyColumn &column, std::string_view cell, CellValue &value);
    [[nodiscard]] bool readNumber(const PropertyColumn &column, std::string_view cell, CellValue &value);
    [[nodiscard]] bool readYesNo(const PropertyColumn &column, std::string_view cell, CellValue &value);
    [[nodiscard]] bool readTime(const PropertyColumn &column, std::string_view cell, CellValue &value);
    [[nodiscard]] bool readList(std::string_view cell, CellValue &value);
    [[nodiscard]] bool readText(const PropertyColumn &column, std::string_view cell, CellValue &value);
    void addConsent(const CsvRecord &record, qint64 profile, Channel channel, const CreationHint &created);
    void push(ConsentWrite write);
    void addSuppression(const CsvRecord &record, qint64 profile, Channel channel, const CreationHint &created);
    [[nodiscard]] std::optional<qint64> timeAt(const CsvRecord &record, const std::optional<std::size_t> &column);
    [[nodiscard]] CreationHint creationOf(const CsvRecord &record);

    MapperScope m_scope;
    PersonColumns m_person;
    std::string m_method;                     // of consents
    std::vector<PropertyColumn> m_properties; // by property id: the order of their table
    std::array<ChannelColumns, 4> m_channels{};
    std::optional<std::size_t> m_createdAt;
    std::vector<WaitingConsent> m_waiting;
    std::vector<bool> m_isChanged; // by profile id: by this file
    std::string m_text;
};

} // namespace perennial
