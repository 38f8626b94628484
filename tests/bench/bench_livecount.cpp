// SPDX-License-Identifier: GPL-3.0-or-later
// How long after an edit the builder's answer is there: typical edits of one segment on a given store, by the way the
// window takes (SegmentPreview over TableOracle). Run as: bench_livecount STORE [ROUNDS]
#include "core/segment/columns/profiletable.h"
#include "core/workspace/workspace.h"
#include "ui/segment/figures/segmentpreview.h"
#include "ui/segment/figures/tableoracle.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTextStream>
#include <QTimer>

#include <algorithm>

using namespace perennial;

namespace {

constexpr int TypingPaceMs = 60; // between two keys of a quick typist

constexpr auto Given = R"({"format": "perennial-segment", "version": 1, "name": "Given", "root":
    {"kind": "group", "match": "all", "children": [
        {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "at_least", "value": 2}, "window": {"kind": "ever"}},
        {"kind": "event", "metric": "Placed Order", "aggregate": "sum", "compare": {"op": "more", "value": 200}, "window": {"kind": "ever"}},
        {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "zero_times"}, "window": {"kind": "last", "n": 90, "unit": "day"}},
        {"kind": "event", "metric": "Viewed Product", "aggregate": "count", "compare": {"op": "at_least", "value": 3}, "window": {"kind": "last", "n": 365, "unit": "day"}},
        {"kind": "consent", "channel": "email", "state": "can_receive"}]}})";

constexpr auto Opened = R"({"kind": "event", "metric": "Received Email", "aggregate": "count",
    "compare": {"op": "at_least", "value": 5}, "window": {"kind": "last", "n": 180, "unit": "day"}})";
constexpr auto ShoeBuyers = R"({"kind": "event", "metric": "Placed Order", "aggregate": "average",
    "compare": {"op": "more", "value": 80}, "window": {"kind": "last", "n": 365, "unit": "day"},
    "filters": {"match": "all", "of": [{"property": "label", "op": "is", "value": "Running Shoes"}]}})";
constexpr auto American = R"({"kind": "property", "property": "Country", "op": "is_any_of", "value": ["US", "CA"]})";

struct Edit
{
    QString what;
    std::function<void(SegmentDoc &)> make;
};

SegmentNode nodeOf(const QByteArray &json)
{
    const QByteArray text =
        R"({"format": "perennial-segment", "version": 1, "name": "N", "root": {"kind": "group", "match": "all", "children": [)" +
        json + "]}}";
    return SegmentDoc::fromJson(text)->root.group()->children.front();
}

std::vector<SegmentNode> &lines(SegmentDoc &doc)
{
    return doc.root.group()->children;
}

EventCondition &event(SegmentDoc &doc, size_t line)
{
    return std::get<EventCondition>(lines(doc)[line].is);
}

void type(std::vector<Edit> &edits, size_t line, const QString &digits)
{
    for (int length = 1; length <= digits.size(); ++length) {
        const double number = digits.left(length).toDouble();
        edits.push_back({QStringLiteral("type the threshold %1").arg(digits.left(length)),
                         [=](SegmentDoc &doc) { event(doc, line).compare.values = {number}; }});
    }
}

std::vector<Edit> typicalEdits()
{
    std::vector<Edit> edits;
    type(edits, 1, QStringLiteral("1250"));
    type(edits, 3, QStringLiteral("12"));
    for (const int days : {3, 36, 365})
        edits.push_back({QStringLiteral("type the window %1 days").arg(days),
                         [=](SegmentDoc &doc) { event(doc, 2).quantity.window.n = days; }});
    edits.push_back(
        {QStringLiteral("any instead of all"), [](SegmentDoc &doc) { doc.root.group()->match = GroupMatch::Any; }});
    edits.push_back(
        {QStringLiteral("all instead of any"), [](SegmentDoc &doc) { doc.root.group()->match = GroupMatch::All; }});
    for (const auto &[what, json] :
         {std::pair("add a condition on 5.8 M events", Opened), std::pair("add an average with a filter", ShoeBuyers),
          std::pair("add a condition on a property", American)})
        edits.push_back(
            {QString::fromLatin1(what), [node = nodeOf(json)](SegmentDoc &doc) { lines(doc).push_back(node); }});
    edits.push_back({QStringLiteral("sum instead of count"), [](SegmentDoc &doc) {
                         event(doc, 3).quantity.aggregate = Aggregate::Max;
                         event(doc, 3).compare.op = Op::More;
                     }});
    edits.push_back({QStringLiteral("remove a condition"), [](SegmentDoc &doc) { lines(doc).pop_back(); }});
    return edits;
}

class Bench : public QObject
{
public:
    explicit Bench(const QString &path)
        : m_workspace(m_runner)
        , m_oracle(m_workspace)
        , m_preview(m_runner, m_oracle)
    {
        connect(&m_preview, &SegmentPreview::answered, this, &Bench::take);
        connect(&m_preview, &SegmentPreview::failed, this,
                [](const Error &error) { qFatal("%s", qPrintable(error.message)); });
        if (!m_workspace.open(path))
            qFatal("The store can't be opened.");
        waitFor([this] { return m_workspace.table() != nullptr; });
        m_longestGap = 0;
    }

    void calmly(const std::vector<Edit> &edits)
    {
        start();
        for (const Edit &edit : edits) {
            make(edit);
            waitFor([this] { return m_fullMs > 0; });
            note(edit.what);
        }
    }

    // Each edit comes whether or not the one before it is answered.
    void quickly(const std::vector<Edit> &edits)
    {
        start();
        for (const Edit &edit : edits) {
            make(edit);
            waitFor([this] { return m_clock.elapsed() >= TypingPaceMs; });
            if (m_countsMs > 0)
                m_counts.push_back(m_countsMs);
            else
                ++m_late;
        }
    }

    void print(const char *title)
    {
        QTextStream out(stdout);
        out << title << '\n';
        print(out, "counts, share and counts per condition", m_counts);
        print(out, "full answer", m_full);
        out << "  longest that the window's thread was held up: " << QString::number(m_longestGap, 'f', 1) << " ms";
        if (m_late > 0)
            out << "; not answered before the next key: " << m_late;
        out << "\n";
        for (const auto &[what, times] : m_byEdit)
            out << "    " << what.leftJustified(36) << " counts "
                << QString::number(worst(times.first), 'f', 1).rightJustified(6) << " ms, full "
                << QString::number(worst(times.second), 'f', 1).rightJustified(6) << " ms at worst\n";
        m_counts.clear();
        m_full.clear();
        m_byEdit.clear();
        m_longestGap = 0;
        m_late = 0;
    }

private:
    using Times = std::vector<double>;

    void start()
    {
        m_doc = *SegmentDoc::fromJson(Given);
        m_preview.forget();
        make({{}, [](SegmentDoc &) {}});
        waitFor([this] { return m_fullMs > 0; });
        note(QStringLiteral("open"));
    }

    void make(const Edit &edit)
    {
        edit.make(m_doc);
        m_countsMs = m_fullMs = 0;
        m_clock.start();
        m_preview.ask(m_doc, {});
    }

    void take(const SegmentFigures &figures)
    {
        const double ms = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
        if (m_countsMs <= 0)
            m_countsMs = ms;
        if (figures.isComplete)
            m_fullMs = ms;
    }

    void note(const QString &what)
    {
        m_counts.push_back(m_countsMs);
        m_full.push_back(m_fullMs);
        m_byEdit[what].first.push_back(m_countsMs);
        m_byEdit[what].second.push_back(m_fullMs);
    }

    template <class Until>
    void waitFor(Until until)
    {
        QTimer tick;
        tick.setTimerType(Qt::PreciseTimer);
        tick.start(1);
        QElapsedTimer gap;
        gap.start();
        while (!until()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            m_longestGap = std::max(m_longestGap, static_cast<double>(gap.nsecsElapsed()) / 1e6);
            gap.restart();
        }
    }

    static double worst(const Times &times) { return *std::ranges::max_element(times); }

    static void print(QTextStream &out, const char *what, Times times)
    {
        if (times.empty())
            return;
        std::ranges::sort(times);
        const auto at = [&](double share) {
            return QString::number(times[static_cast<size_t>(share * static_cast<double>(times.size() - 1))], 'f', 1);
        };
        out << "  " << QString::fromLatin1(what).leftJustified(40) << "min " << at(0) << "  median " << at(0.5)
            << "  p95 " << at(0.95) << "  max " << at(1) << " ms of " << times.size() << " edits\n";
    }

    JobRunner m_runner;
    Workspace m_workspace;
    TableOracle m_oracle;
    SegmentPreview m_preview;
    SegmentDoc m_doc;
    QElapsedTimer m_clock;
    double m_countsMs = 0;
    double m_fullMs = 0;
    double m_longestGap = 0;
    int m_late = 0;
    Times m_counts;
    Times m_full;
    std::map<QString, std::pair<Times, Times>> m_byEdit;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 2) {
        QTextStream(stderr) << "bench_livecount STORE [ROUNDS]\n";
        return 2;
    }
    const int rounds = arguments.value(2, QStringLiteral("10")).toInt();
    Bench bench(arguments[1]);
    for (int round = 0; round < rounds; ++round)
        bench.calmly(typicalEdits());
    bench.print("one edit after the other");
    for (int round = 0; round < rounds; ++round)
        bench.quickly(typicalEdits());
    bench.print("an edit every 60 ms");
}
