// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/filekind.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace perennial {
namespace {

using namespace std::string_view_literals;

struct Magic
{
    std::string_view start;
    const char *refusal;
};

constexpr std::array Magics = {
    Magic{"%PDF-"sv, QT_TRANSLATE_NOOP("perennial", "This is a PDF document, not a table. Export the data as CSV.")},
    Magic{"\xd0\xcf\x11\xe0"sv,
          QT_TRANSLATE_NOOP("perennial", "This is an Excel workbook (XLS). Open it and save the sheet as CSV.")},
    Magic{"SQLite format 3\0"sv, QT_TRANSLATE_NOOP("perennial", "This is an SQLite database, not a text file.")},
    Magic{"7z\xbc\xaf\x27\x1c"sv,
          QT_TRANSLATE_NOOP("perennial", "This is a 7z archive. Unpack it and choose the file inside.")},
    Magic{"\x28\xb5\x2f\xfd"sv,
          QT_TRANSLATE_NOOP("perennial", "This file is compressed with Zstandard. Unpack it and choose the result.")},
    Magic{"\xfd"
          "7zXZ\0"sv,
          QT_TRANSLATE_NOOP("perennial", "This file is compressed with XZ. Unpack it and choose the result.")},
    Magic{"BZh"sv,
          QT_TRANSLATE_NOOP("perennial", "This file is compressed with bzip2. Unpack it and choose the result.")},
    Magic{"Rar!\x1a\x07"sv,
          QT_TRANSLATE_NOOP("perennial", "This is a RAR archive. Unpack it and choose the file inside.")},
    Magic{"\x89PNG\r\n"sv, QT_TRANSLATE_NOOP("perennial", "This is a picture, not a table.")},
    Magic{"\xff\xd8\xff"sv, QT_TRANSLATE_NOOP("perennial", "This is a picture, not a table.")},
    Magic{"PAR1"sv, QT_TRANSLATE_NOOP("perennial", "This is a Parquet file. Export the data as CSV.")},
};

[[nodiscard]] bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != text.npos;
}

[[nodiscard]] QString zipRefusal(std::string_view head)
{
    if (contains(head, "[Content_Types].xml") || contains(head, "xl/"))
        return QCoreApplication::translate("perennial",
                                           "This is an Excel workbook (XLSX). Open it and save the sheet as CSV.");
    if (contains(head, "opendocument.spreadsheet"))
        return QCoreApplication::translate("perennial",
                                           "This is a spreadsheet (ODS). Open it and save the sheet as CSV.");
    return QCoreApplication::translate("perennial", "This is a ZIP archive. Unpack it and choose the file inside.");
}

[[nodiscard]] std::string foldedStart(std::string_view head)
{
    if (head.starts_with("\xef\xbb\xbf"))
        head.remove_prefix(3);
    head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
    std::string start(head.substr(0, 512));
    std::transform(start.begin(), start.end(), start.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return start;
}

[[nodiscard]] bool isHtml(std::string_view head)
{
    const std::string start = foldedStart(head);
    constexpr std::array Tags = {"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv, "<script"sv, "<meta "sv};
    if (std::any_of(Tags.begin(), Tags.end(), [&](std::string_view tag) { return start.starts_with(tag); }))
        return true;
    return (start.starts_with("<?xml") || start.starts_with("<!--")) && contains(start, "<html");
}

[[nodiscard]] bool isTar(std::string_view head)
{
    return head.size() > 262 && head.substr(257, 5) == "ustar";
}

} // namespace

// NUL bytes alone prove nothing: they also fill what a download or a disk has lost.
bool isBinary(std::string_view head)
{
    const auto isControl = [](char c) { return c > 0 && c < ' ' && (c < '\t' || c > '\r'); };
    const auto controls = std::count_if(head.begin(), head.end(), isControl);
    const auto nuls = std::count(head.begin(), head.end(), '\0');
    return controls > 8 && controls * 20 > static_cast<std::ptrdiff_t>(head.size()) - nuls;
}

bool isGzip(std::string_view head)
{
    return head.starts_with("\x1f\x8b\x08");
}

QString refusalOf(std::string_view head)
{
    if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06"))
        return zipRefusal(head);
    for (const Magic &magic : Magics) {
        if (head.starts_with(magic.start))
            return QCoreApplication::translate("perennial", magic.refusal);
    }
    if (!head.empty() && head.find_first_not_of('\0') == head.npos)
        return QCoreApplication::translate(
            "perennial", "This file holds nothing but NUL bytes: its content was lost. Export or download it again.");
    if (isTar(head))
        return QCoreApplication::translate("perennial", "This is a TAR archive. Unpack it and choose the file inside.");
    if (isHtml(head))
        return QCoreApplication::translate(
            "perennial", "This is a web page (HTML), perhaps a log-in page. Sign in and download the export again.");
    return {};
}

} // namespace perennial
