// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/csvwriter.h"
#include "core/audience/exportvalue.h"
#include "core/audience/jsontext.h"
#include "core/audience/layout.h"
#include "core/connect/http/folderfile.h"
#include "core/connect/vendors/vendormakers.h"

namespace perennial {

namespace {

constexpr int RowsOfAPart = 10'000;

// "win-back-mail-20261123T140000Z-1a2b3c4d": the same for all of a run, another for any other.
QString fileNameOf(const PushBatch &batch, const QString &suffix)
{
    const QString moment = batch.runStarted.toIso().left(19).remove(u'-').remove(u':') + u'Z';
    const QString run = QString::number(batch.session, 16).rightJustified(8, u'0').right(8);
    return QStringLiteral("%1-%2-%3.%4").arg(fileStem(batch.runName), moment, run, suffix);
}

// A file for each run: its rows are kept as parts until the last one, then the file appears. CSV with the columns
// profile_id, email, phone and the destination's fields, or the same as an object a line.
class Folder final : public Connector
{
public:
    explicit Folder(const Destination &destination)
        : m_destination(destination)
        , m_isJson(destination.account.value(QStringLiteral("format")) == QLatin1String("ndjson"))
    {
    }

    [[nodiscard]] BatchLimits limits(RowOp) const override { return {.rows = RowsOfAPart, .connections = 1}; }
    [[nodiscard]] QString endpoint(const PushBatch &, const Talk &) const override { return QStringLiteral("PUT"); }
    [[nodiscard]] std::vector<RateWindow> rates(const QString &) const override { return {}; }
    [[nodiscard]] bool wantsFinish() const override { return true; }

    void appendRow(const PushRow &row, RowOp, QByteArray &body) const override
    {
        std::vector<FieldValue> values{static_cast<double>(row.id.value), row.email, row.phone};
        values.insert(values.end(), row.values.begin(), row.values.end());
        if (m_isJson)
            appendJson(values, body);
        else
            appendCsv(values, body);
    }

    [[nodiscard]] HttpRequest request(const PushBatch &batch, const Talk &) const override
    {
        const QString name = fileNameOf(batch, m_isJson ? QStringLiteral("ndjson") : QStringLiteral("csv"));
        const QUrl file =
            QUrl::fromLocalFile(m_destination.account.value(QStringLiteral("path")) + QLatin1Char('/') + name);
        if (batch.purpose == BatchPurpose::Finish)
            return {"POST", file, {{"Parts", QByteArray::number(batch.number - 1)}}, header()};
        HttpRequest made{"PUT", partOf(file, batch.number), {}, {}};
        for (const PushRow &row : batch.rows)
            appendRow(row, batch.op, made.body);
        return made;
    }

    [[nodiscard]] std::optional<BatchStep> read(const PushBatch &, const Talk &,
                                                const HttpResponse &response) const override
    {
        return response.status == 201 ? BatchStep::done() : BatchStep::stop(QString::fromUtf8(response.body));
    }

    void authorize(HttpRequest &, const QByteArray &, Instant) const override {}

private:
    [[nodiscard]] std::vector<std::string> columns() const
    {
        std::vector<std::string> names{"profile_id", "email", "phone"};
        for (const MappedField &field : m_destination.fields)
            names.push_back(field.target.toStdString());
        return names;
    }
    [[nodiscard]] QByteArray header() const
    {
        if (m_isJson)
            return {};
        CsvLineWriter line(CsvSafety::MarketingTool);
        for (const std::string &name : columns())
            line.addCell(name);
        const std::string_view text = line.endLine();
        return {text.data(), static_cast<qsizetype>(text.size())};
    }
    static void appendCsv(const std::vector<FieldValue> &values, QByteArray &body)
    {
        CsvLineWriter line(CsvSafety::MarketingTool);
        for (const FieldValue &value : values)
            line.addCell(cellText(value, TimeFormat::Iso));
        const std::string_view text = line.endLine();
        body.append(text.data(), static_cast<qsizetype>(text.size()));
    }
    void appendJson(const std::vector<FieldValue> &values, QByteArray &body) const
    {
        const std::vector<std::string> names = columns();
        for (size_t i = 0; i < values.size(); ++i) {
            body.append(i == 0 ? '{' : ',');
            appendJsonText(body, names[i]);
            body.append(':');
            const auto *text = std::get_if<std::string>(&values[i]);
            appendJsonValue(body, text && text->empty() ? FieldValue() : values[i]);
        }
        body.append("}\n");
    }

    Destination m_destination;
    bool m_isJson;
};

} // namespace

std::unique_ptr<Connector> makeFolder(const Destination &destination, const ConnectorGround &)
{
    return std::make_unique<Folder>(destination);
}

} // namespace perennial
