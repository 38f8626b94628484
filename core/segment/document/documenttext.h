// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/jsonreader.h"

namespace perennial {

// What the texts of a kind of document have in common, and what is said where one has it not.
struct DocumentKind
{
    const char *format;  // what stands at its key "format"
    int version;         // the newest that is read
    QString notAnObject; // "A segment is a JSON object."
    QString notThisKind; // "This is not a segment: …"
    QString tooNew;      // "This segment was made by a newer Perennial. …"
};

// The object at the top of a text. Errors name line and column, from 1 as an editor counts.
[[nodiscard]] Result<QJsonObject> objectOf(const QByteArray &text, const DocumentKind &kind);
// Reads "format" and "version".
void readHead(JsonReader &reader, const DocumentKind &kind);
// Writes them.
void insertHead(QJsonObject &object, const DocumentKind &kind);

} // namespace perennial
