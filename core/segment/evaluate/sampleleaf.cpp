// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/sampleleaf.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <cmath>

namespace perennial {

namespace {

class SampleLeaf final : public Leaf
{
public:
    SampleLeaf(const SampleCondition &condition, const Binding &binding)
        : m_ids(binding.table.columns().ids)
        , m_seed(sampleSeed(condition.salt.toUtf8()))
        , m_threshold(sampleThreshold(*condition.percent))
    {
    }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        for (quint32 place = 0; place < chunk.count; ++place) {
            const bool in = sampleHash(m_ids[chunk.first + place], m_seed) < m_threshold;
            verdicts.yes[place >> 6] |= static_cast<quint64>(in) << (place & 63);
        }
    }

private:
    const Column<qint64> &m_ids;
    qint64 m_seed;
    qint64 m_threshold;
};

} // namespace

qint64 sampleSeed(const QByteArray &salt)
{
    const QByteArray digest = QCryptographicHash::hash(salt, QCryptographicHash::Sha256);
    return qFromBigEndian<quint32>(digest.constData()) % SampleModulus;
}

qint64 sampleHash(qint64 id, qint64 seed)
{
    constexpr qint64 spread = 40'503, multipliers[] = {48'271, 69'621, 950'706'376};
    qint64 x = (id % SampleModulus + id / SampleModulus % SampleModulus * spread + seed) % SampleModulus;
    for (const qint64 a : multipliers)
        x = (x ^ (x / 32'768)) * a % SampleModulus;
    return x;
}

qint64 sampleHash(qint64 id, const QByteArray &salt)
{
    return sampleHash(id, sampleSeed(salt));
}

qint64 sampleThreshold(double percent)
{
    return static_cast<qint64>(std::floor(percent / 100 * static_cast<double>(SampleModulus)));
}

std::shared_ptr<const Leaf> makeSampleLeaf(const SampleCondition &condition, const Binding &binding)
{
    return std::make_shared<SampleLeaf>(condition, binding);
}

} // namespace perennial
