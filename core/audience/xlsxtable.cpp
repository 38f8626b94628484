// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/xlsxtable.h"

#include "core/audience/exportvalue.h"

#include <QCoreApplication>
#include <QTemporaryFile>

#include <xlsxwriter.h>

namespace perennial {

namespace {

constexpr lxw_row_t MostRows = 1'048'576;          // of a sheet, its header among them
constexpr double DayOfEpoch = 25'569;              // 1970-01-01, as days are counted there
constexpr qint64 FirstSureMs = -2'203'891'200'000; // 1900-03-01: before it, days are counted wrongly there
constexpr qint64 ChunkBytes = 1 << 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Result<void> unwritten(lxw_error error)
{
    return failure(ErrorKind::Disk,
                   tr("The workbook could not be written: %1.").arg(QString::fromUtf8(lxw_strerror(error))));
}

class XlsxTable final : public TableWriter
{
public:
    XlsxTable(const ExportLayout &layout, ByteSink sink)
        : m_layout(layout)
        , m_sink(std::move(sink))
    {
    }
    ~XlsxTable() override
    {
        if (m_book)
            lxw_workbook_free(m_book);
    }

    [[nodiscard]] Result<void> begin() override
    {
        if (!m_file.open())
            return failure(ErrorKind::Disk,
                           tr("No temporary file could be made for the workbook: %1.").arg(m_file.errorString()));
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        m_book = workbook_new_opt(m_file.fileName().toLocal8Bit().constData(), &options);
        m_sheet = m_book ? workbook_add_worksheet(m_book, nullptr) : nullptr;
        if (!m_sheet)
            return unwritten(LXW_ERROR_CREATING_TMPFILE);
        addFormats();
        return addHeader();
    }

    [[nodiscard]] Result<void> addRow(std::span<const FieldValue> values) override
    {
        if (m_row >= MostRows)
            return failure(ErrorKind::Refused,
                           tr("A workbook takes 1,048,575 people at most. Write a CSV file instead."));
        for (size_t i = 0; i < values.size(); ++i) {
            const lxw_error error = write(static_cast<lxw_col_t>(i), m_layout.columns[i], values[i]);
            if (error != LXW_NO_ERROR)
                return unwritten(error);
        }
        ++m_row;
        return {};
    }

    [[nodiscard]] Result<void> finish() override
    {
        const lxw_error error = workbook_close(m_book); // frees it
        m_book = nullptr;
        if (error != LXW_NO_ERROR)
            return unwritten(error);
        QFile written(m_file.fileName());
        if (!written.open(QIODevice::ReadOnly))
            return failure(ErrorKind::Disk, tr("The workbook could not be written: %1.").arg(written.errorString()));
        for (QByteArray part = written.read(ChunkBytes); !part.isEmpty(); part = written.read(ChunkBytes)) {
            if (const auto done = m_sink({part.constData(), static_cast<size_t>(part.size())}); !done)
                return done;
        }
        return {};
    }

private:
    void addFormats()
    {
        m_title = workbook_add_format(m_book);
        format_set_bold(m_title);
        m_time = workbook_add_format(m_book);
        format_set_num_format(m_time, "yyyy-mm-dd hh:mm:ss");
        for (const char *digits : {"#,##0", "#,##0.0", "#,##0.00", "#,##0.000"})
            format_set_num_format(m_money.emplace_back(workbook_add_format(m_book)), digits);
    }

    [[nodiscard]] Result<void> addHeader()
    {
        worksheet_freeze_panes(m_sheet, 1, 0);
        lxw_col_t at = 0;
        for (const ExportColumn &column : m_layout.columns) {
            const bool isTime = column.field == ExportField::LastOrder || column.field == ExportField::CreatedAt;
            const QString header = isTime ? tr("%1 (UTC)").arg(column.header) : column.header;
            worksheet_set_column(m_sheet, at, at, ColumnWidth, nullptr);
            const lxw_error error = worksheet_write_string(m_sheet, 0, at++, header.toUtf8().constData(), m_title);
            if (error != LXW_NO_ERROR)
                return unwritten(error);
        }
        m_row = 1;
        return {};
    }

    [[nodiscard]] lxw_error write(lxw_col_t column, const ExportColumn &what, const FieldValue &value)
    {
        if (std::holds_alternative<std::monostate>(value))
            return LXW_NO_ERROR;
        if (const auto *number = std::get_if<double>(&value))
            return worksheet_write_number(m_sheet, m_row, column, *number, nullptr);
        if (const auto *yes = std::get_if<bool>(&value))
            return worksheet_write_boolean(m_sheet, m_row, column, *yes, nullptr);
        if (const auto *at = std::get_if<Instant>(&value); at && at->ms >= FirstSureMs)
            return worksheet_write_number(m_sheet, m_row, column,
                                          DayOfEpoch + static_cast<double>(at->ms) / double(Instant::DayMs), m_time);
        const std::string text = cellText(value, m_layout.times);
        if (what.field == ExportField::Revenue)
            return worksheet_write_number(m_sheet, m_row, column, std::stod(text), moneyFormat(text));
        return worksheet_write_string(m_sheet, m_row, column, text.c_str(), nullptr);
    }

    // As many digits as the currency has.
    [[nodiscard]] lxw_format *moneyFormat(const std::string &decimal) const
    {
        const size_t point = decimal.find('.');
        const size_t digits = point == std::string::npos ? 0 : decimal.size() - point - 1;
        return m_money[std::min(digits, m_money.size() - 1)];
    }

    static constexpr double ColumnWidth = 18; // characters

    const ExportLayout &m_layout;
    ByteSink m_sink;
    QTemporaryFile m_file;
    lxw_workbook *m_book = nullptr;
    lxw_worksheet *m_sheet = nullptr;
    lxw_format *m_title = nullptr;
    lxw_format *m_time = nullptr;
    std::vector<lxw_format *> m_money; // by digits after the point
    lxw_row_t m_row = 0;
};

} // namespace

std::unique_ptr<TableWriter> makeXlsxTable(const ExportLayout &layout, ByteSink sink)
{
    return std::make_unique<XlsxTable>(layout, std::move(sink));
}

} // namespace perennial
