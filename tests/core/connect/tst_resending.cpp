// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/push/batchcutter.h"
#include "tests/core/connect/googlesample.h"
#include "tests/core/connect/hookstore.h"

#include <QTest>

using namespace perennial;

constexpr int People = 1000;

// When somebody who did not change is sent again all the same.
class ResendingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nobodyAtOnce();
    void everybodyBeforeAPlatformForgetsThem();
    void neverWhereAPlatformKeepsThem();
    void everybodyWhereConsentIsClaimedNow();

private:
    [[nodiscard]] static Destination google(const QString &consentSource = {})
    {
        Destination made = destinationOf(ExportChannel::Email);
        made.consentSource = consentSource;
        return made;
    }
    // Who is sent that day, where `before` were told of.
    [[nodiscard]] std::vector<SentPerson> sentOn(qint64 day, const Destination &destination,
                                                 const std::vector<SentPerson> &before) const
    {
        RunPeople everybody;
        for (int id = 1; id <= People; ++id)
            everybody.adds.push_back({id});
        const Instant at{day * Instant::DayMs};
        auto cutter = BatchCutter::make({*m_reader, destination, everybody, before, {}, at}, 0).value();
        const auto connector = connectorOf(destination);
        std::vector<SentPerson> sent;
        while (!cutter.isAtEnd()) {
            const auto cut = cutter.next(*connector, at);
            for (const FrozenRow &row : cut->rows)
                sent.push_back({row.row.id.value, row.hash});
        }
        return sent;
    }

    std::unique_ptr<HookStore> m_there;
    std::optional<Store> m_reader;
};

void ResendingTest::initTestCase()
{
    m_there = std::make_unique<HookStore>(People);
    auto reader = Store::openReader(m_there->path);
    QVERIFY(reader);
    m_reader.emplace(std::move(*reader));
}

void ResendingTest::nobodyAtOnce()
{
    const auto first = sentOn(20'000, google(), {});
    QCOMPARE(first.size(), size_t(People));
    QCOMPARE(sentOn(20'000, google(), first).size(), size_t(0));
    QVERIFY(sentOn(20'001, google(), first).size() < People / 100);
}

// By a run a month, for three years.
void ResendingTest::everybodyBeforeAPlatformForgetsThem()
{
    auto told = sentOn(20'000, google(), {});
    std::vector<qint64> when(People, 20'000);
    for (qint64 day = 20'030; day < 21'100; day += 30) {
        const auto sent = sentOn(day, google(), told);
        QVERIFY(sent.size() < People / 5); // never all of them at once
        for (const SentPerson &person : sent) {
            told[static_cast<size_t>(person.id - 1)] = person;
            when[static_cast<size_t>(person.id - 1)] = day;
        }
        QVERIFY(day - std::ranges::min(when) <= 390);
    }
}

void ResendingTest::neverWhereAPlatformKeepsThem()
{
    Destination klaviyo = google();
    klaviyo.kind = DestinationKind::Klaviyo;
    klaviyo.account = {{QStringLiteral("list"), QStringLiteral("Win-back")}};
    const auto first = sentOn(20'000, klaviyo, {});
    QCOMPARE(first.size(), size_t(People));
    QCOMPARE(sentOn(22'000, klaviyo, first).size(), size_t(0));
}

void ResendingTest::everybodyWhereConsentIsClaimedNow()
{
    const auto first = sentOn(20'000, google(), {});
    const auto second = sentOn(20'000, google(QStringLiteral("Shop checkout")), first);
    QCOMPARE(second.size(), size_t(People));
    QCOMPARE(sentOn(20'000, google(QStringLiteral("Shop checkout")), second).size(), size_t(0));
}

QTEST_GUILESS_MAIN(ResendingTest)
#include "tst_resending.moc"
