// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/matchrules.h"

#include <algorithm>
#include <array>

namespace perennial {

namespace {

MatchRule ruleOf(IdentifierKind kind)
{
    switch (kind) {
    case IdentifierKind::Email:
        return MatchRule::Email;
    case IdentifierKind::Platform:
        return MatchRule::PlatformId;
    case IdentifierKind::Phone:
        return MatchRule::Phone;
    case IdentifierKind::Cookie:
        return MatchRule::Cookie;
    }
    Q_UNREACHABLE();
}

bool alwaysJoins(IdentifierKind kind)
{
    return kind == IdentifierKind::Email || kind == IdentifierKind::Platform;
}

// One row on its way: whom its identifiers find, and which of those are the person.
class RowMatcher
{
public:
    RowMatcher(std::span<const IdentifierRef> row, const IdentityIndex &index, const MatchRules &rules)
        : m_row(row)
        , m_index(index)
        , m_rules(rules)
    {
    }

    [[nodiscard]] Match match()
    {
        lookUp();
        joinAll(IdentifierKind::Email);
        joinAll(IdentifierKind::Platform);
        joinWeak(IdentifierKind::Phone);
        joinWeak(IdentifierKind::Cookie);
        nameMerges();
        return std::move(m_match);
    }

private:
    void lookUp();
    void joinAll(IdentifierKind kind);
    void joinWeak(IdentifierKind kind);
    void join(size_t position);
    void nameMerges();
    [[nodiscard]] bool isJoined(ProfileId profile) const;
    [[nodiscard]] bool mayJoin(IdentifierKind kind, ProfileId profile) const;

    std::span<const IdentifierRef> m_row;
    const IdentityIndex &m_index;
    const MatchRules &m_rules;
    std::array<ProfileId, Match::MaxIdentifiers> m_found{};
    std::array<size_t, Match::MaxIdentifiers> m_joined{}; // positions, one for each profile that is the person
    size_t m_joinedCount = 0;
    bool m_hasEmail = false;
    Match m_match;
};

void RowMatcher::lookUp()
{
    for (size_t position = 0; position < m_row.size(); ++position) {
        m_found[position] = m_index.find(m_row[position]);
        if (!m_found[position].isValid())
            m_match.unbound |= 1u << position;
        m_hasEmail = m_hasEmail || m_row[position].kind == IdentifierKind::Email;
    }
}

bool RowMatcher::isJoined(ProfileId profile) const
{
    return std::any_of(m_joined.begin(), m_joined.begin() + m_joinedCount,
                       [&](size_t position) { return m_found[position] == profile; });
}

void RowMatcher::join(size_t position)
{
    if (isJoined(m_found[position]))
        return;
    m_joined[m_joinedCount++] = position;
    m_hasEmail = m_hasEmail || m_index.hasEmail(m_found[position]);
}

void RowMatcher::joinAll(IdentifierKind kind)
{
    Q_ASSERT(alwaysJoins(kind));
    for (size_t position = 0; position < m_row.size(); ++position)
        if (m_row[position].kind == kind && m_found[position].isValid())
            join(position);
}

bool RowMatcher::mayJoin(IdentifierKind kind, ProfileId profile) const
{
    if (isJoined(profile) || !m_hasEmail || !m_index.hasEmail(profile))
        return true;
    return kind == IdentifierKind::Phone && m_rules.phoneJoinsDifferentEmails;
}

void RowMatcher::joinWeak(IdentifierKind kind)
{
    for (size_t position = 0; position < m_row.size(); ++position) {
        if (m_row[position].kind != kind || !m_found[position].isValid())
            continue;
        if (mayJoin(kind, m_found[position]))
            join(position);
        else
            m_match.contactOnly |= 1u << position;
    }
}

void RowMatcher::nameMerges()
{
    if (m_joinedCount == 0)
        return;
    const auto joined = std::span(m_joined).first(m_joinedCount);
    const size_t oldest =
        *std::min_element(joined.begin(), joined.end(), [this](size_t a, size_t b) { return m_found[a] < m_found[b]; });
    m_match.profile = m_found[oldest];
    // A merge is due to the weaker of the two identifiers, which stands later in `joined`.
    bool behindOldest = false;
    for (const size_t position : joined) {
        behindOldest = behindOldest || position == oldest;
        const IdentifierKind kind = m_row[behindOldest ? position : oldest].kind;
        if (position != oldest)
            m_match.merges.push_back({m_match.profile, m_found[position], ruleOf(kind), oldest, position});
    }
}

} // namespace

std::string_view wordOf(MatchRule rule)
{
    constexpr std::array<std::string_view, 4> Words{"email", "platform-id", "phone", "cookie"};
    return Words[static_cast<size_t>(rule)];
}

Match matchRow(std::span<const IdentifierRef> row, const IdentityIndex &index, const MatchRules &rules)
{
    return RowMatcher(row.first(std::min(row.size(), Match::MaxIdentifiers)), index, rules).match();
}

void applyMatch(const Match &match, std::span<const IdentifierRef> row, ProfileId profile, IdentityIndex &index)
{
    for (const ProfileMerge &merge : match.merges)
        index.absorb(merge.survivor, merge.absorbed);
    for (size_t position = 0; position < std::min(row.size(), Match::MaxIdentifiers); ++position)
        if (match.unbound >> position & 1)
            index.insert(row[position], profile);
}

} // namespace perennial
