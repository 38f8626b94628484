// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/flowlayout.h"

#include <QTest>
#include <QtWidgets/QWidget>

using namespace perennial;

class FlowLayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLastNeverBeginsALineAlone();
};

void FlowLayoutTest::theLastNeverBeginsALineAlone()
{
    QWidget row;
    auto *layout = new FlowLayout(&row);
    QList<QWidget *> parts;
    for (const int width : {100, 100, 100, 20}) {
        parts.append(new QWidget(&row));
        parts.last()->setFixedSize(width, 20);
        layout->insertWidget(layout->count(), parts.last());
    }
    const int all = 320 + 3 * layout->spacing();
    layout->setGeometry({0, 0, all, 100});
    QCOMPARE(parts[3]->y(), parts[0]->y());
    layout->setGeometry({0, 0, all - 10, 100}); // room for three
    QCOMPARE(parts[1]->y(), parts[0]->y());
    QVERIFY(parts[2]->y() > parts[1]->y());
    QCOMPARE(parts[3]->y(), parts[2]->y());
    layout->setGeometry({0, 0, 105, 100}); // too narrow for any two
    QVERIFY(parts[3]->y() > parts[2]->y());
}

QTEST_MAIN(FlowLayoutTest)
#include "flowlayouttest.moc"
