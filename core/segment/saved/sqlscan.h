// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QStringView>

#include <vector>

namespace perennial {

// What a stretch of SQL is, for colours and for parameters. Names and signs are none of these.
enum class SqlPart { Keyword, Text, Number, Comment, Parameter };

struct SqlStretch
{
    qsizetype start = 0;
    qsizetype length = 0;
    SqlPart part = SqlPart::Keyword;

    friend bool operator==(const SqlStretch &, const SqlStretch &) = default;
};

// What a line ends within and the next one begins in.
enum class SqlOpen { Nothing, Comment, Text };

// The stretches of a line (or a whole text), and in `open` what goes on beyond it.
[[nodiscard]] std::vector<SqlStretch> scanSql(QStringView sql, SqlOpen &open);
// The names a query asks for with ":name", each once, in their order; the moment is not among them.
[[nodiscard]] QStringList parametersIn(const QString &sql);

} // namespace perennial
