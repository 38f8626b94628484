// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/page/segmentspage.h"

#include "core/workspace/workspace.h"
#include "ui/segment/page/segmentlist.h"
#include "ui/segment/portfolio/tagbar.h"
#include "ui/segment/portfolio/tagpicker.h"
#include "ui/widgets/format.h"
#include "ui/widgets/popupframe.h"

#include <QUndoCommand>

// Tags of segments: put on and taken off in the list, one or several at once.

namespace perennial {

namespace {

constexpr int TaggingId = 1;

struct Nothing
{
};

} // namespace

// All that is done to the tags while the popup is open is one step.
class SegmentsPage::Tagging final : public QUndoCommand
{
public:
    Tagging(SegmentsPage &page, const QString &text, TagsBySegment before, TagsBySegment after, int sitting)
        : QUndoCommand(text)
        , m_page(page)
        , m_before(std::move(before))
        , m_after(std::move(after))
        , m_sitting(sitting)
    {
    }

    [[nodiscard]] int id() const override { return TaggingId; }
    void undo() override { m_page.setTags(m_before); }
    void redo() override { m_page.setTags(m_after); }

    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *next = static_cast<const Tagging *>(other);
        if (next->m_sitting != m_sitting)
            return false;
        m_after = next->m_after;
        setObsolete(m_after == m_before);
        return true;
    }

private:
    SegmentsPage &m_page;
    TagsBySegment m_before;
    TagsBySegment m_after;
    int m_sitting;
};

void SegmentsPage::editTags(const std::vector<SegmentId> &ids)
{
    std::vector<QStringList> tags;
    for (const SegmentId id : ids) {
        if (const SegmentLine *line = m_model->line(id))
            tags.push_back(line->tags);
    }
    if (tags.empty())
        return;
    const QString title = ids.size() == 1 ? tr("Tags of “%1”").arg(m_model->line(ids.front())->saved.name)
                                          : tr("Tags of %1 segments").arg(format::count(qint64(ids.size())));
    auto *anchor = new QWidget(m_list->viewport());
    anchor->setAttribute(Qt::WA_TransparentForMouseEvents);
    anchor->setGeometry(m_list->tagsRect());
    auto *picker = new TagPicker(title, std::move(tags), m_model->tagCounts());
    picker->setObjectName(QStringLiteral("tagPicker"));
    auto *popup = new PopupFrame(picker, anchor);
    popup->setAccessibleName(title);
    const int sitting = ++m_tagSittings;
    connect(picker, &TagPicker::added, this, [this, ids, sitting](const QString &tag) {
        changeTags(
            ids, [&](QStringList &own) { own.append(tag); }, sitting);
    });
    connect(picker, &TagPicker::removed, this, [this, ids, sitting](const QString &tag) {
        const auto isIt = [&](const QString &other) { return other.compare(tag, Qt::CaseInsensitive) == 0; };
        changeTags(
            ids, [&](QStringList &own) { own.removeIf(isIt); }, sitting);
    });
    connect(picker, &TagPicker::closeRequested, popup, &QWidget::hide);
    connect(popup, &PopupFrame::closed, this, [this, anchor] {
        anchor->deleteLater();
        m_list->setFocus(Qt::PopupFocusReason);
    });
    anchor->show();
    popup->open();
}

void SegmentsPage::changeTags(const std::vector<SegmentId> &ids, const std::function<void(QStringList &)> &change,
                              int sitting)
{
    TagsBySegment before, after;
    for (const SegmentId id : ids) {
        const SegmentLine *line = m_model->line(id);
        if (!line)
            continue;
        before[id] = line->tags;
        QStringList tags = line->tags;
        change(tags);
        after[id] = tidyTags(tags);
    }
    if (before == after)
        return;
    const QString text = before.size() == 1 ? tr("tag “%1”").arg(m_model->line(before.begin()->first)->saved.name)
                                            : tr("tag %1 segments").arg(format::count(qint64(before.size())));
    m_desk.steps().push(new Tagging(*this, text, before, after, sitting));
}

void SegmentsPage::setTags(const TagsBySegment &tags)
{
    for (const auto &[id, texts] : tags)
        m_model->setTags(id, texts);
    showTags();
    const JobSpec spec{.title = tr("Tagging segments"), .kind = JobKind::Writing, .quiet = true};
    m_workspace.write<Nothing>(
        spec,
        [tags](Store &store, const Progress &) { return SegmentTags(store).set(tags).map([] { return Nothing(); }); },
        this,
        [this](const Result<Nothing> &set) {
            if (set)
                return;
            report(set.error());
            readList();
        });
}

void SegmentsPage::showTags()
{
    m_tagBar->setTags(m_model->tagCounts());
    showSummary();
}

} // namespace perennial
