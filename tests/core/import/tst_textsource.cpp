// SPDX-License-Identifier: GPL-3.0-or-later
#include "csvrows.h"

#include <QTemporaryDir>

#include <unistd.h>
#include <zlib.h>

using namespace perennial;

namespace {

[[nodiscard]] QByteArray gzip(const QByteArray &text)
{
    z_stream stream = {};
    if (deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray packed(qsizetype(deflateBound(&stream, uLong(text.size()))) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.constData()));
    stream.avail_in = uInt(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = uInt(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

[[nodiscard]] QByteArray utf16(const QString &text, bool bigEndian)
{
    QByteArray bytes;
    for (const QChar c : text) {
        const char low = char(c.unicode() & 0xff);
        const char high = char(c.unicode() >> 8);
        bytes += bigEndian ? high : low;
        bytes += bigEndian ? low : high;
    }
    return bytes;
}

} // namespace

class TextSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatIsNoText_data();
    void refusesWhatIsNoText();
    void refusesMissingFileAndFolder();
    void refusesUnreadableFile();
    void decodes_data();
    void decodes();
    void keepsWindows1252WhenTheFirstAccentComesLate();
    void brokenByteInUtf8CostsOneLetterAndIsReported();
    void fewBrokenBytesLeaveASmallFileUtf8();
    void namesTheLineOfTheFirstBrokenByte_data();
    void namesTheLineOfTheFirstBrokenByte();
    void nulBytesAreDroppedAndReported();
    void blockSizeDoesNotMatter();
    void unpacksGzip();
    void unpacksGzipOfManyBlocksAndMembers();
    void tellsOfACutGzip();
    void countsBytesForTheProgress();

private:
    [[nodiscard]] QString write(const QByteArray &bytes);
    [[nodiscard]] QByteArray readAll(TextSource &source, size_t max = TextSource::BlockBytes);
    QTemporaryDir m_dir;
    int m_files = 0;
};

QString TextSourceTest::write(const QByteArray &bytes)
{
    QFile file(m_dir.filePath(QStringLiteral("input%1.csv").arg(++m_files)));
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    return file.fileName();
}

QByteArray TextSourceTest::readAll(TextSource &source, size_t max)
{
    QByteArray all;
    for (;;) {
        const auto text = source.read(max);
        if (!text || text->empty())
            return all;
        all.append(text->data(), qsizetype(text->size()));
    }
}

void TextSourceTest::refusesWhatIsNoText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("word");
    QTest::newRow("nothing") << QByteArray() << "is empty";
    QTest::newRow("only a mark") << QByteArray("\xef\xbb\xbf") << "is empty";
    QTest::newRow("packed nothing") << gzip("") << "is empty";
    QTest::newRow("web page") << QByteArray("\xef\xbb\xbf \n<!doctype HTML><title>Log in</title>") << "HTML";
    QTest::newRow("packed web page") << gzip("<html></html>") << "HTML";
    QTest::newRow("workbook") << QByteArray("PK\x03\x04....[Content_Types].xml") << "XLSX";
    QTest::newRow("archive") << QByteArray("PK\x03\x04....subscribed.csv") << "ZIP";
    QTest::newRow("document") << QByteArray("%PDF-1.7\n") << "PDF";
    QTest::newRow("old workbook") << QByteArray("\xd0\xcf\x11\xe0\xa1\xb1") << "XLS";
    QTest::newRow("NUL bytes") << QByteArray(100, '\0') << "NUL";
    QTest::newRow("program") << "\x7f"
                                "ELF\x02\x01\x01" +
                                    QByteArray("\x03\0\x3e\0\x01\0\0\0\x01\x06\x07\x08", 12).repeated(9)
                             << "not a text";
    QTest::newRow("database") << QByteArray("SQLite format 3\0...", 20) << "SQLite";
}

void TextSourceTest::refusesWhatIsNoText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, word);
    const QString path = write(bytes);
    const auto source = TextSource::open(path);
    QVERIFY(!source);
    QVERIFY(source.error().kind == ErrorKind::Unreadable);
    QCOMPARE(source.error().where, path);
    QVERIFY2(source.error().message.contains(word), qPrintable(source.error().message));
}

void TextSourceTest::refusesMissingFileAndFolder()
{
    const auto missing = TextSource::open(m_dir.filePath(QStringLiteral("none.csv")));
    QVERIFY(!missing);
    QVERIFY(missing.error().kind == ErrorKind::NotFound);
    const auto folder = TextSource::open(m_dir.path());
    QVERIFY(!folder);
    QCOMPARE(folder.error().message, QStringLiteral("This is a folder, not a file."));
}

void TextSourceTest::refusesUnreadableFile()
{
    if (geteuid() == 0)
        QSKIP("The administrator may read every file.");
    const QString path = write("a,b\n");
    QVERIFY(QFile::setPermissions(path, QFile::WriteOwner));
    const auto source = TextSource::open(path);
    QVERIFY(!source);
    QVERIFY(source.error().kind == ErrorKind::Unreadable);
}

void TextSourceTest::decodes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("encoding");
    const QString sample = QStringLiteral("Zoë,€ 5,“Köln”,𝄞\r\n");
    const QString latin = QStringLiteral("Zoë,€ 5,“Köln”\r\n");
    QTest::newRow("UTF-8") << sample.toUtf8() << sample << "UTF-8";
    QTest::newRow("UTF-8 with mark") << "\xef\xbb\xbf" + sample.toUtf8() << sample << "UTF-8";
    QTest::newRow("UTF-16LE with mark") << "\xff\xfe" + utf16(sample, false) << sample << "UTF-16LE";
    QTest::newRow("UTF-16BE with mark") << "\xfe\xff" + utf16(sample, true) << sample << "UTF-16BE";
    QTest::newRow("UTF-16LE bare") << utf16(sample, false) << sample << "UTF-16LE";
    QTest::newRow("UTF-16BE bare") << utf16(sample, true) << sample << "UTF-16BE";
    QTest::newRow("Windows-1252") << QByteArray("Zo\xeb,\x80 5,\x93K\xf6ln\x94\r\n") << latin << "Windows-1252";
    // In Windows-1252 an É before a right quote looks like one letter of UTF-8; the rest of the file tells.
    QTest::newRow("Windows-1252 that looks like UTF-8")
        << QByteArray("CAF\xc9\x92S,\xe9t\xe9,d\xe9j\xe0") << QStringLiteral("CAFÉ’S,été,déjà") << "Windows-1252";
}

void TextSourceTest::decodes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QFETCH(QString, encoding);
    auto source = TextSource::fromBytes(viewOf(bytes));
    QVERIFY(source);
    QCOMPARE(QString::fromUtf8(readAll(*source)), text);
    QCOMPARE(nameOf(source->encoding()), encoding);
    QCOMPARE(source->notes(), QStringList());
}

void TextSourceTest::keepsWindows1252WhenTheFirstAccentComesLate()
{
    const QByteArray plain = QByteArray("1,Ada,Okafor\n").repeated(400'000);
    auto source = TextSource::open(write(plain + "2,Beno\xeet,Lef\xe8vre\n3,Zo\xeb,M\xfcller\n"));
    QVERIFY(source);
    const QByteArray text = readAll(*source);
    QVERIFY(text == plain + "2,Benoît,Lefèvre\n3,Zoë,Müller\n");
    QCOMPARE(source->encoding(), TextEncoding::Windows1252);
}

void TextSourceTest::brokenByteInUtf8CostsOneLetterAndIsReported()
{
    auto source = TextSource::fromBytes("Benoît,Zoë,M\xfcller,Núñez\n");
    QVERIFY(source);
    QCOMPARE(readAll(*source), QByteArray("Benoît,Zoë,Müller,Núñez\n"));
    QCOMPARE(source->encoding(), TextEncoding::Utf8);
    QCOMPARE(source->brokenBytes(), 1);
    QCOMPARE(source->notes().size(), 1);
    QVERIFY(source->notes()[0].contains(QStringLiteral("Windows-1252: 1, first in line 1.")));
}

// The broken bytes may come first, and outnumber the one letter that tells.
void TextSourceTest::fewBrokenBytesLeaveASmallFileUtf8()
{
    auto source = TextSource::fromBytes("M\xfcller,\xff\nZoë\n");
    QVERIFY(source);
    QCOMPARE(readAll(*source), QByteArray("Müller,ÿ\nZoë\n"));
    QCOMPARE(source->encoding(), TextEncoding::Utf8);
    QCOMPARE(source->brokenBytes(), 2);
}

void TextSourceTest::namesTheLineOfTheFirstBrokenByte_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("LF") << QByteArray("\n");
    QTest::newRow("CRLF") << QByteArray("\r\n");
    QTest::newRow("CR") << QByteArray("\r");
}

void TextSourceTest::namesTheLineOfTheFirstBrokenByte()
{
    QFETCH(QByteArray, end);
    const QByteArray text =
        ("1,Zoë,Núñez" + end).repeated(6'000) + "2,M\xfcller" + end + ("3,Zoë" + end).repeated(10) + "4,L\xf6we" + end;
    auto source = TextSource::open(write(text), 4096);
    QVERIFY(source);
    QVERIFY(!readAll(*source).isEmpty());
    QVERIFY2(source->notes().value(0).contains(QStringLiteral("Windows-1252: 2, first in line 6001.")),
             qPrintable(source->notes().value(0)));
}

void TextSourceTest::nulBytesAreDroppedAndReported()
{
    auto source = TextSource::fromBytes(std::string_view("Oka\0for,\0Zoë\n", 14));
    QVERIFY(source);
    QCOMPARE(readAll(*source), QByteArray("Okafor,Zoë\n"));
    QCOMPARE(source->nulBytes(), 2);
    QCOMPARE(source->notes(), QStringList{QStringLiteral("NUL bytes were removed: 2.")});
}

// Blocks begin after the head, so the text has to be longer than it.
void TextSourceTest::blockSizeDoesNotMatter()
{
    const QByteArray plain = QByteArray("1,Ada,Okafor\n").repeated(int(TextSource::HeadBytes / 13) + 1);
    const QByteArray odd = QByteArray("Zoë,€,𝄞,M\xfcller,\xe2\x82,\0x,\xff", 29);
    const QByteArray mixed = plain + odd + "d\xe9j\xe0 vu, \xe9t\xe9" + odd.repeated(3) + "\xf0\x9d";
    auto whole = TextSource::open(write(mixed));
    auto pieces = TextSource::open(write(mixed), 1);
    QVERIFY(whole && pieces);
    QVERIFY(readAll(*whole) == readAll(*pieces, 3));
    QCOMPARE(pieces->brokenBytes(), whole->brokenBytes());

    const QByteArray wide = "\xff\xfe" + utf16(QString::fromUtf8(plain) + QStringLiteral("Zoë,𝄞"), false) + "\x34\xd8z";
    auto wideWhole = TextSource::open(write(wide));
    auto widePieces = TextSource::open(write(wide), 5);
    QVERIFY(wideWhole && widePieces);
    QVERIFY(readAll(*wideWhole) == readAll(*widePieces));
    QCOMPARE(widePieces->brokenBytes(), 2);
}

void TextSourceTest::unpacksGzip()
{
    auto source = TextSource::open(write(gzip("a,b\r\nBeno\xeet,2\r\n")));
    QVERIFY(source);
    QCOMPARE(readAll(*source), QByteArray("a,b\r\nBenoît,2\r\n"));
}

void TextSourceTest::unpacksGzipOfManyBlocksAndMembers()
{
    const QByteArray first = QByteArray("1,Ada,Okafor\n").repeated(300'000);
    const QByteArray second = QByteArray("same ").repeated(500'000);
    auto source = TextSource::open(write(gzip(first) + gzip(second) + QByteArray(512, '\0')));
    QVERIFY(source);
    QVERIFY(readAll(*source) == first + second);
}

void TextSourceTest::tellsOfACutGzip()
{
    QByteArray text;
    for (int i = 0; i < 200'000; ++i)
        text += QByteArray::number(i * 7919) + ",x\n";
    const QByteArray packed = gzip(text);
    auto source = TextSource::open(write(packed.first(packed.size() - 100)));
    QVERIFY(source);
    CsvReader reader(std::move(*source), {});
    const auto rows = readRows(reader);
    QVERIFY(rows.size() > 190'000);
    QVERIFY(reader.error().has_value());
    QVERIFY(reader.error()->message.contains(QStringLiteral("damaged or cut off")));
}

void TextSourceTest::countsBytesForTheProgress()
{
    const QByteArray packed = gzip(QByteArray("1,Ada,Okafor\n").repeated(1000));
    auto source = TextSource::open(write(packed));
    QVERIFY(source);
    (void)readAll(*source);
    QCOMPARE(source->bytesTotal(), packed.size());
    QCOMPARE(source->bytesDone(), packed.size());
}

QTEST_APPLESS_MAIN(TextSourceTest)
#include "tst_textsource.moc"
