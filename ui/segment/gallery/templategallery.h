// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/job/latestrequest.h"
#include "core/segment/saved/sqltemplate.h"
#include "core/segment/templates/segmenttemplate.h"
#include "ui/segment/gallery/gallerycounts.h"

#include <QWidget>

#include <map>

class QScrollArea;
class QStackedWidget;

namespace perennial {

class CardGrid;
class EmptyState;
class OwnTemplates;
class ProfileTable;
class QueryEditor;
class SearchField;
class SegmentCatalog;
class TemplateCard;
class TemplateDialog;
class TemplatePane;
class Workspace;

// Segments to start from: those that come with the program, one's own, and the saved queries, each with how many it
// finds here and now or what is missing for it.
class TemplateGallery : public QWidget
{
    Q_OBJECT

public:
    // Where to write or read; empty: nowhere. Replaced in tests.
    using ChooseFile = std::function<QString(QWidget *parent, const QString &suggestion)>;

    TemplateGallery(Workspace &workspace, SegmentOracle &oracle, SegmentCatalog &catalog, QWidget *parent = nullptr);
    ~TemplateGallery() override;

    // Back to all of them, counted anew.
    void showStart();
    void startSearch();
    void openTemplate(const QString &id);
    void openQuery(const QString &name);
    // Asks for a name, a purpose and the numbers to ask for, and keeps it.
    void saveAsTemplate(const SegmentDoc &doc);
    void forgetStore();
    void setChooseFiles(ChooseFile toRead, ChooseFile toWrite);
    [[nodiscard]] const std::vector<SegmentTemplate> &templates() const { return m_templates; }

Q_SIGNALS:
    void backRequested();
    void startRequested(const perennial::SegmentDoc &doc);
    void dataRequested();
    void personChosen(perennial::ProfileId id);
    void done(const QString &text, const std::function<void()> &undo);
    void failed(const perennial::Error &error);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Shelves
    {
        std::vector<SegmentTemplate> own;
        std::vector<SqlTemplate> queries;
    };
    struct Shown
    {
        TemplateCard *card;
        QString words; // what a search looks at
    };

    [[nodiscard]] QWidget *makeBrowser();
    [[nodiscard]] QWidget *makeTop();
    void connectPane();
    void readShelves();
    void takeShelves(const Shelves &shelves);
    void loadReady();
    void showCards();
    [[nodiscard]] std::vector<QWidget *> templateCards(const QString &category);
    [[nodiscard]] std::vector<QWidget *> queryCards();
    TemplateCard *addCard(const QString &id, const QString &name, const QString &purpose, const QString &words);
    void filter(const QString &text);
    void countAll();
    [[nodiscard]] QStringList idsInView() const;
    void closePane();
    void askForTemplate(const SegmentTemplate &given);
    void save(const SegmentTemplate &own, TemplateDialog *dialog);
    void remove(const SegmentTemplate &own);
    void exportTemplate(const SegmentTemplate &own);
    void importTemplate();
    void change(const QString &title, std::function<Result<void>(OwnTemplates &)> change,
                std::function<void(const Result<void> &)> then);
    [[nodiscard]] const SegmentTemplate *templateOf(const QString &id) const;

    Workspace &m_workspace;
    std::vector<SegmentTemplate> m_templates; // those of the program, then one's own
    bool m_hasReady = false;
    std::vector<SqlTemplate> m_queries;
    std::map<QString, Shown> m_cards; // by the template's id; of a query "sql-" and its name
    std::map<QString, std::pair<qint64, qint64>> m_counted;
    std::weak_ptr<const ProfileTable> m_countedOf;
    QString m_opened;
    ChooseFile m_toRead;
    ChooseFile m_toWrite;

    QStackedWidget *m_stack;
    SearchField *m_search;
    CardGrid *m_grid;
    QScrollArea *m_scroll;
    EmptyState *m_noMatch;
    TemplatePane *m_pane;
    QueryEditor *m_editor;
    GalleryCounts *m_counts;
    LatestRequest<Shelves> m_reading;
};

} // namespace perennial
