// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/draft/draftmaker.h"
#include "core/flow/library/flowlibrary.h"

#include <QCoreApplication>

// make_draft STORE DESTINATION BASE READY: makes a ready flow, with its lists and templates, at the stand-in at BASE;
// to be killed on the way by tests.
int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const auto ready = perennial::readyFlow(words.value(4));
    const auto draft = ready ? perennial::draftOf(ready->flow, QTimeZone::utc())
                             : perennial::failure(perennial::ErrorKind::Usage, QStringLiteral("No such flow."));
    if (!draft)
        return 2;
    perennial::PushSetting setting;
    setting.secret = QByteArray(32, 'k');
    setting.speed = 1000;
    setting.base = QUrl(words.value(3));
    const auto made = perennial::makeDraft({words.at(1), {words.at(2).toLongLong()}, *draft, {}, true, setting}, {});
    if (!made)
        qWarning().noquote() << made.error().message << made.error().detail;
    return made ? 0 : 1;
}
