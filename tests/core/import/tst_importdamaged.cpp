// SPDX-License-Identifier: GPL-3.0-or-later
#include "importfixture.h"

#include <QRandomGenerator>

using namespace perennial;

namespace {

constexpr qsizetype PageSize = 8192;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray noise()
{
    QByteArray page(PageSize, Qt::Uninitialized);
    QRandomGenerator random(3);
    random.generate(page.begin(), page.end());
    return page;
}

// A closed store with people, events and orders in it, more than one page of each.
QByteArray filledStore()
{
    QByteArray people = "profile_id,email,first_name\n";
    QByteArray events = "event_id,email,metric,timestamp\n";
    QByteArray orders =
        "Name,Email,Financial Status,Total,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem "
        "price,Billing Name,Id\n";
    for (int i = 1; i <= 600; ++i) {
        const QByteArray number = QByteArray::number(i);
        people += number + ",p" + number + "@example.com,Ada\n";
        events += number + ",p" + number + "@example.com,Viewed Page,2024-03-01T10:00:00Z\n";
        orders += "#" + number + ",p" + number + "@example.com,paid,20,EUR,2024-10-02 10:00:00 +0200,1,Mug,20,Ada,9" +
                  number + "\n";
    }
    QString path;
    QByteArray content;
    QTemporaryDir folder;
    path = folder.filePath(QStringLiteral("s.perennial"));
    ImportFixture files;
    ImportOptions options;
    options.files = {{files.write(QStringLiteral("p.csv"), people), {}, {}},
                     {files.write(QStringLiteral("e.csv"), events), {}, {}},
                     {files.write(QStringLiteral("o.csv"), orders), {}, {}}};
    {
        auto store = Store::create(path, {});
        if (!store || !runImport(*store, options))
            return {};
    }
    return contentOf(path);
}

} // namespace

// A store that is damaged takes nothing in: not one of its pages may be lost, read by this import or not.
class ImportDamagedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLostPageIsNoticed_data()
    {
        QTest::addColumn<QByteArray>("page");
        QTest::newRow("zeroed") << QByteArray(PageSize, '\0');
        QTest::newRow("overwritten") << noise();
    }

    void everyLostPageIsNoticed()
    {
        QFETCH(QByteArray, page);
        const QByteArray whole = filledStore();
        QVERIFY(whole.size() > 40 * PageSize);
        ImportFixture files;
        ImportOptions options;
        options.files = {
            {files.write(QStringLiteral("p.csv"), "profile_id,email,first_name\n9,new@example.com,Zoe\n"), {}, {}}};
        const QString path = files.write(QStringLiteral("damaged.perennial"), {});
        for (qsizetype at = PageSize; at < whole.size(); at += PageSize) {
            QByteArray damaged = whole;
            damaged.replace(at, PageSize, page);
            overwrite(path, damaged);
            {
                auto store = Store::openWriter(path);
                const auto report = store ? runImport(*store, options) : Result<ImportReport>(failure(store.error()));
                QVERIFY2(!report, qPrintable(QStringLiteral("page %1").arg(at / PageSize + 1)));
                QVERIFY(report.error().kind == ErrorKind::Unreadable);
                QCOMPARE(report.error().message, QStringLiteral("The store file is damaged. It was not written to; "
                                                                "restore the newest backup."));
            }
            QVERIFY2(contentOf(path) == damaged, "written to");
        }
    }

    void aWholeStoreTakesTheImport()
    {
        ImportFixture fixture;
        overwrite(fixture.path() + QStringLiteral(".whole"), filledStore());
        auto store = Store::openWriter(fixture.path() + QStringLiteral(".whole"));
        VERIFY_DONE(store);
        ImportOptions options;
        options.files = {
            {fixture.write(QStringLiteral("p.csv"), "profile_id,email,first_name\n9,new@example.com,Zoe\n"), {}, {}}};
        VERIFY_DONE(runImport(*store, options));
    }
};

QTEST_GUILESS_MAIN(ImportDamagedTest)
#include "tst_importdamaged.moc"
