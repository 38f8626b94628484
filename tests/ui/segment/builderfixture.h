// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/jobrunner.h"
#include "core/segment/columns/profiletable.h"
#include "core/workspace/workspace.h"
#include "tests/ui/segment/smallstore.h"
#include "ui/segment/definition/conditionrow.h"
#include "ui/segment/page/segmentbuilder.h"
#include "ui/segment/page/segmentspage.h"
#include "ui/widgets/pillbutton.h"
#include "ui/widgets/stattile.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tokens.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUndoGroup>

namespace perennial {

inline constexpr auto LapsedGood = R"({"kind": "group", "match": "all", "children": [
    {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "at_least", "value": 2}, "window": {"kind": "ever"}},
    {"kind": "event", "metric": "Placed Order", "aggregate": "sum", "compare": {"op": "more", "value": 200}, "window": {"kind": "ever"}},
    {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "zero_times"}, "window": {"kind": "last", "n": 90, "unit": "day"}},
    {"kind": "consent", "channel": "email", "state": "can_receive"}]})";

inline SegmentDoc docOf(const QByteArray &root)
{
    const auto doc =
        SegmentDoc::fromJson(R"({"format": "perennial-segment", "version": 1, "name": "Given", "root": )" + root + '}');
    return doc ? *doc : SegmentDoc();
}

// The page of segments on a small store, in a window of its own, and how somebody uses its builder.
class BuilderFixture
{
protected:
    static void prepare(QObject *test);
    void open();
    void close();

    template <class T>
    T *find(const char *name, QWidget *in = nullptr) const
    {
        if (in)
            return in->findChild<T *>(QLatin1String(name));
        // While a segment is open its parts are meant: other pages have rows as well.
        T *found = editor() ? builder()->findChild<T *>(QLatin1String(name)) : nullptr;
        return found ? found : m_page->findChild<T *>(QLatin1String(name));
    }
    [[nodiscard]] ConditionRow *row(const char *path) const
    {
        return find<ConditionRow>((QByteArray("condition-") + path).constData(), builder());
    }
    [[nodiscard]] PillButton *pill(const char *path, const char *name) const
    {
        return row(path)->findChild<PillButton *>(QLatin1String(name));
    }
    [[nodiscard]] SegmentBuilder *builder() const { return m_page->findChild<SegmentBuilder *>(); }
    [[nodiscard]] SegmentEditor *editor() const { return builder()->editor(); }
    [[nodiscard]] std::optional<qint64> count() const
    {
        return find<StatTile>("count")->isBusy() ? std::nullopt : find<StatTile>("count")->value();
    }
    void add(const char *words);
    void choose(PillButton *pill, const char *list, const QString &text);
    void type(PillButton *pill, const char *field, const QString &text);
    void pick(PillButton *pill, const QString &text);
    void start(const QByteArray &root);

    QTemporaryDir m_folder;
    QString m_path;
    int m_number = 0;
    QByteArray m_more; // what the small store holds besides, in SQL
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<SegmentsPage> m_page;
    QUndoGroup m_undo;
};

inline void BuilderFixture::prepare(QObject *test)
{
    QLocale::setDefault(QLocale::c());
    new Theme(ThemeChoice::Light, test);
    setReducedMotion(true);
}

inline void BuilderFixture::open()
{
    m_path = m_folder.filePath(QStringLiteral("%1.perennial").arg(++m_number));
    const auto made = makeSmallStore(m_path, m_more);
    QVERIFY2(made, qPrintable(made ? QString() : made.error().detail + made.error().message));
    m_jobs = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    QVERIFY(m_workspace->open(m_path));
    m_page = std::make_unique<SegmentsPage>(*m_workspace);
    m_page->setUndoGroup(&m_undo);
    m_page->resize(1280, 800);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QTRY_VERIFY(m_workspace->table());
}

inline void BuilderFixture::close()
{
    m_page.reset();
    m_workspace.reset();
    m_jobs.reset();
}

// Opens "+ condition", types and takes what is found first.
inline void BuilderFixture::add(const char *words)
{
    auto *root = find<QWidget>("group-0", builder());
    auto *button = find<PillButton>("addCondition", root);
    for (auto *candidate : root->findChildren<PillButton *>(QStringLiteral("addCondition"))) {
        if (candidate->parentWidget()->parentWidget()->objectName() == QLatin1String("group-0"))
            button = candidate;
    }
    QTest::mouseClick(button, Qt::LeftButton);
    auto *search = button->popup()->findChild<QLineEdit *>(QStringLiteral("pickSearch"));
    QTest::keyClicks(search, QString::fromLatin1(words));
    QTest::keyClick(search, Qt::Key_Return);
}

inline void BuilderFixture::choose(PillButton *pill, const char *list, const QString &text)
{
    if (!pill->popup()->isVisible())
        QTest::mouseClick(pill, Qt::LeftButton);
    auto *choices = pill->popup()->findChild<QListWidget *>(QLatin1String(list));
    const auto items = choices->findItems(text, Qt::MatchExactly);
    QVERIFY2(items.size() == 1, qPrintable(text));
    choices->scrollToItem(items.first());
    QTest::mouseClick(choices->viewport(), Qt::LeftButton, {}, choices->visualItemRect(items.first()).center());
}

inline void BuilderFixture::type(PillButton *pill, const char *field, const QString &text)
{
    if (!pill->popup()->isVisible())
        QTest::mouseClick(pill, Qt::LeftButton);
    QLineEdit *line = nullptr; // what stood there before may not be gone yet
    for (auto *candidate : pill->popup()->findChildren<QLineEdit *>(QLatin1String(field)))
        line = candidate->isVisible() ? candidate : line;
    QVERIFY2(line, field);
    line->selectAll();
    QTest::keyClicks(line, text);
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(!pill->popup()->isVisible());
}

// Searches the list of a picker and takes what is found first, once it is there.
inline void BuilderFixture::pick(PillButton *pill, const QString &text)
{
    if (!pill->popup()->isVisible())
        QTest::mouseClick(pill, Qt::LeftButton);
    QLineEdit *search = nullptr;
    for (auto *field : pill->popup()->findChildren<QLineEdit *>(QStringLiteral("pickSearch")))
        search = field->isVisible() ? field : search;
    QVERIFY2(search, qPrintable(text));
    const auto *view = search->parentWidget()->findChild<QAbstractItemView *>(QStringLiteral("pickView"));
    search->clear();
    QTest::keyClicks(search, text);
    QTRY_VERIFY2(view->currentIndex().data().toString().contains(text, Qt::CaseInsensitive) &&
                     !view->currentIndex().data().toString().startsWith(QStringLiteral("Use")),
                 qPrintable(text));
    QTest::keyClick(search, Qt::Key_Return);
}

inline void BuilderFixture::start(const QByteArray &root)
{
    m_page->startSegment(docOf(root));
    QTRY_VERIFY(count());
}

} // namespace perennial
