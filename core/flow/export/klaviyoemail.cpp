// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/export/klaviyoemail.h"

#include <QRegularExpression>
#include <QStringList>

namespace perennial {

namespace {

// What stands in braces is read by Klaviyo and stays as it is.
QString escaped(const QString &text)
{
    static const QRegularExpression field(QStringLiteral("\\{[{%].*?[}%]\\}"));
    QString made;
    qsizetype from = 0;
    for (auto match = field.globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch one = match.next();
        made += text.mid(from, one.capturedStart() - from).toHtmlEscaped() + one.captured();
        from = one.capturedEnd();
    }
    return made + text.mid(from).toHtmlEscaped();
}

} // namespace

QString klaviyoEmailHtml(const QString &text, bool canLeave)
{
    static const QRegularExpression blankLines(QStringLiteral("\\n[ \\t]*\\n\\s*"));
    QString html = QStringLiteral("<!DOCTYPE html>\n<html>\n<body>\n");
    for (const QString &paragraph : text.trimmed().split(blankLines))
        html += QStringLiteral("<p>%1</p>\n").arg(escaped(paragraph).replace(u'\n', QStringLiteral("<br>\n")));
    if (canLeave && !text.contains(QLatin1String("unsubscribe"), Qt::CaseInsensitive))
        html += QStringLiteral("<p>{% unsubscribe %}</p>\n");
    return html + QStringLiteral("</body>\n</html>\n");
}

} // namespace perennial
