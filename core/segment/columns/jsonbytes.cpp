// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/jsonbytes.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QVariant>

#include <cstring>

namespace perennial {

namespace {

constexpr int DeepestNesting = 1024; // QJsonDocument's own

template <class T>
void appendNumber(QByteArray &bytes, T number)
{
    bytes.append(reinterpret_cast<const char *>(&number), sizeof(number));
}

void appendText(QByteArray &bytes, const QString &text)
{
    // UTF-8 has no place for half a surrogate pair, which JSON can spell.
    appendNumber(bytes, static_cast<quint32>(text.size()));
    bytes.append(reinterpret_cast<const char *>(text.utf16()), text.size() * qsizetype(sizeof(char16_t)));
}

void appendList(QByteArray &bytes, const QJsonArray &list)
{
    bytes.append('a');
    appendNumber(bytes, static_cast<quint32>(list.size()));
    for (const QJsonValue &value : list)
        appendJsonBytes(bytes, value);
}

void appendObject(QByteArray &bytes, const QJsonObject &object)
{
    bytes.append('o');
    appendNumber(bytes, static_cast<quint32>(object.size()));
    for (auto it = object.begin(); it != object.end(); ++it) {
        appendText(bytes, it.key());
        appendJsonBytes(bytes, it.value());
    }
}

class JsonBytesReader
{
public:
    explicit JsonBytesReader(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }

    [[nodiscard]] QJsonValue value();
    [[nodiscard]] bool isDone() const { return m_sound && m_rest.isEmpty(); }

private:
    template <class T>
    T number()
    {
        T number{};
        if (m_rest.size() < qsizetype(sizeof(T))) {
            m_sound = false;
            return number;
        }
        std::memcpy(&number, m_rest.data(), sizeof(T));
        m_rest = m_rest.sliced(sizeof(T));
        return number;
    }
    [[nodiscard]] QString text();
    [[nodiscard]] QJsonArray list();
    [[nodiscard]] QJsonObject object();

    QByteArrayView m_rest;
    bool m_sound = true;
    int m_depth = 0;
};

QJsonValue JsonBytesReader::value()
{
    switch (number<char>()) {
    case 's':
        return text();
    case 'i':
        return number<qint64>();
    case 'd':
        return number<double>();
    case 't':
        return true;
    case 'f':
        return false;
    case 'n':
        return QJsonValue::Null;
    case 'a':
        return list();
    case 'o':
        return object();
    default:
        m_sound = false;
        return {};
    }
}

QString JsonBytesReader::text()
{
    const auto size = static_cast<qsizetype>(number<quint32>());
    const qsizetype bytes = size * qsizetype(sizeof(char16_t));
    if (bytes > m_rest.size()) {
        m_sound = false;
        return {};
    }
    QString text(size, Qt::Uninitialized);
    std::memcpy(text.data(), m_rest.data(), static_cast<size_t>(bytes));
    m_rest = m_rest.sliced(bytes);
    return text;
}

QJsonArray JsonBytesReader::list()
{
    QJsonArray list;
    m_sound = m_sound && ++m_depth <= DeepestNesting;
    for (quint32 count = number<quint32>(); m_sound && count > 0; --count)
        list.append(value());
    --m_depth;
    return list;
}

QJsonObject JsonBytesReader::object()
{
    QJsonObject object;
    m_sound = m_sound && ++m_depth <= DeepestNesting;
    for (quint32 count = number<quint32>(); m_sound && count > 0; --count) {
        const QString key = text();
        object.insert(key, value());
    }
    --m_depth;
    return object;
}

} // namespace

void appendJsonBytes(QByteArray &bytes, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        bytes.append(value.toBool() ? 't' : 'f');
        return;
    case QJsonValue::Double:
        if (value.toVariant().typeId() == QMetaType::LongLong) {
            bytes.append('i');
            appendNumber(bytes, value.toInteger());
        } else {
            bytes.append('d');
            appendNumber(bytes, value.toDouble());
        }
        return;
    case QJsonValue::String:
        bytes.append('s');
        return appendText(bytes, value.toString());
    case QJsonValue::Array:
        return appendList(bytes, value.toArray());
    case QJsonValue::Object:
        return appendObject(bytes, value.toObject());
    default:
        bytes.append('n');
    }
}

std::optional<QJsonValue> jsonFromBytes(QByteArrayView bytes)
{
    JsonBytesReader reader(bytes);
    QJsonValue value = reader.value();
    return reader.isDone() ? std::optional(std::move(value)) : std::nullopt;
}

} // namespace perennial
