// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/vendors/hashedpeople.h"

#include "core/connect/destination/fieldtemplate.h"
#include "core/connect/vendors/rowanswers.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

// Finding more of them costs more requests than it is worth: a tenth of a full batch.
constexpr qint64 MostSought = 1000;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

bool isAddress(MatchField field)
{
    return field == MatchField::Email || field == MatchField::Phone;
}

bool isAllowed(MatchField address, ExportChannel channel)
{
    return channel == ExportChannel::EmailOrSms || (channel == ExportChannel::Email) == (address == MatchField::Email);
}

std::string textOf(const FieldValue &value)
{
    return isLeftOut(value) ? std::string() : fieldText(value);
}

} // namespace

HashedPeople::HashedPeople(MatchPlatform rule, const Destination &destination, std::span<const Column> known)
    : m_rule(rule)
{
    for (const Column &column : known)
        if (isAddress(column.field) && isAllowed(column.field, destination.channel))
            m_columns.push_back(column);
    m_addresses = m_columns.size();
    for (size_t i = 0; i < destination.fields.size(); ++i) {
        const auto column = std::ranges::find(known, destination.fields[i].target, &Column::name);
        if (column == known.end() || isAddress(column->field))
            continue;
        m_columns.push_back(*column);
        m_places.push_back(i);
    }
}

std::span<const HashedPeople::Column> HashedPeople::columns(RowOp op) const
{
    const std::span<const Column> all = m_columns;
    return op == RowOp::Add ? all : all.first(m_addresses);
}

std::string HashedPeople::valueOf(const PushRow &row, size_t column) const
{
    if (column < m_addresses)
        return m_columns[column].field == MatchField::Email ? row.email : row.phone;
    const size_t place = m_places[column - m_addresses];
    return place < row.values.size() ? textOf(row.values[place]) : std::string();
}

std::vector<std::string> HashedPeople::keysOf(const PushRow &row, RowOp op) const
{
    const std::span<const Column> all = columns(op);
    const auto country = std::ranges::find(all, MatchField::Country, &Column::field);
    const std::string home =
        country == all.end() ? std::string() : valueOf(row, static_cast<size_t>(country - all.begin()));
    std::vector<std::string> keys;
    for (size_t i = 0; i < all.size(); ++i)
        keys.push_back(matchKey(m_rule, all[i].field, valueOf(row, i), home));
    return keys;
}

bool HashedPeople::isRecognised(const PushRow &row) const
{
    for (size_t i = 0; i < m_addresses; ++i)
        if (!normalisedForMatching(m_rule, m_columns[i].field, valueOf(row, i)).empty())
            return true;
    return false;
}

RowOutcome notRecognised(size_t place)
{
    return {place, RowVerdict::Skipped, 0, QStringLiteral("no-identifier")};
}

BatchStep partlyRefused(qint64 rows, qint64 refused, int status, const QString &reason)
{
    if (refused < rows && refused > MostSought)
        return BatchStep::stop(
            tr("%1 of %2 people in a request were refused, and the platform does not say whom. %3 Check the fields of "
               "this destination, then send again.")
                .arg(refused)
                .arg(rows)
                .arg(reason));
    if (refused > 0 && refused < rows)
        return BatchStep::split(reason);
    std::vector<RowOutcome> outcomes;
    for (qint64 place = 0; refused > 0 && place < rows; ++place)
        outcomes.push_back({static_cast<size_t>(place), RowVerdict::Failed, status, reason});
    return BatchStep::done(std::move(outcomes));
}

QString accountDigits(const Destination &destination, const QString &field)
{
    QString digits = destination.account.value(field);
    digits.removeIf([](QChar c) { return c < u'0' || c > u'9'; });
    return digits;
}

} // namespace perennial
