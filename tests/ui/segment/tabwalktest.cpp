// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/segment/builderfixture.h"
#include "ui/segment/gallery/templategallery.h"

#include <QAccessible>
#include <QTabBar>
#include <QTableView>

using namespace perennial;

namespace {

constexpr int MostStops = 400;
constexpr int QuietLooks = 30;

QString nameOf(const QWidget *widget)
{
    return QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
}

QString spokenName(QWidget *widget)
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
    return face ? face->text(QAccessible::Name) : QString();
}

// A control of its own, and not the inside of another.
bool isStop(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) &&
           !widget->focusProxy();
}

} // namespace

// Whoever goes through the segments' page by Tab comes by every control there is, hears what it is, and comes round.
class TabWalkTest : public QObject, protected BuilderFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(this); }
    void init() { open(); }
    void cleanup() { close(); }
    void everyStopIsReachedAndNamed_data();
    void everyStopIsReachedAndNamed();

private:
    void show(const QString &state);
    void showAnswer(int tab) { find<QTabBar>("answerTabBar")->setCurrentIndex(tab); }
};

void TabWalkTest::everyStopIsReachedAndNamed_data()
{
    QTest::addColumn<QString>("state");
    for (const char *state : {"no segments", "segments", "lists", "lifecycle", "overlap", "health", "templates",
                              "a template", "a query", "who", "left out", "one person", "when", "two days", "versions"})
        QTest::newRow(state) << QString::fromLatin1(state);
}

void TabWalkTest::show(const QString &state)
{
    if (state == QStringLiteral("no segments"))
        return;
    start(LapsedGood);
    QTRY_VERIFY(m_page->isSaved());
    if (state == QStringLiteral("left out"))
        return showAnswer(1);
    if (state == QStringLiteral("one person")) {
        auto *sample = find<QTableView>("sample");
        QTRY_VERIFY(sample->model()->rowCount() > 0);
        Q_EMIT sample->clicked(sample->model()->index(0, 0));
        QTRY_VERIFY(find<QWidget>("whyEvidence"));
        return;
    }
    if (state == QStringLiteral("when") || state == QStringLiteral("two days")) {
        showAnswer(2);
        if (state == QStringLiteral("two days"))
            find<QPushButton>("compare")->click();
        return;
    }
    if (state == QStringLiteral("versions"))
        return showAnswer(3);
    if (state == QStringLiteral("who"))
        return;
    m_page->showList();
    QTRY_COMPARE(m_page->model().rowCount(), 1);
    const QStringList tabs{"segments", "lists", "lifecycle", "overlap", "health"};
    if (tabs.contains(state))
        return m_page->showTab(static_cast<SegmentsPage::Tab>(tabs.indexOf(state)));
    m_page->showTemplates();
    if (state == QStringLiteral("a template"))
        m_page->findChild<TemplateGallery *>()->openTemplate(QStringLiteral("hvc-churning"));
    if (state == QStringLiteral("a query"))
        m_page->findChild<TemplateGallery *>()->openQuery({});
}

void TabWalkTest::everyStopIsReachedAndNamed()
{
    QFETCH(const QString, state);
    show(state);
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    int quiet = 0; // in a row: an answer may be followed by the next question
    QVERIFY(QTest::qWaitFor([&] { return (quiet = m_jobs->jobs().isEmpty() ? quiet + 1 : 0) > QuietLooks; }, 20'000));
    if (!QApplication::focusWidget())
        QTest::keyClick(m_page.get(), Qt::Key_Tab);
    QList<QWidget *> reached;
    for (int i = 0; i < MostStops; ++i) {
        QWidget *now = QApplication::focusWidget();
        QVERIFY(now);
        if (reached.contains(now))
            break;
        reached.append(now);
        QVERIFY2(!spokenName(now).isEmpty(), qPrintable(nameOf(now)));
        QTest::keyClick(now, Qt::Key_Tab);
    }
    // The first of all may be a page that was just given the focus, which is no stop itself.
    QVERIFY2(reached.indexOf(QApplication::focusWidget()) <= 1,
             qPrintable(QStringLiteral("Tab does not come round but ends at ") + nameOf(QApplication::focusWidget())));
    QStringList missed, walked;
    for (const QWidget *widget : reached)
        walked.append(nameOf(widget));
    const auto all = m_page->findChildren<QWidget *>();
    for (const QWidget *widget : all) {
        if (isStop(widget) && !reached.contains(widget))
            missed.append(nameOf(widget));
    }
    QVERIFY2(missed.isEmpty(), qPrintable(missed.join(QStringLiteral(", ")) + QStringLiteral("; reached were ") +
                                          walked.join(QStringLiteral(", "))));
}

QTEST_MAIN(TabWalkTest)
#include "tabwalktest.moc"
