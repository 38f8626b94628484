// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/personcolumns.h"

#include "core/base/celltext.h"
#include "core/import/importcatalog.h"
#include "core/import/profilebook.h"
#include "core/import/rowsink.h"
#include "core/import/textsource.h"

#include <algorithm>

namespace perennial {

namespace {

// identifiers.flags
constexpr quint8 RelayFlag = 1;
constexpr quint8 PlaceholderFlag = 2;
constexpr qint64 EmailKind = 1;
constexpr qint64 PhoneKind = 2;

bool isCountryColumn(const ColumnMapping &column)
{
    const bool isCountry = column.role == ColumnRole::Property && column.name == QLatin1String("Country");
    return isCountry || (column.role == ColumnRole::OrderField && column.name == QLatin1String("country"));
}

} // namespace

PersonColumns::PersonColumns(const MapperScope &scope)
    : m_scope(scope)
{
    for (std::size_t i = 0; i < scope.columns.size(); ++i) {
        const BoundColumn &bound = scope.columns[i];
        if (isCountryColumn(bound.mapping) && !m_country)
            m_country = i;
        if (bound.mapping.role != ColumnRole::Identifier)
            continue;
        const qint64 kind = scope.catalog.identifierKind(bound.mapping.name.toStdString(), scope.sink.batch());
        const bool isNumeric = bound.mapping.name == QLatin1String("shopify_customer");
        m_columns.push_back({i, kind, &bound, isNumeric, {}, {}, {}});
    }
    // E-mail first: what a second import finds a row's profile by.
    std::ranges::stable_sort(m_columns, {}, &Column::kind);
    m_columns.resize(std::min(m_columns.size(), Match::MaxIdentifiers));
}

std::span<const IdentifierRef> PersonColumns::read(const CsvRecord &record)
{
    m_found.clear();
    m_flags.clear();
    m_unusable.clear();
    for (Column &column : m_columns) {
        const std::string_view cell = record[column.index];
        if (cell.empty())
            continue;
        if (column.kind == EmailKind)
            readEmail(column, cell);
        else if (column.kind == PhoneKind)
            readPhone(column, cell, regionOf(record));
        else
            readId(column, cell);
    }
    return m_found;
}

void PersonColumns::readEmail(Column &column, std::string_view cell)
{
    normaliseEmail(cell, SeveralEmails::Unusable, column.email);
    if (column.email.status == IdentifierStatus::Usable && mayBeRepaired(cell))
        column.email.status = IdentifierStatus::Unusable;
    if (column.email.status == IdentifierStatus::Unusable) {
        m_scope.warnings.add(ImportWarning::UnusableEmail, column.bound->mapping.column);
        m_unusable.push_back({true, cell});
        keepAsWritten(cell);
    }
    if (column.email.status != IdentifierStatus::Usable)
        return;
    m_found.push_back(ProfileBook::reference(column.kind, column.email.address));
    m_flags.push_back(
        static_cast<quint8>((column.email.relay ? RelayFlag : 0) | (column.email.placeholder ? PlaceholderFlag : 0)));
}

// The letter that a broken byte was read as is a guess: good enough for a name, not for an address.
bool PersonColumns::mayBeRepaired(std::string_view cell) const
{
    return m_scope.text.brokenBytes() > 0 && m_scope.text.encoding() != TextEncoding::Windows1252 &&
           std::ranges::any_of(cell, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// "sultan al@example.com": mail does not reach it, yet the shop's rows that carry it are one customer's.
void PersonColumns::keepAsWritten(std::string_view cell)
{
    const std::string_view text = trimmed(cell);
    const std::size_t at = text.find('@');
    const bool isOne = at != std::string_view::npos && at > 0 && text.find('@', at + 1) == std::string_view::npos;
    if (!isOne || text.find('.', at) == std::string_view::npos || text.find(' ', at) != std::string_view::npos ||
        text.find_first_of(",;") != std::string_view::npos)
        return;
    if (!m_asWritten)
        m_asWritten = m_scope.catalog.identifierKind("email_as_written", m_scope.sink.batch());
    m_asWrittenText = text;
    std::ranges::transform(m_asWrittenText, m_asWrittenText.begin(), lowered);
    m_found.push_back(ProfileBook::reference(*m_asWritten, m_asWrittenText));
    m_flags.push_back(0);
}

void PersonColumns::readPhone(Column &column, std::string_view cell, std::string_view region)
{
    normalisePhone(cell, region, column.phone);
    if (column.phone.destroyed) {
        m_scope.warnings.add(ImportWarning::DestroyedNumber, column.bound->mapping.column);
        return;
    }
    if (column.phone.status == IdentifierStatus::Unusable) {
        m_scope.warnings.add(ImportWarning::UnusablePhone, column.bound->mapping.column);
        m_unusable.push_back({false, cell});
    }
    if (column.phone.status != IdentifierStatus::Usable)
        return;
    m_found.push_back(ProfileBook::reference(column.kind, column.phone.e164));
    m_flags.push_back(0);
}

void PersonColumns::readId(const Column &column, std::string_view cell)
{
    const PlatformIdResult id = normalisePlatformId(cell, column.bound->ids);
    if (id.destroyed)
        m_scope.warnings.add(ImportWarning::DestroyedNumber, column.bound->mapping.column);
    if (id.status != IdentifierStatus::Usable || id.value.size() > IdentityIndex::MaxValueBytes)
        return;
    if (column.isNumeric && !isAllDigits(id.value))
        return;
    m_found.push_back(ProfileBook::reference(column.kind, id.value));
    m_flags.push_back(0);
}

std::string_view PersonColumns::regionOf(const CsvRecord &record)
{
    const std::string_view cell = m_country ? trimmed(record[*m_country]) : std::string_view();
    if (cell.size() == 2 && isAsciiLetter(cell[0]) && isAsciiLetter(cell[1]))
        return cell;
    return m_scope.region;
}

bool PersonColumns::isSameAsBefore(const CsvRecord &record) const
{
    return std::ranges::all_of(m_columns, [&](const Column &column) { return record[column.index] == column.before; });
}

void PersonColumns::remember(const CsvRecord &record)
{
    for (Column &column : m_columns)
        column.before = record[column.index];
}

} // namespace perennial
