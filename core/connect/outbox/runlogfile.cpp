// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/runlogfile.h"

#include "core/audience/tablewriter.h"
#include "core/base/atomicfile.h"
#include "core/connect/outbox/outbox.h"

#include <QCoreApplication>
#include <QDateTime>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QString firstOf(const QString &text)
{
    return text.isEmpty() ? QString() : text.left(1) + QStringLiteral("…");
}

// A layout only for its headers: the values come from the log.
ExportLayout columnsOf(const PushRun &run, bool reveals)
{
    QStringList headers{QStringLiteral("profile_id"), QStringLiteral("operation"), QStringLiteral("state"),
                        QStringLiteral("status"),     QStringLiteral("reason"),    QStringLiteral("at"),
                        QStringLiteral("zone"),       QStringLiteral("email"),     QStringLiteral("phone")};
    for (const MappedField &field : run.destination.fields) {
        if (reveals)
            headers.append(QStringLiteral("field: %1").arg(field.target));
    }
    ExportLayout layout;
    for (const QString &header : headers)
        layout.columns.push_back({header, ExportField::Property, {}});
    return layout;
}

FieldValue textValue(const QString &text)
{
    return text.isEmpty() ? FieldValue() : FieldValue(text.toStdString());
}

QString momentText(Instant at, const QTimeZone &zone)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at.ms, zone);
    return local.toOffsetFromUtc(local.offsetFromUtc()).toString(Qt::ISODate);
}

class RowTexts
{
public:
    RowTexts(const RunLogFile &file, size_t fields)
        : m_file(file)
        , m_fields(file.reveals ? fields : 0)
    {
    }

    const std::vector<FieldValue> &of(const LoggedRow &row)
    {
        m_values.clear();
        m_values.emplace_back(static_cast<double>(row.person.value));
        m_values.push_back(textValue(enumId(row.op)));
        m_values.push_back(textValue(enumId(row.state)));
        m_values.push_back(row.status == 0 ? FieldValue() : FieldValue(static_cast<double>(row.status)));
        m_values.push_back(row.reason.isEmpty() ? FieldValue() : textValue(skipText(row.reason)));
        m_values.push_back(row.at ? textValue(momentText(*row.at, m_file.zone)) : FieldValue());
        m_values.push_back(row.at ? textValue(QString::fromUtf8(m_file.zone.id())) : FieldValue());
        for (const std::string &address : {row.payload.email, row.payload.phone})
            m_values.push_back(textValue(m_file.reveals ? QString::fromStdString(address) : masked(address)));
        for (size_t i = 0; i < m_fields; ++i)
            m_values.push_back(i < row.payload.values.size() ? row.payload.values[i] : FieldValue());
        return m_values;
    }

private:
    const RunLogFile &m_file;
    size_t m_fields;
    std::vector<FieldValue> m_values;
};

Result<qint64> writeRows(Store &store, const RunLogFile &file, TableWriter &table, size_t fields,
                         const Progress &progress)
{
    RowTexts texts(file, fields);
    qint64 rows = 0;
    const auto done = table.begin().and_then([&] {
        return visitRunLog(store, file.run, file.question, [&](const LoggedRow &row) -> Result<bool> {
            if (progress.stopRequested())
                return stopped();
            progress.report({tr("Writing the rows"), rows, 0, rows, 0});
            ++rows;
            return table.addRow(texts.of(row)).map([] { return true; });
        });
    });
    const auto finished = done.and_then([&] { return table.finish(); });
    return finished ? Result<qint64>(rows) : failure(finished.error());
}

} // namespace

QString masked(const std::string &address)
{
    const QString text = QString::fromStdString(address);
    const qsizetype at = text.indexOf(u'@');
    if (at < 0)
        return text.size() < 6 ? firstOf(text) : text.left(3) + QStringLiteral("…") + text.right(2);
    const qsizetype point = text.lastIndexOf(u'.');
    return firstOf(text.left(at)) + u'@' + firstOf(text.mid(at + 1)) + (point > at ? text.mid(point) : QString());
}

Result<qint64> writeRunLog(Store &store, const RunLogFile &file, const QString &path, const Progress &progress)
{
    const auto run = Outbox(store).run(file.run);
    if (!run)
        return failure(run.error());
    auto written = AtomicFile::open(path);
    if (!written)
        return failure(written.error());
    const ExportLayout layout = columnsOf(*run, file.reveals);
    const auto table = makeTableWriter(file.format, layout, file.safety,
                                       [&](std::string_view bytes) { return written->write(bytes); });
    const auto rows = writeRows(store, file, *table, run->destination.fields.size(), progress);
    if (!rows)
        return rows;
    const auto kept = written->commit();
    return kept ? rows : failure(kept.error());
}

} // namespace perennial
