// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/segmentmovestext.h"

#include "app/cli/texttable.h"
#include "core/segment/document/sentence.h"
#include "core/segment/history/segmentmoves.h"
#include "core/store/profileview.h"

#include <QCoreApplication>
#include <QJsonArray>

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

QString wordsAt(const SegmentDoc &doc, const NodePath &path)
{
    return path.isRoot() ? tr("became known") : wordsOf(*nodeAt(doc, path));
}

// One side of the moves, as JSON and as text.
class MoveList
{
public:
    explicit MoveList(const SegmentDoc &doc)
        : m_doc(doc)
        , m_table({tr(">Profile"), tr("Email"), tr("Phone"), tr("By")})
    {
    }

    void add(const Move &move, const PersonRow &row)
    {
        QJsonArray by;
        QStringList words;
        for (const NodePath &path : move.by) {
            words.append(wordsAt(m_doc, path));
            by.append(QJsonObject{{"path", path.toString()}, {"text", words.last()}});
        }
        m_json.append(QJsonObject{
            {"id", row.id.value}, {"email", textOrNull(row.email)}, {"phone", textOrNull(row.phone)}, {"by", by}});
        m_table.add({QString::number(row.id.value), row.email, row.phone, words.join(QLatin1String("; "))});
    }

    [[nodiscard]] const QJsonArray &json() const { return m_json; }
    [[nodiscard]] QString text(const QString &title) const
    {
        return QLatin1Char('\n') + title + QLatin1Char('\n') + (m_json.isEmpty() ? QString() : m_table.toText());
    }

private:
    const SegmentDoc &m_doc;
    QJsonArray m_json;
    TextTable m_table;
};

Result<MoveList> listOf(const std::vector<Move> &moves, const Store &store, const SegmentAsker &asker,
                        const SegmentDoc &doc)
{
    std::vector<ProfileId> ids;
    for (const Move &move : moves)
        ids.push_back(asker.table().idAt(move.person));
    const auto rows = profileRows(store, ids);
    if (!rows)
        return failure(rows.error());
    MoveList list(doc);
    for (size_t i = 0; i < moves.size() && i < rows->size(); ++i)
        list.add(moves[i], (*rows)[i]);
    return list;
}

} // namespace

Result<void> addMoves(Answer &answer, const Store &store, const SegmentAsker &asker, const GivenSegment &segment,
                      Instant since, size_t limit)
{
    const auto moves = movesOf(segment.doc, asker.sharedTable(), since, asker.asOf(), limit, {}, asker.progress());
    if (!moves)
        return failure(located(moves.error(), segment));
    const auto entered = listOf(moves->enteredMoves, store, asker, segment.doc);
    if (!entered)
        return failure(entered.error());
    const auto left = listOf(moves->leftMoves, store, asker, segment.doc);
    if (!left)
        return failure(left.error());
    const quint32 came = moves->entered.count(), went = moves->left.count();
    answer.json.insert(QStringLiteral("entered"), entered->json());
    answer.json.insert(QStringLiteral("left"), left->json());
    answer.json.insert(QStringLiteral("entered_count"), qint64(came));
    answer.json.insert(QStringLiteral("left_count"), qint64(went));
    answer.text += entered->text(tr("%1 entered since %2").arg(came).arg(since.toIso())) +
                   left->text(tr("%1 left since %2").arg(went).arg(since.toIso()));
    return {};
}

} // namespace perennial
