// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/jobrunner.h"
#include "core/segment/columns/profiletable.h"
#include "core/store/segmentshelf.h"
#include "core/workspace/workspace.h"
#include "tests/ui/segment/smallstore.h"
#include "ui/segment/overlap/combinationbar.h"
#include "ui/segment/overlap/combinationchart.h"
#include "ui/segment/overlap/overlapmatrix.h"
#include "ui/segment/overlap/overlapstudy.h"
#include "ui/segment/overlap/overlapview.h"
#include "ui/segment/page/segmentbuilder.h"
#include "ui/segment/page/segmentspage.h"
#include "ui/widgets/label.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

namespace perennial {

using Ids = std::vector<ProfileId>;

inline constexpr auto Germans = R"({"kind": "property", "property": "Country", "op": "is", "value": "DE"})";
inline constexpr auto Spenders =
    R"({"kind": "event", "metric": "Placed Order", "aggregate": "sum", "compare": {"op": "more", "value": 200}})";
inline constexpr auto Subscribed = R"({"kind": "consent", "channel": "email", "state": "can_receive"})";
inline constexpr auto BySms = R"({"kind": "consent", "channel": "sms", "state": "can_receive"})";
inline constexpr auto Nobody =
    R"({"kind": "event", "metric": "Placed Order", "compare": {"op": "at_least", "value": 99}})";
inline constexpr auto Unfinished = R"({"kind": "property"})";
inline constexpr auto OfWhatIsGone = R"({"kind": "membership", "of": "segment", "name": "Long gone"})";

inline QByteArray documentOf(const QByteArray &name, const QByteArray &children)
{
    return R"({"format": "perennial-segment", "version": 1, "name": ")" + name +
           R"(", "root": {"kind": "group", "children": [)" + children + "]}}";
}

// How segments lie across each other, on a store small enough to be counted by hand:
//             Germans  Spenders  Subscribers  By SMS
//   1 Ada        x        x          x
//   2 Ben                 x          x
//   3 Cara       x        x          x
//   4 Dan                 x
//   5 Eve        x                   x
//   6 Fay                 x          x          x
//   7 Gus                            x
class OverlapFixture : public QObject
{
protected:
    template <class T>
    [[nodiscard]] T *find(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1String(name));
    }
    [[nodiscard]] OverlapMatrix *matrix() const { return find<OverlapMatrix>("overlapMatrix"); }
    [[nodiscard]] CombinationChart *chart() const { return find<CombinationChart>("overlapCombinations"); }
    [[nodiscard]] QString text(const char *label) const { return find<QLabel>(label)->text(); }
    [[nodiscard]] QAbstractButton *button(const char *name) const { return find<QAbstractButton>(name); }
    [[nodiscard]] const SegmentDoc &opened() const { return m_page->findChild<SegmentBuilder *>()->editor()->doc(); }
    void open(const std::vector<std::pair<QByteArray, QByteArray>> &segments, const QByteArray &sql = {});
    void save(const QByteArray &name, const QByteArray &children);
    void openShop();
    void showTab(SegmentsPage::Tab tab);
    void choose(const char *row, const char *column);
    [[nodiscard]] QString cell(const char *row, const char *column) const;
    [[nodiscard]] QModelIndex index(const char *row, const char *column) const;
    [[nodiscard]] QStringList names(Qt::Orientation orientation) const;
    [[nodiscard]] std::vector<CombinationBar *> bars() const;
    [[nodiscard]] QStringList memberships() const;
    void openPicker(const char *pill);
    void tick(const QString &name);
    void trigger(QMenu *menu, const QString &words);
    // The names of what Tab comes to, from one of them on.
    [[nodiscard]] QStringList tabStops(const char *first, int count) const;

    QTemporaryDir m_folder;
    QString m_path;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<SegmentsPage> m_page;
    std::unique_ptr<QSignalSpy> m_people;

    static void dress(QObject *owner);
    void nameStore();
    void close();
};

inline void OverlapFixture::dress(QObject *owner)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    new Theme(ThemeChoice::Light, owner);
    setReducedMotion(true);
}

inline void OverlapFixture::nameStore()
{
    m_path = m_folder.filePath(QStringLiteral("%1.perennial").arg(QTest::currentTestFunction()));
}

inline void OverlapFixture::close()
{
    m_people.reset();
    m_page.reset();
    m_workspace.reset();
    m_jobs.reset();
}

inline void OverlapFixture::open(const std::vector<std::pair<QByteArray, QByteArray>> &segments, const QByteArray &sql)
{
    QVERIFY(makeSmallStore(m_path, sql));
    for (const auto &[name, children] : segments)
        save(name, children);
    m_jobs = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    QVERIFY(m_workspace->open(m_path));
    m_page = std::make_unique<SegmentsPage>(*m_workspace);
    new QAbstractItemModelTester(matrix()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_page.get());
    m_people = std::make_unique<QSignalSpy>(m_page.get(), &SegmentsPage::peopleChosen);
    m_page->resize(1024, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    showTab(SegmentsPage::Tab::Overlap);
    QTRY_VERIFY(!find<QWidget>("overlapWaiting")->isVisible());
}

inline void OverlapFixture::save(const QByteArray &name, const QByteArray &children)
{
    auto store = Store::openWriter(m_path);
    QVERIFY(store);
    QVERIFY(SegmentShelf(*store).save(QString::fromUtf8(name), documentOf(name, children), Instant::now()));
}

inline void OverlapFixture::openShop()
{
    open({{"Germans", Germans}, {"Spenders", Spenders}, {"Subscribers", Subscribed}, {"By SMS", BySms}});
    QVERIFY(matrix()->isVisible());
}

inline void OverlapFixture::showTab(SegmentsPage::Tab tab)
{
    auto *tabs = find<QTabBar>("portfolioTabs");
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(static_cast<int>(tab)).center());
}

inline QStringList OverlapFixture::names(Qt::Orientation orientation) const
{
    const QAbstractItemModel *model = matrix()->model();
    const int sections = orientation == Qt::Horizontal ? model->columnCount() : model->rowCount();
    QStringList names;
    for (int section = 0; section < sections; ++section)
        names.append(model->headerData(section, orientation).toString());
    return names;
}

inline QModelIndex OverlapFixture::index(const char *row, const char *column) const
{
    return matrix()->model()->index(static_cast<int>(names(Qt::Vertical).indexOf(QLatin1String(row))),
                                    static_cast<int>(names(Qt::Horizontal).indexOf(QLatin1String(column))));
}

inline QString OverlapFixture::cell(const char *row, const char *column) const
{
    return index(row, column).data().toString();
}

inline void OverlapFixture::choose(const char *row, const char *column)
{
    QTest::mouseClick(matrix()->viewport(), Qt::LeftButton, {}, matrix()->visualRect(index(row, column)).center());
}

inline std::vector<CombinationBar *> OverlapFixture::bars() const
{
    std::vector<CombinationBar *> bars;
    for (CombinationBar *bar : m_page->findChildren<CombinationBar *>()) {
        if (bar->isVisible())
            bars.push_back(bar);
    }
    std::ranges::sort(bars, {}, [](const CombinationBar *bar) { return bar->x(); });
    return bars;
}

// What the segment that is being built asks for.
inline QStringList OverlapFixture::memberships() const
{
    QStringList asked;
    for (const SegmentNode &node : opened().root.group()->children) {
        const auto *member = std::get_if<MembershipCondition>(&node.is);
        if (member && member->of == MemberOf::Segment)
            asked.append((member->in ? QStringLiteral("in ") : QStringLiteral("not in ")) + member->name);
    }
    return asked;
}

inline void OverlapFixture::openPicker(const char *pill)
{
    QTest::keyClick(button(pill), Qt::Key_Return);
    QTRY_VERIFY(QApplication::activePopupWidget());
}

// Types the name and takes what is found.
inline void OverlapFixture::tick(const QString &name)
{
    auto *search = QApplication::activePopupWidget()->findChild<QLineEdit *>(QStringLiteral("pickSearch"));
    QTest::keyClicks(search, name);
    QTest::keyClick(search, Qt::Key_Return);
}

inline QStringList OverlapFixture::tabStops(const char *first, int count) const
{
    QStringList stops;
    find<QWidget>(first)->setFocus(Qt::TabFocusReason);
    for (int i = 0; i < count && QApplication::focusWidget(); ++i) {
        stops.append(QApplication::focusWidget()->objectName());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    return stops;
}

inline void OverlapFixture::trigger(QMenu *menu, const QString &words)
{
    for (QAction *action : menu->actions()) {
        if (action->text() == words)
            return action->trigger();
    }
    QFAIL(qPrintable(QStringLiteral("The menu has no “%1”").arg(words)));
}

} // namespace perennial
