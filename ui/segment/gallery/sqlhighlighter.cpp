// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/gallery/sqlhighlighter.h"

#include "core/segment/saved/sqlscan.h"
#include "ui/widgets/tokens.h"

#include <QTextCharFormat>

namespace perennial {

namespace {

QTextCharFormat formatOf(SqlPart part)
{
    const Tokens &tokens = Tokens::current();
    QTextCharFormat format;
    switch (part) {
    case SqlPart::Keyword:
        format.setForeground(tokens.info);
        format.setFontWeight(QFont::DemiBold);
        break;
    case SqlPart::Text:
        format.setForeground(tokens.ok);
        break;
    case SqlPart::Number:
        format.setForeground(tokens.warn);
        break;
    case SqlPart::Comment:
        format.setForeground(tokens.muted);
        format.setFontItalic(true);
        break;
    case SqlPart::Parameter:
        format.setForeground(tokens.accent);
        format.setBackground(tokens.accentSoft);
        break;
    }
    return format;
}

} // namespace

void SqlHighlighter::highlightBlock(const QString &text)
{
    SqlOpen open = static_cast<SqlOpen>(qMax(0, previousBlockState()));
    for (const SqlStretch &stretch : scanSql(text, open))
        setFormat(static_cast<int>(stretch.start), static_cast<int>(stretch.length), formatOf(stretch.part));
    setCurrentBlockState(static_cast<int>(open));
}

} // namespace perennial
