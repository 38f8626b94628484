// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/http/httpmessage.h"

namespace perennial {

QByteArray HttpResponse::header(const QByteArray &name) const
{
    for (const HttpHeader &header : headers)
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    return {};
}

} // namespace perennial
