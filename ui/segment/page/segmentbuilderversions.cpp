// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/page/segmentbuilder.h"

#include "core/workspace/workspace.h"
#include "ui/segment/answer/answerpane.h"
#include "ui/segment/editing/segmenteditor.h"
#include "ui/segment/pickers/daypicker.h"
#include "ui/segment/versions/versionspane.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/style.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QToolButton>

// What is kept around a definition: its versions, the day it is to be reviewed, and copies of it elsewhere.

namespace perennial {

void SegmentBuilder::connectVersions()
{
    m_answer->addTab(tr("Versions"), m_versions);
    connect(m_review, &PillButton::popupEscaped, this, [this] {
        if (m_editor)
            showReview();
    });
    connect(m_versions, &VersionsPane::peopleChosen, this, &SegmentBuilder::peopleChosen);
    connect(m_versions, &VersionsPane::keepWanted, this, [this](const QString &note) {
        if (m_autosave)
            m_autosave->keepVersion(note);
    });
    connect(m_versions, &VersionsPane::restoreWanted, this, [this](const SegmentDoc &doc, int version) {
        if (!m_editor)
            return;
        SegmentDoc restored = doc;
        restored.name = m_editor->doc().name; // versions are of one segment, whatever it was called
        m_editor->apply(restored, tr("Restore v%1").arg(version));
    });
}

void SegmentBuilder::showVersions()
{
    m_versions->setSegment(m_editor->id());
    m_versions->refresh();
}

Picker *SegmentBuilder::makeReviewPicker()
{
    const QDate now = QDate::fromString(m_editor ? m_editor->doc().reviewBy : QString(), Qt::ISODate);
    auto *picker = new DayPicker(tr("Look at this segment again by:"), now);
    connect(picker, &DayPicker::chosen, this, [this](const QDate &day) {
        if (!m_editor)
            return;
        SegmentDoc doc = m_editor->doc();
        doc.reviewBy = day.isValid() ? day.toString(Qt::ISODate) : QString();
        m_editor->apply(doc, tr("Change review date"));
    });
    return picker;
}

void SegmentBuilder::showReview()
{
    const QDate day = QDate::fromString(m_editor->doc().reviewBy, Qt::ISODate);
    const bool overdue = day.isValid() && day < QDate::currentDate();
    m_review->setVisible(day.isValid());
    const QString words = QLocale().toString(day, QStringLiteral("d MMM yyyy"));
    m_review->setValue(overdue ? tr("review was due %1").arg(words) : tr("review by %1").arg(words));
    m_review->setProblem(overdue ? tr("The day has passed. Look at the segment, then set another.") : QString());
}

void SegmentBuilder::makeMenu()
{
    m_menu = makeTool("segmentMenu", "more", tr("More for this segment"));
    auto *menu = new QMenu(m_menu);
    const auto add = [&](const char *iconName, const QString &text, auto does) {
        connect(menu->addAction(icon(QLatin1String(iconName), Ink::Muted), text), &QAction::triggered, this,
                [this, does] {
                    if (m_editor)
                        does();
                });
    };
    add("list", tr("Freeze as a list"), [this] {
        m_autosave->keepVersion({}); // the list names it: it stays as it is
        Q_EMIT freezeWanted(m_editor->doc(), asOf());
    });
    add("calendar", tr("Set a review date"), [this] {
        m_review->show();
        m_review->openPopup();
    });
    add("sparkle", tr("Save as a template"), [this] { Q_EMIT templateWanted(m_editor->doc()); });
    add("export", tr("Create in Klaviyo …"), [this] { Q_EMIT draftWanted(m_editor->doc()); });
    add("duplicate", tr("Copy the definition"),
        [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_editor->doc().toJson())); });
    connect(m_menu, &QToolButton::clicked, menu,
            [this, menu] { menu->popup(m_menu->mapToGlobal(QPoint(0, m_menu->height()))); });
}

} // namespace perennial
