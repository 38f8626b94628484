// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/historyrange.h"

#include "app/cli/segmentsource.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

} // namespace

Result<HistoryRange> givenRange(const RangeWords &words, const QTimeZone &zone, Instant asOf, const UsualFrom &usual)
{
    const auto every = spanFromText(QString::fromStdString(words.every));
    if (!every)
        return failure(ErrorKind::Usage, tr("--every wants a number from 1 on with min, h, d, w, mo or y, such as 7d."),
                       QString::fromStdString(words.every));
    const auto to = words.to.empty() ? Result<Instant>(asOf) : givenMoment(words.to, zone, "--to");
    if (!to)
        return failure(to.error());
    const auto from = words.from.empty() ? Result<Instant>(usual(*to)) : givenMoment(words.from, zone, "--from");
    if (!from)
        return failure(from.error());
    if (*from > *to)
        return failure(ErrorKind::Usage, tr("The history ends before it begins."),
                       QStringLiteral("%1 > %2").arg(from->toIso(), to->toIso()));
    return HistoryRange{*from, *to, *every};
}

Error atEvery(Error error, const RangeWords &words)
{
    error.where = QStringLiteral("--every ") + QString::fromStdString(words.every);
    return error;
}

} // namespace perennial
