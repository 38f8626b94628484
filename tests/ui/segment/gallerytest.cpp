// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/jobrunner.h"
#include "core/segment/columns/profiletable.h"
#include "core/segment/templates/owntemplates.h"
#include "core/segment/templates/readytemplates.h"
#include "core/segment/templates/templatefilling.h"
#include "core/workspace/workspace.h"
#include "tests/ui/segment/smallstore.h"
#include "ui/segment/gallery/cardgrid.h"
#include "ui/segment/gallery/templatecard.h"
#include "ui/segment/gallery/templategallery.h"
#include "ui/segment/gallery/templatepane.h"
#include "ui/segment/page/segmentbuilder.h"
#include "ui/segment/page/segmentlist.h"
#include "ui/segment/page/segmentspage.h"
#include "ui/widgets/stattile.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>
#include <QUndoStack>

using namespace perennial;

class GalleryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void everyTemplateHasItsCard();
    void cardsCountOrNameWhatIsMissing();
    void whatIsMissingLeadsToTheData();
    void searchFindsNamesPurposesAndMetrics();
    void noMatchOffersAllAgain();
    void arrowsMoveBetweenCardsAndEnterOpens();
    void theSentenceHasItsNumbersAsFields();
    void theCountFollowsTheFields();
    void aWrongNumberIsSaidAndNothingIsMade();
    void creatingMakesTheFilledTemplateAndUndoEmptiesIt();
    void escapeGoesBackStepByStep();
    void ownTemplateRoundTrip();
    void theListOffersToSaveAsTemplate();
    void deletedOwnComesBack();
    void aTakenNameIsSaidInTheDialog();
    void exportedAndImportedItIsTheSame();
    void columnsFollowTheWidth();
    void mirroredItBeginsAtTheRight();

private:
    template <class T>
    [[nodiscard]] T *find(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1String(name));
    }
    [[nodiscard]] TemplateCard *card(const char *id) const
    {
        return find<TemplateCard>(QByteArray(QByteArray("template-") + id).constData());
    }
    [[nodiscard]] TemplateGallery *gallery() const { return find<TemplateGallery>("templateGallery"); }
    [[nodiscard]] QStringList shownCards() const;
    void type(const char *field, const QString &text);
    void click(const char *button) { QTest::mouseClick(find<QAbstractButton>(button), Qt::LeftButton); }
    [[nodiscard]] QDialog *dialog() const;
    void saveTemplateOf(const SegmentDoc &doc, const QString &name);
    [[nodiscard]] SegmentTemplate ready(const char *id) const;
    [[nodiscard]] std::vector<SegmentTemplate> ownTemplates() const;

    QTemporaryDir m_folder;
    QString m_path;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<SegmentsPage> m_page;
    std::function<void()> m_takeBack; // of the last toast
};

void GalleryTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    new Theme(ThemeChoice::Light, this);
    setReducedMotion(true);
}

void GalleryTest::init()
{
    m_path = m_folder.filePath(QStringLiteral("%1.perennial").arg(QTest::currentTestFunction()));
    QVERIFY(makeSmallStore(m_path));
    m_jobs = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    QVERIFY(m_workspace->open(m_path));
    m_page = std::make_unique<SegmentsPage>(*m_workspace);
    connect(m_page.get(), &Page::done, this, [this](const QString &, const std::function<void()> &undo) {
        if (undo)
            m_takeBack = undo;
    });
    m_page->resize(1280, 800);
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    QTRY_VERIFY(m_workspace->table());
    click("templates");
    QVERIFY(gallery()->isVisible());
}

void GalleryTest::cleanup()
{
    m_page.reset();
    m_workspace.reset();
    m_jobs.reset();
    m_takeBack = {};
}

QStringList GalleryTest::shownCards() const
{
    QStringList names;
    for (const TemplateCard *one : m_page->findChildren<TemplateCard *>()) {
        if (one->isVisible())
            names.append(one->text());
    }
    return names;
}

void GalleryTest::type(const char *field, const QString &text)
{
    auto *line = find<QLineEdit>(field);
    QVERIFY2(line, field);
    line->selectAll();
    QTest::keyClicks(line, text);
}

QDialog *GalleryTest::dialog() const
{
    return m_page->findChild<QDialog *>(QStringLiteral("templateDialog"));
}

SegmentTemplate GalleryTest::ready(const char *id) const
{
    const auto all = readyTemplates();
    return *std::ranges::find(all, QLatin1String(id), &SegmentTemplate::id);
}

std::vector<SegmentTemplate> GalleryTest::ownTemplates() const
{
    auto store = Store::openReader(m_path);
    return store ? OwnTemplates(*store).list().value_or(std::vector<SegmentTemplate>())
                 : std::vector<SegmentTemplate>();
}

void GalleryTest::everyTemplateHasItsCard()
{
    for (const SegmentTemplate &one : readyTemplates()) {
        const TemplateCard *its = card(one.id.toUtf8().constData());
        QVERIFY2(its, qPrintable(one.id));
        QCOMPARE(its->accessibleName(), one.name);
        QVERIFY(its->accessibleDescription().startsWith(one.purpose));
        QVERIFY2(its->height() >= its->heightForWidth(its->width()), qPrintable(one.id));
    }
}

void GalleryTest::cardsCountOrNameWhatIsMissing()
{
    QTRY_COMPARE(card("multi-lapsed")->shownCount(), QStringLiteral("2")); // Dan and Eve
    QTRY_COMPARE(card("never-bought")->shownCount(), QStringLiteral("1")); // Gus
    QCOMPARE(card("review-ready")->missing(), QStringLiteral("No shipment events yet: import your tracking export."));
    QVERIFY(card("review-ready")->shownCount().isEmpty());
    QTRY_VERIFY(!card("holdout")->shownCount().isEmpty()); // the last of them
}

void GalleryTest::whatIsMissingLeadsToTheData()
{
    QSignalSpy wanted(m_page.get(), &SegmentsPage::dataRequested);
    auto *link = card("review-ready")->findChild<QAbstractButton *>(QStringLiteral("goToData"));
    QVERIFY(link->isVisibleTo(card("review-ready")));
    QTest::mouseClick(link, Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    QTest::mouseClick(card("review-ready"), Qt::LeftButton, {}, QPoint(20, 20));
    click("paneToData");
    QCOMPARE(wanted.count(), 2);
}

void GalleryTest::searchFindsNamesPurposesAndMetrics()
{
    QVERIFY(find<QLineEdit>("templateSearch")->hasFocus());
    type("templateSearch", QStringLiteral("vip"));
    QCOMPARE(shownCards(), QStringList{QStringLiteral("VIP")});
    type("templateSearch", QStringLiteral("thank you"));
    QCOMPARE(shownCards(), QStringList{QStringLiteral("One year a customer")});
    type("templateSearch", QStringLiteral("returned order"));
    QCOMPARE(shownCards(), QStringList{QStringLiteral("Ready for a review")});
}

void GalleryTest::noMatchOffersAllAgain()
{
    type("templateSearch", QStringLiteral("zebra"));
    QVERIFY(shownCards().isEmpty());
    QPushButton *all = nullptr;
    for (QPushButton *button : m_page->findChildren<QPushButton *>()) {
        if (button->text() == QLatin1String("Show all templates"))
            all = button;
    }
    QVERIFY(all && all->isVisible());
    QTest::mouseClick(all, Qt::LeftButton);
    QVERIFY(shownCards().size() > 50);
}

void GalleryTest::arrowsMoveBetweenCardsAndEnterOpens()
{
    auto *search = find<QLineEdit>("templateSearch");
    QTest::keyClick(search, Qt::Key_Down);
    QVERIFY(card("first-time-buyers")->hasFocus());
    QTest::keyClick(card("first-time-buyers"), Qt::Key_Right);
    QVERIFY(card("second-order-due")->hasFocus());
    QTest::keyClick(card("second-order-due"), Qt::Key_Down);
    QVERIFY(card("new-subscribers")->hasFocus()); // below, in three columns
    QTest::keyClick(card("new-subscribers"), Qt::Key_Up);
    QTest::keyClick(card("second-order-due"), Qt::Key_Up);
    QVERIFY(search->hasFocus());
    QTest::keyClick(search, Qt::Key_Return);
    QTest::keyClick(card("first-time-buyers"), Qt::Key_Return);
    QVERIFY(find<QWidget>("templatePane")->isVisible());
    QVERIFY(find<QLineEdit>("blank-days")->hasFocus());
}

void GalleryTest::theSentenceHasItsNumbersAsFields()
{
    QTest::mouseClick(card("hvc-churning"), Qt::LeftButton);
    QCOMPARE(find<QLineEdit>("blank-amount")->text(), QStringLiteral("300"));
    QCOMPARE(find<QLineEdit>("blank-amount")->accessibleName(), QStringLiteral("Spent more than"));
    QCOMPARE(find<QLineEdit>("blank-until")->text(), QStringLiteral("180"));
    QStringList words;
    for (const QLabel *label : find<QWidget>("sentenceForm")->findChildren<QLabel *>())
        words.append(label->text());
    QVERIFY(words.contains(QStringLiteral("EUR")));
    QVERIFY(words.contains(QStringLiteral("People")));
}

void GalleryTest::theCountFollowsTheFields()
{
    QTest::mouseClick(card("hvc-lapsed"), Qt::LeftButton);
    const auto *count = find<StatTile>("templateCount");
    QTRY_COMPARE(count->value(), std::optional<qint64>(1)); // Cara
    type("blank-amount", QStringLiteral("200"));
    QTRY_COMPARE(count->value(), std::optional<qint64>(2)); // and Dan
    type("blank-quiet", QStringLiteral("90"));
    QTRY_COMPARE(count->value(), std::optional<qint64>(4)); // and Ada and Fay
}

void GalleryTest::aWrongNumberIsSaidAndNothingIsMade()
{
    QTest::mouseClick(card("holdout"), Qt::LeftButton);
    type("blank-percent", QStringLiteral("120"));
    QCOMPARE(find<QLabel>("templateProblem")->text(), QStringLiteral("Percent: Enter a number from 0 to 100."));
    QVERIFY(find<QLabel>("templateProblem")->isVisible());
    QVERIFY(!find<QPushButton>("createFromTemplate")->isEnabled());
    type("blank-percent", QStringLiteral("20"));
    QVERIFY(!find<QLabel>("templateProblem")->isVisible());
    QVERIFY(find<QPushButton>("createFromTemplate")->isEnabled());
}

void GalleryTest::creatingMakesTheFilledTemplateAndUndoEmptiesIt()
{
    QTest::mouseClick(card("hvc-churning"), Qt::LeftButton);
    type("blank-amount", QStringLiteral("250"));
    type("blank-quiet", QStringLiteral("60"));
    QTest::keyClick(find<QLineEdit>("blank-quiet"), Qt::Key_Return);
    auto *builder = m_page->findChild<SegmentBuilder *>();
    QVERIFY(builder->isVisible());
    const auto wanted = filled(ready("hvc-churning"), {{"amount", {250.0}}, {"quiet", {60.0}}});
    QCOMPARE(builder->editor()->doc(), wanted.value());
    builder->editor()->undoStack()->undo();
    QVERIFY(builder->editor()->doc().root.group()->children.empty());
}

void GalleryTest::escapeGoesBackStepByStep()
{
    QTest::mouseClick(card("vip"), Qt::LeftButton);
    QTest::keyClick(find<QLineEdit>("blank-orders"), Qt::Key_Escape);
    QVERIFY(!find<QWidget>("templatePane")->isVisible());
    QVERIFY(card("vip")->hasFocus());
    QTest::keyClick(card("vip"), Qt::Key_Escape);
    QVERIFY(!gallery()->isVisible());
}

void GalleryTest::saveTemplateOf(const SegmentDoc &doc, const QString &name)
{
    m_page->saveAsTemplate(doc);
    QVERIFY(dialog());
    auto *field = dialog()->findChild<QLineEdit *>(QStringLiteral("templateNameField"));
    field->selectAll();
    QTest::keyClicks(field, name);
    auto *numbers = dialog()->findChild<QTreeWidget *>(QStringLiteral("templateNumbers"));
    numbers->setFocus();
    numbers->setCurrentItem(numbers->topLevelItem(0));
    QTest::keyClick(numbers, Qt::Key_Space);
    QTest::mouseClick(dialog()->findChild<QPushButton *>(QStringLiteral("saveTemplate")), Qt::LeftButton);
}

void GalleryTest::ownTemplateRoundTrip()
{
    saveTemplateOf(filled(ready("hvc-lapsed"), {}).value(), QStringLiteral("Our lost ones"));
    QTRY_COMPARE(ownTemplates().size(), size_t(1));
    QCOMPARE(ownTemplates().front().name, QStringLiteral("Our lost ones"));
    QCOMPARE(ownTemplates().front().blanks.size(), size_t(1));
    QTRY_VERIFY(card("own-1"));
    QTRY_COMPARE(card("own-1")->shownCount(), QStringLiteral("1"));
    QTest::mouseClick(card("own-1"), Qt::LeftButton);
    QCOMPARE(find<QLineEdit>("blank-n1")->text(), QStringLiteral("300"));
    type("blank-n1", QStringLiteral("200"));
    QTRY_COMPARE(find<StatTile>("templateCount")->value(), std::optional<qint64>(2));
    click("editTemplate");
    auto *purpose = dialog()->findChild<QLineEdit *>(QStringLiteral("templatePurposeField"));
    QTest::keyClicks(purpose, QStringLiteral("For the spring letter"));
    QTest::mouseClick(dialog()->findChild<QPushButton *>(QStringLiteral("saveTemplate")), Qt::LeftButton);
    QTRY_COMPARE(ownTemplates().front().purpose, QStringLiteral("For the spring letter"));
    QCOMPARE(ownTemplates().front().blanks.size(), size_t(1));
}

void GalleryTest::theListOffersToSaveAsTemplate()
{
    m_page->startSegment(filled(ready("vip"), {}).value());
    QTRY_VERIFY(m_page->isSaved());
    m_page->showList();
    auto *list = find<SegmentList>("segments");
    QTRY_COMPARE(list->model()->rowCount(), 1);
    list->selectRow(0);
    QContextMenuEvent wanted(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(list, &wanted);
    auto *menu = list->findChild<QMenu *>();
    QVERIFY(menu && menu->isVisible());
    for (const QAction *action : menu->actions()) {
        if (action->text() == QLatin1String("Save as template"))
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(const_cast<QAction *>(action)).center());
    }
    QVERIFY(dialog());
    QCOMPARE(dialog()->findChild<QLineEdit *>(QStringLiteral("templateNameField"))->text(), QStringLiteral("VIP"));
}

void GalleryTest::deletedOwnComesBack()
{
    saveTemplateOf(filled(ready("vip"), {}).value(), QStringLiteral("Ours"));
    QTRY_VERIFY(card("own-1"));
    const auto before = ownTemplates();
    QTest::mouseClick(card("own-1"), Qt::LeftButton);
    click("deleteTemplate");
    QTRY_VERIFY(ownTemplates().empty());
    QTRY_VERIFY(m_takeBack);
    QTRY_VERIFY(!find<QWidget>("templatePane")->isVisible());
    m_takeBack();
    QTRY_COMPARE(ownTemplates(), before);
}

void GalleryTest::aTakenNameIsSaidInTheDialog()
{
    saveTemplateOf(filled(ready("vip"), {}).value(), QStringLiteral("Ours"));
    QTRY_COMPARE(ownTemplates().size(), size_t(1));
    QTRY_VERIFY(!dialog());
    saveTemplateOf(filled(ready("vip"), {}).value(), QStringLiteral("OURS"));
    const auto problem = [this] {
        QStringList texts;
        for (const QLabel *label : dialog()->findChildren<QLabel *>())
            texts.append(label->text());
        return texts.join(u'|');
    };
    QTRY_VERIFY(problem().contains(QStringLiteral("There is a template named “OURS” already.")));
    QCOMPARE(ownTemplates().size(), size_t(1));
}

void GalleryTest::exportedAndImportedItIsTheSame()
{
    const QString file = m_folder.filePath(QStringLiteral("ours.json"));
    const auto there = [file](QWidget *, const QString &) { return file; };
    gallery()->setChooseFiles(there, there);
    saveTemplateOf(filled(ready("vip"), {}).value(), QStringLiteral("Ours"));
    QTRY_VERIFY(card("own-1"));
    QTest::mouseClick(card("own-1"), Qt::LeftButton);
    click("exportTemplate");
    QVERIFY(QFile::exists(file));
    click("importTemplate");
    QTRY_COMPARE(ownTemplates().size(), size_t(2));
    const auto both = ownTemplates();
    QCOMPARE(both[1].name, QStringLiteral("Ours 2"));
    QCOMPARE(both[1].document, both[0].document);
    QCOMPARE(both[1].blanks, both[0].blanks);
}

void GalleryTest::columnsFollowTheWidth()
{
    auto *grid = m_page->findChild<CardGrid *>();
    QCOMPARE(grid->columns(), 3);
    m_page->resize(700, 700);
    QTRY_COMPARE(grid->columns(), 2);
    m_page->resize(420, 700);
    QTRY_COMPARE(grid->columns(), 1);
}

void GalleryTest::mirroredItBeginsAtTheRight()
{
    m_page->setLayoutDirection(Qt::RightToLeft);
    auto *grid = m_page->findChild<CardGrid *>();
    grid->arrange();
    QVERIFY(card("first-time-buyers")->x() > card("second-order-due")->x());
    card("first-time-buyers")->setFocus();
    QTest::keyClick(card("first-time-buyers"), Qt::Key_Left);
    QVERIFY(card("second-order-due")->hasFocus());
}

QTEST_MAIN(GalleryTest)
#include "gallerytest.moc"
