// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/jsontable.h"

#include "core/audience/jsontext.h"

namespace perennial {

namespace {

class JsonTable final : public TableWriter
{
public:
    JsonTable(const ExportLayout &layout, JsonShape shape, ByteSink sink)
        : m_shape(shape)
        , m_sink(std::move(sink))
    {
        for (const ExportColumn &column : layout.columns) {
            QByteArray &key = m_keys.emplace_back(m_keys.empty() ? "{" : ",");
            appendJsonText(key, column.header.toStdString());
            key.append(':');
        }
    }

    [[nodiscard]] Result<void> begin() override { return m_shape == JsonShape::Array ? m_sink("[") : Result<void>(); }

    [[nodiscard]] Result<void> addRow(std::span<const FieldValue> values) override
    {
        m_row.resize(0); // keeps its room
        if (m_shape == JsonShape::Array)
            m_row.append(m_isFirst ? "\n" : ",\n");
        m_isFirst = false;
        for (size_t i = 0; i < values.size(); ++i) {
            m_row.append(m_keys[i]);
            appendJsonValue(m_row, values[i]);
        }
        m_row.append(m_shape == JsonShape::Array ? "}" : "}\n");
        return m_sink({m_row.constData(), static_cast<size_t>(m_row.size())});
    }

    [[nodiscard]] Result<void> finish() override
    {
        return m_shape == JsonShape::Array ? m_sink("\n]\n") : Result<void>();
    }

private:
    JsonShape m_shape;
    ByteSink m_sink;
    std::vector<QByteArray> m_keys;
    QByteArray m_row;
    bool m_isFirst = true;
};

} // namespace

std::unique_ptr<TableWriter> makeJsonTable(const ExportLayout &layout, JsonShape shape, ByteSink sink)
{
    return std::make_unique<JsonTable>(layout, shape, std::move(sink));
}

} // namespace perennial
