// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/flowpanel.h"

#include "core/flow/document/flowwords.h"
#include "ui/flow/editing/nodekinds.h"
#include "ui/flow/panel/flowscope.h"
#include "ui/flow/panel/flowsettings.h"
#include "ui/flow/panel/nodeeditor.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace perennial {

namespace {

QString severityIcon(FlowSeverity severity)
{
    return severity == FlowSeverity::Error     ? QStringLiteral("danger")
           : severity == FlowSeverity::Warning ? QStringLiteral("warning")
                                               : QStringLiteral("info");
}

Ink severityInk(FlowSeverity severity)
{
    return severity == FlowSeverity::Error ? Ink::Danger : severity == FlowSeverity::Warning ? Ink::Warn : Ink::Info;
}

} // namespace

FlowPanel::FlowPanel(SegmentCatalog &catalog, PreviewPeople *people, QWidget *parent)
    : QWidget(parent)
    , m_context{.catalog = catalog, .scope = m_scope, .people = people}
    , m_area(new QScrollArea(this))
{
    setObjectName(QStringLiteral("flowPanel"));
    setAccessibleName(tr("Properties"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    auto *content = new QWidget;
    m_body = new QVBoxLayout(content);
    m_body->setContentsMargins(2 * size::Unit, size::Gap, 2 * size::Unit, 2 * size::Unit);
    m_body->setSpacing(size::Unit);
    m_problemLines = new QVBoxLayout;
    m_body->addLayout(m_problemLines);
    m_body->addStretch(1);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setWidget(content);
    m_area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    column->addWidget(m_area, 1);
    refresh();
}

QWidget *FlowPanel::makeHead()
{
    auto *head = new QWidget(this);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(2 * size::Unit, size::Unit + size::Gap, 2 * size::Unit, size::Gap);
    column->setSpacing(0);
    auto *line = new QHBoxLayout;
    line->setSpacing(size::Unit);
    m_icon = new IconLabel(QStringLiteral("settings"), size::IconSmall, Ink::Muted, head);
    m_kind = new Label({}, TextSize::Caption, Ink::Muted, head);
    line->addWidget(m_icon);
    line->addWidget(m_kind, 1);
    column->addLayout(line);
    m_title = new QLineEdit(head);
    m_title->setObjectName(QStringLiteral("nodeTitle"));
    m_title->setAccessibleName(tr("Title of the step"));
    m_title->setFont(fontFor(TextSize::Section));
    m_title->setFrame(false);
    m_note = new QLineEdit(head);
    m_note->setObjectName(QStringLiteral("nodeNote"));
    m_note->setAccessibleName(tr("Note on the step"));
    m_note->setPlaceholderText(tr("Add a note"));
    m_note->setFrame(false);
    column->addWidget(m_title);
    column->addWidget(m_note);
    connect(m_title, &QLineEdit::textEdited, this, [this](const QString &text) {
        Q_EMIT edited(withTitle(m_flow, m_node, text), tr("Rename step"), m_node + QStringLiteral("/title"));
    });
    connect(m_note, &QLineEdit::textEdited, this, [this](const QString &text) {
        Q_EMIT edited(withNote(m_flow, m_node, text), tr("Change note"), m_node + QStringLiteral("/note"));
    });
    return head;
}

void FlowPanel::setFlow(const FlowDoc &flow)
{
    m_flow = flow;
    m_scope = scopeOf(flow);
    refresh();
}

void FlowPanel::setSelection(const FlowParts &parts)
{
    if (m_parts == parts)
        return;
    m_parts = parts;
    m_area->ensureVisible(0, 0);
    refresh();
}

void FlowPanel::setProblems(const std::vector<FlowProblem> &problems)
{
    if (m_problems == problems)
        return;
    m_problems = problems;
    showProblems();
}

void FlowPanel::refresh()
{
    m_node = m_parts.nodes.size() == 1 ? *m_parts.nodes.begin() : FlowNodeId();
    const FlowNode *node = m_flow.node(m_node);
    m_title->setVisible(node);
    m_note->setVisible(node);
    if (node)
        showNode(*node);
    else if (m_parts.nodes.size() > 1)
        showMany(m_parts.nodes.size());
    else
        showSettings();
    showProblems();
}

// Of what is about to go: else the focus went on to the canvas, which would select something.
void FlowPanel::keepFocusOf(const QWidget *part)
{
    const QWidget *focused = QApplication::focusWidget();
    if (focused && part->isAncestorOf(focused))
        setFocus(Qt::OtherFocusReason);
}

void FlowPanel::dropEditor()
{
    if (!m_editor)
        return;
    keepFocusOf(m_editor);
    m_editor->hide();
    m_editor->deleteLater();
    m_editor = nullptr;
    m_editorKind.reset();
    m_editorNode.clear();
}

void FlowPanel::showNode(const FlowNode &node)
{
    const NodeKindFace *face = kindFaceOf(node.is);
    m_icon->setIcon(face ? QString::fromLatin1(face->iconName) : QStringLiteral("danger"), Ink::Muted);
    m_kind->setText(face ? nameOf(*face) : tr("Could not be read"));
    const FlowWords words = wordsOf(node);
    m_title->setPlaceholderText(words.detail.isEmpty() ? words.verb : words.verb + u' ' + words.detail);
    if (m_title->text() != node.title)
        m_title->setText(node.title);
    if (m_note->text() != node.note)
        m_note->setText(node.note);
    if (m_settings) {
        keepFocusOf(m_settings);
        m_settings->hide();
    }
    if (m_editorKind != node.is.index() || m_editorNode != node.id) {
        dropEditor();
        m_editor = makeNodeEditor(node.is, m_context, this);
        m_editorKind = node.is.index();
        m_editorNode = node.id;
        m_body->insertWidget(1, m_editor);
        connect(m_editor, &NodeEditor::edited, this,
                [this, id = node.id](const FlowNodeKind &kind, const QString &what, const QString &key) {
                    Q_EMIT edited(withKind(m_flow, id, kind), what, key.isEmpty() ? QString() : id + u'/' + key);
                });
    }
    m_editor->setNode(m_flow, node);
    m_editor->show();
}

void FlowPanel::showMany(size_t count)
{
    dropEditor();
    if (m_settings) {
        keepFocusOf(m_settings);
        m_settings->hide();
    }
    m_icon->setIcon(QStringLiteral("flows"), Ink::Muted);
    m_kind->setText(tr("%1 steps selected").arg(count));
}

void FlowPanel::showSettings()
{
    dropEditor();
    m_icon->setIcon(QStringLiteral("settings"), Ink::Muted);
    m_kind->setText(tr("Settings of the whole flow"));
    if (!m_settings) {
        m_settings = new FlowSettings(m_context, this);
        m_body->insertWidget(1, m_settings);
        connect(m_settings, &FlowSettings::edited, this, &FlowPanel::edited);
    }
    m_settings->show(m_flow);
    m_settings->setVisible(true);
}

void FlowPanel::showProblems()
{
    while (QLayoutItem *item = m_problemLines->takeAt(0)) {
        if (QWidget *line = item->widget()) {
            line->hide();
            line->deleteLater();
        }
        delete item;
    }
    for (const FlowProblem &problem : m_problems) {
        if (problem.node != m_node || m_parts.nodes.size() > 1)
            continue;
        auto *line = new QWidget(this);
        auto *column = new QVBoxLayout(line);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(size::Gap);
        auto *row = new QHBoxLayout;
        row->setSpacing(size::Unit);
        column->addLayout(row);
        row->addWidget(
            new IconLabel(severityIcon(problem.severity), size::IconSmall, severityInk(problem.severity), line), 0,
            Qt::AlignTop);
        auto *text = new Label(problem.text, TextSize::Caption, severityInk(problem.severity), line);
        text->setWordWrap(true);
        row->addWidget(text, 1);
        if (!problem.fix.isEmpty()) {
            auto *fix = new QPushButton(problem.fix, line);
            fix->setObjectName(QStringLiteral("fixProblem"));
            auto *below = new QHBoxLayout;
            below->addSpacing(size::IconSmall + size::Unit);
            below->addWidget(fix);
            below->addStretch(1);
            column->addLayout(below);
            connect(fix, &QPushButton::clicked, this, [this, problem] { Q_EMIT fixWanted(problem); });
        }
        m_problemLines->addWidget(line);
    }
}

void FlowPanel::enter()
{
    QWidget *first = m_editor ? static_cast<QWidget *>(m_editor) : m_settings;
    if (!first)
        return;
    for (QWidget *field : first->findChildren<QWidget *>()) {
        if (field->isVisible() && (field->focusPolicy() & Qt::TabFocus) && field->isEnabled())
            return field->setFocus(Qt::TabFocusReason);
    }
    m_title->setFocus(Qt::TabFocusReason);
}

void FlowPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        Q_EMIT left();
    else
        QWidget::keyPressEvent(event);
}

void FlowPanel::editTitle()
{
    m_title->setFocus(Qt::OtherFocusReason);
    m_title->selectAll();
}

} // namespace perennial
