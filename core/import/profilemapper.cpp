// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/profilemapper.h"

#include "core/base/celltext.h"
#include "core/import/detailsjson.h"
#include "core/import/importcatalog.h"
#include "core/import/namebook.h"
#include "core/import/profilebook.h"
#include "core/import/propertybook.h"
#include "core/import/rowsink.h"
#include "core/import/values/cell.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

ColumnType cellType(FieldType type)
{
    switch (type) {
    case FieldType::Text:
        return ColumnType::Text;
    case FieldType::Number:
        return ColumnType::Number;
    case FieldType::YesNo:
        return ColumnType::YesNo;
    case FieldType::Time:
        return ColumnType::Time;
    case FieldType::List:
        return ColumnType::List;
    }
    Q_UNREACHABLE();
}

} // namespace

ProfileMapper::ProfileMapper(const MapperScope &scope)
    : m_scope(scope)
    , m_person(m_scope)
    , m_method(scope.mapping.format.toStdString())
{
    for (std::size_t i = 0; i < m_scope.columns.size(); ++i)
        bindColumn(i);
    std::ranges::stable_sort(m_properties, {}, &PropertyColumn::id);
}

void ProfileMapper::bindColumn(std::size_t index)
{
    const BoundColumn &bound = m_scope.columns[index];
    const ColumnMapping &column = bound.mapping;
    switch (column.role) {
    case ColumnRole::Property: {
        const auto property = m_scope.catalog.property(column.name.toStdString(), column.type, m_scope.sink.batch());
        const bool isName =
            column.name == QLatin1String(NameBook::FirstName) || column.name == QLatin1String(NameBook::LastName);
        // A property keeps the type of its first import.
        m_properties.push_back({index, &bound, property.id, property.type, isName});
        return;
    }
    case ColumnRole::CreatedAt:
        m_createdAt = index;
        return;
    case ColumnRole::Consent:
    case ColumnRole::ConsentAt:
    case ColumnRole::Suppression:
    case ColumnRole::SuppressionAt:
        bindChannel(index, column);
        return;
    default:
        return;
    }
}

void ProfileMapper::bindChannel(std::size_t index, const ColumnMapping &column)
{
    if (column.name == QLatin1String("all")) {
        for (ChannelColumns &columns : m_channels)
            slot(columns, column.role) = index;
    } else if (const auto channel = channelNamed(column.name.toStdString())) {
        slot(m_channels[static_cast<std::size_t>(*channel)], column.role) = index;
    }
}

std::optional<std::size_t> &ProfileMapper::slot(ChannelColumns &columns, ColumnRole role) const
{
    switch (role) {
    case ColumnRole::Consent:
        return columns.consent;
    case ColumnRole::ConsentAt:
        return columns.consentAt;
    case ColumnRole::Suppression:
        return columns.suppression;
    default:
        return columns.suppressionAt;
    }
}

void ProfileMapper::addRow(const CsvRecord &record, qint64 row)
{
    const auto identifiers = m_person.read(record);
    if (identifiers.empty()) {
        m_scope.sink.reject(row, record.line(), record.raw(), {},
                            tr("The row has no usable identifier: no e-mail, phone or id."));
        return;
    }
    const std::size_t before = m_scope.sink.batch().profileWrites();
    const CreationHint created = creationOf(record);
    const IdentifiedRow who =
        m_scope.profiles.identify(identifiers, m_person.flags(), row, created, m_scope.sink.batch());
    if (!created.isAssumed)
        m_scope.profiles.noteCreation(who.profile, created, m_scope.sink.batch());
    addProperties(record, who.profile);
    addUnusable(who, identifiers);
    for (std::size_t channel = 0; channel < m_channels.size(); ++channel) {
        addConsent(record, who.profile, static_cast<Channel>(channel), created);
        addSuppression(record, who.profile, static_cast<Channel>(channel), created);
    }
    countRow(who.profile, m_scope.sink.batch().profileWrites() > before);
}

// A row that only repeats what another row of this file has brought is stored with it, not unchanged.
void ProfileMapper::countRow(qint64 profile, bool hasWritten)
{
    const auto at = static_cast<std::size_t>(profile);
    if (at >= m_isChanged.size())
        m_isChanged.resize(at + 1 + at / 2);
    m_isChanged[at] = m_isChanged[at] || hasWritten;
    RowTally &tally = m_scope.sink.tally();
    ++(m_isChanged[at] ? tally.stored : tally.unchanged);
}

CreationHint ProfileMapper::creationOf(const CsvRecord &record)
{
    if (const auto at = timeAt(record, m_createdAt))
        return {*at, false};
    return {m_scope.now.ms, true};
}

void ProfileMapper::addProperties(const CsvRecord &record, qint64 profile)
{
    WriteBatch &batch = m_scope.sink.batch();
    for (const PropertyColumn &column : m_properties) {
        const std::string_view cell = trimmed(record[column.index]);
        CellValue value;
        if (cell.empty() || !readValue(column, cell, value) || !m_scope.properties.offer(profile, column.id, value))
            continue;
        value.text = batch.texts.keep(value.text);
        batch.properties.push_back({profile, column.id, value, m_scope.now.ms});
    }
}

bool ProfileMapper::readValue(const PropertyColumn &column, std::string_view cell, CellValue &value)
{
    if (isUnset(cell, cellType(column.type)))
        return false;
    switch (column.type) {
    case FieldType::Text:
        return readText(column, cell, value);
    case FieldType::Number:
        return readNumber(column, cell, value);
    case FieldType::YesNo:
        return readYesNo(column, cell, value);
    case FieldType::Time:
        return readTime(column, cell, value);
    case FieldType::List:
        return readList(cell, value);
    }
    Q_UNREACHABLE();
}

bool ProfileMapper::readText(const PropertyColumn &column, std::string_view cell, CellValue &value)
{
    value.text = unguarded(cell, *column.bound);
    if (column.isName && hasDoubleBlank(value.text)) {
        m_text = withFoldedBlanks(value.text);
        value.text = m_text;
    }
    return !value.text.empty();
}

bool ProfileMapper::readNumber(const PropertyColumn &column, std::string_view cell, CellValue &value)
{
    const auto number = parseDecimal(withoutGuard(cell), column.bound->numbers);
    if (!number) {
        m_scope.warnings.add(ImportWarning::NotNumber, column.bound->mapping.column);
        return false;
    }
    const auto whole = toMinor(*number, 0);
    const bool isWhole = whole && !whole->rounded;
    value.kind = isWhole ? CellValue::Kind::Integer : CellValue::Kind::Real;
    value.integer = isWhole ? whole->minor : 0;
    value.real = number->toDouble();
    return true;
}

bool ProfileMapper::readYesNo(const PropertyColumn &column, std::string_view cell, CellValue &value)
{
    const auto yes = yesOrNo(cell);
    if (!yes)
        m_scope.warnings.add(ImportWarning::NotYesNo, column.bound->mapping.column);
    value.kind = CellValue::Kind::Integer;
    value.integer = yes.value_or(false) ? 1 : 0;
    return yes.has_value();
}

bool ProfileMapper::readTime(const PropertyColumn &column, std::string_view cell, CellValue &value)
{
    const auto &reader = column.bound->times;
    const auto time = reader ? reader->read(withoutGuard(cell)) : std::nullopt;
    if (!time)
        m_scope.warnings.add(ImportWarning::NotTime, column.bound->mapping.column);
    value.kind = CellValue::Kind::Integer;
    value.integer = time ? time->at.ms : 0;
    return time.has_value();
}

bool ProfileMapper::readList(std::string_view cell, CellValue &value)
{
    const std::vector<std::string> items = listFromCell(cell);
    if (items.empty())
        return false;
    m_text = jsonArray(items);
    value.text = m_text;
    return true;
}

void ProfileMapper::addUnusable(const IdentifiedRow &who, std::span<const IdentifierRef> identifiers)
{
    for (const PersonColumns::Unusable &raw : m_person.unusable())
        addNamedText(who.profile, raw.isEmail ? "Unusable Email" : "Unusable Phone", trimmed(raw.cell));
    for (std::size_t i = 0; i < identifiers.size(); ++i) {
        if (!(who.contactOnly >> i & 1))
            continue;
        m_scope.warnings.add(ImportWarning::SharedPhone);
        addNamedText(who.profile, "Phone", identifiers[i].value);
    }
}

void ProfileMapper::addNamedText(qint64 profile, std::string_view property, std::string_view text)
{
    WriteBatch &batch = m_scope.sink.batch();
    const auto id = m_scope.catalog.property(property, FieldType::Text, batch).id;
    CellValue value;
    value.text = batch.texts.keep(text);
    if (m_scope.properties.offer(profile, id, value))
        batch.properties.push_back({profile, id, value, m_scope.now.ms});
}

void ProfileMapper::addConsent(const CsvRecord &record, qint64 profile, Channel channel, const CreationHint &created)
{
    const ChannelColumns &columns = m_channels[static_cast<std::size_t>(channel)];
    const std::string_view cell = columns.consent ? trimmed(record[*columns.consent]) : std::string_view();
    if (isUnset(cell, ColumnType::YesNo))
        return;
    const auto consent = consentFromCell(cell);
    if (!consent) {
        m_scope.warnings.add(ImportWarning::NotConsent, m_scope.columns[*columns.consent].mapping.column);
        return;
    }
    const ConsentVerdict verdict = m_scope.consents.offer(profile, channel, *consent);
    for (int row = 0; row < verdict.contradictions; ++row)
        m_scope.warnings.add(ImportWarning::ContradictingConsent, m_scope.columns[*columns.consent].mapping.column);
    if (verdict.state == ConsentWord::Unknown)
        return;
    // Without a time of its own the first word on a channel holds since the profile came to be; a change holds from
    // now.
    const bool isFirst = m_scope.consents.isFirstWord(profile, channel);
    const auto given = timeAt(record, columns.consentAt);
    const qint64 at = given.value_or(isFirst ? created.at : m_scope.now.ms);
    const ConsentWrite write{profile, wordOf(channel), at, wordOf(verdict.state), {}, !given, verdict.replaces};
    if (verdict.waits)
        m_waiting.push_back({write, channel, *consent});
    else
        push(write);
}

void ProfileMapper::push(ConsentWrite write)
{
    WriteBatch &batch = m_scope.sink.batch();
    write.method = batch.texts.keep(m_method);
    batch.consents.push_back(write);
}

void ProfileMapper::finish()
{
    for (const WaitingConsent &waiting : m_waiting) {
        const qint64 profile = waiting.write.profile;
        if (!m_scope.consents.stillCounts(profile, waiting.channel, waiting.cell))
            continue;
        push(waiting.write);
        if (m_isChanged[static_cast<std::size_t>(profile)])
            continue;
        m_isChanged[static_cast<std::size_t>(profile)] = true;
        ++m_scope.sink.tally().stored;
        --m_scope.sink.tally().unchanged;
    }
}

void ProfileMapper::addSuppression(const CsvRecord &record, qint64 profile, Channel channel,
                                   const CreationHint &created)
{
    const ChannelColumns &columns = m_channels[static_cast<std::size_t>(channel)];
    const std::string_view cell = columns.suppression ? trimmed(record[*columns.suppression]) : std::string_view();
    if (isUnset(cell, ColumnType::YesNo))
        return;
    const auto yes = yesOrNo(cell);
    const std::vector<std::string> reasons = yes ? std::vector<std::string>() : listFromCell(cell);
    const bool isSuppressed = yes.value_or(!reasons.empty());
    if (!m_scope.consents.offerSuppression(profile, channel, isSuppressed))
        return;
    WriteBatch &batch = m_scope.sink.batch();
    if (!isSuppressed) {
        batch.suppressions.push_back({profile, wordOf(channel), m_scope.now.ms, {}, true});
        return;
    }
    const qint64 at = timeAt(record, columns.suppressionAt).value_or(created.at);
    if (reasons.empty())
        batch.suppressions.push_back({profile, wordOf(channel), at, "suppressed", false});
    for (const std::string &reason : reasons)
        batch.suppressions.push_back({profile, wordOf(channel), at, batch.texts.keep(reason), false});
}

std::optional<qint64> ProfileMapper::timeAt(const CsvRecord &record, const std::optional<std::size_t> &column)
{
    const std::string_view cell = column ? trimmed(record[*column]) : std::string_view();
    if (isUnset(cell, ColumnType::Time))
        return std::nullopt;
    const auto time = m_scope.columns[*column].times->read(withoutGuard(cell));
    if (!time) {
        m_scope.warnings.add(ImportWarning::NotTime, m_scope.columns[*column].mapping.column);
        return std::nullopt;
    }
    return time->at.ms;
}

} // namespace perennial
