// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testpaths.h"

#include <QDirIterator>
#include <QMap>
#include <QRegularExpression>
#include <QTest>

using namespace perennial;

// All types live in one namespace: two headers that define one name each work until the linker takes the wrong one's
// code for both, which shows as a crash somewhere else.
class TestNamesOnce : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noTwoHeadersDefineOneType();
};

void TestNamesOnce::noTwoHeadersDefineOneType()
{
    static const QRegularExpression type(QStringLiteral("^(?:class|struct|enum class) (\\w+)(?: final)?(?: :|$| \\{)"),
                                         QRegularExpression::MultilineOption);
    QMap<QString, QStringList> headers;
    for (const char *folder : {"core", "ui", "app"}) {
        QDirIterator files(sourceFile(QLatin1String(folder)), {QStringLiteral("*.h")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (auto found = type.globalMatch(QString::fromUtf8(file.readAll())); found.hasNext();)
                headers[found.next().captured(1)].append(file.fileName());
        }
    }
    QVERIFY(headers.size() > 400);
    QStringList twice;
    for (auto it = headers.begin(); it != headers.end(); ++it) {
        if (it->size() > 1)
            twice.append(it.key() + QStringLiteral(": ") + it->join(QStringLiteral(", ")));
    }
    QVERIFY2(twice.isEmpty(), qPrintable(twice.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestNamesOnce)
#include "tst_namesonce.moc"
