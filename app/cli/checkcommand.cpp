// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/openstore.h"
#include "core/store/storecheck.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Result<Answer> check(const CommonOptions &options)
{
    const auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    const auto findings = checkStore(*store);
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
