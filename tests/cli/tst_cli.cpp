// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testpaths.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

// Runs the stories in cases/*.txt, or of the folder that PERENNIAL_STORIES names. A story is a text:
//
//   # a comment
//   @ name           the lines up to "@" become the file `name`; \xHH in them is a byte
//   @
//   $ import a.csv   runs perennial-cli with these words (quotes as in a shell) in the story's own empty folder
//   ...              exactly what it prints on stdout
//   ! ...            exactly what it prints on stderr, a line each
//   ? 2              its exit code; 0 where there is none
//   $ | cat a.csv    runs a shell line instead, where a story looks at a file; $PERENNIAL_CLI is the program
//
// <n> stands for a number, <any> for the rest of a line, {source} for the checkout, {shared} for the folder of shared
// data: a story that names it is skipped where that folder is absent.
class CliTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void story_data();
    void story();
};

using namespace perennial;

namespace {

struct Step
{
    QString command;
    QString out;
    QString err;
    int exitCode = 0;
};

struct Story
{
    QList<std::pair<QString, QByteArray>> files;
    QList<Step> steps;
};

QByteArray bytesOf(QString text)
{
    static const QRegularExpression escape(R"(\\x([0-9A-F]{2}))");
    QByteArray bytes;
    qsizetype done = 0;
    for (auto match = escape.match(text); match.hasMatch(); match = escape.match(text, done)) {
        bytes += text.mid(done, match.capturedStart() - done).toUtf8();
        bytes += static_cast<char>(match.captured(1).toInt(nullptr, 16));
        done = match.capturedEnd();
    }
    return bytes + text.mid(done).toUtf8();
}

void addLine(Story &story, const QString &line)
{
    if (line == "$" || line.startsWith("$ "))
        story.steps.append({line.mid(2), {}, {}, 0});
    else if (line.startsWith("#") || story.steps.isEmpty())
        return;
    else if (line.startsWith("? "))
        story.steps.last().exitCode = line.mid(2).toInt();
    else if (line.startsWith("! "))
        story.steps.last().err += line.mid(2) + '\n';
    else
        story.steps.last().out += line + '\n';
}

Story parse(const QString &text)
{
    Story story;
    bool inFile = false;
    for (const QString &line : text.split('\n')) {
        if (inFile && line == "@")
            inFile = false;
        else if (inFile)
            story.files.last().second += bytesOf(line) + '\n';
        else if (line.startsWith("@ ")) {
            inFile = true;
            story.files.append({line.mid(2), {}});
        } else
            addLine(story, line);
    }
    if (!story.steps.isEmpty() && story.steps.last().out.endsWith('\n'))
        story.steps.last().out.chop(1); // the file's own last line end
    return story;
}

// Blank lines between steps belong to the reader of the story.
QString trimmedEnd(QString text)
{
    while (text.endsWith('\n'))
        text.chop(1);
    return text;
}

bool matches(const QString &actual, const QString &expected)
{
    QString pattern = QRegularExpression::escape(trimmedEnd(expected));
    pattern.replace(R"(\<n\>)", R"(-?[0-9.e+-]+)").replace(R"(\<any\>)", "[^\n]*");
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(trimmedEnd(actual)).hasMatch();
}

QString report(const Step &step, const QString &out, const QString &err, int exitCode)
{
    return QStringLiteral("$ %1\n--- stdout, expected:\n%2\n--- stdout, actual:\n%3\n--- stderr, expected:\n%4\n"
                          "--- stderr, actual:\n%5\n--- exit code, expected %6, actual %7")
        .arg(step.command, step.out, out, step.err, err)
        .arg(step.exitCode)
        .arg(exitCode);
}

void start(QProcess &process, const QString &command)
{
    if (command.startsWith("| "))
        process.start("/bin/sh", {"-c", command.mid(2)});
    else
        process.start(builtProgram("perennial-cli"), QProcess::splitCommand(command));
}

} // namespace

void CliTest::story_data()
{
    QTest::addColumn<QString>("path");
    const QDir cases(sourceFile("tests/cli/" + qEnvironmentVariable("PERENNIAL_STORIES", "cases")));
    for (const QFileInfo &file : cases.entryInfoList({"*.txt"}, QDir::Files, QDir::Name))
        QTest::newRow(qPrintable(file.completeBaseName())) << file.filePath();
}

void CliTest::story()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QString text = QString::fromUtf8(file.readAll());
    if (text.contains("{shared}"))
        NEED_SHARED_DATA();
    text.replace("{source}", QDir::cleanPath(sourceFile(QString())));
    const Story story = parse(text.replace("{shared}", QDir(sharedFile(QString())).canonicalPath()));
    const QTemporaryDir folder;
    for (const auto &[name, bytes] : story.files) {
        QFile made(folder.filePath(name));
        QVERIFY(made.open(QIODevice::WriteOnly) && made.write(bytes) == bytes.size());
    }
    for (const Step &step : story.steps) {
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.setEnvironment(QProcess::systemEnvironment() << "PERENNIAL_CLI=" + builtProgram("perennial-cli"));
        start(process, step.command);
        process.closeWriteChannel();
        QVERIFY2(process.waitForFinished(120'000), qPrintable(step.command));
        const QString out = QString::fromUtf8(process.readAllStandardOutput());
        const QString err = QString::fromUtf8(process.readAllStandardError());
        QVERIFY2(matches(out, step.out) && matches(err, step.err) && process.exitCode() == step.exitCode,
                 qPrintable(report(step, out, err, process.exitCode())));
    }
}

QTEST_GUILESS_MAIN(CliTest)
#include "tst_cli.moc"
