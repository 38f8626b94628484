// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/flowversions.h"

#include "core/flow/document/flowwords.h"
#include "ui/documents/versionlist.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"

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
    , m_list(new VersionList(workspace, VersionList::Room::Narrow,
                             tr("Versions appear here once this flow has been saved."), this))
{
    build();
    connect(m_list, &VersionList::keepWanted, this, &FlowVersions::keepWanted);
    connect(m_list, &VersionList::versionChosen, this, &FlowVersions::compare);
    connect(m_list, &VersionList::filled, this, &FlowVersions::compare);
    const auto tell = [this](auto signal) {
        const FlowVersion *version = m_list->chosen();
        const auto reading = version ? readFlow(version->document) : Result<FlowReading>(FlowReading());
        if (version && reading)
            Q_EMIT(this->*signal)(reading->flow, version->version);
    };
    connect(m_restore, &QPushButton::clicked, this, [tell] { tell(&FlowVersions::restoreWanted); });
    connect(m_compare, &QPushButton::clicked, this, [tell] { tell(&FlowVersions::compareWanted); });
}

void FlowVersions::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(size::Unit, size::Unit, size::Unit, size::Unit);
    column->setSpacing(size::Unit);
    m_difference = new Label({}, TextSize::Caption, Ink::Muted, this);
    m_difference->setObjectName(QStringLiteral("versionDifference"));
    m_difference->setWordWrap(true);
    m_restore = new QPushButton(icon(QStringLiteral("undo"), Ink::Text), tr("Restore"), this);
    m_restore->setObjectName(QStringLiteral("restoreVersion"));
    m_compare = new QPushButton(icon(QStringLiteral("play"), Ink::Text), tr("Compare the numbers"), this);
    m_compare->setObjectName(QStringLiteral("compareVersion"));
    m_compare->setToolTip(tr("Replays both, and shows on the canvas how many more or fewer go which way now"));
    column->addWidget(m_list, 1);
    column->addWidget(m_difference);
    column->addWidget(m_restore, 0, Qt::AlignLeading);
    column->addWidget(m_compare, 0, Qt::AlignLeading);
}

void FlowVersions::setFlow(FlowId id)
{
    if (std::exchange(m_id, id) != id)
        m_list->setDocument(versionsOf(id));
}

void FlowVersions::setDoc(const FlowDoc &doc)
{
    m_doc = doc;
    if (isVisible())
        compare();
}

void FlowVersions::refresh()
{
    m_list->refresh();
}

void FlowVersions::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    compare();
}

void FlowVersions::compare()
{
    const FlowVersion *version = m_list->chosen();
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
