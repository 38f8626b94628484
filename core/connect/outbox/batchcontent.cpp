// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/batchcontent.h"

#include "core/base/hash.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QIODevice>
#include <QtEndian>

namespace perennial {

namespace {

constexpr int QuickestCompression = 1;

enum class ValueTag : quint8 { Unset, Boolean, Number, Moment, Text, List };

QDataStream &operator<<(QDataStream &out, const std::string &text)
{
    return out.writeBytes(text.data(), static_cast<uint>(text.size()));
}

std::string readText(QDataStream &in)
{
    QByteArray bytes;
    in >> bytes;
    return bytes.toStdString();
}

struct ValueWriter
{
    QDataStream &out;

    void operator()(std::monostate) const { tag(ValueTag::Unset); }
    void operator()(bool value) const { tag(ValueTag::Boolean) << value; }
    void operator()(double value) const { tag(ValueTag::Number) << value; }
    void operator()(Instant value) const { tag(ValueTag::Moment) << value.ms; }
    void operator()(const std::string &value) const { tag(ValueTag::Text) << value; }
    void operator()(const QStringList &value) const { tag(ValueTag::List) << value; }

private:
    QDataStream &tag(ValueTag value) const { return out << static_cast<quint8>(value); }
};

template <class Value>
Value readPlain(QDataStream &in)
{
    Value value{};
    in >> value;
    return value;
}

FieldValue readValue(QDataStream &in)
{
    switch (static_cast<ValueTag>(readPlain<quint8>(in))) {
    case ValueTag::Unset:
        return {};
    case ValueTag::Boolean:
        return readPlain<bool>(in);
    case ValueTag::Number:
        return readPlain<double>(in);
    case ValueTag::Moment:
        return Instant{readPlain<qint64>(in)};
    case ValueTag::Text:
        return readText(in);
    case ValueTag::List:
        return readPlain<QStringList>(in);
    }
    in.setStatus(QDataStream::ReadCorruptData);
    return {};
}

FrozenRow readFrozen(QDataStream &in)
{
    FrozenRow frozen;
    frozen.row.id = {readPlain<qint64>(in)};
    frozen.hash = readPlain<quint64>(in);
    frozen.row.email = readText(in);
    frozen.row.phone = readText(in);
    const auto values = readPlain<quint32>(in);
    for (quint32 i = 0; i < values && in.status() == QDataStream::Ok; ++i)
        frozen.row.values.push_back(readValue(in));
    return frozen;
}

QByteArray plainBytes(std::span<const FrozenRow> rows)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    out << static_cast<quint32>(rows.size());
    for (const FrozenRow &frozen : rows) {
        out << frozen.row.id.value << frozen.hash << frozen.row.email << frozen.row.phone
            << static_cast<quint32>(frozen.row.values.size());
        for (const FieldValue &value : frozen.row.values)
            std::visit(ValueWriter{out}, value);
    }
    return bytes;
}

// Walks over what plainBytes() wrote. Beyond the end there is nothing, and isWhole() no longer.
class FrozenWalk
{
public:
    explicit FrozenWalk(const QByteArray &plain)
        : m_at(plain.constData())
        , m_end(m_at + plain.size())
    {
    }

    [[nodiscard]] bool isWhole() const { return m_isWhole; }

    template <class Number>
    Number number()
    {
        const char *from = m_at;
        skip(sizeof(Number));
        return m_isWhole ? qFromBigEndian<Number>(from) : Number();
    }
    void skipText() { skip(number<quint32>()); }
    void skipValue()
    {
        constexpr quint32 NullText = 0xffffffff;
        switch (static_cast<ValueTag>(number<quint8>())) {
        case ValueTag::Unset:
            return;
        case ValueTag::Boolean:
            return skip(1);
        case ValueTag::Number:
        case ValueTag::Moment:
            return skip(8);
        case ValueTag::Text:
            return skipText();
        case ValueTag::List:
            for (auto left = number<quint32>(); left > 0 && m_isWhole; --left)
                if (const auto size = number<quint32>(); size != NullText)
                    skip(size);
            return;
        }
        m_isWhole = false;
    }

private:
    void skip(qint64 size)
    {
        m_isWhole = m_isWhole && size <= m_end - m_at;
        if (m_isWhole)
            m_at += size;
    }

    const char *m_at;
    const char *m_end;
    bool m_isWhole = true;
};

quint64 checksum(const QByteArray &bytes)
{
    return stableHash({bytes.constData(), static_cast<size_t>(bytes.size())});
}

// Nothing where they are damaged.
QByteArray unpacked(const QByteArray &bytes)
{
    quint64 noted = 0;
    QDataStream(bytes) >> noted;
    const QByteArray packed = bytes.mid(sizeof noted);
    const bool isWhole = !packed.isEmpty() && checksum(packed) == noted;
    return isWhole ? qUncompress(packed) : QByteArray();
}

tl::unexpected<Error> damaged()
{
    return failure(ErrorKind::Unreadable,
                   QCoreApplication::translate("perennial", "A batch that was to be sent is damaged in the store. "
                                                            "Check the store, then cancel the run and start it "
                                                            "anew."));
}

} // namespace

QByteArray frozenToBytes(std::span<const FrozenRow> rows)
{
    const QByteArray packed = qCompress(plainBytes(rows), QuickestCompression);
    QByteArray bytes;
    QDataStream(&bytes, QIODevice::WriteOnly) << checksum(packed);
    return bytes + packed;
}

Result<std::vector<FrozenRow>> frozenFromBytes(const QByteArray &bytes)
{
    const QByteArray plain = unpacked(bytes);
    QDataStream in(plain);
    in.setVersion(QDataStream::Qt_6_0);
    const auto count = readPlain<quint32>(in);
    std::vector<FrozenRow> rows;
    for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i)
        rows.push_back(readFrozen(in));
    return in.status() == QDataStream::Ok ? Result<std::vector<FrozenRow>>(std::move(rows)) : damaged();
}

Result<std::vector<SentPerson>> peopleOfFrozen(const QByteArray &bytes)
{
    const QByteArray plain = unpacked(bytes);
    FrozenWalk walk(plain);
    const auto count = walk.number<quint32>();
    std::vector<SentPerson> people;
    for (quint32 i = 0; i < count && walk.isWhole(); ++i) {
        people.push_back({walk.number<qint64>(), walk.number<quint64>()});
        walk.skipText();
        walk.skipText();
        for (auto left = walk.number<quint32>(); left > 0 && walk.isWhole(); --left)
            walk.skipValue();
    }
    return walk.isWhole() ? Result<std::vector<SentPerson>>(std::move(people)) : damaged();
}

} // namespace perennial
