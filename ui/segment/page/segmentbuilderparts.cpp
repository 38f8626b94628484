// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/page/segmentbuilder.h"

#include "core/workspace/workspace.h"
#include "ui/segment/answer/answerpane.h"
#include "ui/segment/definition/definitionview.h"
#include "ui/segment/editing/segmenteditor.h"
#include "ui/segment/figures/segmentpreview.h"
#include "ui/segment/figures/thresholdfeed.h"
#include "ui/segment/pickers/pickerpill.h"
#include "ui/segment/versions/versionspane.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int AnswerLeast = 288;
constexpr int AnswerMost = 480;

QScrollArea *scrolling(QWidget *content, QWidget *parent)
{
    auto *area = new QScrollArea(parent);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->viewport()->setAutoFillBackground(false);
    area->setWidget(content);
    content->setAutoFillBackground(false);
    return area;
}

} // namespace

SegmentBuilder::SegmentBuilder(Workspace &workspace, SegmentOracle &oracle, SegmentCatalog &catalog, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_oracle(oracle)
    , m_preview(new SegmentPreview(workspace.runner(), oracle, this))
    , m_thresholds(new ThresholdFeed(workspace, this))
    , m_study(new SegmentStudy(workspace.runner(), oracle, workspace.homeZone(), this))
    , m_search(workspace.runner(),
               [this](const Result<std::vector<SamplePerson>> &found) { m_answer->setFound(found); })
    , m_people(workspace.runner(), [this](const Result<std::vector<ProfileId>> &ids) { takePeople(ids); })
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeTop());
    auto *row = new QHBoxLayout;
    row->setContentsMargins(size::PageMargin, 0, size::PageMargin, size::PageMargin);
    row->setSpacing(2 * size::Unit);
    row->addWidget(makeDefinition(catalog), 5);
    row->addWidget(makeAnswer(), 2);
    column->addLayout(row, 1);
    connectPreview();
    connectThresholds();
    connectStudy();
    connectPeople();
    connectVersions();
}

QToolButton *SegmentBuilder::makeTool(const char *name, const char *iconName, const QString &text)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setIcon(icon(QLatin1String(iconName)));
    button->setAccessibleName(text);
    button->setToolTip(text);
    setLook(button, Look::Quiet);
    return button;
}

QWidget *SegmentBuilder::makeTop()
{
    auto *top = new QWidget(this);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(size::PageMargin - size::Unit, 2 * size::Unit, size::PageMargin, size::Unit);
    row->setSpacing(size::Unit);
    QToolButton *back = makeTool("back", "chevron-left", tr("All segments"));
    row->addWidget(back, 0, Qt::AlignTop);
    row->addWidget(makeNames(), 1);
    m_state = new Label({}, TextSize::Caption, Ink::Muted, top);
    m_state->setObjectName(QStringLiteral("saveState"));
    m_state->setMinimumHeight(size::Control);
    m_undo = makeTool("undo", "undo", tr("Undo"));
    m_redo = makeTool("redo", "redo", tr("Redo"));
    makeMenu();
    m_export = new QPushButton(icon(QStringLiteral("export"), Ink::OnAccent), tr("Export audience"), top);
    m_export->setObjectName(QStringLiteral("exportAudience"));
    setLook(m_export, Look::Primary);
    for (QWidget *part : std::initializer_list<QWidget *>{m_state, m_undo, m_redo, m_menu, m_export})
        row->addWidget(part, 0, Qt::AlignTop);
    connect(back, &QToolButton::clicked, this, &SegmentBuilder::backRequested);
    connect(m_export, &QPushButton::clicked, this, &SegmentBuilder::exportRequested);
    return top;
}

QWidget *SegmentBuilder::makeNames()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_name = new QLineEdit(box);
    m_name->setObjectName(QStringLiteral("name"));
    m_name->setAccessibleName(tr("Name of the segment"));
    m_name->setPlaceholderText(tr("Name this segment"));
    m_name->setFont(fontFor(TextSize::Title));
    m_name->setFrame(false);
    m_nameProblem = new Label({}, TextSize::Caption, Ink::Danger, box);
    m_nameProblem->setObjectName(QStringLiteral("nameProblem"));
    m_nameProblem->setWordWrap(true);
    m_nameProblem->hide();
    m_note = new QLineEdit(box);
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setPlaceholderText(tr("Add a note: what it is for, who asked for it"));
    m_note->setFrame(false);
    column->addWidget(m_name);
    column->addWidget(m_nameProblem);
    auto *line = new QHBoxLayout;
    line->setSpacing(size::Unit);
    m_review = new PickerPill(
        tr("Review date"), [this] { return makeReviewPicker(); }, box);
    m_review->setObjectName(QStringLiteral("reviewBy"));
    m_review->setPlaceholder(tr("review by …"));
    m_review->hide();
    line->addWidget(m_note, 1);
    line->addWidget(m_review);
    column->addLayout(line);
    connect(m_name, &QLineEdit::textEdited, this, &SegmentBuilder::renameTo);
    connect(m_note, &QLineEdit::textEdited, this, &SegmentBuilder::noteTo);
    return box;
}

QWidget *SegmentBuilder::makeDefinition(SegmentCatalog &catalog)
{
    auto *card = new Card(this);
    m_definition = new DefinitionView(BuilderContext{.catalog = catalog});
    card->body()->addWidget(scrolling(m_definition, card));
    connect(m_definition, &DefinitionView::edited, this,
            [this](const SegmentDoc &doc, const QString &what, const QString &key) {
                if (m_editor)
                    m_editor->apply(doc, what, key);
            });
    return card;
}

void SegmentBuilder::focusCondition(const NodePath &path)
{
    window()->setAttribute(Qt::WA_KeyboardFocusChange);
    m_definition->goTo(path);
}

QWidget *SegmentBuilder::makeAnswer()
{
    m_answer = new AnswerPane(this);
    m_answer->setObjectName(QStringLiteral("answer"));
    m_answer->setMinimumWidth(AnswerLeast);
    m_answer->setMaximumWidth(AnswerMost);
    m_versions = new VersionsPane(m_workspace);
    return m_answer;
}

} // namespace perennial
