// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/flowdesigner.h"

#include "core/base/atomicfile.h"
#include "ui/flow/canvas/flowpicture.h"
#include "ui/flow/canvas/nodeface.h"
#include "ui/flow/editing/floweditor.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>

// The flow in files of its own.

namespace perennial {

namespace {

std::optional<FlowPictureKind> pictureKindOf(const QString &path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QLatin1String("png"))
        return FlowPictureKind::Png;
    if (ending == QLatin1String("svg"))
        return FlowPictureKind::Svg;
    return ending == QLatin1String("pdf") ? std::optional(FlowPictureKind::Pdf) : std::nullopt;
}

// A whole file or none.
Result<void> writeJson(const QString &path, const FlowDoc &flow)
{
    auto file = AtomicFile::open(path);
    if (!file)
        return failure(file.error());
    const QByteArray json = flow.toJson();
    const auto written = file->write(std::string_view(json.constData(), static_cast<size_t>(json.size())));
    return written ? file->commit() : written;
}

} // namespace

CanvasState FlowDesigner::drawn() const
{
    CanvasState state;
    state.setFlow(m_editor->doc());
    state.faceOf = [](const FlowDoc &flow, const FlowNode &node) { return faceOf(flow, node); };
    state.portNameOf = portNameOf;
    return state;
}

void FlowDesigner::printOn(QPrinter &printer) const
{
    const CanvasState state = drawn();
    const QRectF bounds = pictureBounds(state);
    printer.setPageOrientation(bounds.width() > bounds.height() ? QPageLayout::Landscape : QPageLayout::Portrait);
    QPainter painter(&printer);
    paintFlow(painter, QRectF(QPointF(), printer.pageRect(QPrinter::DevicePixel).size()), state,
              {.rightToLeft = isRightToLeft()});
}

void FlowDesigner::print()
{
    QPrinter printer(QPrinter::HighResolution);
    printer.setDocName(m_editor->doc().name);
    QPrintDialog dialog(&printer, this);
    if (dialog.exec() == QDialog::Accepted)
        printOn(printer);
}

Result<void> FlowDesigner::exportTo(const QString &path) const
{
    const auto kind = pictureKindOf(path);
    if (!kind)
        return writeJson(path, m_editor->doc());
    return exportPicture(drawn(), path, *kind, {.rightToLeft = isRightToLeft()});
}

void FlowDesigner::exportAs(bool picture)
{
    const QString name = m_editor->doc().name + (picture ? QStringLiteral(".png") : QStringLiteral(".json"));
    const QString kinds = picture ? tr("Pictures (*.png *.svg *.pdf)") : tr("Flows (*.json)");
    const QString path = QFileDialog::getSaveFileName(this, tr("Export a flow"), name, kinds);
    if (path.isEmpty())
        return;
    const auto written = exportTo(path);
    if (written)
        Q_EMIT toldDone(tr("Exported to %1").arg(QFileInfo(path).fileName()));
    else
        Q_EMIT failed(written.error());
}

} // namespace perennial
