// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/templates/readytemplates.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <array>

static void registerTemplates()
{
    Q_INIT_RESOURCE(templates);
}

namespace perennial {

namespace {

constexpr auto Context = "perennial::templates";
const QString Folder = QStringLiteral(":/templates/");

struct Category
{
    const char *id;
    const char *name;
};

constexpr std::array Categories{
    Category{"growing", QT_TRANSLATE_NOOP("perennial::templates", "New customers")},
    Category{"lifecycle", QT_TRANSLATE_NOOP("perennial::templates", "Multi-buyers and best customers")},
    Category{"winback", QT_TRANSLATE_NOOP("perennial::templates", "Win back")},
    Category{"intent", QT_TRANSLATE_NOOP("perennial::templates", "Carts and browsing")},
    Category{"engagement", QT_TRANSLATE_NOOP("perennial::templates", "E-mail and SMS")},
    Category{"service", QT_TRANSLATE_NOOP("perennial::templates", "Service and reviews")},
    Category{"products", QT_TRANSLATE_NOOP("perennial::templates", "Products and prices")},
    Category{"occasions", QT_TRANSLATE_NOOP("perennial::templates", "Occasions")},
    Category{"people", QT_TRANSLATE_NOOP("perennial::templates", "People and places")},
    Category{"tests", QT_TRANSLATE_NOOP("perennial::templates", "Tests and guards")},
};

QString words(const QString &english)
{
    return english.isEmpty() ? QString() : QCoreApplication::translate(Context, english.toUtf8().constData());
}

QByteArray contentOf(const QString &name)
{
    QFile file(Folder + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

SegmentTemplate translated(SegmentTemplate from)
{
    from.name = words(from.name);
    from.purpose = words(from.purpose);
    for (TemplateBlank &blank : from.blanks)
        blank.label = words(blank.label);
    for (TemplateNeed &need : from.needs)
        need.missing = words(need.missing);
    return from;
}

} // namespace

std::vector<TemplateCategory> templateCategories()
{
    std::vector<TemplateCategory> all;
    for (const Category &category : Categories)
        all.push_back({QLatin1String(category.id), QCoreApplication::translate(Context, category.name)});
    return all;
}

QString categoryName(const QString &id)
{
    for (const Category &category : Categories) {
        if (id == QLatin1String(category.id))
            return QCoreApplication::translate(Context, category.name);
    }
    return QCoreApplication::translate("perennial", "Your own");
}

QStringList translatedTexts(const SegmentTemplate &english)
{
    QStringList texts{english.name, english.purpose};
    for (const TemplateBlank &blank : english.blanks)
        texts.append(blank.label);
    for (const TemplateNeed &need : english.needs)
        texts.append(need.missing);
    texts.removeAll(QString());
    return texts;
}

Result<std::vector<SegmentTemplate>> readyTemplatesInEnglish()
{
    registerTemplates();
    std::vector<SegmentTemplate> all;
    for (const QJsonValue &id : QJsonDocument::fromJson(contentOf(QStringLiteral("index.json"))).array()) {
        const QString name = id.toString() + QLatin1String(".json");
        auto read = SegmentTemplate::fromJson(contentOf(name));
        if (!read)
            return failure(read.error().in(name));
        all.push_back(std::move(*read));
    }
    return all;
}

std::vector<SegmentTemplate> readyTemplates()
{
    auto all = readyTemplatesInEnglish();
    Q_ASSERT(all);
    std::vector<SegmentTemplate> ready;
    for (SegmentTemplate &english : *all)
        ready.push_back(translated(std::move(english)));
    return ready;
}

} // namespace perennial
