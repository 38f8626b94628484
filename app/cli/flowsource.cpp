// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/flowsource.h"

#include "app/cli/openstore.h"
#include "app/cli/segmentsource.h"
#include "core/store/flowshelf.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

bool isFile(const QString &word)
{
    return word.endsWith(QLatin1String(".json"));
}

Result<GivenFlow> read(const QString &source, const QString &name, const QByteArray &text)
{
    auto reading = readFlow(text);
    if (!reading) {
        Error error = reading.error();
        error.where = error.where.isEmpty() ? source : source + QLatin1String(": ") + error.where;
        return failure(error);
    }
    const QString called = reading->flow.name.isEmpty() ? name : reading->flow.name;
    return GivenFlow{source, called, std::move(*reading)};
}

} // namespace

Result<GivenFlow> readFlowFile(const QString &path)
{
    const auto text = readTextFile(path);
    if (!text)
        return failure(text.error());
    return read(path, QFileInfo(path).completeBaseName(), *text);
}

Result<GivenFlow> givenFlow(Store &store, const QString &nameOrFile)
{
    if (isFile(nameOrFile))
        return readFlowFile(nameOrFile);
    const auto saved = FlowShelf(store).find(nameOrFile);
    if (!saved)
        return failure(saved.error());
    if (!*saved)
        return failure(ErrorKind::NotFound, tr("The store has no flow of this name."), nameOrFile);
    return read(nameOrFile, (*saved)->name, (*saved)->document);
}

Result<GivenFlow> givenFlow(const CommonOptions &options, const QString &nameOrFile)
{
    if (isFile(nameOrFile))
        return readFlowFile(nameOrFile);
    auto store = openToRead(options);
    return store ? givenFlow(*store, nameOrFile) : failure(store.error());
}

Result<void> requireRead(const GivenFlow &flow)
{
    if (flow.reading.problems.empty())
        return {};
    const FlowProblem &first = flow.reading.problems.front();
    return failure(ErrorKind::Invalid, first.text, flow.source + QLatin1String(": ") + first.where);
}

QStringList problemNotes(const GivenFlow &flow)
{
    QStringList notes;
    for (const FlowProblem &problem : flow.reading.problems)
        notes.append(problem.where.isEmpty() ? problem.text : problem.where + QLatin1String(": ") + problem.text);
    return notes;
}

Error located(Error error, const GivenFlow &flow)
{
    error.where = error.where.isEmpty() ? flow.source : flow.source + QLatin1String(": ") + error.where;
    return error;
}

} // namespace perennial
