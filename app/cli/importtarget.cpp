// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/importtarget.h"

#include "app/cli/openstore.h"
#include "core/import/importpreview.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace perennial {

namespace {

bool holdsCurrency(const ColumnMapping &mapping)
{
    return mapping.role == ColumnRole::Currency ||
           (mapping.role == ColumnRole::OrderField && mapping.name == QLatin1String("currency"));
}

// The first currency that the beginning of a file names.
QString currencyIn(const ImportPreview &preview)
{
    for (size_t column = 0; column < preview.columns.size(); ++column) {
        if (!holdsCurrency(preview.columns[column].mapping))
            continue;
        for (const QStringList &row : preview.rawRows)
            if (const QString cell = row.value(static_cast<qsizetype>(column)).trimmed(); cell.size() == 3)
                return cell.toUpper();
    }
    return {};
}

QString currencyOf(const ImportOptions &options, const StoreSettings &settings)
{
    for (const ImportFile &file : options.files) {
        const auto preview = previewFile(file, settings);
        const QString found = preview ? currencyIn(*preview) : QString();
        if (!found.isEmpty())
            return found;
    }
    return settings.currency;
}

Result<StoreSettings> settingsFor(const QString &path, const ImportOptions &options, const QString &currency)
{
    StoreSettings settings;
    settings.name = QFileInfo(path).completeBaseName();
    if (!options.zone.isEmpty())
        settings.homeZone = options.zone;
    if (!zoneNamed(settings.homeZone))
        return failure(ErrorKind::Usage, QCoreApplication::translate("perennial", "There is no such time zone."),
                       options.zone);
    settings.currency = currency.isEmpty() ? currencyOf(options, settings) : currency;
    return settings;
}

} // namespace

ImportTarget::ImportTarget(Store store, bool made, bool dryRun)
    : m_store(std::make_unique<Store>(std::move(store)))
    , m_made(made)
    , m_dryRun(dryRun)
{
}

Result<ImportTarget> ImportTarget::open(const CommonOptions &common, const ImportOptions &options,
                                        const QString &currency)
{
    const auto path = storePath(common);
    if (!path)
        return failure(path.error());
    const bool there = QFileInfo::exists(*path);
    const auto settings = there ? Result<StoreSettings>(StoreSettings{}) : settingsFor(*path, options, currency);
    if (!settings)
        return failure(settings.error());
    auto store = there ? Store::openWriter(*path) : Store::create(*path, *settings);
    if (!store)
        return failure(store.error());
    return ImportTarget(std::move(*store), !there, options.dryRun);
}

ImportTarget::~ImportTarget()
{
    if (!m_store || !m_made || (m_keep && !m_dryRun))
        return;
    const QString path = m_store->path();
    m_store.reset();
    for (const char *suffix : {"", "-wal", "-shm", "-lock"})
        QFile::remove(path + QLatin1String(suffix));
}

} // namespace perennial
