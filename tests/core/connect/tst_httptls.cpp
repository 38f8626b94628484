// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/http/httpclient.h"
#include "tests/core/connect/scriptedserver.h"

#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QSslKey>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

// Certificates are made here, by openssl: an authority, and servers it vouches for.
class HttpTlsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anAuthorityCountsOnlyWhereItWasGiven();
    void badCertificatesAreToldByKind_data();
    void badCertificatesAreToldByKind();

private:
    void openssl(const QString &arguments) const;
    void makeServer(const QString &name, const QString &host, int days) const;
    [[nodiscard]] QByteArray file(const QString &name) const;
    [[nodiscard]] std::unique_ptr<QTcpServer> server(const QString &name) const;
    [[nodiscard]] HttpPatience trusting() const
    {
        HttpPatience patience;
        patience.authorities = {QSslCertificate(file(QStringLiteral("ca.pem")))};
        return patience;
    }
    [[nodiscard]] static HttpResponse ask(HttpClient &client, const HttpRequest &request)
    {
        HttpResponse answer;
        QEventLoop loop;
        client.send(request, [&](const HttpResponse &response) {
            answer = response;
            loop.quit();
        });
        loop.exec();
        return answer;
    }

    QTemporaryDir m_folder;
};

void HttpTlsTest::openssl(const QString &arguments) const
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.start(QStringLiteral("openssl"), arguments.split(u' '));
    QVERIFY(process.waitForFinished());
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
}

QByteArray HttpTlsTest::file(const QString &name) const
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void HttpTlsTest::makeServer(const QString &name, const QString &host, int days) const
{
    QFile names(m_folder.filePath(name + QStringLiteral(".ext")));
    QVERIFY(names.open(QIODevice::WriteOnly));
    names.write("subjectAltName=DNS:" + host.toLatin1());
    names.close();
    openssl(QStringLiteral("req -newkey rsa:2048 -nodes -subj /CN=%2 -keyout %1.key -out %1.csr").arg(name, host));
    openssl(QStringLiteral("x509 -req -in %1.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile %1.ext -days %2 "
                           "-out %1.pem")
                .arg(name)
                .arg(days));
}

void HttpTlsTest::initTestCase()
{
    if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty())
        QSKIP("openssl is not installed.");
    openssl(QStringLiteral("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=Tests -keyout ca.key -out ca.pem"));
    makeServer(QStringLiteral("good"), QStringLiteral("localhost"), 2);
    makeServer(QStringLiteral("other"), QStringLiteral("elsewhere.test"), 2);
    makeServer(QStringLiteral("old"), QStringLiteral("localhost"), -1);
}

std::unique_ptr<QTcpServer> HttpTlsTest::server(const QString &name) const
{
    auto made = std::make_unique<QSslServer>();
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(file(name + QStringLiteral(".pem"))));
    tls.setPrivateKey(QSslKey(file(name + QStringLiteral(".key")), QSsl::Rsa));
    made->setSslConfiguration(tls);
    return made;
}

void HttpTlsTest::anAuthorityCountsOnlyWhereItWasGiven()
{
    ScriptedServer host(answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), server(QStringLiteral("good")));
    const HttpRequest request{
        "POST", host.url(QStringLiteral("https"), QStringLiteral("localhost")), {}, "people", HostRule::Any};
    HttpClient stranger;
    const HttpResponse refused = ask(stranger, request);
    QCOMPARE(refused.fault, HttpFault::Tls);
    QVERIFY2(refused.faultText.contains(QStringLiteral("authority")), qPrintable(refused.faultText));
    QCOMPARE(host.requests.size(), 0u);

    HttpClient friendly(trusting());
    const HttpResponse taken = ask(friendly, request);
    QVERIFY2(taken.fault == HttpFault::None, qPrintable(taken.faultText));
    QCOMPARE(host.requests.size(), 1u);
}

void HttpTlsTest::badCertificatesAreToldByKind_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("word");
    QTest::newRow("expired") << QStringLiteral("old") << QStringLiteral("expired");
    QTest::newRow("wrong host") << QStringLiteral("other") << QStringLiteral("another host");
}

void HttpTlsTest::badCertificatesAreToldByKind()
{
    QFETCH(QString, name);
    QFETCH(QString, word);
    ScriptedServer host(answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), server(name));
    const HttpRequest request{
        "POST", host.url(QStringLiteral("https"), QStringLiteral("localhost")), {}, "people", HostRule::Any};
    HttpClient client(trusting());
    const HttpResponse response = ask(client, request);
    QCOMPARE(response.fault, HttpFault::Tls);
    QVERIFY2(response.faultText.contains(word), qPrintable(response.faultText));
    QCOMPARE(host.requests.size(), 0u);
}

QTEST_GUILESS_MAIN(HttpTlsTest)
#include "tst_httptls.moc"
