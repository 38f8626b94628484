// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/sentence.h"
#include "core/segment/evaluate/segmentengine.h"
#include "core/segment/saved/segmentsources.h"
#include "core/segment/sql/segmentsql.h"

#include <cstdio>
#include <cstdlib>

using namespace perennial;

// Any bytes as a segment document: they are refused with a message, or they are a document that survives writing and
// reading, reads as a sentence, and can be asked of a store. libFuzzer calls it; docs/performance.md has the command.

namespace {

void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

// Nobody saved anything.
class NoSources final : public SegmentSources
{
public:
    Result<std::optional<SegmentDoc>> definition(const SavedName &) const override { return std::nullopt; }
    Result<std::vector<qint64>> peopleFound(const SqlCondition &, const TimeFrame &,
                                            const QString &where) const override
    {
        return failure(ErrorKind::NotFound, QStringLiteral("There is none."), where);
    }
    Result<std::optional<SavedQuery>> query(const QString &) const override { return std::nullopt; }
};

EventColumn orders()
{
    GatheredEvents part;
    for (quint32 person = 0; person < 60; person += 2) {
        for (qint64 order = 0; order < person % 7; ++order)
            part.add(
                {person, 1790000000000 + order * 86400000, 500 * order, EventColumn::NoDetails, EventColumn::NoOrder});
    }
    return joinedColumn({1}, QStringLiteral("Placed Order"), {&part}, {});
}

std::shared_ptr<const ProfileTable> smallTable()
{
    constexpr quint32 people = 70;
    TableColumns columns;
    columns.currency = QStringLiteral("EUR");
    PropertyBuilder city({1}, QStringLiteral("City"), ValueType::Text, people),
        score({2}, QStringLiteral("Score"), ValueType::Number, people);
    std::vector<qint64> ids;
    for (quint32 person = 0; person < people; ++person) {
        ids.push_back(person + 1);
        city.add(person, 0, city.codeOf(person % 3 == 0 ? "Lyon" : "Bonn"));
        score.add(person, 0, std::bit_cast<PropertyColumn::Raw>(person * 0.5));
    }
    columns.ids = std::move(ids);
    columns.knownSince = std::vector<qint64>(people, 1780000000000);
    columns.lastKnownSince = 1780000000000;
    columns.metrics.push_back(orders());
    columns.properties.push_back(city.take());
    columns.properties.push_back(score.take());
    for (ConsentColumn &channel : columns.channels)
        finish(channel, people);
    columns.haveEmail = columns.havePhone = ProfileSet(people);
    return std::make_shared<const ProfileTable>(std::move(columns));
}

void ask(const SegmentDoc &doc)
{
    static const std::shared_ptr<const ProfileTable> table = smallTable();
    const NoSources sources;
    const Instant asOf{1790640000000};
    const auto plan = SegmentEngine::compile(doc, table, asOf, {.sources = &sources});
    if (!plan)
        return require(!plan.error().message.isEmpty() && !plan.error().where.isEmpty(), "an error without a place");
    const auto answer = SegmentEngine::evaluate(*plan, Progress());
    require(answer && answer->count <= answer->of && answer->members.count() == answer->count, "counts that cannot be");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto doc =
        SegmentDoc::fromJson(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    if (!doc) {
        require(!doc.error().message.isEmpty(), "an error without a message");
        return 0;
    }
    const auto again = SegmentDoc::fromJson(doc->toJson());
    require(again && *again == *doc, "a document that does not survive writing and reading");
    require(!sentenceOf(*doc).isEmpty(), "a segment without a sentence");
    const auto sql = segmentSql(*doc, {{1790640000000}, QTimeZone::utc(), QStringLiteral("EUR")});
    require(sql || !sql.error().message.isEmpty(), "an SQL error without a message");
    ask(*doc);
    return 0;
}
