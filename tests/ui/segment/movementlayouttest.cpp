// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/lifecycle/movementlayout.h"

#include <QTest>

using namespace perennial;

// Two months: in the first, 60 stay in stage 0, 20 go from 0 to 1, and 20 are new in 1. In the second, 60 stay in 0 and
// 40 in 1.
static const std::vector<std::vector<StageMove>> TwoMonths{{{0, 0, 60}, {0, 1, 20}, {StageCensus::NotKnown, 1, 20}},
                                                           {{0, 0, 60}, {1, 1, 40}}};

class MovementLayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void heightsAreProportionalToPeople();
    void blocksDoNotOverlapAndStayInside();
    void bandsFillTheirBlocks();
    void withoutStaysOnlyMoversAreDrawn();
    void nothingIsDrawnOfNobody();
};

static MovementPicture pictureOf(bool withStays)
{
    return layOutMovement(TwoMonths, {.area = QRectF(0, 0, 400, 208), .withStays = withStays});
}

void MovementLayoutTest::heightsAreProportionalToPeople()
{
    const MovementPicture picture = pictureOf(true);
    QCOMPARE(picture.blocks.size(), size_t(8));
    for (const MovementBlock &block : picture.blocks)
        QCOMPARE(block.box.height(), block.people * 2.04); // 204 pixels beside a gap, for 100 people
}

void MovementLayoutTest::blocksDoNotOverlapAndStayInside()
{
    for (const bool withStays : {true, false}) {
        const MovementPicture picture = pictureOf(withStays);
        for (size_t a = 0; a < picture.blocks.size(); ++a) {
            QVERIFY(QRectF(0, 0, 400, 208.01).contains(picture.blocks[a].box));
            for (size_t b = a + 1; b < picture.blocks.size(); ++b)
                QVERIFY(!picture.blocks[a].box.intersects(picture.blocks[b].box));
        }
    }
}

void MovementLayoutTest::bandsFillTheirBlocks()
{
    const MovementPicture picture = pictureOf(true);
    for (const MovementBlock &block : picture.blocks) {
        double height = 0;
        for (const MovementBand &band : picture.bands) {
            if (band.step != block.step || (block.atEnd ? band.move.to : band.move.from) != block.stage)
                continue;
            height += band.move.people * 2.04;
            const QRectF beside = block.box.translated(block.atEnd ? -1 : block.box.width() - 7, 0);
            QVERIFY(band.path.intersects(beside));
        }
        QCOMPARE(height, block.box.height());
    }
}

void MovementLayoutTest::withoutStaysOnlyMoversAreDrawn()
{
    const MovementPicture picture = pictureOf(false);
    QCOMPARE(picture.bands.size(), size_t(2));
    QVERIFY(std::ranges::all_of(picture.bands, [](const MovementBand &band) { return band.move.people == 20; }));
    QCOMPARE(picture.blocks.size(), size_t(3));
    QCOMPARE(picture.blocks.back().people, quint32(40));
}

void MovementLayoutTest::nothingIsDrawnOfNobody()
{
    QVERIFY(layOutMovement({}, {.area = QRectF(0, 0, 400, 200), .withStays = true}).bands.empty());
    QVERIFY(layOutMovement({{}, {}}, {.area = QRectF(0, 0, 400, 200), .withStays = true}).blocks.empty());
}

QTEST_MAIN(MovementLayoutTest)
#include "movementlayouttest.moc"
