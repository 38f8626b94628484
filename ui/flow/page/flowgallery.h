// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/library/flowlibrary.h"

#include <QWidget>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace perennial {

class CardGrid;
class FlowCanvas;
class Label;
class SearchField;
class TemplateCard;
class Workspace;

// Ready flows to start from: what each is for and what this store lacks for it; the one that is chosen is drawn beside
// them.
class FlowGallery : public QWidget
{
    Q_OBJECT

public:
    explicit FlowGallery(Workspace &workspace, QWidget *parent = nullptr);

    void showStart();
    void startSearch();
    void openReady(const QString &id);

Q_SIGNALS:
    void backRequested();
    void startRequested(const perennial::FlowDoc &flow);
    void dataRequested();

private:
    [[nodiscard]] QWidget *makeTop();
    [[nodiscard]] QWidget *makePane();
    void fill();
    void filter(const QString &words);
    void showMissing();
    void showOpened();

    Workspace &m_workspace;
    std::vector<ReadyFlow> m_flows; // from the first time it is shown
    std::vector<TemplateCard *> m_cards;
    const ReadyFlow *m_opened = nullptr;
    SearchField *m_search;
    QScrollArea *m_area;
    CardGrid *m_grid;
    QWidget *m_pane;
    Label *m_name;
    Label *m_purpose;
    Label *m_kpi;
    QVBoxLayout *m_needs;
    FlowCanvas *m_canvas;
    QPushButton *m_start;
};

} // namespace perennial
