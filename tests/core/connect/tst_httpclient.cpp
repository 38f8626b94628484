// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/http/httpclient.h"
#include "core/connect/http/retryafter.h"

#include <QEventLoop>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace perennial;

class HttpClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCutLineRepeatsNothing();
    void plainHttpGoesToThisMachineOnly();
    void aPublicWebhookReachesNoPrivateNetwork();
    void anAnswerWithoutALengthEndsWithTheConnection();
    void whoIsStoppedWhileANameIsSoughtHearsOfIt();
    void readsEveryFormOfADate_data();
    void readsEveryFormOfADate();
    void waitsWithinBounds_data();
    void waitsWithinBounds();

private:
    static HttpResponse ask(const HttpRequest &request)
    {
        HttpClient client;
        HttpResponse answer;
        QEventLoop loop;
        client.send(request, [&](const HttpResponse &response) {
            answer = response;
            loop.quit();
        });
        loop.exec();
        return answer;
    }
};

// A platform that took the request and whose answer was lost must not be asked again behind the outbox's back.
void HttpClientTest::aCutLineRepeatsNothing()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    int taken = 0;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        auto *read = new QByteArray;
        connect(socket, &QObject::destroyed, socket, [read] { delete read; });
        connect(socket, &QTcpSocket::readyRead, socket, [&taken, socket, read] {
            *read += socket->readAll();
            if (!read->endsWith("the body"))
                return;
            ++taken;
            socket->disconnectFromHost();
        });
    });
    const QUrl url(QStringLiteral("http://127.0.0.1:%1/a").arg(server.serverPort()));
    const HttpResponse answer = ask({"POST", url, {{"Content-Type", "text/plain"}}, "the body"});
    QVERIFY(answer.fault != HttpFault::None);
    QVERIFY(!answer.faultText.isEmpty());
    QCOMPARE(taken, 1);
}

void HttpClientTest::plainHttpGoesToThisMachineOnly()
{
    const HttpResponse answer = ask({"POST", QUrl(QStringLiteral("http://example.com/a")), {}, "x"});
    QCOMPARE(answer.fault, HttpFault::PlainHttp);
}

void HttpClientTest::aPublicWebhookReachesNoPrivateNetwork()
{
    const auto asked = [](const char *url) {
        return ask({"POST", QUrl(QLatin1String(url)), {}, "people", HostRule::PublicOnly});
    };
    for (const char *url : {"https://10.0.0.1/a", "https://192.168.1.1", "https://169.254.169.254/latest",
                            "https://[fe80::1]/", "https://[::ffff:10.0.0.1]/"}) {
        const HttpResponse answer = asked(url);
        QVERIFY2(answer.fault == HttpFault::PrivateHost, url);
        QVERIFY(answer.faultText.contains(QStringLiteral("private network")));
    }
    QCOMPARE(asked("http://10.0.0.1/a").fault, HttpFault::PlainHttp);
    QCOMPARE(asked("https://nowhere.invalid/").fault, HttpFault::NameNotFound);

    QTcpServer server; // this machine may be asked in so many words
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this,
            [&] { server.nextPendingConnection()->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"); });
    const QByteArray here = "http://127.0.0.1:" + QByteArray::number(server.serverPort());
    QCOMPARE(asked(here.constData()).status, 200);
}

// As simple servers answer: many at once, each closed when it is said.
void HttpClientTest::anAnswerWithoutALengthEndsWithTheConnection()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, heard = QByteArray()]() mutable {
            heard += socket->readAll();
            if (!heard.endsWith("people"))
                return;
            socket->write("HTTP/1.0 200 OK\r\nServer: simple\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    HttpClient client;
    QEventLoop loop;
    int answered = 0, faults = 0;
    constexpr int Requests = 60;
    const QUrl url(QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort()));
    for (int i = 0; i < Requests; ++i)
        client.send({"POST", url, {}, "people"}, [&](const HttpResponse &response) {
            faults += response.fault == HttpFault::None && response.status == 200 ? 0 : 1;
            if (++answered == Requests)
                loop.quit();
        });
    loop.exec();
    QCOMPARE(faults, 0);
}

void HttpClientTest::whoIsStoppedWhileANameIsSoughtHearsOfIt()
{
    HttpClient client;
    QEventLoop loop;
    HttpResponse answer;
    client.send({"POST", QUrl(QStringLiteral("https://nowhere.invalid/")), {}, "people", HostRule::PublicOnly},
                [&](const HttpResponse &response) {
                    answer = response;
                    loop.quit();
                });
    client.abortAll();
    loop.exec();
    QCOMPARE(answer.fault, HttpFault::Stopped);
}

void HttpClientTest::readsEveryFormOfADate_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("RFC 7231") << QByteArray("Mon, 23 Nov 2026 10:00:00 GMT");
    QTest::newRow("RFC 850") << QByteArray("Monday, 23-Nov-26 10:00:00 GMT");
    QTest::newRow("asctime") << QByteArray("Mon Nov 23 10:00:00 2026");
}

void HttpClientTest::readsEveryFormOfADate()
{
    QFETCH(QByteArray, text);
    const auto read = httpDate(text);
    QVERIFY(read);
    QCOMPARE(read->toIso(), QStringLiteral("2026-11-23T10:00:00Z"));
}

void HttpClientTest::waitsWithinBounds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("ms"); // -1: nothing said
    QTest::newRow("seconds") << QByteArray("37") << qint64(37'000);
    QTest::newRow("a date") << QByteArray("Mon, 23 Nov 2026 10:01:30 GMT") << qint64(90'000);
    QTest::newRow("a date that is past") << QByteArray("Mon, 23 Nov 2026 09:00:00 GMT") << qint64(1000);
    QTest::newRow("none at all") << QByteArray("0") << qint64(1000);
    QTest::newRow("a day") << QByteArray("86400") << qint64(3'600'000);
    QTest::newRow("nonsense") << QByteArray("soon") << qint64(-1);
    QTest::newRow("absent") << QByteArray() << qint64(-1);
}

void HttpClientTest::waitsWithinBounds()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, ms);
    HttpResponse response;
    response.headers = {{"retry-after", text}};
    const auto wait = retryAfter(response, *Instant::fromIso(u"2026-11-23T10:00:00Z"));
    QCOMPARE(wait ? wait->count() : -1, ms);
}

QTEST_GUILESS_MAIN(HttpClientTest)
#include "tst_httpclient.moc"
