// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "core/segment/document/sentence.h"
#include "core/segment/sets/segmentoverlap.h"

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

Answer combine(const CombineWords &words)
{
    QStringList segments;
    for (const std::string &segment : words.segments)
        segments.append(QString::fromStdString(segment));
    SegmentDoc doc = combined(operationOf(words.how), segments);
    doc.name = QString::fromStdString(words.name);
    return {.json = {{"document", doc.toJsonObject()}, {"sentence", sentenceOf(doc)}},
            .text = QString::fromUtf8(doc.toJson()),
            .notes = {}};
}

} // namespace

void addSegmentCombine(Commands &commands, CLI::App &segment)
{
    const auto words = std::make_shared<CombineWords>();
    CLI::App &command = commands.command(segment, "combine", tr("Write a segment made of saved ones"),
                                         [words](const CommonOptions &) { return Result<Answer>(combine(*words)); });
    command
        .add_option(
            "HOW", words->how,
            tr("union: in any of them; intersection: in all; difference: in the first and no other").toStdString())
        ->required()
        ->check(CLI::IsMember({"union", "intersection", "difference"}));
    command.add_option("NAME", words->segments, tr("Saved names").toStdString())->required()->expected(2, -1);
    command.add_option("--name", words->name, tr("The name of the new segment").toStdString())->type_name("TEXT");
}

} // namespace perennial
