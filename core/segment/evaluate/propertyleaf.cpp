// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/propertyleaf.h"

#include "core/segment/evaluate/propertycomparison.h"
#include "core/segment/evaluate/sharedbindings.h"
#include "core/segment/plan/constantleaf.h"
#include "core/segment/plan/ontheway.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <bit>

namespace perennial {

namespace {

void put(const Verdicts &verdicts, quint32 place, Verdict verdict)
{
    const quint64 bit = quint64(1) << (place & 63);
    quint64 &yes = verdicts.yes[place >> 6], &unknown = verdicts.unknown[place >> 6];
    yes = verdict == Verdict::Yes ? yes | bit : yes & ~bit;
    unknown = verdict == Verdict::Unknown ? unknown | bit : unknown & ~bit;
}

// Judges the newest value of everybody in one sweep, then puts right those whose value at the moment was another.
class PropertyLeaf : public Leaf
{
public:
    PropertyLeaf(const PropertyColumn &column, qint64 asOf)
        : m_column(column)
        , m_asOf(asOf)
    {
    }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const final
    {
        judgeNewest(chunk, verdicts);
        if (m_asOf < m_column.lastSince)
            judgeEarlier(chunk, verdicts);
    }

protected:
    virtual void judgeNewest(const PeopleChunk &chunk, const Verdicts &verdicts) const = 0;
    [[nodiscard]] virtual Verdict judge(PropertyColumn::Raw raw) const = 0;
    [[nodiscard]] const PropertyColumn &column() const { return m_column; }

    // `verdictOf` is asked for each person of the chunk; it must be cheap.
    template <class VerdictOf>
    static void judgeAll(const PeopleChunk &chunk, const Verdicts &verdicts, VerdictOf verdictOf)
    {
        for (size_t word = 0; word < chunk.wordCount(); ++word) {
            const quint32 first = chunk.first + static_cast<quint32>(word) * 64;
            const quint32 count = std::min(chunk.end() - first, quint32(64));
            quint64 yes = 0, unknown = 0;
            for (quint32 i = 0; i < count; ++i) {
                const auto verdict = static_cast<quint64>(verdictOf(first + i));
                yes |= (verdict & 1) << i;
                unknown |= (verdict >> 1) << i;
            }
            verdicts.yes[word] = yes;
            verdicts.unknown[word] = unknown;
        }
    }

private:
    void judgeEarlier(const PeopleChunk &chunk, const Verdicts &verdicts) const
    {
        const auto &rows = m_column.histories;
        auto row = std::ranges::lower_bound(rows, chunk.first, {}, &PropertyColumn::Earlier::person);
        while (row != rows.end() && row->person < chunk.end()) {
            const auto next = std::find_if(row, rows.end(), [&](const auto &r) { return r.person != row->person; });
            const auto raw = PropertyColumn::inForce(&*row, &*row + (next - row), m_asOf);
            put(verdicts, row->person - chunk.first, judge(raw));
            row = next;
        }
    }

    const PropertyColumn &m_column;
    qint64 m_asOf;
};

// Text, yes or no, list: each distinct value is judged once, when binding.
class CodeLeaf final : public PropertyLeaf
{
public:
    using ByCode = std::shared_ptr<const std::vector<Verdict>>;

    CodeLeaf(const PropertyColumn &column, ByCode byCode, qint64 asOf)
        : PropertyLeaf(column, asOf)
        , m_byCode(std::move(byCode))
    {
    }

    static ByCode judged(const PropertyColumn &column, const ValueTest &test, const std::stop_token &stop)
    {
        auto byCode = std::make_shared<std::vector<Verdict>>(std::max<size_t>(column.texts.size(), 1));
        byCode->front() = test.ofNothing();
        visitEach(byCode->size() - 1, stop, [&](size_t before) {
            (*byCode)[before + 1] = verdictOf(test, column.type, column.texts[before + 1]);
        });
        return byCode;
    }

private:
    static Verdict verdictOf(const ValueTest &test, ValueType type, const QByteArray &text)
    {
        if (test.type() == ValueType::Any)
            return test.ofPresence(true);
        if (type == ValueType::Boolean)
            return test.ofBoolean(text == "1");
        if (type == ValueType::List)
            return test.ofList(QJsonDocument::fromJson(text).array());
        return test.ofText(QString::fromUtf8(text));
    }

    void judgeNewest(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        const quint32 *codes = column().codes.data();
        const Verdict *byCode = m_byCode->data();
        judgeAll(chunk, verdicts, [=](quint32 person) { return byCode[codes[person]]; });
    }
    [[nodiscard]] Verdict judge(PropertyColumn::Raw raw) const override
    {
        return (*m_byCode)[static_cast<size_t>(raw)];
    }

    ByCode m_byCode;
};

class NumberLeaf final : public PropertyLeaf
{
public:
    NumberLeaf(const PropertyColumn &column, ValueTest test, qint64 asOf)
        : PropertyLeaf(column, asOf)
        , m_test(std::move(test))
    {
    }

private:
    [[nodiscard]] Verdict judge(double number) const
    {
        if (std::isnan(number))
            return m_test.ofNothing();
        return m_test.type() == ValueType::Any ? m_test.ofPresence(true) : m_test.ofNumber(number);
    }
    [[nodiscard]] Verdict judge(PropertyColumn::Raw raw) const override { return judge(std::bit_cast<double>(raw)); }
    void judgeNewest(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        const double *numbers = column().numbers.data();
        judgeAll(chunk, verdicts, [=, this](quint32 person) { return judge(numbers[person]); });
    }

    ValueTest m_test;
};

class DateLeaf final : public PropertyLeaf
{
public:
    DateLeaf(const PropertyColumn &column, ValueTest test, qint64 asOf)
        : PropertyLeaf(column, asOf)
        , m_test(std::move(test))
    {
    }

private:
    [[nodiscard]] Verdict judge(PropertyColumn::Raw date) const override
    {
        if (date == PropertyColumn::NoDate)
            return m_test.ofNothing();
        return m_test.type() == ValueType::Any ? m_test.ofPresence(true) : m_test.ofDate(date);
    }
    void judgeNewest(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        const qint64 *dates = column().dates.data();
        judgeAll(chunk, verdicts, [=, this](quint32 person) { return judge(dates[person]); });
    }

    ValueTest m_test;
};

} // namespace

Result<std::shared_ptr<const Leaf>> makePropertyLeaf(const PropertyCondition &condition, const Binding &binding,
                                                     const QString &where)
{
    if (const auto onTheWay = valueOnTheWay(condition, binding))
        return std::make_shared<ConstantLeaf>(onTheWay->verdict);
    if (!condition.other.isEmpty())
        return makePropertyComparison(condition, binding, where);
    const bool isDated = operatorOf(*condition.test.op).operands == Operands::Window;
    if (isDated && condition.test.window.kind == WindowKind::SinceEvent)
        return makeDateSinceEventLeaf(condition, binding, where);
    ValueTest test(condition.test, binding.frame);
    const PropertyColumn *column = binding.table.property(condition.property);
    if (!column)
        return std::make_shared<ConstantLeaf>(test.ofNothing());
    if (!suits(*condition.test.op, column->type))
        return failure(ErrorKind::Invalid,
                       QCoreApplication::translate("perennial", "“%1” is a %2, so “%3” does not go with it.")
                           .arg(condition.property, valueTypeWords(column->type), operatorWords(*condition.test.op)),
                       where + QStringLiteral(".op"));
    const qint64 asOf = binding.frame.now.ms;
    if (column->type == ValueType::Number)
        return std::make_shared<NumberLeaf>(*column, std::move(test), asOf);
    if (column->type == ValueType::Date)
        return std::make_shared<DateLeaf>(*column, std::move(test), asOf);
    // No test of a text, a yes or no or a list has a window.
    const auto byCode = boundOnce(&SharedBindings::verdicts, binding, {column, condition.test},
                                  [&] { return CodeLeaf::judged(*column, test, binding.stop); });
    return std::make_shared<CodeLeaf>(*column, byCode, asOf);
}

} // namespace perennial
