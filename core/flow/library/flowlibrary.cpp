// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/library/flowlibrary.h"

#include "core/segment/document/documenttext.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

#include <algorithm>

static void registerFlows()
{
    Q_INIT_RESOURCE(flows);
}

namespace perennial {

namespace {

constexpr auto Context = "perennial::flows";
const QString Folder = QStringLiteral(":/flows/");

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

DocumentKind kind()
{
    return {.format = "perennial-ready-flow",
            .version = ReadyFlow::Version,
            .notAnObject = tr("A ready flow is a JSON object."),
            .notThisKind = tr("This is not a ready flow: “format” must be “%1”."),
            .tooNew = tr("This ready flow was made for a newer Perennial. Update Perennial to use it.")};
}

QString words(const QString &english)
{
    return QCoreApplication::translate(Context, english.toUtf8().constData());
}

QByteArray contentOf(const QString &name)
{
    QFile file(Folder + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<FlowDoc> flowIn(const QJsonValue &json)
{
    auto reading = readFlow(QJsonDocument(json.toObject()).toJson());
    if (!reading)
        return failure(reading.error());
    if (reading->problems.empty())
        return std::move(reading->flow);
    const FlowProblem &first = reading->problems.front();
    return failure(ErrorKind::Invalid, first.text, QStringLiteral("flow.") + first.where);
}

Result<ReadyFlow> readReady(const QByteArray &text)
{
    const auto object = objectOf(text, kind());
    if (!object)
        return failure(object.error());
    ReadyFlow ready;
    JsonReader::State state;
    JsonReader reader(*object, {}, state);
    readHead(reader, kind());
    reader("id", ready.id);
    reader("category", ready.category);
    reader("name", ready.name);
    reader("purpose", ready.purpose);
    reader("kpi", ready.kpi);
    auto flow = flowIn(reader.take("flow"));
    reader.finish();
    if (state.error)
        return failure(*state.error);
    if (!flow)
        return failure(flow.error());
    ready.flow = std::move(*flow);
    return ready;
}

ReadyFlow translated(ReadyFlow from)
{
    from.name = from.flow.name = words(from.name);
    from.purpose = words(from.purpose);
    from.kpi = words(from.kpi);
    return from;
}

} // namespace

Result<std::vector<ReadyFlow>> flowLibraryInEnglish()
{
    registerFlows();
    std::vector<ReadyFlow> all;
    for (const QJsonValue &id : QJsonDocument::fromJson(contentOf(QStringLiteral("index.json"))).array()) {
        const QString name = id.toString() + QLatin1String(".json");
        auto read = readReady(contentOf(name));
        if (!read)
            return failure(read.error().in(name));
        all.push_back(std::move(*read));
    }
    return all;
}

std::vector<ReadyFlow> flowLibrary()
{
    auto all = flowLibraryInEnglish();
    Q_ASSERT(all);
    std::ranges::transform(*all, all->begin(), translated);
    return std::move(*all);
}

std::optional<ReadyFlow> readyFlow(const QString &id)
{
    std::vector<ReadyFlow> all = flowLibrary();
    const auto found = std::ranges::find(all, id, &ReadyFlow::id);
    return found == all.end() ? std::nullopt : std::optional(std::move(*found));
}

QStringList translatedTexts(const ReadyFlow &english)
{
    return {english.name, english.purpose, english.kpi};
}

} // namespace perennial
