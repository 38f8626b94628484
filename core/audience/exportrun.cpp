// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/exportrun.h"

#include "core/audience/exportvalue.h"
#include "core/audience/memberstream.h"
#include "core/base/money.h"
#include "core/store/store.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

constexpr size_t SampleRows = 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// What a member says in each column of a layout.
class RowBuilder
{
public:
    RowBuilder(const ExportLayout &layout, const QString &currency)
        : m_layout(layout)
        , m_currency(currency.toStdString())
        , m_digits(minorDigits(currency))
    {
    }

    // What has to be read of a member. Zip codes and states are told by their country, which is read whether it is
    // written or not.
    [[nodiscard]] std::vector<ExportColumn> wanted() const
    {
        std::vector<ExportColumn> columns = m_layout.columns;
        if (m_layout.matchedBy)
            columns.push_back({{}, ExportField::Property, QStringLiteral("Country")});
        if (m_layout.needsOrder)
            columns.push_back({{}, ExportField::LastOrder, {}});
        return columns;
    }

    void build(const ExportMember &member, std::vector<FieldValue> &values) const
    {
        values.clear();
        size_t property = 0;
        for (const ExportColumn &column : m_layout.columns) {
            FieldValue value = column.field == ExportField::Currency ? FieldValue(m_currency)
                                                                     : valueOf(member, column, property, m_digits);
            property += column.field == ExportField::Property ? 1 : 0;
            if (column.match && m_layout.matchedBy)
                value = matchValue(member, *column.match, cellText(value, m_layout.times));
            values.push_back(std::move(value));
        }
    }

private:
    [[nodiscard]] FieldValue matchValue(const ExportMember &member, MatchField field, const std::string &text) const
    {
        const std::string country = cellText(member.properties.back(), m_layout.times);
        std::string key = matchKey(*m_layout.matchedBy, field, text, country);
        return key.empty() ? FieldValue() : FieldValue(std::move(key));
    }

    const ExportLayout &m_layout;
    std::string m_currency;
    int m_digits;
};

class ExportRun
{
public:
    ExportRun(const Store &store, const ExportRequest &request, ByteSink sink)
        : m_store(store)
        , m_request(request)
        , m_builder(request.layout, store.settings().currency)
        , m_table(makeTableWriter(request.format, request.layout, request.safety,
                                  [this, sink = std::move(sink)](std::string_view bytes) {
                                      m_report.bytes += static_cast<qint64>(bytes.size());
                                      return sink(bytes);
                                  }))
    {
    }

    [[nodiscard]] Result<ExportReport> run(const Progress &progress)
    {
        for (const ExportColumn &column : m_request.layout.columns)
            m_report.header.append(column.header);
        const auto written = m_table->begin().and_then([&] { return writePeople(progress); }).and_then([&] {
            return m_table->finish();
        });
        if (!written)
            return failure(written.error());
        m_report.formulaCells = m_table->formulaCells();
        return m_report;
    }

private:
    // Whoever of the members may go at all.
    [[nodiscard]] std::vector<ProfileId> membersToRead()
    {
        std::vector<ProfileId> members;
        members.reserve(m_request.members.size());
        std::ranges::set_difference(m_request.members, m_request.neverSent, std::back_inserter(members));
        if (const auto left = static_cast<qint64>(m_request.members.size() - members.size()); left > 0)
            m_report.excluded[Exclusion::NeverSent] = left;
        return members;
    }

    [[nodiscard]] Result<void> writePeople(const Progress &progress)
    {
        const bool everybodyGoes = m_request.neverSent.empty();
        const std::vector<ProfileId> some = everybodyGoes ? std::vector<ProfileId>() : membersToRead();
        const std::vector<ProfileId> &going = everybodyGoes ? m_request.members : some;
        const auto total = static_cast<qint64>(going.size());
        qint64 done = 0;
        return readMembers(m_store, m_builder.wanted(), {m_request.asOf, m_request.now}, going, progress,
                           [&](std::span<const ExportMember> members) {
                               progress.report({tr("Writing the audience"), done, total, m_report.rows, 0});
                               done += static_cast<qint64>(members.size());
                               return writeMembers(members);
                           });
    }

    [[nodiscard]] Result<void> writeMembers(std::span<const ExportMember> members)
    {
        for (const ExportMember &member : members) {
            if (const auto written = writeMember(member); !written)
                return written;
        }
        return {};
    }

    [[nodiscard]] Result<void> writeMember(const ExportMember &member)
    {
        if (const auto reason = exclusionOf(member, m_request.channel)) {
            ++m_report.excluded[*reason];
            return {};
        }
        if (m_request.layout.needsOrder && !member.lastOrder) {
            ++m_report.excluded[Exclusion::NoOrder];
            return {};
        }
        m_builder.build(member, m_values);
        ++m_report.rows;
        if (m_report.sample.size() < SampleRows)
            m_report.sample.push_back(sampleRow());
        return m_table->addRow(m_values);
    }

    [[nodiscard]] QStringList sampleRow() const
    {
        const bool guards = m_request.format == FileFormat::Csv && m_request.safety == CsvSafety::Spreadsheet;
        QStringList row;
        for (const FieldValue &value : m_values) {
            const std::string cell = cellText(value, m_request.layout.times);
            const bool guarded = guards && beginsLikeFormula(cell);
            row.append((guarded ? QStringLiteral("'") : QString()) + QString::fromStdString(cell));
        }
        return row;
    }

    const Store &m_store;
    const ExportRequest &m_request;
    RowBuilder m_builder;
    ExportReport m_report;
    std::unique_ptr<TableWriter> m_table;
    std::vector<FieldValue> m_values;
};

} // namespace

Result<ExportReport> runExport(const Store &store, const ExportRequest &request, ByteSink sink,
                               const Progress &progress)
{
    return ExportRun(store, request, std::move(sink)).run(progress);
}

} // namespace perennial
