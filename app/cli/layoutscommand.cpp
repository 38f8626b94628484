// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/texttable.h"
#include "core/audience/layout.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QStringList headersOf(const ExportLayout &layout)
{
    QStringList headers;
    for (const ExportColumn &column : layout.columns)
        headers.append(column.header);
    return headers;
}

QStringList formatsOf(const ExportLayout &layout)
{
    QStringList formats;
    for (const FileFormat format : layout.formats)
        formats.append(enumId(format));
    return formats;
}

Result<Answer> layouts(const CommonOptions &)
{
    QJsonArray json;
    TextTable table({tr("Layout"), tr("Title"), tr("Formats"), tr("Columns")});
    for (const ExportLayout &layout : exportLayouts()) {
        const QStringList headers = headersOf(layout);
        const QStringList formats = formatsOf(layout);
        json.append(QJsonObject{{"id", layout.id},
                                {"title", layout.title},
                                {"columns", QJsonArray::fromStringList(headers)},
                                {"formats", QJsonArray::fromStringList(formats)}});
        table.add({layout.id, layout.title, formats.join(QLatin1String(", ")), headers.join(QLatin1String(", "))});
    }
    return Answer{.json = {{"layouts", json}}, .text = table.toText(), .notes = {}};
}

} // namespace

void addAudienceLayouts(Commands &commands, CLI::App &audience)
{
    commands.command(audience, "layouts", tr("List the file layouts an audience can be exported in"), layouts);
}

} // namespace perennial
