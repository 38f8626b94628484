// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/importwords.h"

#include "core/import/importformat.h"
#include "ui/widgets/format.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cmath>

namespace perennial::importwords {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(perennial::ImportWords)
};

constexpr double Sure = 0.5;

// From the size of the sample's rows; nothing for packed files, whose size says little.
std::optional<qint64> estimatedRows(const ImportPreview &preview)
{
    if (preview.rawRows.empty() || preview.path.endsWith(QLatin1String(".gz")))
        return std::nullopt;
    qint64 bytes = 0;
    for (const QStringList &row : preview.rawRows)
        for (const QString &cell : row)
            bytes += cell.toUtf8().size() + 1;
    return QFileInfo(preview.path).size() * static_cast<qint64>(preview.rawRows.size()) / std::max<qint64>(bytes, 1);
}

// Two leading digits: an estimate that does not pretend.
qint64 rounded(qint64 number)
{
    if (number < 100)
        return number;
    const double power = std::pow(10.0, std::floor(std::log10(static_cast<double>(number))) - 1);
    return static_cast<qint64>(std::round(static_cast<double>(number) / power) * power);
}

QString rowsText(const ImportPreview &preview)
{
    constexpr size_t Sample = 50;
    if (preview.rawRows.size() < Sample)
        return Text::tr("%n row(s)", nullptr, static_cast<int>(preview.rawRows.size()));
    const auto rows = estimatedRows(preview);
    return rows ? Text::tr("about %1 rows").arg(format::count(rounded(*rows))) : QString();
}

} // namespace

QString figures(qint64 read, qint64 stored, qint64 unchanged, qint64 rejected)
{
    QStringList parts{Text::tr("%1 stored").arg(format::count(stored))};
    if (unchanged > 0)
        parts << Text::tr("%1 known already").arg(format::count(unchanged));
    parts << Text::tr("%1 set aside").arg(format::count(rejected));
    return Text::tr("%1 rows: %2").arg(format::count(read), parts.join(QStringLiteral(", ")));
}

QString formatLine(const ImportPreview &preview)
{
    if (preview.needsMapping)
        return Text::tr("Unknown format");
    if (preview.formatId == QLatin1String("mapping"))
        return Text::tr("Your own mapping");
    return preview.score >= Sure ? Text::tr("%1, sure").arg(preview.formatTitle)
                                 : Text::tr("Probably %1").arg(preview.formatTitle);
}

QString formatTitle(const QString &formatId)
{
    const ImportFormat *format = findFormat(formatId);
    return format ? QCoreApplication::translate("perennial", format->title) : Text::tr("Your own mapping");
}

QString fileLine(const ImportPreview &preview)
{
    QStringList parts{rowsText(preview), Text::tr("%n column(s)", nullptr, static_cast<int>(preview.columns.size())),
                      preview.encoding, preview.dialect, format::bytes(QFileInfo(preview.path).size())};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString fileName(const QString &path)
{
    return QFileInfo(path).fileName();
}

} // namespace perennial::importwords
