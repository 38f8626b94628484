// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/templates/templatesentence.h"

#include "core/segment/document/documentfields.h"
#include "core/segment/document/jsonreader.h"
#include "core/segment/document/phrases.h"
#include "core/segment/document/sentence.h"

#include <QCoreApplication>
#include <QLocale>

namespace perennial {

namespace {

// Marks that stand for the blanks while the sentence is made: numbers nobody writes, letters no language uses.
constexpr int FirstNumber = 700'000'001;
constexpr char16_t FirstLetter = 0xe000;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct Mark
{
    QString blank;
    QJsonValue value;
    QStringList shown; // how the mark may stand in the sentence, longest first
};

Mark markOf(const TemplateBlank &blank, int index)
{
    if (blank.isNumber()) {
        const int number = FirstNumber + index;
        return {blank.id, number, {QLocale().toString(number), QString::number(number)}};
    }
    const QString letter(QChar(static_cast<char16_t>(FirstLetter + index)));
    const QJsonValue value = blank.kind == BlankKind::Texts ? QJsonValue(QJsonArray{letter}) : QJsonValue(letter);
    return {blank.id, value, {quoted(letter), letter}};
}

// Marks are out of the range of some keys, so nothing is validated.
SegmentDoc read(const QJsonObject &json)
{
    SegmentDoc doc;
    JsonReader::State state;
    JsonReader reader(json, {}, state);
    fields(reader, doc);
    return doc;
}

SentenceLine split(QString text, const std::vector<Mark> &marks)
{
    SentenceLine line;
    for (;;) {
        qsizetype at = -1, length = 0;
        QString blank;
        for (const Mark &mark : marks) {
            for (const QString &shown : mark.shown) {
                const qsizetype found = text.indexOf(shown);
                if (found < 0 || (at >= 0 && (found > at || (found == at && shown.size() <= length))))
                    continue;
                at = found;
                length = shown.size();
                blank = mark.blank;
            }
        }
        if (const QString words = (at < 0 ? text : text.left(at)).trimmed(); !words.isEmpty())
            line.push_back({words, {}});
        if (at < 0)
            return line;
        line.push_back({{}, blank});
        text = text.mid(at + length);
    }
}

// The words of the root's children, each as it stands in the whole sentence.
QStringList childWords(const SegmentGroup &root)
{
    QStringList words;
    for (size_t i = 0; i < root.children.size(); ++i) {
        const QString text = wordsOf(root.children[i]);
        if (i == 0)
            words.append(root.match == GroupMatch::None ? tr("to whom none of this applies: %1").arg(text) : text);
        else
            words.append((root.match == GroupMatch::All ? tr("and %1") : tr("or %1")).arg(text));
    }
    return words;
}

} // namespace

std::vector<SentenceLine> sentenceLines(const SegmentTemplate &of)
{
    QJsonObject json = of.document.toJsonObject();
    json.remove(QStringLiteral("format"));
    json.remove(QStringLiteral("version"));
    std::vector<Mark> marks;
    for (size_t i = 0; i < of.blanks.size(); ++i) {
        marks.push_back(markOf(of.blanks[i], static_cast<int>(i)));
        for (const QString &place : of.blanks[i].places)
            static_cast<void>(putAt(json, place, marks.back().value));
    }
    const SegmentDoc doc = read(json);
    std::vector<SentenceLine> lines;
    for (const QString &words : childWords(*doc.root.group()))
        lines.push_back(split(words, marks));
    return lines;
}

} // namespace perennial
