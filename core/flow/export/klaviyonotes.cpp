// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/export/klaviyonotes.h"

#include <QRegularExpression>

namespace perennial {

namespace {

struct Known
{
    const char *ours;
    const char *theirs;
};

constexpr Known KnownProperties[] = {
    {"Email", "email"},
    {"Phone", "phone_number"},
    {"First Name", "first_name"},
    {"Last Name", "last_name"},
    {"Organization", "organization"},
    {"Title", "title"},
    {"Created At", "created"},
    {"City", "location['city']"},
    {"Region", "location['region']"},
    {"Country", "location['country']"},
    {"Zip", "location['zip']"},
};

} // namespace

void KlaviyoNotes::tell(const QString &sentence)
{
    if (!told.contains(sentence))
        told.append(sentence);
}

QString klaviyoId(const char *kind, const QString &name)
{
    return QLatin1String(kind) + u':' + name;
}

QString klaviyoProperty(const QString &property)
{
    for (const Known &known : KnownProperties) {
        if (property == QLatin1String(known.ours))
            return QLatin1String(known.theirs);
    }
    QString name = property;
    return QStringLiteral("properties['%1']").arg(name.replace(u'\'', QStringLiteral("\\'")));
}

QString klaviyoText(QString text)
{
    static const QRegularExpression variable(QStringLiteral("\\{\\{\\s*flow\\.(\\w+)"));
    static const QRegularExpression lookedUp(QStringLiteral("\\{\\{\\s*flow\\|lookup:"));
    text.replace(lookedUp, QStringLiteral("{{ person|lookup:"));
    return text.replace(variable, QStringLiteral("{{ person|lookup:'\\1'"));
}

} // namespace perennial
