// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window's thread is ever busy in one go while somebody edits: a script edits a segment of the given store
// by mouse and keys for a while, and every event that is handled is timed. Segments are saved into the store: give it a
// copy. Run offscreen as: bench_stall STORE [SECONDS [CONDITIONS]]
#include "core/segment/columns/profiletable.h"
#include "core/workspace/workspace.h"
#include "ui/segment/definition/definitionview.h"
#include "ui/segment/definition/thresholdstrip.h"
#include "ui/segment/page/segmentbuilder.h"
#include "ui/segment/page/segmentspage.h"
#include "ui/widgets/pillbutton.h"
#include "ui/widgets/stattile.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListWidget>
#include <QMetaEnum>
#include <QRandomGenerator>
#include <QTabBar>
#include <QTest>
#include <QTextStream>

#include <algorithm>
#include <ctime>

using namespace perennial;

namespace {

constexpr double StallMs = 50;
constexpr int PaceMs = 30; // between two actions of a very quick hand

constexpr auto Given = R"({"format": "perennial-segment", "version": 1, "name": "Stall", "root":
    {"kind": "group", "match": "all", "children": [
        {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "at_least", "value": 2}, "window": {"kind": "ever"}},
        {"kind": "event", "metric": "Placed Order", "aggregate": "sum", "compare": {"op": "more", "value": 200}, "window": {"kind": "ever"}},
        {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "zero_times"}, "window": {"kind": "last", "n": 90, "unit": "day"}},
        {"kind": "group", "match": "any", "children": [
            {"kind": "event", "metric": "Viewed Product", "aggregate": "count", "compare": {"op": "at_least", "value": 3}, "window": {"kind": "last", "n": 365, "unit": "day"}},
            {"kind": "property", "property": "Country", "op": "is_any_of", "value": ["US", "CA"]}]},
        {"kind": "consent", "channel": "email", "state": "can_receive"}]}})";

struct Stall
{
    double ms = 0;
    double cpuMs = 0; // of it: the rest of the time the thread waited, most likely for a core
    QString what;     // "paint of QTableView, while dragging a threshold"
};

double cpuMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

// Times each event the thread handles, with all it brings about; an event within an event belongs to the outer one.
class TimedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0 || !isWatching)
            return QApplication::notify(receiver, event);
        const QEvent::Type type = event->type();
        const QString name = QString::fromLatin1(receiver->metaObject()->className()) + u' ' + receiver->objectName();
        ++m_depth;
        const double cpu = cpuMs();
        QElapsedTimer timer;
        timer.start();
        const bool handled = QApplication::notify(receiver, event);
        const double ms = double(timer.nsecsElapsed()) / 1e6;
        --m_depth;
        const char *kind = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
        stalls.push_back(
            {ms, cpuMs() - cpu,
             QStringLiteral("%1 of %2 while %3").arg(QLatin1String(kind ? kind : "an event"), name.trimmed(), doing)});
        return handled;
    }

    bool isWatching = false;
    QString doing;
    std::vector<Stall> stalls;

private:
    int m_depth = 0;
};

class Script
{
public:
    Script(TimedApplication &application, SegmentsPage &page)
        : m_application(application)
        , m_page(page)
    {
    }

    void run(int seconds)
    {
        using Action = void (Script::*)();
        const std::vector<std::pair<const char *, Action>> actions{
            {"dragging a threshold", &Script::drag},        {"typing a number", &Script::type},
            {"adding a condition", &Script::add},           {"deleting a condition", &Script::remove},
            {"grouping and negating", &Script::group},      {"undoing", &Script::undo},
            {"opening every picker", &Script::openPickers}, {"turning the answer's tabs", &Script::turnTabs},
            {"typing the name", &Script::typeName}};
        QElapsedTimer clock;
        clock.start();
        m_application.isWatching = true;
        for (size_t round = 0; clock.elapsed() < seconds * 1000; ++round) {
            const auto &[name, action] = actions[round % actions.size()];
            m_application.doing = QString::fromLatin1(name);
            (this->*action)();
            ++m_actions;
        }
        m_application.isWatching = false;
    }

    [[nodiscard]] int actions() const { return m_actions; }

private:
    void breathe() { QTest::qWait(PaceMs); }
    [[nodiscard]] DefinitionView *view() const { return m_page.findChild<DefinitionView *>(); }
    [[nodiscard]] NodeRow *row(const char *path) const
    {
        return view()->row(*NodePath::fromString(QLatin1String(path)));
    }

    void drag()
    {
        auto *strip = m_page.findChild<ThresholdStrip *>();
        if (!strip || !strip->isVisible())
            return breathe();
        QTest::mousePress(strip, Qt::LeftButton, {}, QPoint(strip->width() / 3, 10));
        for (int step = 0; step < 20; ++step) {
            QTest::mouseMove(strip, QPoint(strip->width() / 3 + step * 6, 10));
            breathe();
        }
        QTest::mouseRelease(strip, Qt::LeftButton, {}, QPoint(strip->width() / 3 + 120, 10));
    }

    void type()
    {
        auto *pill = row("0.0")->findChild<PillButton *>(QStringLiteral("test"));
        pill->openPopup();
        breathe();
        if (auto *field = pill->popup()->findChild<QLineEdit *>(QStringLiteral("number"))) {
            field->selectAll();
            for (const char digit : {'1', '2', '3'}) {
                QTest::keyClick(field, digit);
                breathe();
            }
            QTest::keyClick(field, Qt::Key_Backspace);
            QTest::keyClick(field, Qt::Key_Backspace);
        }
        pill->closePopup();
        breathe();
    }

    void add()
    {
        auto *pill = view()->findChild<PillButton *>(QStringLiteral("addCondition"));
        pill->openPopup();
        breathe();
        auto *search = pill->popup()->findChild<QLineEdit *>(QStringLiteral("pickSearch"));
        for (const char letter : QByteArray("viewed prod")) {
            QTest::keyClick(search, letter);
            breathe();
        }
        QTest::keyClick(search, Qt::Key_Return);
        breathe();
    }

    void remove()
    {
        NodeRow *last = row("0.3.2") ? row("0.3.2") : row("0.5");
        if (!last)
            return breathe();
        last->setFocus();
        QTest::keyClick(last, Qt::Key_Delete);
        breathe();
    }

    void group()
    {
        for (const auto &[key, modifiers] :
             std::initializer_list<std::pair<Qt::Key, Qt::KeyboardModifiers>>{{Qt::Key_G, Qt::ControlModifier},
                                                                              {Qt::Key_E, Qt::ControlModifier},
                                                                              {Qt::Key_E, Qt::ControlModifier}}) {
            if (NodeRow *first = row("0.1"))
                first->setFocus();
            if (QWidget *focused = QApplication::focusWidget())
                QTest::keyClick(focused, key, modifiers);
            breathe();
        }
    }

    void undo()
    {
        auto *stack = m_page.findChild<SegmentBuilder *>()->editor()->undoStack();
        while (stack->index() > 1) {
            stack->undo();
            breathe();
        }
    }

    void openPickers()
    {
        for (PillButton *pill : row("0.1")->findChildren<PillButton *>()) {
            if (!pill->isVisible())
                continue;
            pill->openPopup();
            breathe();
            pill->closePopup();
        }
    }

    void turnTabs()
    {
        auto *tabs = m_page.findChild<QTabBar *>();
        for (int i = 0; tabs && i < tabs->count(); ++i) {
            tabs->setCurrentIndex((tabs->currentIndex() + 1) % tabs->count());
            QTest::qWait(400); // its answer comes and is drawn
        }
    }

    void typeName()
    {
        auto *name = m_page.findChild<QLineEdit *>(QStringLiteral("name"));
        name->setFocus();
        for (const char letter : QByteArray(" renamed")) {
            QTest::keyClick(name, letter);
            breathe();
        }
    }

    TimedApplication &m_application;
    SegmentsPage &m_page;
    int m_actions = 0;
};

int report(std::vector<Stall> stalls, int actions)
{
    QTextStream out(stdout);
    std::ranges::sort(stalls, std::ranges::greater(), &Stall::ms);
    const auto above = std::ranges::count_if(stalls, [](const Stall &stall) { return stall.ms > StallMs; });
    out << actions << " actions, " << stalls.size() << " events; the longest kept the window's thread busy for "
        << QString::number(stalls.empty() ? 0 : stalls.front().ms, 'f', 1) << " ms, " << above << " took more than "
        << StallMs << " ms\n";
    for (size_t i = 0; i < std::min<size_t>(10, stalls.size()); ++i)
        out << QStringLiteral("%1 ms, %2 of them at work  %3\n")
                   .arg(stalls[i].ms, 7, 'f', 1)
                   .arg(stalls[i].cpuMs, 6, 'f', 1)
                   .arg(stalls[i].what);
    return above > 0 ? 1 : 0;
}

} // namespace

int main(int argc, char *argv[])
{
    TimedApplication application(argc, argv);
    if (argc < 2) {
        QTextStream(stderr) << "bench_stall STORE [SECONDS [CONDITIONS]]\n";
        return 2;
    }
    new Theme(ThemeChoice::Light, &application);
    JobRunner jobs;
    Workspace workspace(jobs);
    if (const auto opened = workspace.open(QString::fromLocal8Bit(argv[1])); !opened) {
        QTextStream(stderr) << opened.error().message << '\n';
        return 1;
    }
    SegmentsPage page(workspace);
    page.resize(1280, 800);
    page.show();
    if (!QTest::qWaitFor([&] { return workspace.table() != nullptr; }, 120'000))
        return 1;
    SegmentDoc doc = SegmentDoc::fromJson(Given).value();
    std::vector<SegmentNode> &lines = doc.root.group()->children;
    for (int more = argc > 3 ? QByteArray(argv[3]).toInt() - 6 : 0; more > 0; --more)
        lines.push_back(lines[static_cast<size_t>(more % 3)]);
    page.startSegment(doc);
    auto *count = page.findChild<StatTile *>(QStringLiteral("count"));
    if (!QTest::qWaitFor([&] { return !count->isBusy() && count->value() > 0; }, 60'000))
        return 1;
    QTest::qWait(2000);
    Script script(application, page);
    script.run(argc > 2 ? QByteArray(argv[2]).toInt() : 60);
    return report(std::move(application.stalls), script.actions());
}
