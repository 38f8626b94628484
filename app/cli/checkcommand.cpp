// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/openstore.h"
#include "core/flow/document/flowdoc.h"
#include "core/segment/document/segmentdoc.h"
#include "core/store/flowshelf.h"
#include "core/store/segmentshelf.h"
#include "core/store/storecheck.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// What is saved is JSON to the store; here it is read.
template <class Shelf, class Read>
Result<void> addUnreadable(const Shelf &shelf, Read read, const QString &words, QStringList &findings)
{
    const auto saved = shelf.list();
    if (!saved) // damage was told already
        return saved.error().kind == ErrorKind::Unreadable ? Result<void>() : failure(saved.error());
    for (const auto &document : *saved) {
        if (const auto reading = read(document.document); !reading)
            findings.append(words.arg(document.name, reading.error().message));
    }
    return {};
}

Result<QStringList> findingsIn(Store &store)
{
    auto findings = checkStore(store);
    if (!findings)
        return findings;
    const auto segments =
        addUnreadable(SegmentShelf(store), SegmentDoc::fromJson, tr("The segment “%1” cannot be read: %2"), *findings);
    if (!segments)
        return failure(segments.error());
    const auto flows = addUnreadable(FlowShelf(store), readFlow, tr("The flow “%1” cannot be read: %2"), *findings);
    if (!flows)
        return failure(flows.error());
    return findings;
}

Result<Answer> check(const CommonOptions &options)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    const auto findings = findingsIn(*store);
    if (!findings)
        return failure(findings.error());
    const bool ok = findings->isEmpty();
    Answer answer;
    answer.json = {{"ok", ok}, {"findings", QJsonArray::fromStringList(*findings)}};
    answer.text = ok ? tr("The store is sound.\n") : findings->join(QLatin1Char('\n')) + QLatin1Char('\n');
    answer.exitCode = ok ? ExitDone : ExitFailed;
    return answer;
}

} // namespace

void addCheck(Commands &commands)
{
    commands.command("check", tr("Check the file, its references and what is derived; change nothing"), check);
}

} // namespace perennial
