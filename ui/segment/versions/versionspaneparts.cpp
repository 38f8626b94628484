// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/versions/versionspane.h"

#include "core/workspace/workspace.h"
#include "ui/documents/versionlist.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/versions/diffview.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int MostRows = 5; // of versions seen at once

}

VersionsPane::VersionsPane(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_counting(workspace.runner(), [this](const Result<VersionEffect> &effect) { showEffect(effect); })
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Unit);
    buildList();
    buildComparison();
    column->addStretch(1);
}

void VersionsPane::buildList()
{
    m_list = new VersionList(m_workspace, VersionList::Room::Wide,
                             tr("Versions appear here once this segment has been saved."), this);
    m_list->setMostRows(MostRows);
    layout()->addWidget(m_list);
    connect(m_list, &VersionList::keepWanted, this, &VersionsPane::keepWanted);
    connect(m_list, &VersionList::versionChosen, this, [this] { choose(chosen()); });
    connect(m_list, &VersionList::filled, this, &VersionsPane::compare);
}

void VersionsPane::buildComparison()
{
    m_comparison = new QWidget(this);
    auto *column = new QVBoxLayout(m_comparison);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Unit);
    auto *head = new QHBoxLayout;
    head->setSpacing(size::Gap);
    m_title = new Label({}, TextSize::Body, Ink::Text, m_comparison);
    m_title->setObjectName(QStringLiteral("versionTitle"));
    m_otherPill = new PickerPill(
        tr("Compared with"), [this] { return makeOtherPicker(); }, m_comparison);
    m_otherPill->setObjectName(QStringLiteral("comparedWith"));
    head->addWidget(m_title);
    head->addWidget(m_otherPill);
    head->addStretch(1);
    column->addLayout(head);
    auto *people = new QHBoxLayout;
    people->setSpacing(size::Unit);
    for (QPushButton **button : {&m_entered, &m_left}) {
        *button = new QPushButton(m_comparison);
        setLook(*button, Look::Quiet);
        people->addWidget(*button);
        (*button)->hide(); // until it is known how many
    }
    m_entered->setObjectName(QStringLiteral("versionEntered"));
    m_left->setObjectName(QStringLiteral("versionLeft"));
    people->addStretch(1);
    column->addLayout(people);
    m_sizes = new Label({}, TextSize::Caption, Ink::Muted, m_comparison);
    m_sizes->setObjectName(QStringLiteral("versionSizes"));
    m_sizes->setWordWrap(true);
    column->addWidget(m_sizes);
    column->addWidget(m_diff = new DiffView(m_comparison));
    m_restore = new QPushButton(icon(QStringLiteral("undo"), Ink::Text), {}, m_comparison);
    m_restore->setObjectName(QStringLiteral("restoreVersion"));
    column->addWidget(m_restore, 0, Qt::AlignLeading);
    layout()->addWidget(m_comparison);
    m_comparison->hide();
    connect(m_entered, &QPushButton::clicked, this, [this] {
        Q_EMIT peopleChosen(tr("In with %1, not with %2").arg(nameOf(m_other), nameOf(chosen())), m_effect.entered);
    });
    connect(m_left, &QPushButton::clicked, this, [this] {
        Q_EMIT peopleChosen(tr("In with %1, not with %2").arg(nameOf(chosen()), nameOf(m_other)), m_effect.left);
    });
    connect(m_restore, &QPushButton::clicked, this, [this] {
        if (const auto doc = docOf(chosen()))
            Q_EMIT restoreWanted(*doc, chosen());
    });
}

Picker *VersionsPane::makeOtherPicker()
{
    std::vector<std::pair<int, QString>> choices{{Now, nameOf(Now)}};
    for (const SegmentVersion &version : m_list->versions()) {
        if (version.version != chosen())
            choices.emplace_back(version.version, nameOf(version.version));
    }
    return new ChoicePicker(tr("Compared with"), choices, m_other, [this](int version) {
        m_other = version;
        compare();
    });
}

} // namespace perennial
