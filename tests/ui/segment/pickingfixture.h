// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/saved/templateshelf.h"
#include "core/store/segmentshelf.h"
#include "tests/testpaths.h"
#include "tests/ui/segment/builderfixture.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QFile>

namespace perennial {

// The small store with what every kind of condition asks for: places, scores, what was bought, lists, a flow, saved
// segments and queries.
inline constexpr auto WholeShop = R"sql(
    INSERT INTO properties VALUES (14, 'City', 'text'), (15, 'Latitude', 'number'), (16, 'Longitude', 'number'),
        (17, 'Predicted CLV', 'number'), (18, 'Interests', 'list');
    INSERT INTO property_values VALUES (1, 14, 0, 'Berlin', 1), (2, 14, 0, 'Paris', 1), (3, 14, 0, 'Berlin', 1),
        (4, 14, 0, 'Lyon', 1), (5, 14, 0, 'Potsdam', 1), (6, 14, 0, 'New Berlin', 1),
        (1, 15, 0, 52.52, 1), (1, 16, 0, 13.4, 1), (2, 15, 0, 48.85, 1), (2, 16, 0, 2.35, 1),
        (3, 15, 0, 52.5, 1), (3, 16, 0, 13.45, 1), (5, 15, 0, 52.4, 1), (5, 16, 0, 13.06, 1),
        (1, 17, 0, 120, 1), (2, 17, 0, 80, 1), (3, 17, 0, 300, 1), (4, 17, 0, 20, 1), (5, 17, 0, 60, 1), (6, 17, 0, 90, 1),
        (1, 18, 0, '["Candles","Berlin Marathon"]', 1), (2, 18, 0, '["Mugs"]', 1);
    INSERT INTO metrics VALUES (11, 'Added to Cart'), (12, 'Started Checkout');
    INSERT INTO event_details VALUES (11, '{"product":"Candle Rose"}'), (12, '{"product":"Trail Mug","item":"Trail Mug"}');
    INSERT INTO events VALUES (1, 1700000000000, 11, 101, NULL, NULL, NULL, 11, 1),
        (2, 1700000000000, 11, 102, NULL, NULL, NULL, 12, 1), (2, 1700000600000, 12, 103, NULL, NULL, NULL, 12, 1);
    INSERT INTO orders(id, source, key, profile_id, created_at, currency, tags, discount_codes, content_hash, import_id)
        VALUES (1, 's', 1, 1, 1700000000000, 'EUR', 'gift', 'SUMMER10', 1, 1), (2, 's', 2, 1, 1710000000000, 'EUR', NULL, NULL, 1, 1),
        (3, 's', 3, 2, 1700000000000, 'EUR', 'gift, vip', NULL, 1, 1), (4, 's', 4, 3, 1700000000000, 'EUR', NULL, NULL, 1, 1);
    INSERT INTO order_lines VALUES (1, 1, 'Candle Rose', 'C-R', 'Wick', 2, 1000, NULL), (2, 1, 'Trail Mug', 'M-1', 'Clay', 1, 4000, NULL),
        (3, 1, 'Trail Mug', 'M-1', 'Clay', 1, 4000, NULL), (4, 1, 'Candle Lavender', 'C-L', 'Wick', 1, 1000, NULL);
    INSERT INTO lists(id, name, created_at) VALUES (1, 'Newsletter', 0), (2, 'Nobody', 0);
    INSERT INTO list_members VALUES (1, 1, 0, NULL), (1, 2, 0, NULL), (1, 3, 0, 1);
    INSERT INTO flow_stays VALUES ('Welcome', 'First e-mail', 1, 0, NULL), ('Welcome', 'Second e-mail', 2, 0, NULL);
)sql";

// Adds what is picked to the hands of the builder's fixture.
class PickingFixture : protected BuilderFixture
{
protected:
    void openShop();
    void saveSegment(const char *name, const QByteArray &root);
    void begin(const char *name);
    void compareWithGolden();
    // Takes an item of a list that is open or opens; waits for it where it comes late.
    void take(PillButton *pill, const QString &words, const QString &found = {});
    // As add(), and waits until the new row has opened what it lacks.
    void addRow(const char *words, const char *path, const char *found = nullptr);
    void enter(PillButton *pill, const char *field, const QString &text);
    void close(PillButton *pill);
    [[nodiscard]] PillButton *nth(const char *path, const char *name, qsizetype index) const
    {
        return row(path)->findChildren<PillButton *>(QLatin1String(name)).value(index);
    }
    template <class T>
    T *inside(PillButton *pill, const char *name) const
    {
        return pill->popup()->findChild<T *>(QLatin1String(name));
    }
    // "+ condition" of the outermost group, opened by the keyboard.
    PillButton *openPicker();
    static QLineEdit *searchOf(PillButton *pill)
    {
        return pill->popup()->findChild<QLineEdit *>(QStringLiteral("pickSearch"));
    }
    static QAbstractItemView *viewOf(PillButton *pill)
    {
        return pill->popup()->findChild<QAbstractItemView *>(QStringLiteral("pickView"));
    }
    static QStringList linesOf(PillButton *pill);
};

inline void PickingFixture::openShop()
{
    m_path = m_folder.filePath(QStringLiteral("shop%1.perennial").arg(++m_number));
    QVERIFY(makeSmallStore(m_path));
    {
        auto store = Store::openWriter(m_path);
        QVERIFY(store);
        const auto filled = store->database().execute(WholeShop);
        QVERIFY2(filled, qPrintable(filled ? QString() : filled.error().detail));
        const auto saved = TemplateShelf(*store).save(
            {.name = QStringLiteral("Big spenders"),
             .query = QStringLiteral("SELECT profile_id FROM events WHERE at <= :as_of AND at >= :since AND value >= "
                                     ":cents AND (:abroad = 0 OR profile_id > 0) AND :word <> ''"),
             .parameters =
                 {{.name = QStringLiteral("cents"), .type = ParameterType::Number, .standard = 50000.0},
                  {.name = QStringLiteral("since"), .type = ParameterType::Date, .standard = {}},
                  {.name = QStringLiteral("abroad"), .type = ParameterType::YesNo, .standard = QStringLiteral("no")},
                  {.name = QStringLiteral("word"), .type = ParameterType::Text, .standard = QStringLiteral("x")}},
             .note = QStringLiteral("Agreed with finance")},
            Instant{0});
        QVERIFY2(saved, qPrintable(saved ? QString() : saved.error().message + saved.error().where));
    }
    saveSegment("Win back", R"({"kind": "group", "children": [
        {"kind": "event", "metric": "Placed Order", "compare": {"op": "at_least_once"}}]})");
    m_jobs = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    QVERIFY(m_workspace->open(m_path));
    m_page = std::make_unique<SegmentsPage>(*m_workspace);
    m_page->setUndoGroup(&m_undo);
    m_page->resize(1280, 800);
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    QTRY_VERIFY(m_workspace->table() && m_jobs->jobs().isEmpty());
}

inline void PickingFixture::saveSegment(const char *name, const QByteArray &root)
{
    auto store = Store::openWriter(m_path);
    QVERIFY(store);
    SegmentDoc doc = docOf(root);
    doc.name = QLatin1String(name);
    QVERIFY(SegmentShelf(*store).save(doc.name, doc.toJson(), Instant::now()));
}

inline void PickingFixture::begin(const char *name)
{
    QTest::mouseClick(find<QPushButton>("newSegment"), Qt::LeftButton);
    QTest::keyClicks(find<QLineEdit>("name"), QLatin1String(name));
    QTRY_VERIFY(count() && m_jobs->jobs().isEmpty());
}

inline void PickingFixture::compareWithGolden()
{
    QTRY_VERIFY(count()); // and it can be asked
    QFile file(sourceFile(QStringLiteral("tests/ui/segment/golden/%1.json").arg(editor()->doc().name)));
    const QByteArray built = editor()->doc().toJson();
    QVERIFY2(file.open(QIODevice::ReadOnly), built.constData());
    const auto golden = SegmentDoc::fromJson(file.readAll());
    QVERIFY2(golden, qPrintable(golden ? QString() : golden.error().message + golden.error().where));
    QVERIFY2(built == golden->toJson(), ("\nbuilt:\n" + built + "\ngolden:\n" + golden->toJson()).constData());
}

inline void PickingFixture::take(PillButton *pill, const QString &words, const QString &found)
{
    const QString line = found.isEmpty() ? words : found;
    if (!pill->popup()->isVisible())
        QTest::mouseClick(pill, Qt::LeftButton);
    searchOf(pill)->clear();
    QTest::keyClicks(searchOf(pill), words);
    QTRY_VERIFY2(viewOf(pill)->currentIndex().data().toString().contains(line, Qt::CaseInsensitive) &&
                     !viewOf(pill)->currentIndex().data().toString().startsWith(QStringLiteral("Use “")),
                 qPrintable(words));
    QTest::keyClick(searchOf(pill), Qt::Key_Return);
}

inline PillButton *PickingFixture::openPicker()
{
    auto *group = find<QWidget>("group-0");
    for (auto *pill : group->findChildren<PillButton *>(QStringLiteral("addCondition"))) {
        if (pill->parentWidget()->parentWidget() != group)
            continue;
        pill->setFocus();
        QTest::keyClick(pill, Qt::Key_Return);
        return pill;
    }
    return nullptr;
}

inline void PickingFixture::addRow(const char *words, const char *path, const char *found)
{
    auto *pill = openPicker();
    take(pill, QString::fromUtf8(words), QString::fromUtf8(found));
    QTRY_VERIFY(row(path));
    QCoreApplication::processEvents();
}

inline void PickingFixture::enter(PillButton *pill, const char *field, const QString &text)
{
    if (!pill->popup()->isVisible())
        QTest::mouseClick(pill, Qt::LeftButton);
    auto *line = inside<QLineEdit>(pill, field);
    QVERIFY2(line, field);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
}

inline void PickingFixture::close(PillButton *pill)
{
    QTest::keyClick(pill->popup(), Qt::Key_Escape);
    QVERIFY(!pill->popup()->isVisible());
}

inline QStringList PickingFixture::linesOf(PillButton *pill)
{
    QStringList lines;
    const QAbstractItemModel *model = viewOf(pill)->model();
    for (int i = 0; i < model->rowCount(); ++i)
        lines.append(model->index(i, 0).data().toString());
    return lines;
}

} // namespace perennial
