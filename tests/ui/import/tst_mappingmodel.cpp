// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/mappingmodel.h"
#include "ui/import/previewmodel.h"
#include "ui/import/rejectsmodel.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

class MappingModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aColumnIsGivenAMeaning();
    void onlyWhatHasANameCanBeNamed();
    void anotherKindOfRowDropsWhatItCannotHave();
    void aPresetOfAnotherFileLeavesItsOwnColumnsOut();
    void previewSwitchesBetweenFileAndStore();
    void rejectsGoOutAsCsv();

private:
    static ImportPreview preview();
};

ImportPreview MappingModelTest::preview()
{
    ImportPreview preview;
    const ColumnMapping mail{QStringLiteral("Mail"), ColumnRole::Identifier, QStringLiteral("email"), FieldType::Text};
    const ColumnMapping joined{QStringLiteral("Joined"), ColumnRole::Property, QStringLiteral("Joined"), FieldType::Text};
    const ColumnMapping pin{QStringLiteral("Pin"), ColumnRole::Skip, {}, FieldType::Text};
    preview.mapping.columns = {mail, joined, pin};
    preview.columns = {{mail, {}, false}, {joined, {}, false}, {pin, QStringLiteral("Left out."), false}};
    preview.rawRows = {{QString(), QStringLiteral("2026"), QStringLiteral("1")}, {QStringLiteral("ADA@EXAMPLE.COM"), QStringLiteral("2025"), QStringLiteral("2")}};
    preview.mappedRows = {{QString(), QStringLiteral("2026"), QString()}, {QStringLiteral("ada@example.com"), QString(), QString()}};
    return preview;
}

void MappingModelTest::aColumnIsGivenAMeaning()
{
    MappingModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPreview(preview());
    QCOMPARE(model.index(0, MappingModel::Becomes).data().toString(), QStringLiteral("E-mail"));
    QCOMPARE(model.index(0, MappingModel::Example).data().toString(), QStringLiteral("ADA@EXAMPLE.COM"));
    QVERIFY(model.setData(model.index(1, MappingModel::KeptAs), QStringLiteral("Number")));
    QVERIFY(model.mapping().columns[1].type == FieldType::Number);
    QVERIFY(model.setData(model.index(1, MappingModel::Becomes), QStringLiteral("Customer since")));
    QVERIFY(model.mapping().columns[1].role == ColumnRole::CreatedAt);
    QVERIFY(!model.setData(model.index(1, MappingModel::Becomes), QStringLiteral("Nonsense")));
}

void MappingModelTest::onlyWhatHasANameCanBeNamed()
{
    MappingModel model;
    model.setPreview(preview());
    QVERIFY(!model.flags(model.index(0, MappingModel::Name)).testFlag(Qt::ItemIsEditable));
    QVERIFY(model.setData(model.index(1, MappingModel::Name), QStringLiteral("Year joined")));
    QCOMPARE(model.mapping().columns[1].name, QStringLiteral("Year joined"));
    QVERIFY(!model.setData(model.index(1, MappingModel::Name), QStringLiteral("  ")));
}

void MappingModelTest::anotherKindOfRowDropsWhatItCannotHave()
{
    MappingModel model;
    model.setPreview(preview());
    QVERIFY(model.setData(model.index(1, MappingModel::Becomes), QStringLiteral("Customer since")));
    model.setKind(RecordKind::Orders);
    QVERIFY(model.mapping().columns[0].role == ColumnRole::Identifier);
    QVERIFY(model.mapping().columns[1].role == ColumnRole::Skip);
}

void MappingModelTest::aPresetOfAnotherFileLeavesItsOwnColumnsOut()
{
    MappingModel model;
    model.setPreview(preview());
    FieldMapping preset;
    preset.columns = {{QStringLiteral("Pin"), ColumnRole::Property, QStringLiteral("Code"), FieldType::Text},
                      {QStringLiteral("Other"), ColumnRole::Property, QStringLiteral("Other"), FieldType::Text}};
    model.setMapping(preset);
    QCOMPARE(model.rowCount(), 3);
    QVERIFY(model.mapping().columns[0].role == ColumnRole::Skip);
    QCOMPARE(model.mapping().columns[2].name, QStringLiteral("Code"));
}

void MappingModelTest::previewSwitchesBetweenFileAndStore()
{
    PreviewModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPreview(preview());
    QCOMPARE(model.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("E-mail"));
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("ada@example.com"));
    QCOMPARE(model.index(1, 1).data().toString(), QStringLiteral("? 2025"));
    QCOMPARE(model.index(1, 2).data().toString(), QStringLiteral("–"));
    model.setRaw(true);
    QCOMPARE(model.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Mail"));
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("ADA@EXAMPLE.COM"));
}

void MappingModelTest::rejectsGoOutAsCsv()
{
    RejectsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRejects({{QStringLiteral("a.csv"), 3, 4, QStringLiteral("Created at"), QStringLiteral("This is no date."), QStringLiteral("#1045,\"x\"")}});
    QCOMPARE(model.index(0, RejectsModel::Reason).data().toString(), QStringLiteral("This is no date."));
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("aside.csv"));
    QVERIFY(writeRejects(path, model.rejects()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("Row,Line,Column,Reason,Text\r\n3,4,Created at,This is no date.,\"#1045,\"\"x\"\"\"\r\n"));
}

QTEST_MAIN(MappingModelTest)
#include "tst_mappingmodel.moc"
