// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/flowpicture.h"
#include "app/cli/flowsource.h"
#include "app/cli/openstore.h"
#include "core/base/atomicfile.h"
#include "core/flow/export/klaviyoflow.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct ExportWords
{
    std::string flow;
    std::string layout = "json";
    std::string out;
};

// A flow in the form of whoever takes it, and what that form cannot say.
struct Written
{
    QByteArray text;
    QStringList unsupported;
    QStringList notes; // of what could not be read, where it is missing in the file
};

// In which days without a zone of their own lie.
Result<QTimeZone> homeOf(const CommonOptions &options)
{
    if (options.store.isEmpty())
        return QTimeZone::utc();
    const auto store = openToRead(options);
    return store ? Result<QTimeZone>(store->homeZone()) : failure(store.error());
}

FlowDoc named(const GivenFlow &given)
{
    FlowDoc flow = given.reading.flow;
    flow.name = given.name;
    return flow;
}

Result<Written> writtenForKlaviyo(const GivenFlow &given, const CommonOptions &options)
{
    const auto home = homeOf(options);
    if (!home)
        return failure(home.error());
    const auto made = klaviyoFlow(named(given), *home);
    if (!made)
        return failure(made.error().in(given.source));
    return Written{QJsonDocument(made->request).toJson(), made->unsupported, {}};
}

Result<Written> drawn(const GivenFlow &given, const std::string &kind, const CommonOptions &options)
{
    const auto picture = drawnFlow(named(given), QString::fromStdString(kind), options.stop);
    return picture ? Result<Written>({*picture, {}, problemNotes(given)}) : failure(located(picture.error(), given));
}

Result<Written> written(const GivenFlow &given, const std::string &layout, const CommonOptions &options)
{
    if (layout == "klaviyo")
        return writtenForKlaviyo(given, options);
    if (layout == "json")
        return Written{given.reading.flow.toJson(), {}, {}};
    return drawn(given, layout, options);
}

Result<void> writeFile(const QString &path, const QByteArray &text)
{
    auto file = AtomicFile::open(path);
    if (!file)
        return failure(file.error());
    if (auto done = file->write({text.constData(), static_cast<size_t>(text.size())}); !done)
        return done;
    return file->commit();
}

Result<Answer> exportFlow(const CommonOptions &options, const ExportWords &words)
{
    const auto given = givenFlow(options, QString::fromStdString(words.flow));
    if (!given)
        return failure(given.error());
    const QString out = QString::fromStdString(words.out);
    const auto made = written(*given, words.layout, options);
    if (!made)
        return failure(made.error());
    if (const auto done = writeFile(out, made->text); !done)
        return failure(done.error());
    QString text = tr("Written to %1\n").arg(out);
    for (const QString &lack : made->unsupported)
        text += lack + QLatin1Char('\n');
    return Answer{.json = {{"out", out}, {"unsupported", QJsonArray::fromStringList(made->unsupported)}},
                  .text = text,
                  .notes = made->notes};
}

} // namespace

void addFlowExport(Commands &commands, CLI::App &flow)
{
    const auto words = std::make_shared<ExportWords>();
    CLI::App &command = commands.command(flow, "export", tr("Write a flow into a file"),
                                         [words](const CommonOptions &options) { return exportFlow(options, *words); });
    command.add_option("NAME|FILE.json", words->flow, tr("A saved name, or a file that ends in .json").toStdString())
        ->required();
    command
        .add_option("--layout", words->layout,
                    tr("As a document, drawn, or in the form of whoever takes it").toStdString())
        ->check(CLI::IsMember({"json", "svg", "png", "pdf", "klaviyo"}))
        ->capture_default_str();
    command.add_option("--out", words->out, tr("The file to write").toStdString())->type_name("FILE")->required();
}

} // namespace perennial
