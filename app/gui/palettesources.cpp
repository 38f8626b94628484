// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/palettesources.h"

#include "core/identity/personlookup.h"
#include "core/workspace/workspace.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

constexpr qsizetype ShortestSearch = 2;

PaletteEntry entryOf(const PersonRow &row, const std::function<void(ProfileId)> &show)
{
    const QString contact = row.email.isEmpty() ? row.phone : row.email;
    PaletteEntry entry;
    entry.title = row.name.isEmpty() ? contact : row.name;
    entry.detail = row.name.isEmpty() ? QString() : contact;
    entry.kind = tr("Person");
    entry.iconName = QStringLiteral("user");
    entry.run = [show, id = row.id] { show(id); };
    return entry;
}

} // namespace

PeopleSource::PeopleSource(Workspace &workspace, std::function<void(ProfileId)> show)
    : m_workspace(workspace)
    , m_show(std::move(show))
    , m_request(workspace.runner(), [this](const Result<Rows> &rows) {
        std::vector<PaletteEntry> entries;
        for (const PersonRow &row : rows.value_or(Rows{}))
            entries.push_back(entryOf(row, m_show));
        m_answer(std::move(entries));
    })
{
}

void PeopleSource::find(const QString &query, int limit, const Answer &answer)
{
    m_answer = answer;
    if (!m_workspace.isOpen() || query.trimmed().size() < ShortestSearch) {
        m_request.cancel();
        answer({});
        return;
    }
    m_request.ask(tr("Searching people"),
                  [path = m_workspace.path(), query, limit](const Progress &progress) -> Result<Rows> {
                      auto store = Store::openReader(path);
                      if (!store)
                          return failure(store.error());
                      store->database().interruptOn(progress.stopToken());
                      const auto ids = searchPeople(*store, query, limit);
                      return ids ? profileRows(*store, *ids) : Result<Rows>(failure(ids.error()));
                  });
}

SegmentSource::SegmentSource(Workspace &workspace, std::function<void(SegmentId)> show)
    : m_workspace(workspace)
    , m_show(std::move(show))
    , m_request(workspace.runner(), [this](const Result<Segments> &segments) { take(segments); })
{
}

void SegmentSource::find(const QString &query, int limit, const Answer &answer)
{
    m_answer = answer;
    m_query = query;
    m_limit = static_cast<size_t>(limit);
    if (!m_workspace.isOpen()) {
        answer({});
        return;
    }
    m_request.ask(tr("Searching segments"), [path = m_workspace.path()](const Progress &) -> Result<Segments> {
        auto store = Store::openReader(path);
        if (!store)
            return failure(store.error());
        return SegmentShelf(*store).list();
    });
}

void SegmentSource::take(const Result<Segments> &segments)
{
    std::vector<std::pair<int, const SavedSegment *>> found;
    const Segments all = segments.value_or(Segments{});
    for (const SavedSegment &segment : all) {
        if (const int score = matchScore(m_query, segment.name); score > 0 || m_query.trimmed().isEmpty())
            found.emplace_back(-score, &segment);
    }
    std::ranges::stable_sort(found, {}, &std::pair<int, const SavedSegment *>::first);
    std::vector<PaletteEntry> entries;
    for (size_t i = 0; i < std::min(found.size(), m_limit); ++i) {
        const SavedSegment &segment = *found[i].second;
        PaletteEntry entry;
        entry.title = segment.name;
        entry.kind = tr("Segment");
        entry.iconName = QStringLiteral("segments");
        entry.run = [show = m_show, id = segment.id] { show(id); };
        entries.push_back(std::move(entry));
    }
    m_answer(std::move(entries));
}

} // namespace perennial
