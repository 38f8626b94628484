// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/filecard.h"

#include "core/import/importformat.h"
#include "ui/import/importwords.h"
#include "ui/import/mappingeditor.h"
#include "ui/import/previewmodel.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace perennial {

namespace {

constexpr int MostNotes = 6;
constexpr int WidestColumn = 240;

// The same note of several columns is said once: "Not part of the format: kept as a property. (Notes, Risk, 4 more)".
QStringList notesByText(const ImportPreview &preview)
{
    std::vector<std::pair<QString, QStringList>> groups;
    for (const PreviewColumn &column : preview.columns) {
        if (column.note.isEmpty())
            continue;
        const auto same =
            std::find_if(groups.begin(), groups.end(), [&](const auto &group) { return group.first == column.note; });
        if (same == groups.end())
            groups.push_back({column.note, {column.mapping.column}});
        else
            same->second << column.mapping.column;
    }
    QStringList notes;
    for (const auto &[note, columns] : groups) {
        QStringList named = columns.mid(0, MostNotes);
        if (columns.size() > MostNotes)
            named << FileCard::tr("%1 more").arg(columns.size() - MostNotes);
        notes << FileCard::tr("%1 (%2)", "note (columns)").arg(note, named.join(QStringLiteral(", ")));
    }
    return notes;
}

QPushButton *makeToggle(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setCheckable(true);
    setLook(button, Look::Quiet);
    return button;
}

} // namespace

FileCard::FileCard(const QString &path, Workspace &workspace, QWidget *parent)
    : Card(parent)
    , m_path(path)
    , m_workspace(workspace)
    , m_mark(new IconLabel(QStringLiteral("clock"), size::Icon, Ink::Muted, this))
    , m_format(new ElidedLabel(tr("Looking into the file…"), TextSize::Body, Ink::Text, this))
    , m_detail(new ElidedLabel({}, TextSize::Caption, Ink::Muted, this))
    , m_why(new Label({}, TextSize::Body, Ink::Muted, this))
    , m_notes(new Label({}, TextSize::Body, Ink::Muted, this))
    , m_problem(new Banner(this))
    , m_rows(makeToggle(tr("First rows"), QStringLiteral("showRows"), this))
    , m_raw(makeToggle(tr("As in the file"), QStringLiteral("showRaw"), this))
    , m_mapping(makeToggle(tr("What the columns mean"), QStringLiteral("showMapping"), this))
    , m_table(new QTableView(this))
    , m_model(new PreviewModel(this))
    , m_preview(makePreview())
{
    setObjectName(QStringLiteral("fileCard"));
    setAccessibleName(importwords::fileName(path));
    m_why->setWordWrap(true);
    m_notes->setWordWrap(true);
    m_problem->setDismissable(false);
    m_why->hide();
    m_notes->hide();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(size::Gap);
    for (QAbstractButton *button : {m_rows, m_raw, m_mapping})
        buttons->addWidget(button);
    buttons->addStretch();
    body()->addWidget(makeHead());
    body()->addWidget(m_problem);
    body()->addWidget(m_why);
    body()->addWidget(m_notes);
    body()->addLayout(buttons);
    body()->addWidget(m_preview);
    buildButtons();
}

QString FileCard::problemText(const QString &message) const
{
    const QString name = importwords::fileName(m_path);
    return message.contains(name) ? tr("%1 It will not be imported.").arg(message)
                                  : tr("%1: %2 It will not be imported.").arg(name, message);
}

QWidget *FileCard::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    auto *name = new ElidedLabel(importwords::fileName(m_path), TextSize::Section, Ink::Text, head);
    name->setElideMode(Qt::ElideMiddle);
    words->addWidget(name);
    words->addWidget(m_detail);
    auto *remove = new QToolButton(head);
    remove->setObjectName(QStringLiteral("removeFile"));
    remove->setAutoRaise(true);
    remove->setIcon(icon(QStringLiteral("close"), Ink::Muted));
    remove->setToolTip(tr("Do not import this file"));
    remove->setAccessibleName(tr("Do not import %1").arg(importwords::fileName(m_path)));
    m_format->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addLayout(words, 3);
    row->addWidget(m_format, 2);
    row->addWidget(m_mark);
    row->addWidget(remove);
    connect(remove, &QToolButton::clicked, this, [this] { Q_EMIT removeRequested(m_path); });
    return head;
}

QWidget *FileCard::makePreview()
{
    m_table->setObjectName(QStringLiteral("previewTable"));
    m_table->setAccessibleName(tr("First rows of %1").arg(importwords::fileName(m_path)));
    m_table->setModel(m_model);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(size::CompactRow);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    return m_table;
}

void FileCard::buildButtons()
{
    m_rows->setChecked(false);
    m_preview->hide();
    for (QAbstractButton *button : {m_rows, m_raw, m_mapping})
        button->hide();
    connect(m_rows, &QAbstractButton::toggled, this, [this](bool on) {
        m_preview->setVisible(on);
        m_raw->setVisible(on);
    });
    connect(m_problem, &Banner::actionTriggered, this, [this] { Q_EMIT mappingEdited(m_path, m_shown.mapping); });
    connect(m_raw, &QAbstractButton::toggled, m_model, &PreviewModel::setRaw);
    connect(m_mapping, &QAbstractButton::toggled, this, [this](bool on) {
        if (on)
            openMapping();
        else if (m_editor)
            m_editor->hide();
    });
}

void FileCard::show(const DraftFile &file)
{
    if (file.problem) {
        m_mark->setIcon(QStringLiteral("danger"), Ink::Danger);
        m_format->setText(tr("Cannot be read"));
        m_problem->showMessage(BannerKind::Danger, problemText(file.problem->message));
        return;
    }
    if (!file.preview)
        return;
    const bool isFirst = m_shown.path.isEmpty();
    showPreview(*file.preview);
    const QString obstacle = file.obstacle();
    m_mark->setIcon(obstacle.isEmpty() ? QStringLiteral("check") : QStringLiteral("question"),
                    obstacle.isEmpty() ? Ink::Ok : Ink::Warn);
    if (obstacle.isEmpty() || file.mapping)
        m_problem->dismiss();
    else
        m_problem->showMessage(BannerKind::Warn, obstacle, file.isProposal() ? tr("Use this meaning") : QString());
    if (isFirst) {
        m_rows->setChecked(obstacle.isEmpty() || file.preview->needsMapping);
        m_mapping->setChecked(file.preview->needsMapping);
    }
}

void FileCard::showPreview(const ImportPreview &preview)
{
    const bool sameColumns = m_shown.columns.size() == preview.columns.size();
    m_shown = preview;
    m_format->setText(importwords::formatLine(preview));
    m_detail->setText(importwords::fileLine(preview));
    m_why->setText(preview.why);
    m_why->show();
    showNotes(preview);
    m_model->setPreview(preview);
    if (!sameColumns) {
        m_table->resizeColumnsToContents();
        for (int column = 0; column < m_model->columnCount(); ++column)
            m_table->setColumnWidth(column, std::min(m_table->columnWidth(column) + size::Unit, WidestColumn));
    }
    m_table->setFixedHeight(m_table->verticalHeader()->length() + m_table->horizontalHeader()->sizeHint().height() +
                            2 * size::Unit);
    m_rows->show();
    m_mapping->show();
    if (m_editor)
        m_editor->setPreview(preview);
}

void FileCard::showNotes(const ImportPreview &preview)
{
    const ImportFormat *format = findFormat(preview.formatId);
    QStringList notes = !format || format->supported ? preview.warnings : QStringList();
    if (!format || format->supported)
        notes << notesByText(preview);
    m_notes->setText(notes.join(u'\n'));
    m_notes->setVisible(!notes.isEmpty());
}

void FileCard::openMapping()
{
    if (!m_editor) {
        m_editor = new MappingEditor(m_workspace, this);
        body()->insertWidget(body()->indexOf(m_preview), m_editor);
        connect(m_editor, &MappingEditor::edited, this,
                [this](const FieldMapping &mapping) { Q_EMIT mappingEdited(m_path, mapping); });
        connect(m_editor, &MappingEditor::failed, this,
                [this](const QString &message) { m_problem->showMessage(BannerKind::Danger, message); });
        m_editor->setPreview(m_shown);
    }
    m_editor->show();
}

} // namespace perennial
