// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window's thread is busy while a long flow is opened and edited in the designer, and while the gallery of
// ready flows is shown. Run offscreen as: bench_designer [NODES]
#include "core/job/jobrunner.h"
#include "core/store/store.h"
#include "core/workspace/workspace.h"
#include "tests/ui/flow/canvas/canvasflows.h"
#include "ui/flow/page/flowdesigner.h"
#include "ui/flow/page/flowspage.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTextStream>

using namespace perennial;

namespace {

constexpr int Edits = 15;

template <class Act>
void measure(const char *what, int times, const Act &act)
{
    std::vector<double> took;
    for (int i = 0; i < times; ++i) {
        QElapsedTimer timer;
        timer.start();
        act(i);
        took.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        QCoreApplication::processEvents();
    }
    std::ranges::sort(took);
    QTextStream(stdout) << QStringLiteral("%1  median %2 ms, max %3 ms\n")
                               .arg(QLatin1String(what), -34)
                               .arg(took[took.size() / 2], 6, 'f', 1)
                               .arg(took.back(), 6, 'f', 1);
}

void bench(FlowsPage &page, const FlowDoc &flow)
{
    measure("open", 3, [&](int) { page.startFlow(flow); });
    FlowDesigner &designer = page.designer();
    const FlowNodeId middle = flow.nodes[flow.nodes.size() / 2].id;
    for (const auto &[side, name] : {std::pair(FlowDesigner::Side::None, "edit"),
                                     std::pair(FlowDesigner::Side::Outline, "edit beside the outline"),
                                     std::pair(FlowDesigner::Side::Replay, "edit beside the replay")}) {
        designer.showSide(side);
        designer.select({{middle}, {}});
        QCoreApplication::processEvents();
        auto *title = designer.findChild<QLineEdit *>(QStringLiteral("nodeTitle"));
        measure(name, Edits, [&](int i) { Q_EMIT title->textEdited(QStringLiteral("Step %1").arg(i)); });
    }
    measure("select another step", Edits, [&](int i) {
        designer.select({{flow.nodes[static_cast<size_t>(i)].id}, {}});
    });
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    new Theme(ThemeChoice::Light, &application);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("bench.perennial"));
    if (!Store::create(path, {}))
        return 1;
    JobRunner jobs;
    Workspace workspace(jobs);
    if (!workspace.open(path))
        return 1;
    FlowsPage page(workspace);
    page.resize(1280, 800);
    page.show();
    QCoreApplication::processEvents();
    measure("gallery, the first time", 1, [&](int) { page.showGallery(); });
    measure("gallery, again", 3, [&](int) { page.showGallery(); });
    bench(page, largeFlow(argc > 1 ? QByteArray(argv[1]).toInt() : 10'000));
    return 0;
}
