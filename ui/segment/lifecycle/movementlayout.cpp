// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/lifecycle/movementlayout.h"

#include <algorithm>
#include <map>

namespace perennial {

namespace {

constexpr double BlockWidth = 8;
constexpr double BlockGap = 4;
constexpr double StepGap = 12; // where one step ends and the next begins: the two need not line up
constexpr double Thinnest = 1;

using Moves = std::vector<StageMove>;
using Sizes = std::map<quint8, quint32>;

Sizes sizesAt(const Moves &moves, quint8 StageMove::*end)
{
    Sizes sizes;
    for (const StageMove &move : moves)
        sizes[move.*end] += move.people;
    return sizes;
}

Moves shownOf(const Moves &moves, bool withStays)
{
    Moves shown;
    std::ranges::copy_if(moves, std::back_inserter(shown),
                         [&](const StageMove &move) { return isShown(move, withStays); });
    return shown;
}

// Pixels of a person, so that the fullest end of all steps fits.
double scaleFor(const std::vector<Moves> &steps, double height)
{
    quint32 most = 1;
    size_t blocks = 1;
    for (const Moves &moves : steps) {
        quint32 people = 0;
        for (const StageMove &move : moves)
            people += move.people;
        most = std::max(most, people);
        blocks = std::max({blocks, sizesAt(moves, &StageMove::from).size(), sizesAt(moves, &StageMove::to).size()});
    }
    return std::max(0.0, height - BlockGap * static_cast<double>(blocks - 1)) / most;
}

// One step in its part of the area.
class StepLayout
{
public:
    StepLayout(MovementPicture &picture, size_t step, const QRectF &box, double scale)
        : m_picture(picture)
        , m_step(step)
        , m_box(box)
        , m_scale(scale)
    {
    }

    void add(const Moves &moves)
    {
        addBlocks(sizesAt(moves, &StageMove::from), false, m_starts);
        addBlocks(sizesAt(moves, &StageMove::to), true, m_ends);
        for (const StageMove &move : moves) // by from, then to: no two bands of a block cross within it
            addBand(move);
    }

private:
    void addBlocks(const Sizes &sizes, bool atEnd, std::map<quint8, double> &tops)
    {
        double y = m_box.top();
        const double x = atEnd ? m_box.right() - BlockWidth : m_box.left();
        for (const auto &[stage, people] : sizes) {
            const double height = std::max(Thinnest, people * m_scale);
            m_picture.blocks.push_back({m_step, atEnd, stage, people, QRectF(x, y, BlockWidth, height)});
            tops[stage] = y;
            y += height + BlockGap;
        }
    }

    void addBand(const StageMove &move)
    {
        const double height = move.people * m_scale;
        const double left = m_box.left() + BlockWidth, right = m_box.right() - BlockWidth;
        const double start = m_starts[move.from], end = m_ends[move.to], middle = (left + right) / 2;
        const double thick = std::max(Thinnest, height);
        m_starts[move.from] += height;
        m_ends[move.to] += height;
        QPainterPath path({left, start});
        path.cubicTo({middle, start}, {middle, end}, {right, end});
        path.lineTo(right, end + thick);
        path.cubicTo({middle, end + thick}, {middle, start + thick}, {left, start + thick});
        path.closeSubpath();
        m_picture.bands.push_back({m_step, move, path});
    }

    MovementPicture &m_picture;
    size_t m_step;
    QRectF m_box;
    double m_scale;
    std::map<quint8, double> m_starts; // where the next band of a stage begins
    std::map<quint8, double> m_ends;
};

} // namespace

bool isShown(const StageMove &move, bool withStays)
{
    return withStays || move.from != move.to;
}

MovementPicture layOutMovement(const std::vector<Moves> &steps, const MovementSetting &setting)
{
    std::vector<Moves> shown;
    for (const Moves &moves : steps)
        shown.push_back(shownOf(moves, setting.withStays));
    MovementPicture picture;
    const double scale = scaleFor(shown, setting.area.height());
    const double width = setting.area.width() / static_cast<double>(std::max<size_t>(1, shown.size()));
    for (size_t step = 0; step < shown.size(); ++step) {
        const QRectF box(setting.area.left() + width * static_cast<double>(step) + StepGap / 2, setting.area.top(),
                         width - StepGap, setting.area.height());
        StepLayout(picture, step, box, scale).add(shown[step]);
    }
    return picture;
}

} // namespace perennial
