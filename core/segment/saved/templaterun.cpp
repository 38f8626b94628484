// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/saved/templaterun.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

using Values = QHash<QString, SqlValue>;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QString within(const QString &where, const QString &key)
{
    return where.isEmpty() ? key : QString(where + u'.' + key);
}

// An error of the query itself stands at its name.
Error at(Error error, const QString &where)
{
    if (error.kind != ErrorKind::Stopped)
        error.where = within(where, QStringLiteral("query"));
    return error;
}

// Different ids in a bounded memory, however many rows there are.
class IdGatherer
{
public:
    // False where there are more than any store has people.
    [[nodiscard]] bool add(qint64 id)
    {
        if (!m_recent.empty() && m_recent.back() == id)
            return true;
        m_recent.push_back(id);
        if (m_recent.size() == MostRecent)
            settle();
        return m_ids.size() <= Most;
    }
    [[nodiscard]] std::vector<qint64> take()
    {
        settle();
        return std::move(m_ids);
    }

private:
    static constexpr size_t MostRecent = size_t(1) << 14, Most = size_t(1) << 23;

    void settle()
    {
        std::ranges::sort(m_recent);
        m_recent.erase(std::unique(m_recent.begin(), m_recent.end()), m_recent.end());
        const bool later = m_ids.empty() || m_recent.empty() || m_recent.front() > m_ids.back();
        const auto middle = static_cast<qsizetype>(m_ids.size());
        m_ids.insert(m_ids.end(), m_recent.begin(), m_recent.end());
        m_recent.clear();
        if (later)
            return;
        std::inplace_merge(m_ids.begin(), m_ids.begin() + middle, m_ids.end());
        m_ids.erase(std::unique(m_ids.begin(), m_ids.end()), m_ids.end());
    }

    std::vector<qint64> m_ids;
    std::vector<qint64> m_recent;
};

Result<Statement> prepared(Sandbox &sandbox, const SqlTemplate &query, const QString &where)
{
    auto statement = sandbox.prepare(query.query);
    if (!statement)
        return failure(at(statement.error(), where));
    for (const QString &name : statement->parameters()) {
        const bool known =
            name.startsWith(u':') && (name.mid(1) == AsOfParameter || query.parameter(name.mid(1)) != nullptr);
        if (!known)
            return failure(ErrorKind::Invalid,
                           tr("The query uses “%1”, which is none of its parameters.")
                               .arg(name.isEmpty() ? QStringLiteral("?") : name),
                           within(where, QStringLiteral("query")));
    }
    return statement;
}

void bind(Statement &statement, const Values &values)
{
    const QStringList names = statement.parameters();
    for (int i = 0; i < names.size(); ++i)
        std::visit([&](const auto &value) { statement.bind(i + 1, value); }, values.value(names[i].mid(1)));
}

// The id in a row; nothing where it is nobody's.
Result<std::optional<qint64>> idIn(const Statement &row, const QString &where)
{
    if (row.isNull(0))
        return std::nullopt;
    if (row.isInteger(0))
        return row.integer(0);
    const double number = row.isReal(0) ? row.real(0) : 0.5;
    if (std::abs(number) < 1e15 && number == std::floor(number))
        return static_cast<qint64>(number);
    return failure(ErrorKind::Invalid,
                   tr("The first column of the query must be profile ids, and something else stands there."),
                   within(where, QStringLiteral("query")));
}

Result<std::vector<qint64>> gathered(Sandbox &sandbox, Statement &statement, const QString &where)
{
    IdGatherer ids;
    for (;;) {
        const auto row = sandbox.step(statement);
        if (!row)
            return failure(at(row.error(), where));
        if (!*row)
            return ids.take();
        const auto id = idIn(statement, where);
        if (!id)
            return failure(id.error());
        if (*id && !ids.add(**id))
            return failure(ErrorKind::Refused, tr("The query was stopped: it yields more ids than there are people."),
                           within(where, QStringLiteral("query")));
    }
}

Result<void> checkParameters(const SqlTemplate &query)
{
    static const QRegularExpression name(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*$"));
    for (size_t i = 0; i < query.parameters.size(); ++i) {
        const TemplateParameter &parameter = query.parameters[i];
        const QString where = QStringLiteral("parameters[%1]").arg(i);
        if (!name.match(parameter.name).hasMatch() || parameter.name == AsOfParameter)
            return failure(ErrorKind::Invalid, tr("“%1” cannot be the name of a parameter.").arg(parameter.name),
                           where + QStringLiteral(".name"));
        if (query.parameter(parameter.name) != &parameter)
            return failure(ErrorKind::Invalid, tr("There are two parameters called “%1”.").arg(parameter.name),
                           where + QStringLiteral(".name"));
        if (!parameter.standard)
            continue;
        const QString place = where + QStringLiteral(".default");
        if (const auto fits = sqlValue(parameter.type, *parameter.standard, QTimeZone::utc(), place); !fits)
            return failure(fits.error());
    }
    return {};
}

} // namespace

Result<QHash<QString, SqlValue>> parameterValues(const SqlTemplate &query, const QMap<QString, Operand> &given,
                                                 const TimeFrame &frame, const QString &where)
{
    const auto place = [&](const QString &name) { return within(where, QStringLiteral("parameters.") + name); };
    for (auto it = given.begin(); it != given.end(); ++it) {
        if (!query.parameter(it.key()))
            return failure(ErrorKind::Invalid, tr("The query has no parameter called “%1”.").arg(it.key()),
                           place(it.key()));
    }
    Values values{{AsOfParameter, frame.now.ms}};
    for (const TemplateParameter &parameter : query.parameters) {
        if (!given.contains(parameter.name) && !parameter.standard)
            return failure(ErrorKind::Invalid, tr("The query needs a value for “%1”.").arg(parameter.name),
                           place(parameter.name));
        const Operand operand = given.contains(parameter.name) ? given[parameter.name] : *parameter.standard;
        const auto value = sqlValue(parameter.type, operand, frame.zone, place(parameter.name));
        if (!value)
            return failure(value.error());
        values.insert(parameter.name, *value);
    }
    return values;
}

Result<int> columnCountOf(const SqlTemplate &query, const QString &storePath)
{
    auto sandbox = Sandbox::open(storePath, {}, {});
    if (!sandbox)
        return failure(sandbox.error());
    return prepared(*sandbox, query, {}).map([](const Statement &statement) { return statement.columnCount(); });
}

Result<std::vector<qint64>> idsFound(const SqlTemplate &query, const QMap<QString, Operand> &given,
                                     const TemplateRun &run, const QString &where)
{
    const auto values = parameterValues(query, given, run.frame, where);
    if (!values)
        return failure(values.error());
    auto sandbox = Sandbox::open(run.storePath, run.limits, run.stop);
    if (!sandbox)
        return failure(sandbox.error());
    auto statement = prepared(*sandbox, query, where);
    if (!statement)
        return failure(statement.error());
    bind(*statement, *values);
    return gathered(*sandbox, *statement, where);
}

Result<void> validate(const SqlTemplate &query, const QString &storePath)
{
    if (query.name.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("A query needs a name."), QStringLiteral("name"));
    if (const auto fit = checkParameters(query); !fit)
        return fit;
    SandboxLimits limits;
    limits.time = std::chrono::milliseconds(1000);
    auto sandbox = Sandbox::open(storePath, limits, {});
    if (!sandbox)
        return failure(sandbox.error());
    auto statement = prepared(*sandbox, query, {});
    if (!statement)
        return failure(statement.error());
    // Chance and the clock are noticed where they are used, which is at the beginning as a rule; nothing else that a
    // first step says without values counts.
    const auto step = sandbox->step(*statement);
    return sandbox->refusedChance() ? failure(at(step.error(), {})) : Result<void>();
}

} // namespace perennial
