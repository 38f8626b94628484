// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/palettesources.h"
#include "core/workspace/workspace.h"

#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

// What is saved in a store is found by its name, and opened.
class TestPaletteSources : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void findsFlowsByName();
    void bestMatchComesFirst();
    void keepsSegmentsAndFlowsApart();
    void findsNothingWithoutAStore();

private:
    [[nodiscard]] static QStringList found(CommandProvider &source, const QString &query, int limit = 10);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
};

void TestPaletteSources::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_jobs = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    const QString path = m_folder->filePath(QStringLiteral("shop.perennial"));
    {
        auto store = Store::create(path, {});
        QVERIFY(store);
        for (const char *name : {"Welcome", "Win back", "Please come back"})
            QVERIFY(FlowShelf(*store).save(QString::fromLatin1(name), "{}", {1}));
        QVERIFY(SegmentShelf(*store).save(QStringLiteral("Went away"), "{}", {1}));
    }
    QVERIFY(m_workspace->open(path));
}

void TestPaletteSources::cleanup()
{
    m_workspace.reset();
    m_jobs.reset();
    m_folder.reset();
}

QStringList TestPaletteSources::found(CommandProvider &source, const QString &query, int limit)
{
    std::optional<std::vector<PaletteEntry>> entries;
    source.find(query, limit, [&](std::vector<PaletteEntry> answer) { entries = std::move(answer); });
    if (!QTest::qWaitFor([&] { return entries.has_value(); }))
        return {QStringLiteral("no answer")};
    QStringList words;
    for (const PaletteEntry &entry : *entries)
        words.append(entry.kind + QStringLiteral(": ") + entry.title);
    return words;
}

void TestPaletteSources::findsFlowsByName()
{
    QString shown;
    const auto source = makeFlowSource(*m_workspace, [&](FlowId id) { shown = QString::number(id.value); });
    QCOMPARE(found(*source, QStringLiteral("welc")), QStringList{QStringLiteral("Flow: Welcome")});
    QCOMPARE(found(*source, QStringLiteral("nothing like it")), QStringList());
    std::vector<PaletteEntry> entries;
    source->find(QStringLiteral("Win back"), 10, [&](std::vector<PaletteEntry> answer) { entries = answer; });
    QTRY_VERIFY(!entries.empty());
    entries.front().run();
    QCOMPARE(shown, QStringLiteral("2"));
}

void TestPaletteSources::bestMatchComesFirst()
{
    const auto source = makeFlowSource(*m_workspace, [](FlowId) {});
    const QStringList both = found(*source, QStringLiteral("win back"));
    QCOMPARE(both.value(0), QStringLiteral("Flow: Win back"));
    QCOMPARE(found(*source, QString(), 2).size(), 2);
}

void TestPaletteSources::keepsSegmentsAndFlowsApart()
{
    const auto segments = makeSegmentSource(*m_workspace, [](SegmentId) {});
    const auto flows = makeFlowSource(*m_workspace, [](FlowId) {});
    QCOMPARE(found(*segments, QStringLiteral("we")), QStringList{QStringLiteral("Segment: Went away")});
    QCOMPARE(found(*flows, QStringLiteral("went")), QStringList());
}

void TestPaletteSources::findsNothingWithoutAStore()
{
    m_workspace->close();
    const auto source = makeFlowSource(*m_workspace, [](FlowId) {});
    QCOMPARE(found(*source, QStringLiteral("welc")), QStringList());
}

QTEST_MAIN(TestPaletteSources)
#include "tst_palettesources.moc"
