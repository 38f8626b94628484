// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <string_view>

struct sqlite3_stmt;

namespace perennial {

// One prepared statement. Parameters count from 1, columns from 0; text is UTF-8.
// Bound string_views must live until the statement has run.
class Statement
{
public:
    Statement(sqlite3_stmt *statement, QString path);
    Statement(Statement &&) noexcept = default;
    Statement &operator=(Statement &&) noexcept = default;

    Statement &bind(int parameter, qint64 value);
    Statement &bind(int parameter, int value) { return bind(parameter, static_cast<qint64>(value)); }
    Statement &bind(int parameter, bool value) { return bind(parameter, static_cast<qint64>(value)); }
    Statement &bind(int parameter, double value);
    Statement &bind(int parameter, std::string_view value);
    Statement &bind(int parameter, const char *value) { return bind(parameter, std::string_view(value)); }
    Statement &bind(int parameter, const QString &value); // copied
    Statement &bind(int parameter, std::optional<qint64> value);
    Statement &bindNull(int parameter);
    Statement &bindBlob(int parameter, const QByteArray &bytes); // copied

    // True while there is a row; false at the end, with the statement reset.
    [[nodiscard]] Result<bool> step();
    // Runs to the end and resets: for statements whose rows nobody reads.
    [[nodiscard]] Result<void> run();
    void reset();

    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] bool isText(int column) const;
    [[nodiscard]] bool isReal(int column) const;
    [[nodiscard]] bool isInteger(int column) const;
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] QString text(int column) const;
    // Valid until the next step or reset.
    [[nodiscard]] std::string_view bytes(int column) const;
    [[nodiscard]] QByteArray blob(int column) const;
    [[nodiscard]] int columnCount() const;
    [[nodiscard]] bool isReadOnly() const;
    // EXPLAIN, which yields its program instead of rows.
    [[nodiscard]] bool isExplanation() const;
    // Named parameters with their colon; empty for one that has no name.
    [[nodiscard]] QStringList parameters() const;

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    QString m_path;
};

// Hands every row of `statement` to `use`, with its parameters bound before.
template <class Use>
[[nodiscard]] Result<void> forEachRow(Statement &statement, Use use)
{
    for (;;) {
        const auto row = statement.step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return {};
        use(statement);
    }
}

} // namespace perennial
