// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/tablewriter.h"

#include "core/audience/exportvalue.h"
#include "core/audience/jsontable.h"
#include "core/audience/xlsxtable.h"

namespace perennial {

namespace {

class CsvTable final : public TableWriter
{
public:
    CsvTable(const ExportLayout &layout, CsvSafety safety, ByteSink sink)
        : m_layout(layout)
        , m_sink(std::move(sink))
        , m_line(safety)
    {
    }

    [[nodiscard]] Result<void> begin() override
    {
        for (const ExportColumn &column : m_layout.columns)
            m_line.addCell(column.header.toStdString());
        return m_sink(m_line.endLine());
    }

    [[nodiscard]] Result<void> addRow(std::span<const FieldValue> values) override
    {
        for (const FieldValue &value : values) {
            if (const auto *text = std::get_if<std::string>(&value))
                m_line.addCell(*text);
            else
                m_line.addCell(cellText(value, m_layout.times));
        }
        return m_sink(m_line.endLine());
    }

    [[nodiscard]] Result<void> finish() override { return {}; }
    [[nodiscard]] qint64 formulaCells() const override { return m_line.formulaCells(); }

private:
    const ExportLayout &m_layout;
    ByteSink m_sink;
    CsvLineWriter m_line;
};

} // namespace

std::unique_ptr<TableWriter> makeTableWriter(FileFormat format, const ExportLayout &layout, CsvSafety safety,
                                             ByteSink sink)
{
    switch (format) {
    case FileFormat::Xlsx:
        return makeXlsxTable(layout, std::move(sink));
    case FileFormat::Json:
        return makeJsonTable(layout, JsonShape::Array, std::move(sink));
    case FileFormat::NdJson:
        return makeJsonTable(layout, JsonShape::Lines, std::move(sink));
    case FileFormat::Csv:
        break;
    }
    return std::make_unique<CsvTable>(layout, safety, std::move(sink));
}

} // namespace perennial
