// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/page/segmentbuilder.h"

#include "core/segment/columns/profiletable.h"
#include "core/segment/document/sentence.h"
#include "core/workspace/workspace.h"
#include "ui/documents/documenttop.h"
#include "ui/segment/answer/answerpane.h"
#include "ui/segment/definition/definitionview.h"
#include "ui/segment/editing/segmenteditor.h"
#include "ui/segment/figures/segmentpreview.h"
#include "ui/segment/figures/thresholdfeed.h"
#include "ui/segment/versions/versionspane.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace perennial {

namespace {

constexpr int DimAfterMs = 120;

}

void SegmentBuilder::connectPreview()
{
    m_dim.setSingleShot(true);
    m_dim.setInterval(DimAfterMs);
    connect(&m_dim, &QTimer::timeout, this, &SegmentBuilder::dim);
    connect(m_preview, &SegmentPreview::asked, this, [this] {
        m_counted = false;
        m_dim.start();
        m_study->hold(m_preview->question()->doc);
        if (!m_oracle.isReady())
            m_answer->setNotice(waitingWords());
    });
    connect(m_preview, &SegmentPreview::answered, this, &SegmentBuilder::showFigures);
    connect(m_preview, &SegmentPreview::failed, this, &SegmentBuilder::fail);
    connect(&m_workspace, &Workspace::tableChanged, this, [this] {
        showDataAge();
        m_study->forgetAnswers();
        m_preview->askAgain();
    });
    for (const auto change : {&JobRunner::added, &JobRunner::finished})
        connect(&m_workspace.runner(), change, this, [this](const Job *job) {
            if (job->kind() == JobKind::Writing)
                showDataAge();
        });
    connect(m_answer, &AnswerPane::asOfChosen, this, &SegmentBuilder::lookAt);
    connect(m_answer, &AnswerPane::shuffleWanted, m_preview, &SegmentPreview::shuffle);
}

void SegmentBuilder::lookAt(const std::optional<Instant> &asOf)
{
    if (!m_editor || m_asOf == asOf)
        return;
    m_asOf = asOf;
    m_answer->setAsOf(asOf, zoneOf(m_editor->doc(), m_workspace.homeZone()));
    ask();
}

QString SegmentBuilder::waitingWords() const
{
    if (m_workspace.problem())
        return m_workspace.problem()->message;
    return tr("The store is still being read. The answer comes as soon as it is there.");
}

void SegmentBuilder::connectThresholds()
{
    connect(m_thresholds, &ThresholdFeed::found, this, [this](const Distributions &distributions) {
        if (const auto table = m_workspace.table())
            m_definition->setDistributions(distributions, table->currency());
    });
}

void SegmentBuilder::open(SegmentEditor &editor, Autosave &autosave)
{
    close();
    m_editor = &editor;
    m_autosave = &autosave;
    connect(&editor, &SegmentEditor::changed, this, [this] {
        showDoc();
        ask();
    });
    connect(&autosave, &Autosave::stateChanged, this, &SegmentBuilder::showSaveState);
    connect(&autosave, &Autosave::saved, this, &SegmentBuilder::showVersions);
    joinUndo(*editor.undoStack(), *m_undo, *m_redo);
    m_asOf.reset();
    m_study->setHomeZone(m_workspace.homeZone());
    m_answer->clear();
    showVerdicts({});
    takeWishes();
    showDoc();
    showSaveState();
    showVersions();
    showDataAge();
    ask();
}

void SegmentBuilder::close()
{
    if (!m_editor)
        return;
    m_autosave->flush();
    m_editor->disconnect(this);
    m_autosave->disconnect(this);
    m_editor->undoStack()->disconnect(m_undo);
    m_editor->undoStack()->disconnect(m_redo);
    m_undo->disconnect(m_editor->undoStack());
    m_redo->disconnect(m_editor->undoStack());
    m_preview->forget();
    m_thresholds->forget();
    m_study->forget();
    m_search.cancel();
    m_people.cancel();
    m_waiting.clear();
    m_dim.stop();
    m_dimStudy.stop();
    m_editor = nullptr;
    m_autosave = nullptr;
}

void SegmentBuilder::showDoc()
{
    const SegmentDoc &doc = m_editor->doc();
    m_answer->setAsOf(m_asOf, zoneOf(doc, m_workspace.homeZone()));
    if (m_name->text().trimmed() != doc.name)
        m_name->setText(doc.name);
    if (m_note->text() != doc.note)
        m_note->setText(doc.note);
    showReview();
    m_definition->setDoc(doc);
    m_answer->setSentence(sentenceOf(doc));
}

void SegmentBuilder::ask()
{
    m_preview->ask(m_editor->doc(), m_asOf);
}

void SegmentBuilder::showFigures(const SegmentFigures &figures)
{
    m_counted = true;
    if (figures.isComplete) {
        m_dim.stop();
        m_thresholds->ask(m_editor->doc(), figures.asOf);
        m_versions->setDoc(m_editor->doc(), figures.asOf);
    }
    m_definition->setFigures(figures);
    m_answer->setFigures(figures);
    m_export->setEnabled(true);
    if (!figures.isComplete)
        m_study->go(m_preview->question()->doc, figures.asOf, Instant::now());
}

// Only what really takes a while is dimmed: a blink at every key would be worse than nothing.
void SegmentBuilder::dim()
{
    if (!m_counted)
        m_definition->setBusy(true);
    m_answer->setBusy(m_counted ? AnswerPane::Waiting::Details : AnswerPane::Waiting::Everything);
}

void SegmentBuilder::fail(const Error &error)
{
    m_dim.stop();
    m_answer->setFailure(error);
    m_definition->setBusy(false);
    m_export->setEnabled(false);
    if (!m_editor)
        return;
    showVerdicts({});
    if (const auto path = nodeNamed(m_editor->doc(), error.where))
        m_definition->setProblem(*path, error.message);
}

void SegmentBuilder::showSaveState()
{
    tellSaveState(*m_autosave, *m_state, *m_nameProblem);
}

void SegmentBuilder::showDataAge()
{
    if (isImporting())
        return m_answer->setDataAge(tr("an import is running: what you see is of before it"));
    const auto &summary = m_workspace.summary();
    if (!summary || !summary->lastImport)
        return m_answer->setDataAge(tr("no data has been imported yet"));
    const QString at = format::dateTime(*summary->lastImport, m_workspace.homeZone());
    const QString ago = format::ago(*summary->lastImport, Instant::now());
    m_answer->setDataAge(tr("last import %1", "3 h ago").arg(ago), tr("Last import %1: %2").arg(ago, at));
}

// Saving a segment writes as well, without a word.
bool SegmentBuilder::isImporting() const
{
    return std::ranges::any_of(m_workspace.runner().jobs(), [](const Job *job) {
        return job->kind() == JobKind::Writing && !job->isQuiet() && !job->isFinished();
    });
}

void SegmentBuilder::renameTo(const QString &name)
{
    if (!m_editor || name.trimmed().isEmpty())
        return;
    SegmentDoc doc = m_editor->doc();
    doc.name = name.trimmed();
    m_editor->apply(doc, tr("Rename"), QStringLiteral("name"));
}

void SegmentBuilder::noteTo(const QString &note)
{
    if (!m_editor)
        return;
    SegmentDoc doc = m_editor->doc();
    doc.note = note;
    m_editor->apply(doc, tr("Change note"), QStringLiteral("note"));
}

bool SegmentBuilder::canExport() const
{
    return m_editor && m_export->isEnabled();
}

void SegmentBuilder::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

void SegmentBuilder::startCondition()
{
    m_definition->startCondition();
}

} // namespace perennial
