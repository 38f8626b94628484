// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/flowpicture.h"

#include "core/base/atomicfile.h"
#include "ui/flow/canvas/edgeroute.h"
#include "ui/flow/canvas/remarkpainter.h"
#include "ui/widgets/icon.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <cmath>

namespace perennial {

namespace {

constexpr double Margin = 32;
constexpr double MostPixels = 64e6; // 256 MB
constexpr double MostSide = 30'000; // what raster painting can address
constexpr double PointsPerUnit = 0.75;

// Shapes and ways, as the canvas draws them.
class Drawing
{
public:
    explicit Drawing(const CanvasState &state)
        : m_state(state)
    {
        for (const FlowNode &node : state.flow.nodes) {
            m_obstacles.insert(static_cast<int>(m_shapes.size()), shapeOf(node).card);
            m_places.insert(node.id, m_shapes.size());
            m_shapes.push_back(shapeOf(node));
        }
        for (const FlowNode &node : state.flow.nodes)
            addEdges(node);
    }

    QRectF bounds() const
    {
        QRectF bounds = boundsOf(m_state.flow);
        for (const auto &[id, corners] : m_edges)
            bounds |= corners.boundingRect();
        return bounds.adjusted(-Margin, -Margin, Margin, Margin);
    }

    void paint(QPainter &painter, const CanvasStyle &style) const
    {
        for (const FlowRemark &remark : m_state.flow.remarks)
            paintRemark(painter, rectOf(remark), remark.text, style);
        for (const auto &[id, corners] : m_edges) {
            const EdgeLook look = m_state.lookOf(id);
            paintEdge(painter, edgePath(corners, widthOf(look)), corners.last(), look, style);
        }
        for (size_t i = 0; i < m_shapes.size(); ++i) {
            NodeLook look = m_state.lookOf(m_state.flow.nodes[i]);
            for (PortLook &port : look.ports)
                port.offersNext = false;
            painter.setOpacity(m_state.isDimmed(m_state.flow.nodes[i].id) ? 0.35 : 1);
            paintNode(painter, m_shapes[i], look, style);
        }
        painter.setOpacity(1);
    }

private:
    void addEdges(const FlowNode &node)
    {
        const size_t source = m_places.value(node.id);
        const NodeShape &shape = m_shapes[source];
        const auto targetOf = [&](const FlowPort &port) -> std::optional<size_t> {
            const auto to = node.to.find(port);
            const auto place = to == node.to.end() ? m_places.constEnd() : m_places.constFind(to->second);
            return place == m_places.constEnd() ? std::nullopt : std::optional(*place);
        };
        std::vector<double> ways;
        for (size_t i = 0; i < shape.ports.size(); ++i) {
            const auto target = targetOf(shape.ports[i]);
            ways.push_back(target ? m_shapes[*target].entry().x() - shape.portsAt[i].x() : 0);
        }
        for (size_t i = 0; i < shape.ports.size(); ++i)
            if (const auto target = targetOf(shape.ports[i]))
                m_edges.emplace_back(FlowEdgeId{node.id, shape.ports[i]},
                                     routeOf({shape.portsAt[i], m_shapes[*target].entry(), static_cast<int>(source),
                                              static_cast<int>(*target), laneOf(ways, i)},
                                             m_obstacles));
    }

    const CanvasState &m_state;
    std::vector<NodeShape> m_shapes;
    QHash<FlowNodeId, size_t> m_places;
    Obstacles m_obstacles;
    std::vector<std::pair<FlowEdgeId, QPolygonF>> m_edges;
};

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial::FlowPicture", text);
}

void paintDrawing(QPainter &painter, const QRectF &target, const Drawing &drawing, const FlowPictureOptions &options)
{
    const QRectF bounds = drawing.bounds();
    const double scale = std::min(target.width() / bounds.width(), target.height() / bounds.height());
    CanvasStyle style;
    style.tokens = options.isDark ? Tokens::dark() : Tokens::light();
    style.rightToLeft = options.rightToLeft;
    style.onPaper = true;
    painter.save();
    painter.translate(target.center());
    painter.scale(scale, scale);
    painter.translate(-bounds.center());
    drawing.paint(painter, style);
    painter.restore();
}

QColor groundOf(const FlowPictureOptions &options)
{
    return options.isDark ? Tokens::dark().window : QColor(Qt::white);
}

bool writePng(QIODevice &device, const Drawing &drawing, const FlowPictureOptions &options)
{
    const QSizeF size = drawing.bounds().size();
    const double scale = std::min({options.scale, MostSide / std::max(size.width(), size.height()),
                                   std::sqrt(MostPixels / (size.width() * size.height()))});
    QImage image((size * scale).toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return false;
    image.fill(groundOf(options));
    QPainter painter(&image);
    paintDrawing(painter, QRectF(image.rect()), drawing, options);
    painter.end();
    return image.save(&device, "PNG");
}

bool writeSvg(QIODevice &device, const Drawing &drawing, const QString &title, const FlowPictureOptions &options)
{
    const QRectF area(QPointF(), drawing.bounds().size());
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    generator.setTitle(title);
    generator.setSize(area.size().toSize());
    generator.setViewBox(area);
    generator.setResolution(96);
    QPainter painter(&generator);
    painter.fillRect(area, groundOf(options));
    paintDrawing(painter, area, drawing, options);
    return painter.end();
}

// One page as large as the flow.
bool writePdf(QIODevice &device, const Drawing &drawing, const QString &title, const FlowPictureOptions &options)
{
    const QSizeF size = drawing.bounds().size();
    QPdfWriter writer(&device);
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Perennial"));
    writer.setPageSize(QPageSize(size * PointsPerUnit, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins({});
    QPainter painter(&writer);
    const QRectF page(0, 0, writer.width(), writer.height());
    painter.fillRect(page, groundOf(options));
    paintDrawing(painter, page, drawing, options);
    return painter.end();
}

} // namespace

QRectF pictureBounds(const CanvasState &state)
{
    return Drawing(state).bounds();
}

void paintFlow(QPainter &painter, const QRectF &target, const CanvasState &state, const FlowPictureOptions &options)
{
    const Drawing drawing(state);
    paintDrawing(painter, target, drawing, options);
}

Result<QByteArray> pictureOf(const CanvasState &state, FlowPictureKind kind, const FlowPictureOptions &options)
{
    if (state.flow.nodes.empty() && state.flow.remarks.empty())
        return failure(ErrorKind::Invalid, tr("The flow is empty: there is nothing to draw."));
    const Drawing drawing(state);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const bool done = kind == FlowPictureKind::Png   ? writePng(buffer, drawing, options)
                      : kind == FlowPictureKind::Svg ? writeSvg(buffer, drawing, state.flow.name, options)
                                                     : writePdf(buffer, drawing, state.flow.name, options);
    if (!done)
        return failure(ErrorKind::Memory, tr("The flow is too large for a picture."));
    return bytes;
}

Result<void> exportPicture(const CanvasState &state, const QString &path, FlowPictureKind kind,
                           const FlowPictureOptions &options)
{
    const auto bytes = pictureOf(state, kind, options);
    if (!bytes)
        return failure(bytes.error());
    auto file = AtomicFile::open(path);
    if (!file)
        return failure(file.error());
    if (const auto written = file->write({bytes->constData(), static_cast<size_t>(bytes->size())}); !written)
        return written;
    return file->commit();
}

} // namespace perennial
