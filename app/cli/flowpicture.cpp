// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/flowpicture.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>

namespace perennial {

namespace {

constexpr int LookAtStopMs = 100;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// What it says last; what comes before may be a library's.
QString lastLine(const QByteArray &text)
{
    return QString::fromUtf8(text.trimmed().split('\n').last());
}

Error failureOf(QProcess &program, const QString &path)
{
    const QString said = lastLine(program.readAllStandardError());
    if (program.exitStatus() == QProcess::NormalExit && !said.isEmpty())
        return {.kind = ErrorKind::Invalid, .message = said, .where = {}, .detail = {}};
    return {.kind = ErrorKind::Internal,
            .message = tr("The program that draws flows ended before it was done."),
            .where = path,
            .detail = {}};
}

} // namespace

Result<QByteArray> drawnFlow(const FlowDoc &flow, const QString &kind, const std::stop_token &stop)
{
    const QString path = QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("perennial"));
    if (!QFileInfo(path).isExecutable())
        return failure(ErrorKind::NotFound,
                       tr("Flows are drawn by the program “perennial”, which is not beside perennial-cli. Install it "
                          "there, or export the flow as json."),
                       path);
    QProcess program;
    program.start(path, {QStringLiteral("--draw-flow"), kind});
    program.write(flow.toJson());
    program.closeWriteChannel();
    while (program.state() != QProcess::NotRunning && !program.waitForFinished(LookAtStopMs)) {
        if (!stop.stop_requested())
            continue;
        program.kill();
        program.waitForFinished();
        return stopped();
    }
    if (stop.stop_requested())
        return stopped();
    if (program.error() == QProcess::FailedToStart)
        return failure(ErrorKind::NotFound, tr("The program that draws flows could not be started."), path);
    if (program.exitStatus() != QProcess::NormalExit || program.exitCode() != 0)
        return failure(failureOf(program, path));
    return program.readAllStandardOutput();
}

} // namespace perennial
