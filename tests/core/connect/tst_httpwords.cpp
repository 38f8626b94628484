// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/http/clockskew.h"
#include "core/connect/http/hostrule.h"

#include <QTest>

using namespace perennial;
using namespace std::chrono_literals;

namespace {

const Instant Now = *Instant::fromIso(u"2026-11-23T10:00:00Z");

HttpResponse with(const QByteArray &name, const QByteArray &value)
{
    HttpResponse response;
    response.headers = {{name, value}};
    return response;
}

} // namespace

class HttpWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void skewIsToldBeyondFiveMinutes();
    void publicAddresses();
    void safeSchemes();
};

void HttpWordsTest::skewIsToldBeyondFiveMinutes()
{
    QVERIFY(!clockSkew({}, Now));
    QVERIFY(!clockSkew(with("Date", "Mon, 23 Nov 2026 10:04:59 GMT"), Now));
    QVERIFY(!clockSkew(with("Date", "yesterday"), Now));
    QCOMPARE(clockSkew(with("Date", "Mon, 23 Nov 2026 09:40:00 GMT"), Now), std::optional(1200s));
    QCOMPARE(clockSkew(with("Date", "Mon, 23 Nov 2026 10:10:00 GMT"), Now), std::optional(-600s));
    QVERIFY(clockSkewText(1200s).contains(QStringLiteral("20")));
    QVERIFY(clockSkewText(1200s) != clockSkewText(-1200s));
}

void HttpWordsTest::publicAddresses()
{
    for (const char *address :
         {"93.184.216.34", "8.8.8.8", "172.32.0.1", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"})
        QVERIFY2(isPublic(QHostAddress(QLatin1String(address))), address);
    for (const char *address :
         {"10.1.2.3", "172.16.0.1", "192.168.1.1", "127.0.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
          "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "2001:db8::1",
          "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::"})
        QVERIFY2(!isPublic(QHostAddress(QLatin1String(address))), address);
    QVERIFY(!isPublic(QHostAddress()));
}

void HttpWordsTest::safeSchemes()
{
    for (const char *url : {"https://example.com", "http://localhost:8080/a", "http://127.0.0.1", "http://[::1]:80/"})
        QVERIFY2(isSafeScheme(QUrl(QLatin1String(url))), url);
    for (const char *url : {"http://example.com", "http://10.0.0.1", "http://localhost.example.com",
                            "http://127.0.0.1.example.com/", "ftp://localhost", "file:///etc/passwd"})
        QVERIFY2(!isSafeScheme(QUrl(QLatin1String(url))), url);
}

QTEST_GUILESS_MAIN(HttpWordsTest)
#include "tst_httpwords.moc"
