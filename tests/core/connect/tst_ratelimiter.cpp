// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/push/ratelimiter.h"

#include <QTest>

using namespace perennial;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

class RateLimiterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWithinEveryWindow();
    void losesLittleOfWhatIsAllowed();
    void countsALateAnswerFromWhenItMayHaveBeenMet();
    void knowsWhenTheCallsAfterTheNextMayGo();
    void waitsAsLongAsThePlatformSays();
    void backsOffWithinBounds();

private:
    // When each of `calls` leaves, if each goes as soon as it may.
    static std::vector<milliseconds> leave(const std::vector<RateWindow> &windows, int calls)
    {
        RateLimiter limiter;
        std::vector<milliseconds> at;
        milliseconds now{};
        while (static_cast<int>(at.size()) < calls) {
            const milliseconds wait = limiter.waitFor(QStringLiteral("POST /a"), windows, now);
            now += wait;
            if (wait > 0ms)
                continue;
            limiter.noteCall(QStringLiteral("POST /a"), now);
            at.push_back(now);
        }
        return at;
    }
};

void RateLimiterTest::keepsWithinEveryWindow()
{
    const std::vector<RateWindow> windows{{10, 1s}, {150, 60s}};
    const std::vector<milliseconds> at = leave(windows, 400);
    for (const RateWindow &window : windows)
        for (size_t i = 0; i + static_cast<size_t>(window.calls) < at.size(); ++i)
            QVERIFY(at[i + static_cast<size_t>(window.calls)] - at[i] > window.length);
}

void RateLimiterTest::losesLittleOfWhatIsAllowed()
{
    // 100 calls at 10 a second need 9 seconds.
    QVERIFY(leave({{10, 1s}}, 100).back() <= 9200ms);
    QCOMPARE(leave({{10, 1s}}, 10).back(), 0ms);
}

// Two calls that left together, one met 40 ms after the other: the platform's window holds both for as long.
void RateLimiterTest::countsALateAnswerFromWhenItMayHaveBeenMet()
{
    const QString endpoint = QStringLiteral("POST /a");
    const std::vector<RateWindow> windows{{2, 1s}};
    RateLimiter limiter;
    limiter.noteCall(endpoint, 100ms);
    limiter.noteCall(endpoint, 101ms);
    const milliseconds atOnce = limiter.waitFor(endpoint, windows, 200ms);
    limiter.noteAnswer(endpoint, 100ms, 120ms);
    QCOMPARE(limiter.waitFor(endpoint, windows, 200ms), atOnce);
    limiter.noteAnswer(endpoint, 101ms, 161ms);
    QCOMPARE(limiter.waitFor(endpoint, windows, 200ms), atOnce);
    limiter.noteCall(endpoint, 200ms + atOnce);
    QVERIFY(200ms + atOnce + limiter.waitFor(endpoint, windows, 200ms + atOnce) > 141ms + 1s);
    // An answer that takes its time is not as late as that.
    limiter.noteAnswer(endpoint, 200ms + atOnce, 20s);
    QVERIFY(limiter.waitFor(endpoint, windows, 200ms + atOnce) < 2s);
}

void RateLimiterTest::knowsWhenTheCallsAfterTheNextMayGo()
{
    const QString endpoint = QStringLiteral("POST /a");
    const std::vector<RateWindow> windows{{3, 1s}};
    RateLimiter limiter;
    limiter.noteCall(endpoint, 0ms);
    limiter.noteCall(endpoint, 500ms);
    QCOMPARE(limiter.waitFor(endpoint, windows, 600ms), 0ms);
    const milliseconds second = limiter.waitFor(endpoint, windows, 600ms, 1);
    const milliseconds third = limiter.waitFor(endpoint, windows, 600ms, 2);
    QVERIFY(second > 400ms && second < 500ms);
    QCOMPARE(third, second + 500ms);
    QCOMPARE(limiter.waitFor(endpoint, windows, 600ms, 3), milliseconds(1s));
}

void RateLimiterTest::waitsAsLongAsThePlatformSays()
{
    RateLimiter limiter;
    limiter.noteCall(QStringLiteral("POST /a"), 0ms);
    limiter.holdUntil(QStringLiteral("POST /a"), 30s);
    limiter.holdUntil(QStringLiteral("POST /a"), 10s);
    QCOMPARE(limiter.waitFor(QStringLiteral("POST /a"), {}, 12s), milliseconds(18s));
    QCOMPARE(limiter.waitFor(QStringLiteral("GET /b"), {}, 12s), 0ms);
}

void RateLimiterTest::backsOffWithinBounds()
{
    QCOMPARE(backOff(1, 0.5), 500ms);
    QCOMPARE(backOff(4, 0.5), 4000ms);
    QCOMPARE(backOff(40, 0.5), milliseconds(150s));
    QCOMPARE(backOff(3, 0), 0ms);
}

QTEST_GUILESS_MAIN(RateLimiterTest)
#include "tst_ratelimiter.moc"
