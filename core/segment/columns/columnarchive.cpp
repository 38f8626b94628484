// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/columnarchive.h"

#include "core/segment/columns/jsonbytes.h"

namespace perennial {

void ColumnWriter::write(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    write(utf8.size());
    m_head.append(utf8);
}

void ColumnWriter::write(const ProfileSet &set)
{
    write(set.size());
    m_sections.push_back({std::as_bytes(std::span(set.words())), sizeof(quint64)});
}

void ColumnWriter::write(const DetailTable &details)
{
    write(details.size());
    write(details.columns());
}

void ColumnWriter::write(const std::vector<QByteArray> &texts)
{
    QByteArray bytes;
    std::vector<quint64> ends;
    ends.reserve(texts.size());
    for (const QByteArray &text : texts) {
        bytes.append(text);
        ends.push_back(static_cast<quint64>(bytes.size()));
    }
    writeTexts(std::move(bytes), std::move(ends));
}

void ColumnWriter::write(const std::vector<QJsonValue> &values)
{
    QByteArray bytes;
    std::vector<quint64> ends;
    ends.reserve(values.size());
    for (const QJsonValue &value : values) {
        appendJsonBytes(bytes, value);
        ends.push_back(static_cast<quint64>(bytes.size()));
    }
    writeTexts(std::move(bytes), std::move(ends));
}

void ColumnWriter::writeTexts(QByteArray bytes, std::vector<quint64> ends)
{
    m_bytes.push_back(std::move(bytes));
    m_ends.push_back(std::move(ends));
    const QByteArray &kept = m_bytes.back();
    m_sections.push_back({std::as_bytes(std::span(kept.constData(), static_cast<size_t>(kept.size()))), 1});
    m_sections.push_back({std::as_bytes(std::span(m_ends.back())), sizeof(quint64)});
}

qint64 ColumnReader::number()
{
    qint64 number = 0;
    if (m_head.size() < qsizetype(sizeof(number))) {
        fail();
        return 0;
    }
    std::memcpy(&number, m_head.data(), sizeof(number));
    m_head = m_head.sliced(sizeof(number));
    return number;
}

ColumnSection ColumnReader::section(size_t elementSize)
{
    const auto &sections = m_file->sections();
    if (m_next >= sections.size() || sections[m_next].elementSize != elementSize) {
        fail();
        return {};
    }
    return sections[m_next++];
}

void ColumnReader::read(QString &text)
{
    const qint64 size = number();
    if (size < 0 || size > m_head.size())
        return fail();
    text = QString::fromUtf8(m_head.first(size));
    m_head = m_head.sliced(size);
}

void ColumnReader::read(ProfileSet &set)
{
    quint32 size = 0;
    read(size);
    const auto bytes = section(sizeof(quint64)).bytes;
    if (bytes.size() != (size_t(size) + 63) / 64 * sizeof(quint64))
        return fail();
    set = ProfileSet(size);
    if (!bytes.empty())
        std::memcpy(set.words().data(), bytes.data(), bytes.size());
}

void ColumnReader::read(DetailTable &details)
{
    quint32 size = 0;
    read(size);
    std::vector<DetailColumn> columns;
    read(columns);
    // The columns stay where they are, which is what their tasks count on.
    details = DetailTable(size, std::move(columns));
}

template <class Take>
void ColumnReader::readTexts(Take take)
{
    const auto bytes = section(1).bytes;
    const auto ends = section(sizeof(quint64)).bytes;
    m_tasks.emplace_back([=, this] {
        const std::span list(reinterpret_cast<const quint64 *>(ends.data()), ends.size() / sizeof(quint64));
        quint64 begin = 0;
        for (const quint64 end : list) {
            if (end < begin || end > bytes.size())
                return fail();
            take(QByteArrayView(bytes.data() + begin, static_cast<qsizetype>(end - begin)));
            begin = end;
        }
        if (begin != bytes.size())
            fail();
    });
}

void ColumnReader::read(std::vector<QByteArray> &texts)
{
    texts.clear(); // some begin with the text of no value
    readTexts([&texts](QByteArrayView text) { texts.push_back(text.toByteArray()); });
}

void ColumnReader::read(std::vector<QJsonValue> &values)
{
    readTexts([this, &values](QByteArrayView bytes) {
        if (auto value = jsonFromBytes(bytes))
            values.push_back(std::move(*value));
        else
            fail();
    });
}

} // namespace perennial
