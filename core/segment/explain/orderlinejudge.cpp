// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/money.h"
#include "core/segment/document/phrases.h"
#include "core/segment/document/sentence.h"
#include "core/segment/explain/factfilter.h"
#include "core/segment/explain/factmemory.h"
#include "core/segment/explain/factorders.h"
#include "core/segment/explain/factwindow.h"
#include "core/segment/explain/judge.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

class OrderLineJudge final : public Judge
{
public:
    OrderLineJudge(const OrderLineCondition &condition, const JudgeSetting &setting)
        : m_condition(condition)
        , m_frame(setting.binding.frame)
        , m_filter(condition.filters, setting.binding)
        , m_window(condition.window, m_frame)
        , m_unit(condition.measure == LineMeasure::Amount ? setting.binding.moneyScale : 1)
        , m_test(NumberTest::of(condition.compare, m_unit))
    {
    }

    Verdict judge(const PersonFacts &facts, Findings *findings) const override
    {
        const auto range = m_window.rangeOf(facts);
        if (!range)
            return Verdict::Unknown;
        const qint64 have = measured(facts, *range, findings);
        if (findings)
            findings->compared = tr("%1, needs %2").arg(words(have, facts), needed());
        return m_test.passes(have) ? Verdict::Yes : Verdict::No;
    }

    void addTurns(const PersonFacts &facts, std::vector<qint64> &turns) const override
    {
        m_window.addTurns(facts, turns);
        const auto range = m_window.rangeOf(facts);
        const auto orders = ordersOf(facts, m_frame.now.ms);
        const size_t before = turns.size(), most = mostTurns(orders->size());
        const auto first = std::ranges::lower_bound(*orders, range ? range->from : TimeRange::End, {}, &FactOrder::at);
        for (auto order = first; order != orders->end() && turns.size() - before <= most; ++order) {
            if (facts.stopRequested())
                return;
            m_window.addTurns(order->at, turns);
        }
        for (const FactOrder &order : supposedOrders(facts, m_frame.now.ms))
            m_window.addTurns(order.at, turns);
    }

    std::vector<Changes> remedies(const PersonFacts &facts, Verdict) const override
    {
        const auto at = m_window.openMoment(facts);
        const auto range = m_window.rangeOf(facts);
        if (!at || !range)
            return {};
        const qint64 have = measured(facts, *range, nullptr);
        OrderChange order = m_filter.example();
        order.at = {*at};
        std::vector<Changes> proposals{{order}};
        for (const qint64 want : amountsAround(m_condition.compare, m_unit)) {
            if (want <= have)
                continue;
            OrderChange more = order;
            if (m_condition.measure == LineMeasure::Orders)
                more.times = static_cast<int>(std::min<qint64>(want - have, 1000));
            else if (m_condition.measure == LineMeasure::Quantity)
                more.quantity = want - have;
            else
                more.price = (want - have) / std::max<qint64>(order.quantity, 1);
            proposals.push_back({more});
        }
        if (m_condition.orderNumber) {
            order.times = *m_condition.orderNumber;
            proposals.push_back({order});
        }
        return proposals;
    }

    std::optional<Gap> gap(const PersonFacts &facts, bool worded) const override
    {
        const auto range = m_window.rangeOf(facts);
        if (!range)
            return std::nullopt;
        const qint64 have = measured(facts, *range, nullptr);
        std::optional<Gap> nearest;
        for (const Operand &operand : m_condition.compare.values) {
            const double want = std::get<double>(operand) * static_cast<double>(m_unit);
            const double away = std::abs(want - static_cast<double>(have)), way = away / std::max(std::abs(want), 1.0);
            if (!nearest || way < nearest->way)
                nearest = Gap{way, worded ? words(static_cast<qint64>(away), facts) : QString()};
        }
        return nearest;
    }

private:
    [[nodiscard]] QString needed() const
    {
        const QString op = operatorWords(*m_condition.compare.op, ValueType::Count);
        const QString operands = operandsWords(m_condition.compare);
        return operands.isEmpty() ? op : QString(op + u' ' + operands);
    }

    [[nodiscard]] qint64 measured(const PersonFacts &facts, const TimeRange &range, Findings *findings) const
    {
        __int128 sum = 0;
        int number = 0;
        const auto counts = [&](const FactOrder &order) {
            return ++number == m_condition.orderNumber.value_or(number) && m_window.holds(range, order.at);
        };
        const auto orders = ordersOf(facts, m_frame.now.ms);
        const auto known = measuredOnce(facts, *orders);
        for (size_t place = 0; place < orders->size(); ++place) {
            const FactOrder &order = (*orders)[place];
            if (counts(order))
                sum += findings ? measured(order, facts, findings) : (*known)[place];
        }
        for (const FactOrder &order : supposedOrders(facts, m_frame.now.ms)) {
            if (counts(order))
                sum += measured(order, facts, findings);
        }
        constexpr __int128 least = std::numeric_limits<qint64>::min(), most = std::numeric_limits<qint64>::max();
        return static_cast<qint64>(std::clamp(sum, least, most));
    }

    [[nodiscard]] std::shared_ptr<const std::vector<__int128>> measuredOnce(const PersonFacts &facts,
                                                                            const std::vector<FactOrder> &orders) const
    {
        const qint64 until = std::min(m_frame.now.ms, facts.until().ms);
        return facts.memory().measured.get({m_condition.filters, m_condition.measure, until}, [&] {
            auto all = std::make_shared<std::vector<__int128>>();
            for (const FactOrder &order : orders)
                all->push_back(measured(order, facts, nullptr));
            return all;
        });
    }

    [[nodiscard]] __int128 measured(const FactOrder &order, const PersonFacts &facts, Findings *findings) const
    {
        __int128 sum = 0;
        bool any = m_filter.isOpen();
        for (const FactLine &line : order.lines) {
            if (facts.stopRequested())
                break;
            if (!m_filter.passes(order, line))
                continue;
            any = true;
            if (m_condition.measure == LineMeasure::Quantity)
                sum += line.quantity;
            else if (line.price)
                sum += static_cast<__int128>(line.quantity) * *line.price - line.discount;
            if (findings)
                findings->addAll(1, [&](size_t) { return evidenceOf(order, line, facts); });
        }
        return m_condition.measure == LineMeasure::Orders ? any : sum;
    }

    [[nodiscard]] static Evidence evidenceOf(const FactOrder &order, const FactLine &line, const PersonFacts &facts)
    {
        Evidence evidence{EvidenceKind::Order,
                          line.product.value_or(QString()).isEmpty() ? tr("order line") : *line.product,
                          Instant{order.at},
                          {},
                          {},
                          false,
                          {{QStringLiteral("quantity"), line.quantity}}};
        if (line.price) {
            evidence.currency = facts.table().currency();
            evidence.value = Money{*line.price, evidence.currency}.toDecimal();
        }
        if (!order.tags.isEmpty())
            evidence.details.push_back({QStringLiteral("tag"), order.tags.join(QStringLiteral(", "))});
        if (!order.codes.isEmpty())
            evidence.details.push_back({QStringLiteral("discount_code"), order.codes.join(QStringLiteral(", "))});
        return evidence;
    }

    [[nodiscard]] QString words(qint64 amount, const PersonFacts &facts) const
    {
        if (m_condition.measure == LineMeasure::Amount) {
            const QString &currency = facts.table().currency();
            return Money{amount, currency}.toDecimal() + u' ' + currency;
        }
        if (m_condition.measure == LineMeasure::Quantity)
            return amount == 1 ? tr("1 piece") : tr("%1 pieces").arg(amount);
        return amount == 1 ? tr("1 order") : tr("%1 orders").arg(amount);
    }

    OrderLineCondition m_condition;
    TimeFrame m_frame;
    FactLineFilter m_filter;
    FactWindow m_window;
    qint64 m_unit;
    NumberTest m_test;
};

} // namespace

JudgePointer makeOrderLineJudge(const OrderLineCondition &condition, const JudgeSetting &setting)
{
    return std::make_unique<OrderLineJudge>(condition, setting);
}

} // namespace perennial
