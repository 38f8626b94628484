// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/page/segmentspage.h"

#include "core/segment/document/sentence.h"
#include "core/segment/saved/segmentsaving.h"
#include "core/store/listshelf.h"
#include "core/workspace/workspace.h"
#include "ui/segment/page/segmentbuilder.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/format.h"
#include "ui/widgets/pageheader.h"

#include <QStackedWidget>
#include <QUndoCommand>

#include <algorithm>

// What the page does with the shelf: reads the list, counts it, renames, duplicates, deletes.

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
    } else {
        line.problem = doc.error().message;
    }
    return line;
}

} // namespace

class SegmentsPage::Deletion final : public QUndoCommand
{
public:
    Deletion(SegmentsPage &page, SegmentId segment, const QString &name)
        : QUndoCommand(tr("delete “%1”").arg(name))
        , m_page(page)
        , m_segment(segment)
        , m_name(name)
    {
    }

    [[nodiscard]] SegmentId segment() const { return m_segment; }
    void undo() override { m_page.restore(m_segment, m_name); }
    void redo() override { m_page.removeNow(m_segment, m_name); }

private:
    SegmentsPage &m_page;
    SegmentId m_segment;
    QString m_name;
};

void SegmentsPage::readList()
{
    if (!m_workspace.isOpen())
        return;
    m_reading.ask(tr("Reading segments"), [path = m_workspace.path()](const Progress &) -> Result<Lines> {
        auto store = Store::openReader(path);
        if (!store)
            return failure(store.error());
        const auto saved = SegmentShelf(*store).list();
        if (!saved)
            return failure(saved.error());
        Lines lines;
        for (const SavedSegment &segment : *saved)
            lines.push_back(lineOf(segment));
        return lines;
    });
}

void SegmentsPage::takeList(Lines lines)
{
    for (SegmentLine &line : lines) {
        line.sentence = line.doc ? sentenceOf(*line.doc) : line.problem;
        if (const SegmentLine *before = m_model->line(line.saved.id)) {
            line.members = before->members;
            line.people = before->people;
        }
    }
    m_model->setLines(std::move(lines));
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
        return;
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
                tallies.push_back({.id = id, .members = figures->members, .people = figures->people, .problem = {}});
            else if (figures.error().kind == ErrorKind::Stopped)
                return failure(figures.error());
            else
                tallies.push_back({.id = id, .members = {}, .people = 0, .problem = figures.error().message});
        }
        return tallies;
    });
}

void SegmentsPage::takeCounts(const Tallies &tallies)
{
    for (const Tally &tally : tallies)
        m_model->setCount(tally.id, tally.members, tally.people, tally.problem);
}

QString SegmentsPage::freeName(const QString &wanted) const
{
    const auto isTaken = [this](const QString &name) {
        const auto hasName = [&](const QString &other) { return other.compare(name, Qt::CaseInsensitive) == 0; };
        const auto &lines = m_model->lines();
        return std::any_of(lines.begin(), lines.end(), [&](const SegmentLine &l) { return hasName(l.saved.name); }) ||
               std::any_of(m_sessions.begin(), m_sessions.end(),
                           [&](const auto &s) { return hasName(s->editor.doc().name); });
    };
    QString name = wanted;
    for (int number = 2; isTaken(name); ++number)
        name = tr("%1 %2", "name and number").arg(wanted).arg(number);
    return name;
}

void SegmentsPage::change(const QString &title, std::function<Result<void>(SegmentShelf &)> change,
                          std::function<void()> done)
{
    struct Nothing
    {
    };
    const JobSpec spec{.title = title, .kind = JobKind::Writing, .quiet = true};
    m_workspace.write<Nothing>(
        spec,
        [change = std::move(change)](Store &store, const Progress &) -> Result<Nothing> {
            SegmentShelf shelf(store);
            const auto changed = change(shelf);
            return changed ? Result<Nothing>(Nothing{}) : Result<Nothing>(failure(changed.error()));
        },
        this,
        [this, done = std::move(done)](const Result<Nothing> &changed) {
            m_workspace.noteSegmentsChanged();
            if (!changed)
                report(changed.error());
            else if (done)
                done();
        });
}

void SegmentsPage::rename(SegmentId id, const QString &name)
{
    if (Session *session = sessionOf(id)) {
        SegmentDoc doc = session->editor.doc();
        doc.name = name;
        session->editor.apply(doc, tr("Rename"));
        return session->autosave.flush();
    }
    change(tr("Renaming a segment"), [id, name](SegmentShelf &shelf) -> Result<void> {
        const auto saved = shelf.get(id);
        if (!saved)
            return failure(saved.error());
        auto doc = SegmentDoc::fromJson(saved->document);
        if (doc)
            doc->name = name;
        const auto renamed =
            doc ? saveSegment(shelf, id, *doc, Instant::now()) : shelf.save(id, name, saved->document, Instant::now());
        return renamed ? Result<void>() : Result<void>(failure(renamed.error()));
    });
}

void SegmentsPage::duplicate(SegmentId id)
{
    flush();
    change(tr("Duplicating a segment"), [id](SegmentShelf &shelf) -> Result<void> {
        const auto saved = shelf.get(id);
        if (!saved)
            return failure(saved.error());
        const auto name = shelf.freeName(saved->name);
        if (!name)
            return failure(name.error());
        auto doc = SegmentDoc::fromJson(saved->document);
        if (doc)
            doc->name = *name;
        const auto copied =
            doc ? saveSegment(shelf, *doc, Instant::now()) : shelf.save(*name, saved->document, Instant::now());
        return copied ? Result<void>() : Result<void>(failure(copied.error()));
    });
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

void SegmentsPage::remove(SegmentId id)
{
    const SegmentLine *line = m_model->line(id);
    if (!line)
        return;
    m_deletions.push(new Deletion(*this, id, line->saved.name));
}

void SegmentsPage::removeNow(SegmentId id, const QString &name)
{
    dropSession(id);
    m_model->remove(id);
    const Instant now = Instant::now();
    change(
        tr("Deleting a segment"), [id, now](SegmentShelf &shelf) { return shelf.remove(id, now); },
        [this, id, name] { Q_EMIT done(tr("Deleted “%1”").arg(name), [this, id] { takeBack(id); }); });
}

void SegmentsPage::restore(SegmentId id, const QString &name)
{
    change(
        tr("Restoring a segment"), [id](SegmentShelf &shelf) { return shelf.restore(id); },
        [this, name] { Q_EMIT done(tr("Restored “%1”").arg(name), {}); });
}

// What the toast offers; meanwhile the menu may have done it.
void SegmentsPage::takeBack(SegmentId id)
{
    const QUndoCommand *last = m_deletions.index() > 0 ? m_deletions.command(m_deletions.index() - 1) : nullptr;
    if (last && static_cast<const Deletion *>(last)->segment() == id)
        m_deletions.undo();
}

void SegmentsPage::dropSession(SegmentId id)
{
    std::erase_if(m_sessions, [id](const auto &session) { return session->editor.id() == id; });
}

void SegmentsPage::report(const Error &error)
{
    if (error.kind != ErrorKind::Stopped)
        banner()->showMessage(BannerKind::Danger, error.message);
}

} // namespace perennial
