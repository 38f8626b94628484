// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/phrases.h"
#include "core/segment/evaluate/placeleaf.h"
#include "core/segment/explain/propertyjudge.h"

#include <QCoreApplication>

#include <cmath>

namespace perennial {

namespace {

const QString Latitude = QStringLiteral("Latitude"), Longitude = QStringLiteral("Longitude");

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

class DistanceJudge final : public Judge
{
public:
    DistanceJudge(const PlaceCondition &condition, const JudgeSetting &setting)
        : m_condition(condition)
        , m_now(setting.binding.frame.now)
        , m_unitKm(kmIn(condition.unit))
    {
    }

    Verdict judge(const PersonFacts &facts, Findings *findings) const override
    {
        const auto km = distance(facts);
        if (findings)
            explain(facts, km, *findings);
        if (!km)
            return Verdict::Unknown;
        return (*km <= *m_condition.distance * m_unitKm) != m_condition.beyond ? Verdict::Yes : Verdict::No;
    }

    std::vector<Changes> remedies(const PersonFacts &, Verdict) const override
    {
        const double far = *m_condition.latitude > 0 ? -80 : 80;
        return {moved(*m_condition.latitude, *m_condition.longitude), moved(far, *m_condition.longitude)};
    }

    std::optional<Gap> gap(const PersonFacts &facts, bool worded) const override
    {
        const auto km = distance(facts);
        if (!km)
            return std::nullopt;
        const double beyond = std::abs(*km / m_unitKm - *m_condition.distance);
        return Gap{beyond / std::max(*m_condition.distance, 1.0), worded ? words(beyond) : QString()};
    }

private:
    [[nodiscard]] std::optional<double> distance(const PersonFacts &facts) const
    {
        const FactValue latitude = facts.value(Latitude, m_now.ms).value,
                        longitude = facts.value(Longitude, m_now.ms).value;
        if (!std::holds_alternative<double>(latitude) || !std::holds_alternative<double>(longitude))
            return std::nullopt;
        return distanceKm(*m_condition.latitude, *m_condition.longitude, std::get<double>(latitude),
                          std::get<double>(longitude));
    }

    [[nodiscard]] Changes moved(double latitude, double longitude) const
    {
        return {ValueChange{Latitude, latitude, m_now, {}}, ValueChange{Longitude, longitude, m_now, {}}};
    }

    void explain(const PersonFacts &facts, const std::optional<double> &km, Findings &findings) const
    {
        for (const QString &property : {Latitude, Longitude})
            findings.add(evidenceOf(property, facts.value(property, m_now.ms)));
        if (!km)
            return;
        findings.add({EvidenceKind::Distance, tr("distance"), {}, words(*km / m_unitKm), {}, false, {}});
        findings.compared = tr("%1 away").arg(words(*km / m_unitKm));
    }

    [[nodiscard]] QString words(double distance) const
    {
        const QString number = numberWords(std::round(distance * 100) / 100);
        return m_condition.unit == DistanceUnit::Km ? tr("%1 km").arg(number) : tr("%1 miles").arg(number);
    }

    PlaceCondition m_condition;
    Instant m_now;
    double m_unitKm;
};

} // namespace

JudgePointer makePlaceJudge(const PlaceCondition &condition, const JudgeSetting &setting)
{
    if (condition.field == PlaceField::Point)
        return std::make_unique<DistanceJudge>(condition, setting);
    return makePropertyJudge({placeProperty(condition.field), condition.test, {}}, setting);
}

} // namespace perennial
