// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/values/columnguess.h"

#include <algorithm>
#include <unordered_set>

namespace perennial {

namespace {

using Cells = std::vector<std::string_view>;

constexpr size_t LongestTag = 40;

// Ids, zips and phones: digits that a number would destroy.
bool isDigitsAsText(std::string_view cell)
{
    cell = trimmed(cell);
    if (cell.starts_with('\'') || cell.starts_with('+') || isScientificNotation(cell))
        return true;
    return isAllDigits(cell) && ((cell.size() > 1 && cell.front() == '0') || cell.size() > 15);
}

template <class Predicate>
qint64 countOdd(const Cells &cells, Predicate reads)
{
    return std::count_if(cells.begin(), cells.end(), [&](std::string_view cell) { return !reads(cell); });
}

bool isFewEnough(qint64 odd, const Cells &cells)
{
    return odd * 20 <= static_cast<qint64>(cells.size());
}

// Bare digits are a date only where nothing else is likely: Unix seconds from 1995 to 2033 (phones of ten digits mostly
// begin higher), or YYYYMMDD of our days.
// A guard before them says that they are an id.
bool isLikelyTime(std::string_view cell, const ParsedTime &time, Instant latest)
{
    constexpr qint64 Earliest = daysFromCivil(1995, 1, 1) * Instant::DayMs;
    cell = trimmed(cell);
    const std::string_view bare = withoutGuard(cell);
    return !isAllDigits(bare) || (bare.size() == cell.size() && time.at.ms >= Earliest && time.at <= latest);
}

std::optional<ColumnGuess> guessTimes(const Cells &cells)
{
    constexpr Instant Latest{daysFromCivil(2033, 5, 18) * Instant::DayMs};
    ColumnGuess guess{ColumnType::Time, {}, timeStyleOf(cells), static_cast<qint64>(cells.size()), 0};
    const TimeReader reader({guess.times.order.value_or(DateOrder::DayMonth)}, QTimeZone::utc());
    guess.odd = countOdd(cells, [&](std::string_view cell) {
        const std::optional<ParsedTime> time = reader.read(cell);
        return time && isLikelyTime(cell, *time, Latest);
    });
    return isFewEnough(guess.odd, cells) ? std::optional(guess) : std::nullopt;
}

std::optional<ColumnGuess> guessNumbers(const Cells &cells, char delimiter)
{
    if (std::any_of(cells.begin(), cells.end(), isDigitsAsText))
        return std::nullopt;
    ColumnGuess guess{ColumnType::Number, numberStyleOf(cells, delimiter), {}, static_cast<qint64>(cells.size()), 0};
    guess.odd = countOdd(cells, [&](std::string_view cell) { return parseDecimal(cell, guess.numbers).has_value(); });
    return isFewEnough(guess.odd, cells) ? std::optional(guess) : std::nullopt;
}

std::optional<ColumnGuess> guessYesNo(const Cells &cells)
{
    ColumnGuess guess{ColumnType::YesNo, {}, {}, static_cast<qint64>(cells.size()), 0};
    guess.odd = countOdd(cells, [](std::string_view cell) { return yesOrNo(cell).has_value(); });
    const bool digitsOnly =
        std::all_of(cells.begin(), cells.end(), [](auto cell) { return isAllDigits(trimmed(cell)); });
    return !digitsOnly && isFewEnough(guess.odd, cells) ? std::optional(guess) : std::nullopt;
}

bool isTagLike(const std::string &item)
{
    return item.size() <= LongestTag && item.find_first_of(".!?\n") == std::string::npos;
}

// Comma text is a list when its items are short and come again, as tags do; sentences and addresses do not.
bool looksLikeTags(const Cells &cells)
{
    std::unordered_set<std::string> distinct;
    size_t items = 0;
    size_t plural = 0;
    for (const std::string_view cell : cells) {
        std::vector<std::string> list = listFromCell(cell);
        if (!std::all_of(list.begin(), list.end(), isTagLike))
            return false;
        items += list.size();
        plural += list.size() > 1;
        distinct.insert(std::make_move_iterator(list.begin()), std::make_move_iterator(list.end()));
    }
    return plural * 5 >= cells.size() && items >= 4 && distinct.size() * 5 <= items * 3;
}

std::optional<ColumnGuess> guessList(const Cells &cells)
{
    const qint64 bare = countOdd(cells, isBracketedList);
    if (!isFewEnough(bare, cells) && !looksLikeTags(cells))
        return std::nullopt;
    return ColumnGuess{
        ColumnType::List, {}, {}, static_cast<qint64>(cells.size()), isFewEnough(bare, cells) ? bare : 0};
}

Cells filledCells(std::span<const std::string_view> sample)
{
    Cells cells;
    std::copy_if(sample.begin(), sample.end(), std::back_inserter(cells),
                 [](std::string_view cell) { return !isUnset(cell, ColumnType::Number); });
    return cells;
}

} // namespace

ColumnGuess guessColumn(std::span<const std::string_view> sample, char delimiter)
{
    const Cells cells = filledCells(sample);
    if (cells.empty())
        return {};
    if (const std::optional<ColumnGuess> guess = guessYesNo(cells))
        return *guess;
    if (const std::optional<ColumnGuess> guess = guessTimes(cells))
        return *guess;
    if (const std::optional<ColumnGuess> guess = guessNumbers(cells, delimiter))
        return *guess;
    if (const std::optional<ColumnGuess> guess = guessList(cells))
        return *guess;
    return {ColumnType::Text, {}, {}, static_cast<qint64>(cells.size()), 0};
}

} // namespace perennial
