// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/memberstext.h"

#include "app/cli/segmentnotes.h"
#include "app/cli/texttable.h"
#include "core/store/profileview.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

Answer answerOf(const GivenSegment &segment, quint32 count, const std::vector<PersonRow> &rows,
                const QStringList &notes)
{
    QJsonArray json;
    TextTable table({tr(">Profile"), tr("Email"), tr("Phone")});
    for (const PersonRow &row : rows) {
        json.append(
            QJsonObject{{"id", row.id.value}, {"email", textOrNull(row.email)}, {"phone", textOrNull(row.phone)}});
        table.add({QString::number(row.id.value), row.email, row.phone});
    }
    const QString total = tr("\n%1 of %2 members\n").arg(rows.size()).arg(count);
    return {.json = {{"count", qint64(count)},
                     {"members", json},
                     {"unfinished", QJsonArray::fromStringList(unfinishedPaths(segment.doc))},
                     {"notes", QJsonArray::fromStringList(notes)}},
            .text = table.toText() + total,
            .notes = notes};
}

} // namespace

Result<Answer> membersOf(const GivenSegment &segment, const Store &store, const SegmentAsker &asker, size_t limit)
{
    const auto answer = asker.ask(segment);
    if (!answer)
        return failure(answer.error());
    std::vector<ProfileId> ids = asker.idsOf(answer->members);
    ids.resize(std::min(ids.size(), limit));
    const auto rows = profileRows(store, ids);
    if (!rows)
        return failure(rows.error());
    return answerOf(segment, answer->count, *rows, segmentNotes(segment, asker.table()));
}

std::string notNegative(const std::string &number)
{
    if (!number.starts_with('-'))
        return {};
    return tr("a whole number from 0 is wanted, not %1").arg(QString::fromStdString(number)).toStdString();
}

} // namespace perennial
