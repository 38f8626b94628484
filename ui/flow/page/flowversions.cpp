// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/flowversions.h"

#include "core/flow/document/flowwords.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/entrydelegate.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr qsizetype MostLines = 12; // of a difference that are shown

// The lines that only one of them has, as "+ …" and "− …".
QStringList differenceOf(const FlowDoc &before, const FlowDoc &after)
{
    const QStringList was = sentencesOf(before).split(u'\n'), is = sentencesOf(after).split(u'\n');
    QStringList lines;
    for (const QString &line : was) {
        if (!is.contains(line))
            lines.append(QStringLiteral("− ") + line.trimmed());
    }
    for (const QString &line : is) {
        if (!was.contains(line))
            lines.append(QStringLiteral("+ ") + line.trimmed());
    }
    return lines;
}

} // namespace

FlowVersions::FlowVersions(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_reading(workspace.runner(), [this](const Result<Versions> &versions) { take(versions); })
{
    build();
    connect(m_list, &QListWidget::currentRowChanged, this, &FlowVersions::compare);
    connect(m_restore, &QPushButton::clicked, this, [this] {
        const FlowVersion *version = chosen();
        auto reading = version ? readFlow(version->document) : Result<FlowReading>(FlowReading());
        if (version && reading)
            Q_EMIT restoreWanted(reading->flow, version->version);
    });
    connect(m_compare, &QPushButton::clicked, this, [this] {
        const FlowVersion *version = chosen();
        const auto reading = version ? readFlow(version->document) : Result<FlowReading>(FlowReading());
        if (version && reading)
            Q_EMIT compareWanted(reading->flow, version->version);
    });
}

void FlowVersions::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(size::Unit, size::Unit, size::Unit, size::Unit);
    column->setSpacing(size::Unit);
    m_note = new QLineEdit(this);
    m_note->setObjectName(QStringLiteral("versionNote"));
    m_note->setAccessibleName(tr("Note for this version"));
    m_note->setPlaceholderText(tr("What changed, and why"));
    auto *keep = new QPushButton(tr("Keep version"), this);
    keep->setObjectName(QStringLiteral("keepVersion"));
    keep->setToolTip(tr("Keeps this state with your note, whatever is edited next"));
    m_empty = new Label(tr("Versions appear here once this flow has been saved."), TextSize::Body, Ink::Muted, this);
    m_empty->setWordWrap(true);
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("versions"));
    m_list->setAccessibleName(tr("Versions"));
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->viewport()->setAutoFillBackground(false);
    m_difference = new Label({}, TextSize::Caption, Ink::Muted, this);
    m_difference->setObjectName(QStringLiteral("versionDifference"));
    m_difference->setWordWrap(true);
    m_restore = new QPushButton(icon(QStringLiteral("undo"), Ink::Text), tr("Restore"), this);
    m_restore->setObjectName(QStringLiteral("restoreVersion"));
    column->addWidget(m_note);
    column->addWidget(keep, 0, Qt::AlignLeading);
    column->addWidget(m_empty);
    column->addWidget(m_list, 1);
    column->addWidget(m_difference);
    m_compare = new QPushButton(icon(QStringLiteral("play"), Ink::Text), tr("Compare the numbers"), this);
    m_compare->setObjectName(QStringLiteral("compareVersion"));
    m_compare->setToolTip(tr("Replays both, and shows on the canvas how many more or fewer go which way now"));
    column->addWidget(m_restore, 0, Qt::AlignLeading);
    column->addWidget(m_compare, 0, Qt::AlignLeading);
    const auto tell = [this] {
        Q_EMIT keepWanted(m_note->text().trimmed());
        m_note->clear();
    };
    connect(keep, &QPushButton::clicked, this, tell);
    connect(m_note, &QLineEdit::returnPressed, this, tell);
}

void FlowVersions::setFlow(FlowId id)
{
    if (m_id == id)
        return;
    m_id = id;
    m_versions.clear();
    fillList();
    refresh();
}

void FlowVersions::setDoc(const FlowDoc &doc)
{
    m_doc = doc;
    if (isVisible())
        compare();
}

void FlowVersions::refresh()
{
    m_stale = true;
    if (isVisible())
        read();
}

void FlowVersions::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        read();
    compare();
}

void FlowVersions::read()
{
    m_stale = false;
    if (!m_id.isValid() || !m_workspace.isOpen())
        return m_reading.cancel();
    m_reading.ask(tr("Reading versions"), [path = m_workspace.path(), id = m_id](const Progress &) -> Result<Versions> {
        auto store = Store::openReader(path);
        if (!store)
            return failure(store.error());
        return FlowShelf(*store).versions(id);
    });
}

void FlowVersions::take(const Result<Versions> &versions)
{
    if (!versions)
        return m_empty->setText(versions.error().message);
    m_versions = *versions;
    fillList();
}

void FlowVersions::fillList()
{
    const FlowVersion *was = chosen();
    const int number = was ? was->version : 0;
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const FlowVersion &version : m_versions) {
            const QString at = format::dateTime(version.at, m_workspace.homeZone());
            auto *item = new QListWidgetItem(version.note.isEmpty() ? at : version.note, m_list);
            item->setData(EntryIconRole, version.note.isEmpty() ? QStringLiteral("clock") : QStringLiteral("pin"));
            item->setData(EntryInkRole, static_cast<int>(Ink::Muted));
            item->setData(EntryDetailRole, version.note.isEmpty() ? QString() : at);
            item->setData(EntrySideRole, tr("v%1").arg(version.version));
            if (version.version == number)
                m_list->setCurrentItem(item);
        }
    }
    m_list->setVisible(m_list->count() > 0);
    m_empty->setVisible(m_list->count() == 0);
    compare();
}

const FlowVersion *FlowVersions::chosen() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < static_cast<int>(m_versions.size()) ? &m_versions[static_cast<size_t>(row)] : nullptr;
}

void FlowVersions::compare()
{
    const FlowVersion *version = chosen();
    m_difference->setVisible(version);
    m_restore->setVisible(version);
    m_compare->setVisible(version);
    if (!version)
        return;
    const auto reading = readFlow(version->document);
    m_restore->setText(tr("Restore v%1").arg(version->version));
    if (!reading) {
        m_restore->setEnabled(false);
        m_compare->setEnabled(false);
        return m_difference->setText(reading.error().message);
    }
    FlowDoc before = reading->flow;
    before.name = m_doc.name;
    m_restore->setEnabled(before != m_doc);
    m_compare->setEnabled(before != m_doc);
    QStringList lines = differenceOf(before, m_doc);
    const qsizetype more = lines.size() - MostLines;
    if (more > 0) {
        lines = lines.first(MostLines);
        lines.append(tr("… and %1 more").arg(more));
    }
    m_difference->setText(lines.isEmpty()
                              ? (before == m_doc ? tr("As it is now.") : tr("Only places and numbers differ."))
                              : tr("Since then:") + u'\n' + lines.join(u'\n'));
}

} // namespace perennial
