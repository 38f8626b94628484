// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/segment/eventwatch.h"
#include "ui/segment/definition/definitionview.h"
#include "ui/segment/definition/thresholdstrip.h"
#include "ui/segment/page/segmentbuilder.h"
#include "ui/segment/page/segmentspage.h"
#include "ui/widgets/pillbutton.h"

#include <QLineEdit>
#include <QTabBar>
#include <QTest>

#include <map>

namespace perennial {

// What the script begins with.
inline SegmentDoc scriptedDoc(int conditions = 6)
{
    SegmentDoc doc = SegmentDoc::fromJson(R"({"format": "perennial-segment", "version": 1, "name": "Stall", "root":
    {"kind": "group", "match": "all", "children": [
        {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "at_least", "value": 2}, "window": {"kind": "ever"}},
        {"kind": "event", "metric": "Placed Order", "aggregate": "sum", "compare": {"op": "more", "value": 200}, "window": {"kind": "ever"}},
        {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "zero_times"}, "window": {"kind": "last", "n": 90, "unit": "day"}},
        {"kind": "group", "match": "any", "children": [
            {"kind": "event", "metric": "Viewed Product", "aggregate": "count", "compare": {"op": "at_least", "value": 3}, "window": {"kind": "last", "n": 365, "unit": "day"}},
            {"kind": "property", "property": "Country", "op": "is_any_of", "value": ["US", "CA"]}]},
        {"kind": "consent", "channel": "email", "state": "can_receive"}]}})")
                         .value();
    std::vector<SegmentNode> &lines = doc.root.group()->children;
    for (int more = conditions - 6; more > 0; --more)
        lines.push_back(lines[static_cast<size_t>(more % 3)]);
    return doc;
}

// A very quick hand that edits the segment the page shows, by mouse and keys.
class EditScript
{
public:
    EditScript(WatchedApplication &application, SegmentsPage &page, int paceMs)
        : m_application(application)
        , m_page(page)
        , m_paceMs(paceMs)
    {
    }

    using Action = void (EditScript::*)();
    [[nodiscard]] static std::vector<std::pair<const char *, Action>> actions()
    {
        return {
            {"dragging a threshold", &EditScript::drag},        {"typing a number", &EditScript::type},
            {"adding a condition", &EditScript::add},           {"deleting a condition", &EditScript::remove},
            {"grouping and negating", &EditScript::group},      {"undoing", &EditScript::undo},
            {"opening every picker", &EditScript::openPickers}, {"turning the answer's tabs", &EditScript::turnTabs},
            {"typing the name", &EditScript::typeName}};
    }

    // Until so many actions are done, or the time is over.
    void run(int most, int seconds)
    {
        QElapsedTimer clock;
        clock.start();
        const auto all = actions();
        const auto counting =
            QObject::connect(builder()->editor(), &SegmentEditor::changed, &m_page, [this] { ++m_edits[m_doing]; });
        m_application.watch(true);
        for (; m_done < most && clock.elapsed() < seconds * 1000; ++m_done) {
            const auto &[name, action] = all[static_cast<size_t>(m_done) % all.size()];
            m_application.doing = m_doing = QString::fromLatin1(name);
            (this->*action)();
        }
        m_application.watch(false);
        QObject::disconnect(counting);
    }

    [[nodiscard]] int done() const { return m_done; }
    // How often the document changed, by what was done.
    [[nodiscard]] int editsBy(const char *action) const
    {
        const auto found = m_edits.find(QString::fromLatin1(action));
        return found == m_edits.end() ? 0 : found->second;
    }

private:
    void breathe() { QTest::qWait(m_paceMs); }
    [[nodiscard]] SegmentBuilder *builder() const { return m_page.findChild<SegmentBuilder *>(); }
    [[nodiscard]] DefinitionView *view() const { return builder()->findChild<DefinitionView *>(); }
    [[nodiscard]] NodeRow *row(const char *path) const
    {
        return view()->row(*NodePath::fromString(QLatin1String(path)));
    }

    void drag()
    {
        auto *strip = view()->findChild<ThresholdStrip *>();
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
        auto *stack = builder()->editor()->undoStack();
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
        auto *tabs = m_page.findChild<QTabBar *>(QStringLiteral("answerTabBar"));
        for (int i = 0; i < tabs->count(); ++i) {
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

    WatchedApplication &m_application;
    SegmentsPage &m_page;
    const int m_paceMs;
    int m_done = 0;
    QString m_doing;
    std::map<QString, int> m_edits;
};

} // namespace perennial
