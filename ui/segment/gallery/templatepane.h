// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/figures/segmentpreview.h"
#include "ui/widgets/card.h"

#include "core/segment/templates/segmenttemplate.h"

class QPushButton;
class QVBoxLayout;

namespace perennial {

class Label;
class SegmentCatalog;
class SentenceForm;
class StatTile;
class Workspace;

// One template at work: its sentence with the blanks to be filled in, how many that finds, and what it needs.
class TemplatePane : public Card
{
    Q_OBJECT

public:
    TemplatePane(Workspace &workspace, SegmentOracle &oracle, SegmentCatalog &catalog, QWidget *parent = nullptr);

    void open(const SegmentTemplate &shown);
    [[nodiscard]] const SegmentTemplate &shown() const { return m_template; }
    // What the fields make of it.
    [[nodiscard]] Result<SegmentDoc> doc() const;

Q_SIGNALS:
    void createWanted(const perennial::SegmentDoc &doc);
    void dataWanted();
    void closeWanted();
    // Of one's own.
    void editWanted();
    void exportWanted();
    void deleteWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHead();
    [[nodiscard]] QWidget *makeBody(SegmentCatalog &catalog);
    [[nodiscard]] QWidget *makeOwnTools();
    void ask();
    void showFigures(const SegmentFigures &figures);
    void showNeeds();
    void addNeed(const QString &iconName, bool isMet, const QString &words);

    Workspace &m_workspace;
    SegmentTemplate m_template;
    SegmentPreview *m_preview;
    Label *m_name;
    Label *m_purpose;
    SentenceForm *m_form;
    Label *m_problem;
    StatTile *m_count;
    Label *m_needsTitle;
    QVBoxLayout *m_needs;
    QPushButton *m_data;
    QWidget *m_ownTools;
    QPushButton *m_create;
};

} // namespace perennial
