// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"

namespace perennial {

namespace {

bool isFlag(const QString &word)
{
    return word == QLatin1String("--json") || word == QLatin1String("--quiet");
}

bool wantsValue(const QString &word)
{
    return word == QLatin1String("--store") || word == QLatin1String("--as-of");
}

bool carriesValue(const QString &word)
{
    return word.startsWith(QLatin1String("--store=")) || word.startsWith(QLatin1String("--as-of="));
}

} // namespace

QStringList commonOptionsFirst(const QStringList &arguments)
{
    QStringList common;
    QStringList rest;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &word = arguments.at(i);
        if (word == QLatin1String("--"))
            return common + rest + arguments.mid(i);
        const bool isLast = i + 1 == arguments.size();
        if (wantsValue(word) && (isLast || arguments.at(i + 1).startsWith(QLatin1String("--"))))
            return common + QStringList{word}; // the parser says that its value is missing
        if (wantsValue(word))
            common << word << arguments.at(++i);
        else if (isFlag(word) || carriesValue(word))
            common << word;
        else
            rest << word;
    }
    return common + rest;
}

} // namespace perennial
