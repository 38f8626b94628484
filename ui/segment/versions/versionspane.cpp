// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/versions/versionspane.h"

#include "core/segment/columns/profiletable.h"
#include "core/workspace/workspace.h"
#include "ui/documents/versionlist.h"
#include "ui/segment/pickers/pickerpill.h"
#include "ui/segment/versions/diffview.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QPushButton>

namespace perennial {

void VersionsPane::setSegment(SegmentId id)
{
    if (std::exchange(m_id, id) == id)
        return;
    m_other = Now;
    m_list->setDocument(versionsOf(id));
}

void VersionsPane::setDoc(const SegmentDoc &doc, Instant asOf)
{
    if (m_doc == doc && m_asOf == asOf)
        return;
    m_doc = doc;
    m_asOf = asOf;
    if (isVisible())
        compare();
}

void VersionsPane::refresh()
{
    m_list->refresh();
}

void VersionsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    compare();
}

int VersionsPane::chosen() const
{
    const SegmentVersion *version = m_list->chosen();
    return version ? version->version : Now;
}

QString VersionsPane::nameOf(int version) const
{
    return version == Now ? tr("now") : tr("v%1").arg(version);
}

std::optional<SegmentDoc> VersionsPane::docOf(int version) const
{
    if (version == Now)
        return m_doc;
    const auto found = std::ranges::find(m_list->versions(), version, &SegmentVersion::version);
    if (found == m_list->versions().end())
        return std::nullopt;
    auto doc = SegmentDoc::fromJson(found->document);
    return doc ? std::optional(std::move(*doc)) : std::nullopt;
}

void VersionsPane::choose(int version)
{
    m_other = Now;
    // The newest is most often what is there now: what came with it is the better question.
    const auto doc = docOf(version);
    const auto &versions = m_list->versions();
    if (versions.size() > 1 && version == versions.front().version && doc && doc->root == m_doc.root)
        m_other = versions[1].version;
    compare();
}

void VersionsPane::compare()
{
    const int version = chosen();
    if (version == Now)
        return m_comparison->hide();
    const auto before = docOf(version), after = docOf(m_other);
    m_comparison->show();
    m_title->setText(tr("From %1 to", "From v5 to [now]").arg(nameOf(version)));
    m_otherPill->setValue(nameOf(m_other));
    m_restore->setText(tr("Restore %1").arg(nameOf(version)));
    m_restore->setEnabled(before && before->root != m_doc.root);
    m_diff->setVisible(before && after);
    if (before && after) {
        m_diff->show(*before, *after);
        askEffect(*before, *after);
    } else {
        m_counting.cancel();
        m_sizes->setText(tr("A newer Perennial wrote this version. It is kept as it is."));
        m_entered->hide();
        m_left->hide();
    }
}

void VersionsPane::askEffect(const SegmentDoc &before, const SegmentDoc &after)
{
    const auto table = m_workspace.table();
    if (!table)
        return;
    m_counting.ask(tr("Counting people"), [before, after, table, asOf = m_asOf](const Progress &progress) {
        return effectOf(before, after, table, asOf, progress);
    });
}

void VersionsPane::showEffect(const Result<VersionEffect> &effect)
{
    m_entered->setVisible(effect.has_value());
    m_left->setVisible(effect.has_value());
    if (!effect)
        return m_sizes->setText(effect.error().message);
    m_effect = *effect;
    const auto entered = static_cast<qint64>(m_effect.entered.size()), left = static_cast<qint64>(m_effect.left.size());
    m_entered->setText(tr("+%1", "people who come in").arg(format::count(entered)));
    m_left->setText(tr("−%1", "people who go out").arg(format::count(left)));
    m_entered->setAccessibleName(tr("%1 people come in").arg(format::count(entered)));
    m_left->setAccessibleName(tr("%1 people go out").arg(format::count(left)));
    m_entered->setToolTip(m_entered->accessibleName());
    m_left->setToolTip(m_left->accessibleName());
    m_entered->setEnabled(entered > 0);
    m_left->setEnabled(left > 0);
    m_sizes->setText(tr("%1 people with %2, %3 with %4, as of the day shown above")
                         .arg(format::count(m_effect.membersBefore), nameOf(chosen()),
                              format::count(m_effect.membersAfter), nameOf(m_other)));
}

} // namespace perennial
