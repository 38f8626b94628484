// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/csvrecord.h"

#include <QCoreApplication>

namespace perennial {

QString describe(CsvReject reject)
{
    switch (reject) {
    case CsvReject::None:
        return {};
    case CsvReject::SurplusCells:
        return QCoreApplication::translate(
            "perennial", "The row has more cells than the header. Perhaps a cell with a delimiter is not in quotes.");
    case CsvReject::UnclosedQuote:
        return QCoreApplication::translate("perennial", "The row opens a quote that is never closed.");
    case CsvReject::Torn:
        return QCoreApplication::translate("perennial",
                                           "The file ends in the middle of this row. Perhaps the download broke off.");
    case CsvReject::TooLong:
        return QCoreApplication::translate("perennial",
                                           "The row is longer than %1 MB. Perhaps a quote is never closed.")
            .arg(CsvLimits::RecordBytes >> 20);
    }
    return {};
}

void CsvRecord::clear()
{
    m_spans.clear();
    m_reject = CsvReject::None;
    m_hasStrayQuote = false;
    m_hasMissingCells = false;
}

// Cuts the raw text before the first byte of a letter, never inside one.
void CsvRecord::setText(std::string_view text)
{
    m_base = text.data();
    size_t length = text.size();
    if (length > CsvLimits::RawBytes) {
        length = CsvLimits::RawBytes;
        while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80)
            --length;
    }
    m_raw = text.substr(0, length);
}

// Resolves `escape` + quote to a quote; all else stays as it is.
void CsvRecord::unescape(char escape)
{
    m_unescaped.clear();
    for (Span &span : m_spans) {
        if (!span.isEscaped)
            continue;
        const std::string_view text(m_base + span.begin, span.length);
        const size_t begin = m_unescaped.size();
        for (size_t i = 0; i < text.size(); ++i) {
            i += text[i] == escape && i + 1 < text.size() && text[i + 1] == '"';
            m_unescaped.push_back(text[i]);
        }
        span = {quint32(begin), quint32(m_unescaped.size() - begin) & 0x3fffffff, false, true};
    }
}

} // namespace perennial
