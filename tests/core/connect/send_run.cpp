// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/push/pusher.h"

#include <QCoreApplication>

// send_run STORE RUN [BASE]: sends a run or goes on with one, to the stand-in at BASE where there is one; to be killed
// on the way by tests.
int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 3)
        return 2;
    perennial::PushSetting setting;
    setting.secret = QByteArray(32, 'k');
    setting.speed = 1000;
    setting.base = QUrl(words.value(3));
    const auto run = perennial::sendRun(words.at(1), {words.at(2).toLongLong()}, setting, {});
    if (!run)
        qWarning().noquote() << run.error().message << run.error().detail;
    return run && run->state == perennial::RunState::Done ? 0 : 1;
}
