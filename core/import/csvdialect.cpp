// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/csvdialect.h"

#include "core/import/bytescan.h"
#include "core/import/csvscanner.h"

#include <array>
#include <map>
#include <optional>
#include <string>

namespace perennial {
namespace {

constexpr int SampleRecords = 100;

// How well a sample reads under one dialect.
struct Fit
{
    int records = 0;
    int common = 0; // records without oddities which have the most common number of cells above one
    size_t cells = 0;
    bool hasDoubling = false;
    bool hasBackslash = false;

    [[nodiscard]] bool isMost() const { return common * 2 > records; }
    [[nodiscard]] bool isBetterThan(const Fit &other) const
    {
        if (isMost() != other.isMost())
            return isMost();
        // Compares shares of records without dividing: files split differently into records.
        const int mine = common * std::max(other.records, 1);
        const int theirs = other.common * std::max(records, 1);
        return mine != theirs ? mine > theirs : cells > other.cells;
    }
};

// Reads records from a sample; the text has the slack the scanner needs.
class SampleReader
{
public:
    SampleReader(std::string_view sample, const CsvDialect &dialect, bool isWhole)
        : m_padded(std::string(sample) + std::string(MarkFinder::BlockBytes, '\0'))
        , m_scanner(dialect)
        , m_size(sample.size())
    {
        m_scanner.setText(m_padded.data(), m_size, isWhole);
    }

    // False when there is no further complete record.
    [[nodiscard]] bool next(CsvRecord &record)
    {
        while (m_at < m_size && (m_padded[m_at] == '\n' || m_padded[m_at] == '\r'))
            ++m_at;
        if (m_at == m_size)
            return false;
        m_scanner.begin(m_at, record);
        auto step = m_scanner.advance(record);
        while (step == CsvScanner::Step::Suspect)
            step = m_scanner.advance(record);
        m_at = m_scanner.nextRecord();
        return step == CsvScanner::Step::Complete;
    }
    [[nodiscard]] const CsvScanner &scanner() const { return m_scanner; }

private:
    std::string m_padded;
    CsvScanner m_scanner;
    size_t m_size;
    size_t m_at = 0;
};

[[nodiscard]] Fit fitOf(std::string_view sample, const CsvDialect &dialect, bool isWhole)
{
    Fit fit;
    std::map<size_t, int> counts;
    SampleReader reader(sample, dialect, isWhole);
    for (CsvRecord record; fit.records < SampleRecords && reader.next(record); ++fit.records) {
        fit.hasDoubling |= reader.scanner().sawDoubling();
        fit.hasBackslash |= reader.scanner().sawBackslash();
        if (record.size() > 1 && !record.hasStrayQuote())
            ++counts[record.size()];
    }
    for (const auto &[cells, count] : counts) {
        if (count >= fit.common) {
            fit.common = count;
            fit.cells = cells;
        }
    }
    return fit;
}

[[nodiscard]] std::optional<char> delimiterOfSepLine(std::string_view line)
{
    if (line.size() >= 2 && line.front() == '"' && line.back() == '"')
        line = line.substr(1, line.size() - 2);
    const bool isSep = line.size() == 5 && (line[0] | 32) == 's' && (line[1] | 32) == 'e' && (line[2] | 32) == 'p';
    if (!isSep || line[3] != '=' || line[4] == '"' || (line[4] & 0x80) != 0)
        return std::nullopt;
    return line[4];
}

[[nodiscard]] size_t afterLineEnd(std::string_view text, size_t end)
{
    const bool isCrLf = text.substr(end).starts_with("\r\n");
    return std::min(end + (isCrLf ? 2 : 1), text.size());
}

// Backslash counts only if it makes the sample read better and doubling never occurs in it: `"C:\",` is a path.
void learnBackslash(std::string_view sample, bool isWhole, const Fit &plain, CsvDialect &dialect)
{
    CsvDialect escaping = dialect;
    escaping.backslashEscapes = true;
    const Fit fit = fitOf(sample, escaping, isWhole);
    if (!fit.hasBackslash || fit.hasDoubling || !fit.isBetterThan(plain))
        return;
    dialect.backslashEscapes = true;
    dialect.commonCells = fit.cells;
}

} // namespace

CsvDialect detectDialect(std::string_view sample, bool isWhole)
{
    CsvDialect dialect;
    constexpr std::array Candidates = {',', ';', '\t', '|'};
    const size_t firstEnd = findLineEnd(sample, 0);
    const auto named = delimiterOfSepLine(sample.substr(0, firstEnd));
    if (named) {
        dialect.delimiter = *named;
        dialect.hasSepLine = true;
        sample.remove_prefix(afterLineEnd(sample, firstEnd));
    }
    Fit best = fitOf(sample, dialect, isWhole);
    for (const char candidate : Candidates) {
        const Fit fit = fitOf(sample, {.delimiter = candidate}, isWhole);
        if (named || !fit.isBetterThan(best))
            continue;
        best = fit;
        dialect.delimiter = candidate;
    }
    dialect.commonCells = best.cells;
    learnBackslash(sample, isWhole, best, dialect);
    return dialect;
}

} // namespace perennial
