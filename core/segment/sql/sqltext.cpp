// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sql/sqltext.h"

#include <QLocale>

namespace perennial {

namespace {

bool breaksLines(QChar letter)
{
    return letter.category() == QChar::Other_Control || letter.category() == QChar::Separator_Line ||
           letter.category() == QChar::Separator_Paragraph;
}

} // namespace

QString sqlText(const QString &text)
{
    QString literal;
    bool joined = false;
    for (const QChar letter : text) {
        joined |= breaksLines(letter);
        if (breaksLines(letter))
            literal += QStringLiteral("' || char(%1) || '").arg(letter.unicode());
        else if (letter == u'\'')
            literal += QStringLiteral("''");
        else
            literal += letter;
    }
    return (joined ? QStringLiteral("('%1')") : QStringLiteral("'%1'")).arg(literal);
}

QString sqlNumber(double number)
{
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

QString sqlComment(const QString &words)
{
    if (words.isEmpty())
        return {};
    QString line = words;
    for (QChar &letter : line)
        if (breaksLines(letter))
            letter = u' ';
    return QStringLiteral("-- ") + line + u'\n';
}

QString sqlRange(const QString &x, const TimeRange &range)
{
    const QString from = QString::number(range.from), to = QString::number(range.to);
    if (range.from == TimeRange::Start && range.to == TimeRange::End)
        return QStringLiteral("(%1 IS NOT NULL OR NULL)").arg(x);
    if (range.from == TimeRange::Start)
        return QStringLiteral("%1 <= %2").arg(x, to);
    if (range.to == TimeRange::End)
        return QStringLiteral("%1 >= %2").arg(x, from);
    return QStringLiteral("%1 BETWEEN %2 AND %3").arg(x, from, to);
}

} // namespace perennial
