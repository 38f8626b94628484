// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/flowchecks.h"
#include "core/flow/document/flowfields.h"
#include "core/flow/document/flowids.h"
#include "core/segment/document/documenttext.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace perennial {

namespace {

const QString NodesKey = QStringLiteral("nodes");

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

DocumentKind kind()
{
    return {.format = "perennial-flow",
            .version = FlowDoc::Version,
            .notAnObject = tr("A flow is a JSON object."),
            .notThisKind = tr("This is not a flow: “format” must be “%1”."),
            .tooNew = tr("This flow was made by a newer Perennial. Update Perennial to use it.")};
}

FlowProblem problem(const char *kind, const QString &text, const QString &where, const FlowNodeId &node = {})
{
    return {FlowSeverity::Error, node, QLatin1String(kind), text, where, {}};
}

QPointF placeOf(const QJsonObject &json)
{
    return {json[QLatin1String("x")].toDouble(), json[QLatin1String("y")].toDouble()};
}

// What of a node can be told though the rest cannot.
FlowNode unreadNode(const QJsonObject &json, const Error &error)
{
    FlowNode node;
    node.id = json[QLatin1String("id")].toString();
    node.title = json[QLatin1String("title")].toString();
    node.at = placeOf(json);
    node.is = UnreadNode{json, error};
    return node;
}

// An unread node goes back as it came, but for where it stands and what it is called by others.
QJsonObject jsonOf(const FlowNode &node, const UnreadNode &unread)
{
    QJsonObject json = unread.json;
    if (node.id != json.value(QLatin1String("id")).toString())
        json[QLatin1String("id")] = node.id;
    if (node.at != placeOf(json)) {
        json[QLatin1String("x")] = node.at.x();
        json[QLatin1String("y")] = node.at.y();
    }
    return json;
}

QJsonObject jsonOf(const FlowNode &node)
{
    if (const auto *unread = node.as<UnreadNode>())
        return jsonOf(node, *unread);
    FlowNode copy = node;
    JsonWriter writer;
    fields(writer, copy);
    return writer.object();
}

std::optional<Error> wrongValueIn(int n)
{
    return n >= 0 ? std::nullopt
                  : std::optional(Error{ErrorKind::Invalid, tr("Here must stand a number from 0 on."), {}, {}});
}

std::optional<Error> wrongValueIn(const TimeSpan &span)
{
    return wrongLength(span, {});
}

template <class T>
std::optional<Error> wrongValueIn(const T &)
{
    return std::nullopt;
}

FlowNodeId nodeIdOf(const FlowNode &node)
{
    return node.id;
}

template <class T>
FlowNodeId nodeIdOf(const T &)
{
    return {};
}

template <class T>
std::optional<Error> errorIn(const QString &where, const T &value)
{
    auto error = wrongValueIn(value);
    if (error)
        error->where = where +
                       (error->where.isEmpty() || error->where.startsWith(u'.') ? QString() : QStringLiteral(".")) +
                       error->where;
    return error;
}

// Walks a flow's keys as a JsonReader does, but what cannot be read stays behind, each part for itself.
class FlowReader
{
public:
    explicit FlowReader(const QJsonObject &object)
        : m_object(object)
    {
        m_known = {QStringLiteral("format"), QStringLiteral("version"), NodesKey};
    }

    FlowReading read();

    template <class T>
    void operator()(const char *key, T &value)
    {
        const QJsonValue json = take(key);
        if (json.isUndefined())
            return;
        T given = value;
        JsonReader::State state;
        JsonReader reader({{QLatin1String(key), json}}, {}, state);
        reader(key, given);
        if (!state.error)
            state.error = errorIn(QLatin1String(key), given);
        if (state.error)
            leave(key, json, *state.error);
        else
            value = given;
    }

    // One by one.
    template <class T>
    void operator()(const char *key, std::vector<T> &list)
    {
        const QJsonValue json = take(key);
        if (!json.isUndefined() && !json.isArray())
            return leave(key, json, {ErrorKind::Invalid, tr("Here must stand a list."), QLatin1String(key), {}});
        const QJsonArray array = json.toArray();
        QJsonArray unread;
        for (qsizetype i = 0; i < array.size(); ++i) {
            const QString where = QStringLiteral("%1[%2]").arg(QLatin1String(key)).arg(i);
            T value;
            if (const auto error = readObject(array[i], where, value)) {
                unread.append(array[i]);
                report(*error);
            } else {
                list.push_back(std::move(value));
            }
        }
        if (!unread.isEmpty())
            m_reading.flow.unread.insert(QLatin1String(key), unread);
    }

    [[nodiscard]] bool wants(const char *, bool) const { return true; }

private:
    QJsonValue take(const char *key)
    {
        const QString name = QLatin1String(key);
        m_known.insert(name);
        return m_object.contains(name) ? m_object.value(name) : QJsonValue(QJsonValue::Undefined);
    }

    void report(const Error &error)
    {
        m_reading.problems.push_back(problem("unread_part", error.message, error.where));
    }

    void leave(const char *key, const QJsonValue &json, const Error &error)
    {
        m_reading.flow.unread.insert(QLatin1String(key), json);
        report(error);
    }

    template <class T>
    std::optional<Error> readObject(const QJsonValue &json, const QString &where, T &value)
    {
        if (!json.isObject())
            return Error{ErrorKind::Invalid, tr("Here must stand an object."), where, {}};
        JsonReader::State state;
        JsonReader reader(json.toObject(), where, state);
        fields(reader, value);
        reader.finish();
        return state.error ? state.error : errorIn(where, value);
    }

    void leaveUnknownKeys();
    void readNodes();
    void readNode(const QJsonValue &json, const QString &where);
    template <class T>
    void giveIds(const char *key, std::vector<T> &things, const QString &stem);
    void checkEdges();
    void checkEdges(FlowNode &node, const QString &where, const QSet<FlowNodeId> &known);

    QJsonObject m_object;
    QSet<QString> m_known;
    FlowReading m_reading;
};

FlowReading FlowReader::read()
{
    fields(*this, m_reading.flow);
    leaveUnknownKeys();
    readNodes();
    giveIds("nodes", m_reading.flow.nodes, QStringLiteral("step"));
    giveIds("exits", m_reading.flow.exits, QStringLiteral("exit"));
    giveIds("remarks", m_reading.flow.remarks, QStringLiteral("note"));
    checkEdges();
    for (FlowProblem &wrong : definitionProblems(m_reading.flow))
        m_reading.problems.push_back(std::move(wrong));
    return std::move(m_reading);
}

void FlowReader::leaveUnknownKeys()
{
    for (auto it = m_object.begin(); it != m_object.end(); ++it) {
        if (m_known.contains(it.key()))
            continue;
        m_reading.flow.unread.insert(it.key(), it.value());
        m_reading.problems.push_back(
            problem("unknown_key", tr("“%1” is not a key that may stand here.").arg(it.key()), it.key()));
    }
}

void FlowReader::readNodes()
{
    const QJsonArray array = m_object.value(NodesKey).toArray();
    m_reading.flow.nodes.reserve(static_cast<size_t>(array.size()));
    for (qsizetype i = 0; i < array.size(); ++i)
        readNode(array[i], QStringLiteral("nodes[%1]").arg(i));
}

void FlowReader::readNode(const QJsonValue &json, const QString &where)
{
    FlowNode node;
    if (const auto error = readObject(json, where, node)) {
        node = unreadNode(json.toObject(), *error);
        m_reading.problems.push_back(
            problem("unread_node", tr("This step cannot be read: %1").arg(error->message), error->where, node.id));
    }
    m_reading.flow.nodes.push_back(std::move(node));
}

// Ids that are missing or taken are made, so that everything has one of its own. What had it first keeps it.
template <class T>
void FlowReader::giveIds(const char *key, std::vector<T> &things, const QString &stem)
{
    FlowIds ids;
    std::vector<size_t> without;
    for (size_t i = 0; i < things.size(); ++i) {
        if (things[i].id.isEmpty() || !ids.take(things[i].id))
            without.push_back(i);
    }
    for (const size_t i : without) {
        const QString before = things[i].id;
        things[i].id = ids.fresh(before.isEmpty() ? stem : before);
        if (before.isEmpty())
            continue;
        m_reading.problems.push_back(problem(
            "duplicate_id", tr("The id “%1” is given twice. The second one is now “%2”.").arg(before, things[i].id),
            QStringLiteral("%1[%2].id").arg(QLatin1String(key)).arg(i), nodeIdOf(things[i])));
    }
}

void FlowReader::checkEdges()
{
    std::vector<FlowNode> &nodes = m_reading.flow.nodes;
    QSet<FlowNodeId> known;
    for (const FlowNode &node : nodes)
        known.insert(node.id);
    for (size_t i = 0; i < nodes.size(); ++i)
        checkEdges(nodes[i], QStringLiteral("nodes[%1].to.").arg(i), known);
}

// An edge that leads to nothing is left out, so that every edge of a flow that was read has two ends.
void FlowReader::checkEdges(FlowNode &node, const QString &where, const QSet<FlowNodeId> &known)
{
    const std::vector<FlowPort> ports = portsOf(node);
    for (auto edge = node.to.begin(); edge != node.to.end();) {
        const bool isPort = std::ranges::find(ports, edge->first) != ports.end();
        if (isPort && known.contains(edge->second)) {
            ++edge;
            continue;
        }
        m_reading.problems.push_back(
            isPort ? problem("dangling_edge",
                             tr("This step leads to “%1”, which is not there. The way ends here.").arg(edge->second),
                             where + edge->first, node.id)
                   : problem("unknown_port", tr("This step has no way out called “%1”.").arg(edge->first),
                             where + edge->first, node.id));
        edge = node.to.erase(edge);
    }
}

// What has been made anew in the place of what could not be read is the better one.
QJsonValue withUnread(const QJsonValue &made, const QJsonValue &unread)
{
    if (made.isUndefined())
        return unread;
    QJsonArray list = made.toArray();
    for (const QJsonValue &element : unread.toArray())
        list.append(element);
    return made.isArray() ? QJsonValue(list) : made;
}

Result<void> checkSize(const QJsonObject &object)
{
    const QJsonValue nodes = object.value(NodesKey);
    if (!nodes.isUndefined() && !nodes.isArray())
        return failure(ErrorKind::Invalid, tr("Here must stand the list of the flow's steps."), NodesKey);
    if (nodes.toArray().size() > static_cast<qsizetype>(FlowDoc::MostNodes))
        return failure(ErrorKind::Invalid, tr("A flow has at most %1 steps.").arg(FlowDoc::MostNodes), NodesKey);
    return {};
}

} // namespace

QString flowNodeKindId(const FlowNode &node)
{
    if (const auto *unread = node.as<UnreadNode>())
        return unread->json[QLatin1String("kind")].toString();
    return QLatin1String(FlowNodeIds.at(node.is.index()));
}

Result<FlowReading> readFlow(const QByteArray &text)
{
    const auto object = objectOf(text, kind());
    if (!object)
        return failure(object.error());
    JsonReader::State state;
    JsonReader reader(*object, {}, state);
    readHead(reader, kind());
    if (state.error)
        return failure(*state.error);
    if (const auto fits = checkSize(*object); !fits)
        return failure(fits.error());
    return FlowReader(*object).read();
}

QJsonObject FlowDoc::toJsonObject() const
{
    FlowDoc copy = *this;
    copy.nodes.clear();
    JsonWriter writer;
    fields(writer, copy);
    QJsonObject object = writer.object();
    QJsonArray array;
    for (const FlowNode &node : nodes)
        array.append(jsonOf(node));
    object.insert(NodesKey, array);
    for (auto it = unread.begin(); it != unread.end(); ++it)
        object.insert(it.key(), withUnread(object.value(it.key()), *it));
    insertHead(object, kind());
    return object;
}

QByteArray FlowDoc::toJson() const
{
    return QJsonDocument(toJsonObject()).toJson(QJsonDocument::Indented);
}

} // namespace perennial
