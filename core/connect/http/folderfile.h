// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/http/httpmessage.h"

namespace perennial {

// Requests to a file: URL, answered by this machine's file system at once, so that a folder is a destination like any
// other. PUT writes the body under the name, whole or not at all. POST puts one file together from its body and the
// parts that were PUT before, NAME.part-1 to NAME.part-N for a header "Parts: N", and takes these away; asked again, it
// is done already. 201, or 507 with a sentence for people as the body.
[[nodiscard]] HttpResponse writeToFolder(const HttpRequest &request);

// Where the part of a file lies until all of it is there.
[[nodiscard]] QUrl partOf(const QUrl &file, int number);

} // namespace perennial
