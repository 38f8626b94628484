// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/page/segmentspage.h"

#include "core/connect/outbox/sourceusers.h"
#include "core/flow/saved/flowsnaming.h"
#include "core/segment/document/sentence.h"
#include "core/segment/health/segmentusers.h"
#include "core/store/listshelf.h"
#include "core/store/shelfnames.h"
#include "core/workspace/workspace.h"
#include "ui/segment/figures/sizefeed.h"
#include "ui/segment/page/segmentbuilder.h"
#include "ui/segment/page/segmentlist.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/format.h"
#include "ui/widgets/pageheader.h"

#include <QStackedWidget>

// What the page does with the shelf: reads the list, counts it, freezes, deletes.

namespace perennial {

namespace {

// The version that holds this definition. Asked by the job that freezes it: saving goes before it in the queue.
Result<std::optional<ListOrigin>> originOf(Store &store, const SegmentDoc &doc, Instant asOf)
{
    const auto saved = SegmentShelf(store).find(doc.name);
    if (!saved)
        return failure(saved.error());
    const auto kept = *saved ? SegmentDoc::fromJson((*saved)->document) : Result<SegmentDoc>(SegmentDoc());
    if (!*saved || !kept || kept->root != doc.root)
        return std::nullopt;
    return ListOrigin{
        .segment = (*saved)->id, .version = (*saved)->version, .asOf = asOf, .document = (*saved)->document};
}

SegmentLine lineOf(const SavedSegment &saved)
{
    SegmentLine line;
    line.saved = saved;
    auto doc = SegmentDoc::fromJson(saved.document);
    if (doc) {
        line.doc = std::move(*doc);
        line.doc->name = saved.name;
        line.sentence = sentenceOf(*line.doc);
    } else {
        line.tally.problem = line.sentence = doc.error().message;
    }
    return line;
}

// With what the store knows of them beside their documents.
Result<std::vector<SegmentLine>> readLines(Store &store)
{
    const auto saved = SegmentShelf(store).list();
    const auto tags = saved ? SegmentTags(store).all() : failure(saved.error());
    const auto uses = tags ? lastUses(store) : failure(tags.error());
    SegmentUsers users;
    const auto stages = uses ? users.addStagesOf(store) : failure(uses.error());
    const auto flows = stages ? addFlowsTo(users, store) : stages;
    const auto added = flows ? addDestinationsTo(users, store) : flows;
    if (!added)
        return failure(added.error());
    std::vector<SegmentLine> lines;
    for (const SavedSegment &segment : *saved) {
        lines.push_back(lineOf(segment));
        if (lines.back().doc)
            users.add(segment.name, *lines.back().doc);
    }
    for (SegmentLine &line : lines) {
        if (const auto own = tags->find(line.saved.id); own != tags->end())
            line.tags = own->second;
        if (const auto use = uses->find(line.saved.id); use != uses->end())
            line.use = use->second;
        line.users = users.of(line.saved.name);
    }
    return lines;
}

} // namespace

void SegmentsPage::readList()
{
    if (!m_workspace.isOpen())
        return;
    m_reading.ask(tr("Reading segments"), [path = m_workspace.path()](const Progress &) -> Result<Lines> {
        auto store = Store::openReader(path);
        if (!store)
            return failure(store.error());
        return readLines(*store);
    });
}

void SegmentsPage::takeList(Lines lines)
{
    std::erase_if(lines, [this](const SegmentLine &line) { return m_desk.isLeaving(line.saved.id); });
    // What was counted before stays until it is counted anew.
    for (SegmentLine &line : lines) {
        const SegmentLine *before = m_model->line(line.saved.id);
        if (before && line.doc)
            line.tally = before->tally;
        line.history = m_sizes->of(line.saved.id);
    }
    const auto selected = m_list->selected();
    const SegmentId current = m_list->current();
    m_model->setLines(std::move(lines));
    m_list->setSelected(selected, current);
    showTags();
    showHealths();
    if (isListShown() && tab() == Tab::Segments)
        m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 0 : 1);
    if (const SegmentId wanted = std::exchange(m_wanted, {}); m_model->line(wanted))
        openSegment(wanted);
    countAll();
}

void SegmentsPage::countAll()
{
    if (!m_oracle->isReady() || !isListShown() || tab() != Tab::Segments)
        return lookAround();
    std::vector<std::pair<SegmentId, SegmentOracle::Work>> works;
    for (const SegmentLine &line : m_model->lines()) {
        if (line.doc)
            works.emplace_back(
                line.saved.id,
                m_oracle->prepare(
                    {.doc = *line.doc, .asOf = Instant::now(), .detail = FigureDetail::Counts, .memory = {}}));
    }
    m_counting.ask(tr("Counting segments"), [works = std::move(works)](const Progress &progress) -> Result<Tallies> {
        Tallies tallies;
        for (const auto &[id, work] : works) {
            const auto figures = work(progress);
            if (figures)
                tallies[id] = {.members = figures->members, .people = figures->people, .problem = {}};
            else if (figures.error().kind == ErrorKind::Stopped)
                return failure(figures.error());
            else
                tallies[id] = {.members = {}, .people = 0, .problem = figures.error().message};
        }
        return tallies;
    });
    lookAround();
}

void SegmentsPage::takeCounts(const Tallies &tallies)
{
    m_model->setCounts(tallies);
    wantSizes();
}

QString SegmentsPage::freeName(const QString &wanted) const
{
    return firstFreeName(wanted, m_model->names() + m_desk.names());
}

void SegmentsPage::freeze(const SegmentDoc &doc, Instant asOf)
{
    const auto work = m_oracle->prepare({.doc = doc, .asOf = asOf, .detail = FigureDetail::Members, .memory = {}});
    const QString wanted = tr("%1, %2", "a segment, a day").arg(doc.name, format::date(asOf, m_workspace.homeZone()));
    const JobSpec spec{.title = tr("Freezing a segment"), .kind = JobKind::Writing};
    m_workspace.write<SavedList>(
        spec,
        [work, wanted, doc, asOf](Store &store, const Progress &progress) -> Result<SavedList> {
            const auto figures = work(progress);
            if (!figures)
                return failure(figures.error());
            ListShelf shelf(store);
            const auto name = shelf.freeName(wanted);
            if (!name)
                return failure(name.error());
            const auto origin = originOf(store, doc, asOf);
            if (!origin)
                return failure(origin.error());
            return shelf.create(*name, {}, figures->memberIds, Instant::now(), *origin);
        },
        this,
        [this](const Result<SavedList> &list) {
            if (!list)
                return report(list.error());
            m_workspace.noteSegmentsChanged();
            Q_EMIT done(tr("Frozen as the list “%1” with %2 people").arg(list->name, format::count(list->members)),
                        [this, id = list->id] { dropList(id); });
        });
}

void SegmentsPage::dropList(ListId id)
{
    struct Nothing
    {
    };
    const JobSpec spec{.title = tr("Deleting a list"), .kind = JobKind::Writing, .quiet = true};
    m_workspace.write<Nothing>(
        spec,
        [id](Store &store, const Progress &) { return ListShelf(store).remove(id).map([] { return Nothing(); }); },
        this,
        [this](const Result<Nothing> &dropped) {
            m_workspace.noteSegmentsChanged();
            if (!dropped)
                report(dropped.error());
        });
}

void SegmentsPage::remove(const std::vector<SegmentId> &ids)
{
    SegmentDesk::Names segments;
    for (const SegmentId id : ids) {
        if (const SegmentLine *line = m_model->line(id))
            segments[id] = line->saved.name;
    }
    m_desk.remove(segments);
}

void SegmentsPage::takeOff(const SegmentDesk::Names &segments)
{
    for (const auto &[id, name] : segments)
        m_model->remove(id);
    showTags();
}

void SegmentsPage::report(const Error &error)
{
    if (error.kind != ErrorKind::Stopped)
        banner()->showMessage(BannerKind::Danger, error.message);
}

} // namespace perennial
