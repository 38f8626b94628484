// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandprovider.h"

#include <QStringList>

namespace perennial {

namespace {

constexpr int WholeStart = 100;
constexpr int WordStart = 60;
constexpr int Inside = 30;
constexpr int Scattered = 10;

bool isScattered(const QString &letters, const QString &text)
{
    qsizetype at = 0;
    for (const QChar letter : letters) {
        at = text.indexOf(letter, at, Qt::CaseInsensitive);
        if (at < 0)
            return false;
        ++at;
    }
    return true;
}

int wordScore(const QString &word, const QString &text)
{
    if (text.startsWith(word, Qt::CaseInsensitive))
        return WholeStart;
    const qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive);
    if (at > 0)
        return text.at(at - 1).isLetterOrNumber() ? Inside : WordStart;
    return word.size() > 1 && isScattered(word, text) ? Scattered : 0;
}

} // namespace

int matchScore(const QString &query, const QString &text)
{
    const QStringList words = query.split(u' ', Qt::SkipEmptyParts);
    int sum = 0;
    for (const QString &word : words) {
        const int score = wordScore(word, text);
        if (score == 0)
            return 0;
        sum += score;
    }
    return words.isEmpty() ? 1 : sum;
}

} // namespace perennial
