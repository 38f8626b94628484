// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/leafmemory.h"

#include <algorithm>
#include <atomic>

namespace perennial {

namespace {

constexpr size_t MostBytes = size_t(32) << 20;
constexpr size_t LeastEntries = 8;
constexpr size_t MostEntries = 64;

} // namespace

// Lets go of the leaf it asks, and of the tables that one made for itself, once it knows about everybody.
class RememberedLeaf final : public Leaf
{
public:
    RememberedLeaf(std::shared_ptr<const Leaf> leaf, quint32 people)
        : m_leaf(std::move(leaf))
        , m_yes(people)
        , m_unknown(people)
        , m_states((people + PeopleChunk::Most - 1) / PeopleChunk::Most)
        , m_missing(m_states.size())
    {
    }

    [[nodiscard]] bool isWhole() const { return m_missing.load(std::memory_order_acquire) == 0; }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        std::atomic<State> &state = m_states[chunk.first / PeopleChunk::Most];
        const auto yes = m_yes.words().begin() + chunk.first / 64,
                   unknown = m_unknown.words().begin() + chunk.first / 64;
        if (state.load(std::memory_order_acquire) == State::Known) {
            std::copy_n(yes, chunk.wordCount(), verdicts.yes.begin());
            std::copy_n(unknown, chunk.wordCount(), verdicts.unknown.begin());
            return;
        }
        // Whoever finds it gone finds the chunk known, and was on the way to it.
        const auto leaf = m_leaf.load();
        if (!leaf)
            return evaluate(chunk, verdicts);
        // What is remembered is asked of everybody.
        leaf->evaluate(chunk, {verdicts.yes, verdicts.unknown});
        if (!isWhole(chunk))
            return;
        State expected = State::New;
        if (!state.compare_exchange_strong(expected, State::BeingWritten))
            return;
        std::ranges::copy(verdicts.yes, yes);
        std::ranges::copy(verdicts.unknown, unknown);
        state.store(State::Known, std::memory_order_release);
        if (m_missing.fetch_sub(1, std::memory_order_acq_rel) == 1)
            m_leaf.store(nullptr);
    }

private:
    [[nodiscard]] bool isWhole(const PeopleChunk &chunk) const
    {
        return chunk.first % PeopleChunk::Most == 0 &&
               (chunk.count == PeopleChunk::Most || chunk.end() == m_yes.size());
    }

    enum class State : char { New, BeingWritten, Known };

    mutable std::atomic<std::shared_ptr<const Leaf>> m_leaf;
    mutable ProfileSet m_yes;
    mutable ProfileSet m_unknown;
    mutable std::vector<std::atomic<State>> m_states; // by chunk
    mutable std::atomic<size_t> m_missing;            // chunks not yet known
};

std::shared_ptr<const Leaf> rememberedLeaf(std::shared_ptr<const Leaf> leaf, quint32 people)
{
    return std::make_shared<RememberedLeaf>(std::move(leaf), people);
}

Result<LeafMemory::LeafPointer> LeafMemory::leaf(const LeafKey &key, const std::shared_ptr<const ProfileTable> &table,
                                                 const Make &make)
{
    if (LeafPointer known = find(key, table))
        return known;
    return make().map([&](const LeafPointer &made) -> LeafPointer {
        const auto remembered = std::make_shared<RememberedLeaf>(made, table->profileCount());
        keep(key, remembered, table);
        return remembered;
    });
}

LeafMemory::LeafPointer LeafMemory::find(const LeafKey &key, const std::shared_ptr<const ProfileTable> &table)
{
    const std::lock_guard lock(m_mutex);
    if (m_table.lock() != table)
        return nullptr;
    const auto found = std::ranges::find(m_entries, key, &Entry::key);
    if (found == m_entries.end())
        return nullptr;
    m_entries.splice(m_entries.begin(), m_entries, found);
    return found->leaf;
}

void LeafMemory::keep(const LeafKey &key, const std::shared_ptr<const RememberedLeaf> &leaf,
                      const std::shared_ptr<const ProfileTable> &table)
{
    const std::lock_guard lock(m_mutex);
    if (m_table.lock() != table) {
        m_entries.clear();
        m_table = table;
    }
    const size_t bytes = 2 * (static_cast<size_t>(table->profileCount()) / 8 + 1);
    size_t halfway = 0;
    std::erase_if(m_entries, [&](const Entry &entry) { return !entry.leaf->isWhole() && ++halfway >= LeastEntries; });
    m_entries.push_front({key, leaf});
    if (m_entries.size() > std::clamp(MostBytes / bytes, LeastEntries, MostEntries))
        m_entries.pop_back();
}

} // namespace perennial
