// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/versions/versionspane.h"

#include "core/segment/columns/profiletable.h"
#include "core/workspace/workspace.h"
#include "ui/segment/pickers/pickerpill.h"
#include "ui/segment/versions/diffview.h"
#include "ui/widgets/entrydelegate.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QListWidget>
#include <QPushButton>

namespace perennial {

namespace {

constexpr int MostRows = 5; // seen at once; more are scrolled to
constexpr int NumberRole = Qt::UserRole;

} // namespace

void VersionsPane::setSegment(SegmentId id)
{
    if (id == m_id)
        return;
    m_id = id;
    m_versions.clear();
    m_other = Now;
    m_comparison->hide();
    fillList();
    refresh();
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
    m_stale = true;
    if (isVisible())
        read();
}

void VersionsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        read();
    else
        compare();
}

void VersionsPane::read()
{
    m_stale = false;
    if (!m_id.isValid() || !m_workspace.isOpen())
        return m_reading.cancel();
    m_reading.ask(tr("Reading versions"), [path = m_workspace.path(), id = m_id](const Progress &) -> Result<Versions> {
        auto store = Store::openReader(path);
        if (!store)
            return failure(store.error());
        return SegmentShelf(*store).versions(id);
    });
}

void VersionsPane::take(Result<Versions> versions)
{
    if (!versions)
        return m_empty->setText(versions.error().message);
    m_versions = std::move(*versions);
    fillList();
    compare();
}

void VersionsPane::fillList()
{
    const int was = chosen();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const SegmentVersion &version : m_versions) {
        const QString at = format::dateTime(version.at, m_workspace.homeZone());
        auto *item = new QListWidgetItem(version.note.isEmpty() ? at : version.note, m_list);
        item->setData(NumberRole, version.version);
        item->setData(EntryIconRole, version.note.isEmpty() ? QStringLiteral("clock") : QStringLiteral("pin"));
        item->setData(EntryInkRole, static_cast<int>(Ink::Muted));
        item->setData(EntryDetailRole, version.note.isEmpty() ? QString() : at);
        item->setData(EntrySideRole, nameOf(version.version));
        item->setToolTip(version.note.isEmpty() ? at : version.note + u'\n' + at);
        if (version.version == was)
            m_list->setCurrentItem(item);
    }
    m_list->setFixedHeight(qMin(MostRows, m_list->count()) * EntryDelegate::EntryHeight + 2);
    m_list->setVisible(m_list->count() > 0);
    m_empty->setVisible(m_list->count() == 0);
    if (!m_list->currentItem())
        m_comparison->hide();
}

int VersionsPane::chosen() const
{
    return m_list->currentItem() ? m_list->currentItem()->data(NumberRole).toInt() : Now;
}

QString VersionsPane::nameOf(int version) const
{
    return version == Now ? tr("now") : tr("v%1").arg(version);
}

std::optional<SegmentDoc> VersionsPane::docOf(int version) const
{
    if (version == Now)
        return m_doc;
    const auto found = std::ranges::find(m_versions, version, &SegmentVersion::version);
    if (found == m_versions.end())
        return std::nullopt;
    auto doc = SegmentDoc::fromJson(found->document);
    return doc ? std::optional(std::move(*doc)) : std::nullopt;
}

void VersionsPane::choose(int version)
{
    m_other = Now;
    // The newest is most often what is there now: what came with it is the better question.
    const auto doc = docOf(version);
    if (m_versions.size() > 1 && version == m_versions.front().version && doc && doc->root == m_doc.root)
        m_other = m_versions[1].version;
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
