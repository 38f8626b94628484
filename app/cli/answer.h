// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/progress.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QString>

#include <optional>
#include <stop_token>

namespace perennial {

enum ExitCode { ExitDone = 0, ExitFailed = 1, ExitWrongUsage = 2, ExitRowsRejected = 3 };

// The options every command takes, wherever they stand.
struct CommonOptions
{
    QString store;
    bool json = false;
    bool quiet = false;
    std::optional<Instant> asOf;
    std::stop_token stop; // requested by Ctrl-C

    [[nodiscard]] Instant moment() const { return asOf ? *asOf : Instant::now(); }
    // Reports on stderr where that is a terminal and nobody asked for quiet; stops with `stop`.
    [[nodiscard]] Progress progress() const;
};

// What a command has to say: the same as one JSON object and as text for people.
struct Answer
{
    QJsonObject json;
    QString text;
    QStringList notes; // for stderr
    int exitCode = ExitDone;
};

} // namespace perennial
