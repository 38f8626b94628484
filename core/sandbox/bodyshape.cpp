// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/bodyshape.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>
#include <charconv>

namespace perennial {

namespace {

// 's', 'n', 'b', 'o', 'a' or '0'; a blank where no value begins so.
char typeBehind(char first)
{
    switch (first) {
    case '"':
        return 's';
    case '{':
        return 'o';
    case '[':
        return 'a';
    case 't':
    case 'f':
        return 'b';
    case 'n':
        return '0';
    default:
        return first == '-' || (first >= '0' && first <= '9') ? 'n' : ' ';
    }
}

bool isWhole(std::string_view value, char type)
{
    double number = 0;
    if (type == 'n') {
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
        return error == std::errc() && end == value.data() + value.size();
    }
    return type == 's' || (type == '0' ? value == "null" : value == "true" || value == "false");
}

QString named(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

// Where the walk is, as far as the root; it is put into words only where something is wrong.
struct BodyShape::Place
{
    const Place *above = nullptr;
    std::string_view key;
    size_t index = 0;

    [[nodiscard]] QString pointer() const
    {
        if (!above)
            return {};
        return above->pointer() + u'/' + (key.empty() ? QString::number(index) : named(key));
    }
};

struct BodyShape::Walk
{
    JsonCursor cursor;
    std::optional<Fault> fault;

    void complain(const Place &place, const QString &what)
    {
        if (!fault)
            fault = Fault{place.pointer(), what};
    }
};

BodyShape BodyShape::of(const char *text)
{
    const QJsonArray written = QJsonDocument::fromJson('[' + QByteArray(text) + ']').array();
    Q_ASSERT(!written.isEmpty());
    return of(written[0]);
}

BodyShape BodyShape::of(const QJsonValue &written)
{
    BodyShape made;
    if (written.isArray()) {
        made.m_types = "a";
        made.m_element.push_back(of(written[0]));
    } else if (written.isObject()) {
        made.m_types = written[u"?"].toBool() ? "o0" : "o";
        const QJsonObject keys = written.toObject();
        for (auto each = keys.begin(); each != keys.end(); ++each)
            if (const QString name = each.key(); name != u"?")
                made.m_keys.push_back({(name.endsWith(u'!') ? name.chopped(1) : name).toStdString(),
                                       name.endsWith(u'!'), of(each.value())});
        Q_ASSERT(made.m_keys.size() <= 64);
    } else {
        const QString text = written.toString();
        const QStringList parts = (text.endsWith(u'?') ? text.chopped(1) : text).split(u'|');
        made.m_types = text.endsWith(u'?') ? "0" : "";
        if (text.startsWith(u'=')) {
            made.m_types += 's';
            for (const QString &part : parts)
                made.m_words.push_back((part.startsWith(u'=') ? part.mid(1) : part).toStdString());
            return made;
        }
        for (const QString &part : parts)
            made.m_types += part[0].toLatin1();
    }
    return made;
}

std::optional<BodyShape::Fault> BodyShape::faultOf(std::string_view text) const
{
    Walk walk{JsonCursor(text), {}};
    this->walk(walk, {});
    if (!walk.fault && (!walk.cursor.ok() || !walk.cursor.atEnd()))
        walk.complain({}, QStringLiteral("The body is not JSON."));
    return walk.fault;
}

void BodyShape::walk(Walk &walk, const Place &place) const
{
    const char type = typeBehind(walk.cursor.next());
    if (!m_types.empty() && !takes(type)) {
        walk.complain(place, QStringLiteral("Not a valid type."));
        walk.cursor.value();
    } else if (type == 'o' && !m_keys.empty()) {
        walkObject(walk, place);
    } else if (type == 'a' && !m_element.empty()) {
        walkArray(walk, place);
    } else if (type == 'o' || type == 'a') {
        walk.cursor.value();
    } else {
        walkScalar(walk, place);
    }
}

void BodyShape::walkObject(Walk &walk, const Place &place) const
{
    quint64 seen = 0; // a bit for each key
    walk.cursor.members([&](std::string_view name) {
        const auto key = std::ranges::find(m_keys, name, &Key::name);
        if (key == m_keys.end()) {
            walk.complain({&place, name, 0}, QStringLiteral("'%1' is not a valid field.").arg(named(name)));
            walk.cursor.value();
            return;
        }
        seen |= quint64(1) << (key - m_keys.begin());
        key->shape.walk(walk, {&place, name, 0});
    });
    for (size_t i = 0; i < m_keys.size(); ++i)
        if (m_keys[i].isRequired && (seen >> i & 1) == 0)
            walk.complain({&place, m_keys[i].name, 0}, QStringLiteral("'%1' is required.").arg(named(m_keys[i].name)));
}

void BodyShape::walkArray(Walk &walk, const Place &place) const
{
    size_t index = 0;
    walk.cursor.elements([&] { m_element[0].walk(walk, {&place, {}, index++}); });
}

void BodyShape::walkScalar(Walk &walk, const Place &place) const
{
    const std::string_view value = walk.cursor.value();
    const char type = value.empty() ? ' ' : typeBehind(value[0]);
    if (!isWhole(value, type))
        walk.complain(place, QStringLiteral("The body is not JSON."));
    if (type == 's' && !m_words.empty() &&
        std::ranges::find(m_words, value.substr(1, value.size() - 2)) == m_words.end())
        walk.complain(place, QStringLiteral("Not a valid choice."));
}

} // namespace perennial
