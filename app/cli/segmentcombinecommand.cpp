// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/openstore.h"
#include "core/segment/document/sentence.h"
#include "core/segment/sets/segmentoverlap.h"
#include "core/store/segmentshelf.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct CombineWords
{
    std::string how;
    std::vector<std::string> segments;
    std::string name;
};

SetOperation operationOf(const std::string &how)
{
    if (how == "union")
        return SetOperation::Union;
    return how == "intersection" ? SetOperation::Intersection : SetOperation::Difference;
}

// Where a store is given, its segments are those that can be combined.
Result<void> requireSaved(const CommonOptions &options, const QStringList &segments)
{
    if (options.store.isEmpty())
        return {};
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    for (const QString &segment : segments) {
        const auto saved = SegmentShelf(*store).find(segment);
        if (!saved)
            return failure(saved.error());
        if (!*saved)
            return failure(ErrorKind::NotFound, tr("The store has no segment of this name."), segment);
    }
    return {};
}

Result<Answer> combine(const CommonOptions &options, const CombineWords &words)
{
    QStringList segments;
    for (const std::string &segment : words.segments)
        segments.append(QString::fromStdString(segment));
    if (const auto saved = requireSaved(options, segments); !saved)
        return failure(saved.error());
    SegmentDoc doc = combined(operationOf(words.how), segments);
    doc.name = QString::fromStdString(words.name);
    return Answer{.json = {{"document", doc.toJsonObject()}, {"sentence", sentenceOf(doc)}},
                  .text = QString::fromUtf8(doc.toJson()),
                  .notes = {}};
}

} // namespace

void addSegmentCombine(Commands &commands, CLI::App &segment)
{
    const auto words = std::make_shared<CombineWords>();
    CLI::App &command = commands.command(segment, "combine", tr("Write a segment made of saved ones"),
                                         [words](const CommonOptions &options) { return combine(options, *words); });
    command
        .add_option(
            "HOW", words->how,
            tr("union: in any of them; intersection: in all; difference: in the first and no other").toStdString())
        ->required()
        ->check(CLI::IsMember({"union", "intersection", "difference"}));
    command.add_option("NAME", words->segments, tr("Saved names; with --store they must be there").toStdString())
        ->required()
        ->expected(2, -1);
    command.add_option("--name", words->name, tr("The name of the new segment").toStdString())->type_name("TEXT");
}

} // namespace perennial
