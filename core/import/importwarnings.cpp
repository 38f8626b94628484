// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/importwarnings.h"

#include <QCoreApplication>

#include <array>

namespace perennial {

namespace {

// In the order of ImportWarning; %n counts, %1 is the column.
constexpr std::array Sentences{
    QT_TRANSLATE_N_NOOP("perennial",
                        "%n value(s) of %1 are no usable e-mail address: kept as written, no mail can reach them."),
    QT_TRANSLATE_N_NOOP("perennial",
                        "%n value(s) of %1 are no usable phone number: kept as written, no message can reach them."),
    QT_TRANSLATE_N_NOOP(
        "perennial",
        "%n value(s) of %1 were destroyed by a spreadsheet (like 7E+12): left out, nobody is joined by them."),
    QT_TRANSLATE_N_NOOP("perennial", "%n phone number(s) belong to people with different e-mails: the first one "
                                     "keeps the number as identifier, the others as the property \"Phone\"."),
    QT_TRANSLATE_N_NOOP("perennial", "%n value(s) of %1 are not numbers: left unset."),
    QT_TRANSLATE_N_NOOP("perennial", "%n value(s) of %1 are not dates: left unset."),
    QT_TRANSLATE_N_NOOP("perennial", "%n value(s) of %1 are neither yes nor no: left unset."),
    QT_TRANSLATE_N_NOOP("perennial", "%n value(s) of %1 are no state of consent: left unset."),
    QT_TRANSLATE_N_NOOP("perennial", "%n row(s) say different things about the consent of one person in %1: the "
                                     "stricter one counts."),
    QT_TRANSLATE_N_NOOP("perennial", "%n row(s) have quotes inside a quoted cell that are not doubled: read as text."),
    QT_TRANSLATE_N_NOOP("perennial", "%n row(s) end early: the missing cells are unset."),
    QT_TRANSLATE_N_NOOP("perennial", "%n amount(s) of %1 have more decimals than the currency: rounded."),
    QT_TRANSLATE_N_NOOP("perennial", "%n amount(s) of %1 are larger than any sale (10^15 minor units): left unset."),
    QT_TRANSLATE_N_NOOP("perennial", "%n time(s) of %1 are before 1990 or in the future: stored as they are."),
    QT_TRANSLATE_N_NOOP("perennial", "%n order(s) name nobody: stored without a profile."),
    QT_TRANSLATE_N_NOOP("perennial", "%n order(s) have a negative total: stored, not counted as a sale."),
};

QString sentenceFor(ImportWarning warning, const QString &column, qint64 count)
{
    const char *source = Sentences[static_cast<size_t>(warning)];
    const QString text = QCoreApplication::translate("perennial", source, nullptr, static_cast<int>(count));
    return text.contains(QLatin1String("%1")) ? text.arg(column) : text;
}

} // namespace

void ImportWarnings::addSentence(const QString &sentence)
{
    m_sentences.append(sentence);
}

QStringList ImportWarnings::sentences() const
{
    QStringList all = m_sentences;
    for (const auto &[key, count] : m_counts)
        all.append(sentenceFor(key.first, key.second, count));
    return all;
}

qint64 ImportWarnings::count() const
{
    qint64 sum = m_sentences.size();
    for (const auto &[key, count] : m_counts)
        sum += count;
    return sum;
}

} // namespace perennial
