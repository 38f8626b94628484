// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/leafmemory.h"

#include <algorithm>
#include <atomic>

namespace perennial {

namespace {

constexpr size_t MostBytes = size_t(32) << 20;
constexpr size_t LeastEntries = 8;
constexpr size_t MostEntries = 64;
// People who become known together: of every chunk they are a part, however small somebody makes it.
constexpr quint32 Block = 1024;
static_assert(PeopleChunk::Most % Block == 0);

} // namespace

// Lets go of the leaf it asks, and of the tables that one made for itself, once it knows about everybody.
class RememberedLeaf final : public Leaf
{
public:
    RememberedLeaf(std::shared_ptr<const Leaf> leaf, quint32 people)
        : m_cost(leaf->cost())
        , m_leaf(std::move(leaf))
        , m_yes(people)
        , m_unknown(people)
        , m_states((people + Block - 1) / Block)
        , m_missing(m_states.size())
    {
    }

    [[nodiscard]] double cost() const override { return m_cost; }
    [[nodiscard]] bool isWhole() const { return m_missing.load(std::memory_order_acquire) == 0; }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        if (isKnown(chunk)) {
            std::copy_n(m_yes.words().begin() + chunk.first / 64, chunk.wordCount(), verdicts.yes.begin());
            std::copy_n(m_unknown.words().begin() + chunk.first / 64, chunk.wordCount(), verdicts.unknown.begin());
            return;
        }
        // Whoever finds it gone finds the chunk known, and was on the way to it.
        const auto leaf = m_leaf.load();
        if (!leaf)
            return evaluate(chunk, verdicts);
        // What is remembered is asked of everybody.
        leaf->evaluate(chunk, {verdicts.yes, verdicts.unknown});
        if (chunk.isStopped())
            return;
        size_t learnt = 0;
        for (quint32 block = (chunk.first + Block - 1) / Block; block < m_states.size(); ++block) {
            if (std::min((block + 1) * Block, m_yes.size()) > chunk.end())
                break;
            learnt += learn(block, chunk, verdicts);
        }
        if (learnt > 0 && m_missing.fetch_sub(learnt, std::memory_order_acq_rel) == learnt)
            m_leaf.store(nullptr);
    }

private:
    enum class State : char { New, BeingWritten, Known };

    [[nodiscard]] bool isKnown(const PeopleChunk &chunk) const
    {
        for (quint32 block = chunk.first / Block; block * Block < chunk.end(); ++block) {
            if (m_states[block].load(std::memory_order_acquire) != State::Known)
                return false;
        }
        return true;
    }

    // Keeps what was found about a block within the chunk; false where somebody else does.
    bool learn(quint32 block, const PeopleChunk &chunk, const Verdicts &verdicts) const
    {
        State expected = State::New;
        if (!m_states[block].compare_exchange_strong(expected, State::BeingWritten))
            return false;
        const size_t place = block * Block / 64, from = place - chunk.first / 64;
        const size_t count = std::min<size_t>(Block / 64, verdicts.yes.size() - from);
        std::ranges::copy(verdicts.yes.subspan(from, count), m_yes.words().begin() + static_cast<qsizetype>(place));
        std::ranges::copy(verdicts.unknown.subspan(from, count),
                          m_unknown.words().begin() + static_cast<qsizetype>(place));
        m_states[block].store(State::Known, std::memory_order_release);
        return true;
    }

    double m_cost;
    mutable std::atomic<std::shared_ptr<const Leaf>> m_leaf;
    mutable ProfileSet m_yes;
    mutable ProfileSet m_unknown;
    mutable std::vector<std::atomic<State>> m_states; // by block
    mutable std::atomic<size_t> m_missing;            // blocks not yet known
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
