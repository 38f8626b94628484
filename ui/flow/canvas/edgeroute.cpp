// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/edgeroute.h"

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

constexpr double Cell = 512;
constexpr double Beside = 10;  // nearer than this an edge touches a node
constexpr double Channel = 24; // beside a node
constexpr double Leave = 34;   // below a port before it turns: its number stands there
constexpr double Lane = 12;
constexpr double Arrive = 20;
constexpr size_t MostChannels = 12;
constexpr double MostCells = 1000;

constexpr double CostOfPassing = 2000;
constexpr double CostOfCorner = 40;

double lengthOf(const QPolygonF &corners)
{
    double length = 0;
    for (int i = 1; i < corners.size(); ++i)
        length += std::abs(corners[i].x() - corners[i - 1].x()) + std::abs(corners[i].y() - corners[i - 1].y());
    return length;
}

bool isBetween(const QPointF &at, const QPointF &from, const QPointF &to)
{
    const bool isUpright = from.x() == at.x() && at.x() == to.x();
    const bool isLevel = from.y() == at.y() && at.y() == to.y();
    return (isUpright && (at.y() - from.y()) * (to.y() - at.y()) >= 0) ||
           (isLevel && (at.x() - from.x()) * (to.x() - at.x()) >= 0);
}

// Without corners that turn nothing.
QPolygonF simplified(const QPolygonF &corners)
{
    QPolygonF simple;
    for (const QPointF &corner : corners) {
        if (!simple.isEmpty() && simple.last() == corner)
            continue;
        if (simple.size() > 1 && isBetween(simple.last(), simple[simple.size() - 2], corner))
            simple.last() = corner;
        else
            simple << corner;
    }
    return simple;
}

class Router
{
public:
    Router(const EdgeEnds &ends, const Obstacles &obstacles)
        : m_ends(ends)
        , m_obstacles(obstacles)
        , m_high(ends.from.y() + Leave + ends.lane * Lane)
        , m_low(ends.to.y() - Arrive)
    {
    }

    QPolygonF best()
    {
        const QPointF &from = m_ends.from;
        const QPointF &to = m_ends.to;
        if (to.y() > from.y() && std::abs(from.x() - to.x()) < 0.5)
            consider({from, to});
        if (m_low >= from.y() + Arrive)
            downwards();
        if (m_bestCost >= CostOfPassing)
            aroundChannels();
        return m_best;
    }

private:
    void downwards()
    {
        if (m_low < m_high)
            m_high = m_low = (m_ends.from.y() + m_ends.to.y()) / 2;
        turnAt(m_high);
        turnAt(m_low);
        if (m_bestCost >= CostOfPassing)
            turnAt((m_low + m_high) / 2);
    }

    void turnAt(double y) { consider({m_ends.from, {m_ends.from.x(), y}, {m_ends.to.x(), y}, m_ends.to}); }

    void through(double x)
    {
        const QPointF &from = m_ends.from;
        const QPointF &to = m_ends.to;
        consider({from, {from.x(), m_high}, {x, m_high}, {x, m_low}, {to.x(), m_low}, to});
    }

    // Beside whatever stands between, and beside both ends.
    void aroundChannels()
    {
        const QPointF &from = m_ends.from;
        const QPointF &to = m_ends.to;
        const QRectF between = QRectF(QPointF(from.x(), m_high), QPointF(to.x(), m_low)).normalized();
        std::vector<int> near = m_obstacles.within(between.adjusted(-1, -1, 1, 1));
        if (near.size() > MostChannels)
            near.resize(MostChannels);
        for (const int end : {m_ends.source, m_ends.target})
            if (end >= 0)
                near.push_back(end);
        for (const int key : near) {
            const QRectF rect = m_obstacles.rect(key);
            through(rect.left() - Channel);
            through(rect.right() + Channel);
        }
    }

    void consider(const QPolygonF &drawn)
    {
        const QPolygonF corners = simplified(drawn);
        double cost = static_cast<double>(corners.size() - 2) * CostOfCorner + lengthOf(corners) * 0.2;
        for (int i = 1; i < corners.size() && cost < m_bestCost; ++i) {
            const int leaves = i == 1 ? m_ends.source : -1;
            const int arrives = i == corners.size() - 1 ? m_ends.target : -1;
            const auto passed = m_obstacles.passedBy(corners[i - 1], corners[i]);
            cost += CostOfPassing * static_cast<double>(std::ranges::count_if(
                                        passed, [&](int key) { return key != leaves && key != arrives; }));
        }
        if (cost < m_bestCost) {
            m_bestCost = cost;
            m_best = corners;
        }
    }

    const EdgeEnds &m_ends;
    const Obstacles &m_obstacles;
    double m_high; // where it leaves its own column
    double m_low;  // where it comes into the other's
    QPolygonF m_best;
    double m_bestCost = 1e300;
};

} // namespace

template <class Do>
void Obstacles::eachCell(const QRectF &area, const Do &act) const
{
    const auto cell = [](double at) { return static_cast<int>(std::floor(at / Cell)); };
    if (area.width() / Cell * (area.height() / Cell) > MostCells || area.width() + area.height() > MostCells * Cell)
        return; // so far apart that going around does not matter
    for (int x = cell(area.left()); x <= cell(area.right()); ++x)
        for (int y = cell(area.top()); y <= cell(area.bottom()); ++y)
            act(qMakePair(x, y));
}

void Obstacles::clear()
{
    m_rects.clear();
    m_cells.clear();
}

void Obstacles::insert(int key, const QRectF &rect)
{
    if (static_cast<size_t>(key) >= m_rects.size())
        m_rects.resize(static_cast<size_t>(key) + 1);
    m_rects[static_cast<size_t>(key)] = rect;
    eachCell(rect, [&](const QPair<int, int> &cell) { m_cells[cell].push_back(key); });
}

void Obstacles::remove(int key)
{
    eachCell(rect(key), [&](const QPair<int, int> &cell) { std::erase(m_cells[cell], key); });
    m_rects[static_cast<size_t>(key)] = {};
}

QRectF Obstacles::rect(int key) const
{
    return m_rects[static_cast<size_t>(key)];
}

std::vector<int> Obstacles::within(const QRectF &area) const
{
    std::vector<int> found;
    eachCell(area, [&](const QPair<int, int> &cell) {
        const auto there = m_cells.constFind(cell);
        if (there == m_cells.constEnd())
            return;
        for (const int key : *there)
            if (rect(key).intersects(area) && std::ranges::find(found, key) == found.end())
                found.push_back(key);
    });
    return found;
}

std::vector<int> Obstacles::passedBy(const QPointF &from, const QPointF &to) const
{
    return within(QRectF(from, to).normalized().adjusted(-Beside, -Beside / 2, Beside, Beside / 2));
}

int laneOf(const std::vector<double> &ways, size_t own)
{
    const bool toRight = ways[own] > 0;
    int lane = 0;
    for (size_t i = 0; i < ways.size(); ++i)
        if (toRight ? i > own && ways[i] > 0 : i < own && ways[i] < 0)
            ++lane;
    return lane;
}

QPolygonF routeOf(const EdgeEnds &ends, const Obstacles &obstacles)
{
    return Router(ends, obstacles).best();
}

QPainterPath roundedPath(const QPolygonF &corners, double radius)
{
    QPainterPath path;
    if (corners.isEmpty())
        return path;
    path.moveTo(corners.first());
    for (int i = 1; i + 1 < corners.size(); ++i) {
        const QLineF in(corners[i], corners[i - 1]);
        const QLineF out(corners[i], corners[i + 1]);
        const double cut = std::min({radius, in.length() / 2, out.length() / 2});
        path.lineTo(in.pointAt(in.length() > 0 ? cut / in.length() : 0));
        path.quadTo(corners[i], out.pointAt(out.length() > 0 ? cut / out.length() : 0));
    }
    path.lineTo(corners.last());
    return path;
}

} // namespace perennial
