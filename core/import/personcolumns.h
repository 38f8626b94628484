// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identity/phone.h"
#include "core/import/profilebook.h"
#include "core/import/rowmapper.h"

#include <vector>

namespace perennial {

// The columns that say who a row is about, read and normalised.
class PersonColumns
{
public:
    // A value that identifies nobody, worth keeping as a property.
    struct Unusable
    {
        bool isEmail;
        std::string_view cell;
    };

    explicit PersonColumns(const MapperScope &scope);

    // What the row's person is known by; empty when there is nothing. Valid until the next call.
    [[nodiscard]] std::span<const IdentifierRef> read(const CsvRecord &record);
    [[nodiscard]] std::span<const quint8> flags() const { return m_flags; }
    [[nodiscard]] std::span<const Unusable> unusable() const { return m_unusable; }

    // The raw cells are those of the row before: the same person, without another look.
    [[nodiscard]] bool isSameAsBefore(const CsvRecord &record) const;
    void remember(const CsvRecord &record);

private:
    struct Column
    {
        std::size_t index;
        qint64 kind;
        const BoundColumn *bound;
        bool isNumeric; // an id of digits alone: what else stands there, such as "Total", is none
        EmailResult email;
        PhoneResult phone;
        std::string before;
    };

    void readEmail(Column &column, std::string_view cell);
    [[nodiscard]] bool mayBeRepaired(std::string_view cell) const;
    void keepAsWritten(std::string_view cell);
    void readPhone(Column &column, std::string_view cell, std::string_view region);
    void readId(const Column &column, std::string_view cell);
    [[nodiscard]] std::string_view regionOf(const CsvRecord &record);

    const MapperScope &m_scope;
    std::vector<Column> m_columns;
    std::optional<std::size_t> m_country;
    std::optional<qint64> m_asWritten; // the kind of e-mails that no mail reaches, but that tell people apart
    std::string m_asWrittenText;
    std::vector<IdentifierRef> m_found;
    std::vector<quint8> m_flags;
    std::vector<Unusable> m_unusable;
};

} // namespace perennial
