// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/consentdetailleaf.h"

#include "core/segment/plan/valuetest.h"

#include <algorithm>

namespace perennial {

namespace {

class ConsentDetailLeaf final : public Leaf
{
public:
    ConsentDetailLeaf(const ConsentCondition &condition, const Binding &binding, std::shared_ptr<const Leaf> state)
        : m_column(binding.table.consent(*condition.channel))
        , m_state(std::move(state))
        , m_since(condition.since ? rangeOf(*condition.since, binding.frame) : TimeRange())
        , m_method(condition.method.toUtf8())
        , m_doubleOptIn(condition.doubleOptIn)
        , m_asOf(binding.frame.now.ms)
    {
    }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        m_state->evaluate(chunk, verdicts);
        std::vector<quint64> inState(verdicts.yes.begin(), verdicts.yes.end());
        std::ranges::fill(verdicts.yes, 0);
        const auto &rows = m_column.consents;
        auto row = std::ranges::lower_bound(rows, chunk.first, {}, &ConsentRow::person);
        for (; row != rows.end() && row->person < chunk.end(); ++row) {
            const quint32 place = row->person - chunk.first;
            if (row->at <= m_asOf && isNewest(row) && (inState[place >> 6] >> (place & 63) & 1))
                put(judge(*row), place, verdicts);
        }
    }

private:
    [[nodiscard]] bool isNewest(const ConsentRow *row) const
    {
        const auto next = row + 1;
        return next == m_column.consents.end() || next->person != row->person || next->at > m_asOf;
    }

    [[nodiscard]] Verdict judge(const ConsentRow &row) const
    {
        const QByteArray &method = m_column.methods[row.method];
        if ((!m_method.isEmpty() && method.isEmpty()) || (m_doubleOptIn && row.optIn == OptIn::NotTold))
            return Verdict::Unknown;
        const bool yes = row.at >= m_since.from && row.at <= m_since.to && (m_method.isEmpty() || method == m_method) &&
                         (!m_doubleOptIn || *m_doubleOptIn == (row.optIn == OptIn::Double));
        return yes ? Verdict::Yes : Verdict::No;
    }

    static void put(Verdict verdict, quint32 place, const Verdicts &verdicts)
    {
        const quint64 bit = quint64(1) << (place & 63);
        if (verdict == Verdict::Yes)
            verdicts.yes[place >> 6] |= bit;
        else if (verdict == Verdict::Unknown)
            verdicts.unknown[place >> 6] |= bit;
    }

    const ConsentColumn &m_column;
    std::shared_ptr<const Leaf> m_state;
    TimeRange m_since;
    QByteArray m_method;
    std::optional<bool> m_doubleOptIn;
    qint64 m_asOf;
};

} // namespace

std::shared_ptr<const Leaf> makeConsentDetailLeaf(const ConsentCondition &condition, const Binding &binding,
                                                  std::shared_ptr<const Leaf> state)
{
    return std::make_shared<ConsentDetailLeaf>(condition, binding, std::move(state));
}

} // namespace perennial
