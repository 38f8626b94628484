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

template <class Id>
SavedSource<Id>::SavedSource(Workspace &workspace, Words words, std::function<void(Id)> show)
    : m_workspace(workspace)
    , m_words(std::move(words))
    , m_show(std::move(show))
    , m_request(workspace.runner(), [this](const Result<Saved> &saved) { take(saved); })
{
}

template <class Id>
void SavedSource<Id>::find(const QString &query, int limit, const Answer &answer)
{
    m_answer = answer;
    m_query = query;
    m_limit = static_cast<size_t>(limit);
    if (!m_workspace.isOpen()) {
        answer({});
        return;
    }
    m_request.ask(m_words.searching, [path = m_workspace.path()](const Progress &) -> Result<Saved> {
        auto store = Store::openReader(path);
        if (!store)
            return failure(store.error());
        return DocumentShelf<Id>(*store).list();
    });
}

template <class Id>
void SavedSource<Id>::take(const Result<Saved> &saved)
{
    std::vector<std::pair<int, const SavedDocument<Id> *>> found;
    const Saved all = saved.value_or(Saved{});
    for (const SavedDocument<Id> &document : all) {
        if (const int score = matchScore(m_query, document.name); score > 0 || m_query.trimmed().isEmpty())
            found.emplace_back(-score, &document);
    }
    std::ranges::stable_sort(found, {}, &std::pair<int, const SavedDocument<Id> *>::first);
    std::vector<PaletteEntry> entries;
    for (size_t i = 0; i < std::min(found.size(), m_limit); ++i) {
        const SavedDocument<Id> &document = *found[i].second;
        PaletteEntry entry;
        entry.title = document.name;
        entry.kind = m_words.kind;
        entry.iconName = m_words.iconName;
        entry.run = [show = m_show, id = document.id] { show(id); };
        entries.push_back(std::move(entry));
    }
    m_answer(std::move(entries));
}

std::unique_ptr<CommandProvider> makeSegmentSource(Workspace &workspace, std::function<void(SegmentId)> show)
{
    return std::make_unique<SavedSource<SegmentId>>(
        workspace, SavedSource<SegmentId>::Words{tr("Segment"), QStringLiteral("segments"), tr("Searching segments")},
        std::move(show));
}

std::unique_ptr<CommandProvider> makeFlowSource(Workspace &workspace, std::function<void(FlowId)> show)
{
    return std::make_unique<SavedSource<FlowId>>(
        workspace, SavedSource<FlowId>::Words{tr("Flow"), QStringLiteral("flows"), tr("Searching flows")},
        std::move(show));
}

} // namespace perennial
