// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace perennial {

namespace {

void install(const QLocale &locale, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(locale, name, QStringLiteral("_"), folder))
        QCoreApplication::installTranslator(translator);
}

} // namespace

void installTranslation(const QLocale &locale)
{
    install(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    // A language we do not speak reads English with English plurals.
    install(QLocale(QLocale::English), QStringLiteral("perennial"), QStringLiteral(":/i18n"));
    if (locale.language() != QLocale::English)
        install(locale, QStringLiteral("perennial"), QStringLiteral(":/i18n"));
}

} // namespace perennial
