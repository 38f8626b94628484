// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/importpreview.h"

#include "core/base/celltext.h"
#include "core/identity/email.h"
#include "core/identity/phone.h"
#include "core/import/importsource.h"
#include "core/import/recipes.h"
#include "core/import/values/cell.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString describe(const CsvDialect &dialect)
{
    switch (dialect.delimiter) {
    case ',':
        return tr("cells parted by commas");
    case ';':
        return tr("cells parted by semicolons");
    case '\t':
        return tr("cells parted by tabs");
    case '|':
        return tr("cells parted by bars");
    default:
        return tr("cells parted by \"%1\"").arg(QLatin1Char(dialect.delimiter));
    }
}

QString reasonFor(const PreparedFile &file)
{
    if (file.file.mapping)
        return tr("The saved mapping is used.");
    if (file.needsMapping)
        return tr("The columns are not those of a known format. Check the proposed mapping.");
    if (!file.file.format.isEmpty())
        return tr("You chose this format.");
    return tr("%1 of %2 columns are those of %3.")
        .arg(file.recognition.known)
        .arg(file.recognition.columns)
        .arg(tr(file.format->title));
}

QString noteOn(const PreparedFile &file, const ColumnMapping &column, bool isKnown)
{
    if (looksLikeCredential(column.column) && column.role == ColumnRole::Skip)
        return tr("Looks like a credential: left out.");
    if (column.role == ColumnRole::Skip)
        return tr("Left out.");
    if (file.format && !isKnown && column.role == ColumnRole::Property)
        return tr("Not part of the format: kept as a property.");
    return {};
}

QString mappedIdentifier(const ColumnMapping &column, const std::string &cell, const std::string &region)
{
    if (column.name == QLatin1String("email"))
        return QString::fromStdString(normaliseEmail(cell).address);
    if (column.name == QLatin1String("phone"))
        return QString::fromStdString(normalisePhone(cell, region).e164);
    return textOf(normalisePlatformId(cell).value);
}

QString mappedTime(const BoundColumn &column, std::string_view cell)
{
    const auto time = column.times->read(withoutGuard(trimmed(cell)));
    return time ? time->at.toIso() : QString();
}

QString mappedProperty(const BoundColumn &column, std::string_view cell)
{
    switch (column.mapping.type) {
    case FieldType::Number: {
        const auto number = parseDecimal(withoutGuard(trimmed(cell)), column.numbers);
        return number ? QString::number(number->toDouble(), 'g', 15) : QString();
    }
    case FieldType::YesNo: {
        const auto yes = yesOrNo(cell);
        return yes ? (*yes ? tr("yes") : tr("no")) : QString();
    }
    case FieldType::List: {
        QStringList items;
        for (const std::string &item : listFromCell(cell))
            items.append(QString::fromStdString(item));
        return items.join(QLatin1String(", "));
    }
    default:
        return textOf(unguarded(trimmed(cell), column));
    }
}

QString mappedCell(const BoundColumn &column, const QString &raw, const std::string &region)
{
    const std::string cell = raw.toStdString();
    if (column.mapping.role == ColumnRole::Skip || raw.trimmed().isEmpty())
        return {};
    if (column.mapping.role == ColumnRole::Identifier)
        return mappedIdentifier(column.mapping, cell, region);
    if (holdsTimes(column.mapping))
        return mappedTime(column, cell);
    return mappedProperty(column, cell);
}

void addRows(const PreparedFile &file, const StoreSettings &settings, int count, ImportPreview &preview)
{
    const std::string region = settings.region().toStdString();
    for (const QStringList &row : file.sample.rows) {
        if (static_cast<int>(preview.rawRows.size()) == count)
            return;
        QStringList mapped;
        for (std::size_t i = 0; i < file.columns.size(); ++i)
            mapped.append(mappedCell(file.columns[i], row.value(static_cast<qsizetype>(i)), region));
        preview.rawRows.push_back(row);
        preview.mappedRows.push_back(std::move(mapped));
    }
}

void addColumns(const PreparedFile &file, ImportPreview &preview)
{
    const QString format = QLatin1String(file.format ? file.format->id : "");
    for (const BoundColumn &column : file.columns) {
        const bool isKnown = isInRecipe(format, column.mapping.column);
        preview.columns.push_back({column.mapping, noteOn(file, column.mapping, isKnown), isKnown});
    }
}

} // namespace

Result<ImportPreview> previewFile(const ImportFile &file, const StoreSettings &settings,
                                  std::optional<DateOrder> dateOrder, int sampleRows)
{
    const auto prepared = prepareFile(file, {settings, {}, dateOrder});
    if (!prepared)
        return failure(prepared.error());
    ImportPreview preview;
    preview.path = file.path;
    preview.formatId = prepared->format ? QLatin1String(prepared->format->id) : QStringLiteral("mapping");
    preview.formatTitle = prepared->format ? tr(prepared->format->title) : tr("Unknown format");
    preview.score = prepared->recognition.score;
    preview.why = reasonFor(*prepared);
    preview.encoding = nameOf(prepared->encoding);
    preview.dialect = describe(prepared->dialect);
    preview.needsMapping = prepared->needsMapping;
    preview.needsChoice = prepared->hasOpenDates ? QStringLiteral("date order") : QString();
    preview.mapping = prepared->mapping;
    preview.warnings = prepared->header.notes;
    if (const auto refusal = refusalOf(*prepared); refusal && !prepared->needsMapping)
        preview.warnings.append(refusal->message);
    addColumns(*prepared, preview);
    addRows(*prepared, settings, sampleRows, preview);
    return preview;
}

} // namespace perennial
