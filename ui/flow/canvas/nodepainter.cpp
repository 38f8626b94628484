// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/nodepainter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

namespace perennial {

namespace {

constexpr double Strip = 4;
constexpr double Padding = 12;
constexpr double IconSide = size::Icon;
constexpr double TextAt = Strip + Padding + IconSide + 10;
constexpr double VerbSize = 13;
constexpr double DetailSize = 12;
constexpr double CaptionSize = 11;
constexpr double LineHeight = 1.34;
constexpr double MarkSide = 16;
constexpr double LeastMark = 11; // pixels of the screen
constexpr double PillPadding = 6;
constexpr double HeatShare = 0.24;
constexpr double OneLineBelow = 0.7; // zoom, where there is a row of ports

QRectF header(const QRectF &card)
{
    return {card.left(), card.top(), card.width(), canvas::NodeHeight};
}

bool hasOneLine(const NodeLook &look, const CanvasStyle &style)
{
    return look.ports.size() > 1 && style.zoom < OneLineBelow;
}

bool hasTwoLines(const NodeLook &look, const CanvasStyle &style)
{
    return !(look.face.detail.isEmpty() && look.waiting.isEmpty()) && !hasOneLine(look, style);
}

class NodePainter
{
public:
    NodePainter(QPainter &painter, const NodeShape &shape, const NodeLook &look, const CanvasStyle &style)
        : m_painter(painter)
        , m_shape(shape)
        , m_card(shape.card)
        , m_look(look)
        , m_style(style)
        , m_tokens(style.tokens)
    {
    }

    void paint()
    {
        m_painter.setRenderHint(QPainter::Antialiasing);
        paintCard();
        if (m_style.isCompact()) {
            paintCompact();
            return;
        }
        paintWords();
        paintCounts();
        paintPorts();
        paintProblem();
    }

private:
    void paintCard()
    {
        const double radius = size::Radius;
        const QColor ground =
            m_look.heat ? blend(m_tokens.card, rampColour(m_tokens.isDark ? *m_look.heat : 1 - *m_look.heat), HeatShare)
                        : m_tokens.card;
        QPainterPath outline;
        outline.addRoundedRect(m_card, radius, radius);
        m_painter.fillPath(outline, ground);
        const double strip = m_style.atLeast(Strip, 3);
        const QRectF edge = m_style.mirrored(QRectF(m_card.left(), m_card.top(), strip, m_card.height()), m_card);
        QPainterPath side;
        side.addRect(edge);
        m_painter.fillPath(outline.intersected(side), accentColour(m_look.face.accent, m_tokens));
        m_painter.setPen(QPen(blend(m_tokens.line, m_tokens.strongLine, 0.4), m_style.atLeast(1, 1)));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(m_card, radius, radius);
    }

    // Below 50 %: what it is and how many, at a size one can read, as far as there is room.
    void paintCompact()
    {
        const QFont font = m_style.font(CaptionSize, TextWeight::Strong);
        const double room = m_card.width() - m_style.atLeast(Strip, 3) - 4 / m_style.zoom;
        const bool isTall = m_card.height() * m_style.zoom >= CanvasStyle::SmallestText + 2;
        const double number = isTall ? numberWidth(m_look.count, font) : 0;
        const double gap = 4 / m_style.zoom;
        const double side = std::min(m_card.height() * 0.8, m_style.atLeast(IconSide, 12));
        const double text = number < room ? number : 0;
        const bool hasIcon = side * m_style.zoom >= 6 && (text == 0 || side + gap + text < room);
        const double icon = hasIcon ? side + (text > 0 ? gap : 0) : 0;
        const double left = m_card.center().x() + m_style.atLeast(Strip, 3) / 2 - (icon + text) / 2;
        if (hasIcon)
            drawIcon(m_painter, m_look.face.icon,
                     m_style.mirrored(QRectF(left, m_card.center().y() - side / 2, side, side), m_card), m_tokens.text,
                     m_style);
        m_painter.setFont(font);
        m_painter.setPen(m_tokens.text);
        if (text > 0)
            drawNumber(m_painter,
                       m_style.mirrored(QRectF(left + icon, m_card.top(), text + 1, m_card.height()), m_card),
                       Qt::AlignCenter, m_look.count, m_style);
        if (m_look.problem)
            paintDot();
    }

    void paintDot()
    {
        const double radius = m_style.atLeast(4, 3.5);
        m_painter.setPen(QPen(m_tokens.card, m_style.atLeast(1.5, 1)));
        m_painter.setBrush(problemColour());
        const QRectF at(m_card.right() - radius * 1.5, m_card.top() - radius * 0.5, 2 * radius, 2 * radius);
        m_painter.drawEllipse(m_style.mirrored(at, m_card));
    }

    // No room for a second line above the names of the ports: the icon says what the verb would.
    bool isShort() const { return hasOneLine(m_look, m_style); }

    void paintWords()
    {
        const QRectF head = header(m_card);
        const QRectF icon(head.left() + Strip + Padding, head.center().y() - IconSide / 2, IconSide, IconSide);
        drawIcon(m_painter, m_look.face.icon, m_style.mirrored(icon, m_card), m_tokens.text, m_style);
        const QFont verb = m_style.font(VerbSize, TextWeight::Strong);
        const QFont detail = m_style.font(DetailSize, TextWeight::Regular);
        const bool hasTwo = hasTwoLines(m_look, m_style);
        const double verbHeight = verb.pixelSize() * LineHeight;
        const double detailHeight = hasTwo ? detail.pixelSize() * LineHeight : 0;
        const double top = head.center().y() - (verbHeight + detailHeight) / 2;
        const double count = countRect(m_card, m_look, m_style).width();
        const bool saysDetail = isShort() && !m_look.face.detail.isEmpty();
        paintText(verb, m_tokens.text, saysDetail ? m_look.face.detail : m_look.face.verb, top, verbHeight, count);
        if (hasTwo)
            paintText(detail, m_look.heat ? m_tokens.text : m_tokens.muted, m_look.face.detail, top + verbHeight,
                      detailHeight, waitingRect(m_card, m_look, m_style).width());
    }

    // One of the two lines, up to the number at its end.
    void paintText(const QFont &font, const QColor &colour, const QString &text, double top, double height,
                   double taken)
    {
        const double right = m_card.right() - Padding - (taken > 0 ? taken + 6 : 0);
        const QRectF rect(m_card.left() + TextAt, top, right - m_card.left() - TextAt, height);
        m_painter.setFont(font);
        m_painter.setPen(colour);
        drawLine(m_painter, m_style.mirrored(rect, m_card), m_style.leading() | Qt::AlignVCenter, text);
    }

    void paintCounts()
    {
        m_painter.setFont(m_style.font(DetailSize, TextWeight::Strong));
        m_painter.setPen(m_tokens.text);
        drawNumber(m_painter, countRect(m_card, m_look, m_style), m_style.trailing() | Qt::AlignVCenter, m_look.count,
                   m_style);
        const QRectF rect = waitingRect(m_card, m_look, m_style);
        if (rect.isEmpty())
            return;
        m_painter.setFont(m_style.font(CaptionSize, TextWeight::Regular));
        m_painter.setPen(m_tokens.muted);
        drawNumber(m_painter, rect, m_style.trailing() | Qt::AlignVCenter, m_look.waiting, m_style);
        const double side = m_painter.font().pixelSize() + 1;
        const QRectF icon(rect.left(), rect.center().y() - side / 2, side, side);
        drawIcon(m_painter, QStringLiteral("clock"), m_style.mirrored(icon, rect), m_tokens.muted, m_style);
    }

    void paintPorts()
    {
        for (size_t i = 0; i < m_look.ports.size() && i < m_shape.portsAt.size(); ++i)
            paintPort(m_look.ports[i], m_shape.portsAt[i]);
    }

    void paintPort(const PortLook &port, const QPointF &at)
    {
        const double pitch = m_card.width() / static_cast<double>(m_look.ports.size());
        const QFont font = m_style.font(CaptionSize, TextWeight::Regular);
        const double height = std::max(font.pixelSize() * LineHeight, 20.0);
        m_painter.setFont(font);
        m_painter.setPen(m_tokens.muted);
        if (m_look.ports.size() > 1)
            drawLine(m_painter, QRectF(at.x() - pitch / 2 + 6, at.y() - 4 - height, pitch - 12, height),
                     Qt::AlignCenter, port.name);
        m_painter.setPen(QPen(m_tokens.strongLine, 1.25));
        m_painter.setBrush(m_tokens.card);
        m_painter.drawEllipse(at, 3.5, 3.5);
        if (port.offersNext)
            paintPlus(plusRect(at, port, m_style));
        if (!port.count.isEmpty())
            paintPill(m_painter, pillRect(at, port.count, m_style), port.count, m_style, false);
    }

    void paintPlus(const QRectF &rect)
    {
        m_painter.setPen(QPen(m_tokens.strongLine, 1));
        m_painter.setBrush(m_tokens.card);
        m_painter.drawEllipse(rect);
        const QPointF middle = rect.center();
        m_painter.setPen(QPen(m_tokens.muted, 1.5, Qt::SolidLine, Qt::RoundCap));
        m_painter.drawLine(middle - QPointF(3.5, 0), middle + QPointF(3.5, 0));
        m_painter.drawLine(middle - QPointF(0, 3.5), middle + QPointF(0, 3.5));
    }

    QColor problemColour() const
    {
        switch (*m_look.problem) {
        case FlowSeverity::Error:
            return m_tokens.danger;
        case FlowSeverity::Warning:
            return m_tokens.warn;
        case FlowSeverity::Hint:
            break;
        }
        return m_tokens.info;
    }

    void paintProblem()
    {
        double right = m_card.right() + 6;
        if (m_look.problem) {
            static const QString names[] = {QStringLiteral("danger"), QStringLiteral("warning"),
                                            QStringLiteral("info")};
            paintCorner(right, names[static_cast<size_t>(*m_look.problem)], problemColour());
            right -= markSide() + 6;
        }
        if (m_look.hasNote)
            paintCorner(right, QStringLiteral("note"), m_tokens.muted);
    }

    double markSide() const { return m_style.atLeast(MarkSide, LeastMark); }

    // A mark that sits on the upper edge.
    void paintCorner(double right, const QString &icon, const QColor &colour)
    {
        const QRectF at(right - markSide(), m_card.top() - markSide() / 2, markSide(), markSide());
        const QRectF rect = m_style.mirrored(at, m_card);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_tokens.card);
        m_painter.drawEllipse(rect.adjusted(-2, -2, 2, 2));
        drawIcon(m_painter, icon, rect, colour, m_style);
    }

    QPainter &m_painter;
    const NodeShape &m_shape;
    const QRectF &m_card;
    const NodeLook &m_look;
    const CanvasStyle &m_style;
    const Tokens &m_tokens;
};

// At the end of one of the header's two lines.
QRectF atLineEnd(const QRectF &card, double width, bool isFirst, bool hasTwo, const CanvasStyle &style)
{
    const double first = style.font(VerbSize, TextWeight::Strong).pixelSize() * LineHeight;
    const double second = style.font(DetailSize, TextWeight::Regular).pixelSize() * LineHeight;
    const double top = header(card).center().y() - (first + (hasTwo ? second : 0)) / 2;
    const QRectF rect(card.right() - Padding - width, isFirst ? top : top + first, width, isFirst ? first : second);
    return style.mirrored(rect, card);
}

} // namespace

QColor accentColour(NodeFace::Accent accent, const Tokens &tokens)
{
    switch (accent) {
    case NodeFace::Accent::Trigger:
        return tokens.accent;
    case NodeFace::Accent::Split:
        return seriesColour(0);
    case NodeFace::Accent::Time:
        return seriesColour(3);
    case NodeFace::Accent::Message:
        return seriesColour(5);
    case NodeFace::Accent::Update:
        return seriesColour(4);
    case NodeFace::Accent::Goal:
        return seriesColour(2);
    case NodeFace::Accent::Exit:
        return tokens.strongLine;
    case NodeFace::Accent::Broken:
        break;
    }
    return tokens.danger;
}

QRectF countRect(const QRectF &card, const NodeLook &look, const CanvasStyle &style)
{
    if (look.count.isEmpty() || style.isCompact())
        return {};
    const double width = numberWidth(look.count, style.font(DetailSize, TextWeight::Strong)) + 1;
    return atLineEnd(card, width, true, hasTwoLines(look, style), style);
}

QRectF waitingRect(const QRectF &card, const NodeLook &look, const CanvasStyle &style)
{
    if (look.waiting.isEmpty() || style.isCompact() || hasOneLine(look, style))
        return {};
    const QFont font = style.font(CaptionSize, TextWeight::Regular);
    return atLineEnd(card, numberWidth(look.waiting, font) + font.pixelSize() + 5, false, true, style);
}

QRectF pillRect(const QPointF &port, const QString &count, const CanvasStyle &style)
{
    if (count.isEmpty() || style.isCompact())
        return {};
    const QFont font = style.font(CaptionSize, TextWeight::Strong);
    const double height = std::max(canvas::PillHeight, font.pixelSize() * LineHeight + 2);
    const double width = std::max(height, numberWidth(count, font) + 2 * PillPadding);
    return {port.x() - width / 2, port.y() + canvas::PillOffset - canvas::PillHeight / 2, width, height};
}

QRectF plusRect(const QPointF &port, const PortLook &look, const CanvasStyle &style)
{
    const double below = look.count.isEmpty() ? canvas::PlusOffset - canvas::PlusRadius
                                              : pillRect(port, look.count, style).bottom() + 5 - port.y();
    const double side = 2 * canvas::PlusRadius;
    return {port.x() - canvas::PlusRadius, port.y() + below, side, side};
}

void paintNode(QPainter &painter, const NodeShape &shape, const NodeLook &look, const CanvasStyle &style)
{
    NodePainter(painter, shape, look, style).paint();
}

void paintTinyNode(QPainter &painter, const QRectF &card, NodeFace::Accent accent, const CanvasStyle &style)
{
    const QRectF edge(card.left(), card.top(), style.atLeast(Strip, 3), card.height());
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(card, blend(style.tokens.card, style.tokens.strongLine, 0.3));
    painter.fillRect(style.mirrored(edge, card), accentColour(accent, style.tokens));
}

void paintPill(QPainter &painter, const QRectF &rect, const QString &text, const CanvasStyle &style, bool isHovered)
{
    const Tokens &tokens = style.tokens;
    const double radius = rect.height() / 2;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(isHovered ? tokens.accent : blend(tokens.line, tokens.strongLine, 0.4), 1));
    painter.setBrush(isHovered ? tokens.accentSoft : tokens.card);
    painter.drawRoundedRect(rect, radius, radius);
    painter.setFont(style.font(CaptionSize, TextWeight::Strong));
    painter.setPen(tokens.text);
    drawNumber(painter, rect, Qt::AlignCenter, text, style);
}

void paintMark(QPainter &painter, const QRectF &card, NodeMark mark, const CanvasStyle &style)
{
    const Tokens &tokens = style.tokens;
    const auto ring = [&](double gap, double width, const QColor &colour, Qt::PenStyle line = Qt::SolidLine) {
        const double out = style.atLeast(gap, gap > 0 ? 2 : 0);
        painter.setPen(QPen(colour, style.atLeast(width, std::min(width, 2.0)), line));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(card.adjusted(-out, -out, out, out), size::Radius + out, size::Radius + out);
    };
    painter.setRenderHint(QPainter::Antialiasing);
    switch (mark) {
    case NodeMark::Found:
        return ring(3, 6, blend(tokens.window, tokens.warn, 0.45));
    case NodeMark::Lit:
        return ring(2, 4, blend(tokens.window, tokens.accent, 0.45));
    case NodeMark::Selected:
        return ring(0, 2, tokens.accent);
    case NodeMark::Current:
        return ring(4, 2, tokens.accent);
    case NodeMark::Step:
        return ring(3, 3, tokens.info);
    }
}

} // namespace perennial
