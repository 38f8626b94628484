// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/audienceexport.h"
#include "core/job/latestrequest.h"
#include "core/segment/document/readiness.h"
#include "core/segment/document/segmentdoc.h"
#include "ui/audience/exportpreview.h"
#include "ui/segment/figures/segmentfigures.h"

#include <QDialog>
#include <QPointer>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace perennial {

class Banner;
class ColumnModel;
class Label;
class SegmentCatalog;
class Workspace;

// Writes a segment's people into a file: what is in it, who is left out and why, and for whom it is written. Not modal:
// the window goes on, and so does the export when this is closed.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    // Where to write; empty: nowhere. Replaced in tests.
    using ChooseFile = std::function<QString(QWidget *parent, const QString &suggestion, FileFormat format)>;

    ExportDialog(Workspace &workspace, SegmentOracle &oracle, SegmentCatalog &catalog, const SegmentDoc &doc,
                 Instant asOf, QWidget *parent = nullptr);
    // People who are known already.
    ExportDialog(Workspace &workspace, SegmentCatalog &catalog, const PeopleToExport &people,
                 QWidget *parent = nullptr);
    ~ExportDialog() override;

    void setChooseFile(ChooseFile choose) { m_choose = std::move(choose); }

Q_SIGNALS:
    void exported(const QString &path);

private:
    ExportDialog(Workspace &workspace, SegmentCatalog &catalog, PeopleToExport people, bool holdsEverybody,
                 QWidget *parent);
    [[nodiscard]] QWidget *makeChoices(SegmentCatalog &catalog);
    [[nodiscard]] QWidget *makeForm();
    [[nodiscard]] QWidget *makeSafety();
    [[nodiscard]] QWidget *makePreview();
    [[nodiscard]] QWidget *makeFoot(bool holdsEverybody);
    void addEveryone(QHBoxLayout &row);
    [[nodiscard]] QWidget *makeProgress();
    void refuse(const QString &why);
    void readMembers(SegmentOracle &oracle, const SegmentDoc &doc);
    void offerExport();
    void chooseLayout(int index);
    void chooseFormat();
    [[nodiscard]] FileFormat format() const;
    void preview();
    void showReport(const ExportReport &report);
    void start();
    void follow(Job *job);
    void finish(const ExportRequest &request, const QString &path, const Result<ExportReport> &report);
    static void recordIn(Workspace &workspace, const ExportRequest &request, const ExportReport &report,
                         const QString &path);
    void fail(const Error &error);
    [[nodiscard]] ExportRequest request() const;

    Workspace &m_workspace;
    PeopleToExport m_people;
    bool m_areKnown = false;
    ExportReport m_report;
    ChooseFile m_choose;
    QPointer<Job> m_job;
    QString m_written;

    ColumnModel *m_columns;
    ExportPreviewModel *m_rows;
    QComboBox *m_layout;
    QComboBox *m_format;
    QComboBox *m_channel;
    QWidget *m_safetyBox; // of a CSV file
    QButtonGroup *m_safety;
    Label *m_hint;
    Label *m_included;
    Label *m_excluded;
    Label *m_formulas;
    QTableView *m_table;
    Banner *m_result;
    QStackedWidget *m_foot;
    QProgressBar *m_bar;
    Label *m_progress;
    QPushButton *m_export;
    QCheckBox *m_everyone = nullptr; // asked of a segment that holds everybody
    LatestRequest<SegmentFigures> m_reading;
    LatestRequest<ExportReport> m_previewing;
};

} // namespace perennial
