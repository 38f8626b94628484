// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <map>

namespace perennial {

// What was odd about single values: the row was kept, and the report says so with a count.
enum class ImportWarning {
    UnusableEmail,
    UnusablePhone,
    DestroyedNumber,
    SharedPhone,
    NotNumber,
    NotTime,
    NotYesNo,
    NotConsent,
    ContradictingConsent,
    StrayQuote,
    MissingCells,
    FinerMoney,
    HugeAmount,
    ImplausibleTime,
    OrderWithoutProfile,
    NegativeTotal,
};

class ImportWarnings
{
public:
    // `column` may be empty. Cheap enough for every row.
    void add(ImportWarning warning, const QString &column = {}) { ++m_counts[{warning, column}]; }
    void addSentence(const QString &sentence);

    // One whole sentence per kind and column.
    [[nodiscard]] QStringList sentences() const;
    // Of values and sentences.
    [[nodiscard]] qint64 count() const;

private:
    std::map<std::pair<ImportWarning, QString>, qint64> m_counts;
    QStringList m_sentences;
};

} // namespace perennial
