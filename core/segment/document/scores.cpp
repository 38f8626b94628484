// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/scores.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr std::array Scores{
    Score{"rfm_score", "RFM Score", QT_TRANSLATE_NOOP("perennial", "RFM score"), ValueType::Number},
    Score{"rfm_recency", "RFM Recency", QT_TRANSLATE_NOOP("perennial", "RFM recency"), ValueType::Number},
    Score{"rfm_frequency", "RFM Frequency", QT_TRANSLATE_NOOP("perennial", "RFM frequency"), ValueType::Number},
    Score{"rfm_monetary", "RFM Monetary", QT_TRANSLATE_NOOP("perennial", "RFM monetary value"), ValueType::Number},
    Score{"rfm_group", "RFM Group", QT_TRANSLATE_NOOP("perennial", "RFM group"), ValueType::Text},
    Score{"rfm_movement", "RFM Movement", QT_TRANSLATE_NOOP("perennial", "RFM movement"), ValueType::Text},
    Score{"historic_clv", "Historic CLV", QT_TRANSLATE_NOOP("perennial", "historic CLV"), ValueType::Number},
    Score{"predicted_clv", "Predicted CLV", QT_TRANSLATE_NOOP("perennial", "predicted CLV"), ValueType::Number},
    Score{"churn_risk", "Churn Risk", QT_TRANSLATE_NOOP("perennial", "churn risk"), ValueType::Number},
    Score{"expected_next_order", "Expected Next Order", QT_TRANSLATE_NOOP("perennial", "expected next order"),
          ValueType::Date},
    Score{"mean_days_between_orders", "Mean Days Between Orders",
          QT_TRANSLATE_NOOP("perennial", "mean days between orders"), ValueType::Number},
    Score{"channel_affinity", "Channel Affinity", QT_TRANSLATE_NOOP("perennial", "channel affinity"), ValueType::Text},
    Score{"lifecycle_stage", "Lifecycle Stage", QT_TRANSLATE_NOOP("perennial", "lifecycle stage"), ValueType::Text},
};

} // namespace

std::span<const Score> scores()
{
    return Scores;
}

const Score *scoreOf(const QString &id)
{
    const auto place = std::ranges::find_if(Scores, [&](const Score &s) { return id == QLatin1String(s.id); });
    return place == Scores.end() ? nullptr : &*place;
}

QString scoreProperty(const QString &score)
{
    const Score *known = scoreOf(score);
    return known ? QString(QLatin1String(known->property)) : score;
}

QString scoreWords(const QString &score)
{
    const Score *known = scoreOf(score);
    return known ? QCoreApplication::translate("perennial", known->words) : score;
}

} // namespace perennial
