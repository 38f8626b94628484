// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/export/klaviyonotes.h"

#include "core/segment/document/sentence.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

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

QString KlaviyoNotes::listFor(const SegmentNode &people)
{
    const QString words = wordsOf(people);
    tell(QCoreApplication::translate("perennial",
                                     "Klaviyo cannot ask for people %1. A list of that name stands there: export these "
                                     "people as that list, and renew it.")
             .arg(words));
    if (std::ranges::find(lists, words, &KlaviyoListPart::list) == lists.end())
        lists.push_back({words, people});
    return words;
}

QString KlaviyoNotes::templateFor(const QString &wanted, const QString &html)
{
    for (int number = 1;; ++number) {
        const QString name = number == 1 ? wanted : QStringLiteral("%1 %2").arg(wanted).arg(number);
        const auto known = std::ranges::find(templates, name, &KlaviyoTemplate::name);
        if (known != templates.end() && known->html != html)
            continue;
        if (known == templates.end())
            templates.push_back({name, html});
        return name;
    }
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

const QRegularExpression &klaviyoMoney()
{
    static const QRegularExpression money(QStringLiteral("(\\{\\{[^}]*?)\\|\\s*money(?::\"[^\"]*\"|:'[^']*')?"));
    return money;
}

QString klaviyoText(QString text)
{
    static const QRegularExpression variable(QStringLiteral("\\{\\{\\s*flow\\.(\\w+)"));
    static const QRegularExpression lookedUp(QStringLiteral("\\{\\{\\s*flow\\|lookup:"));
    text.replace(klaviyoMoney(), QStringLiteral("\\1|floatformat:2"));
    text.replace(lookedUp, QStringLiteral("{{ person|lookup:"));
    return text.replace(variable, QStringLiteral("{{ person|lookup:'\\1'"));
}

} // namespace perennial
