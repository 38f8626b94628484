// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/flowdrawing.h"

#include "core/base/translation.h"
#include "ui/flow/canvas/flowlayout.h"

#include <QFile>
#include <QGuiApplication>
#include <QLocale>
#include <QTextStream>

#include <cstdio>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Result<QByteArray> readInput()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return failure(ErrorKind::Unreadable, tr("The standard input could not be read."));
    return input.readAll();
}

Result<void> writeOutput(const QByteArray &bytes)
{
    const auto size = static_cast<size_t>(bytes.size());
    if (std::fwrite(bytes.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0)
        return {};
    return failure(ErrorKind::Disk, tr("The picture could not be written to the standard output."));
}

FlowDoc laidOut(FlowDoc flow)
{
    const auto places = layoutOf(flow);
    for (FlowNode &node : flow.nodes) {
        if (places && places->contains(node.id))
            node.at = places->at(node.id);
    }
    return flow;
}

Result<void> draw(FlowPictureKind kind)
{
    const auto json = readInput();
    if (!json)
        return failure(json.error());
    const auto reading = readFlow(*json);
    if (!reading)
        return failure(reading.error());
    CanvasState state;
    state.setFlow(isUnplaced(reading->flow) ? laidOut(reading->flow) : reading->flow);
    const auto picture = pictureOf(state, kind);
    return picture ? writeOutput(*picture) : failure(picture.error());
}

} // namespace

std::optional<FlowPictureKind> flowPictureKind(const QString &word)
{
    if (word == QLatin1String("svg"))
        return FlowPictureKind::Svg;
    if (word == QLatin1String("png"))
        return FlowPictureKind::Png;
    return word == QLatin1String("pdf") ? std::optional(FlowPictureKind::Pdf) : std::nullopt;
}

int drawFlow(int &argc, char **argv, FlowPictureKind kind)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    // A command says the same everywhere.
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    installTranslation(QLocale());
    const auto drawn = draw(kind);
    if (!drawn)
        QTextStream(stderr) << drawn.error().message << Qt::endl;
    return drawn ? 0 : 1;
}

} // namespace perennial
