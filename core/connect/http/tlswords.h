// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSslError>
#include <QString>

namespace perennial {

// Why no safe connection to a host could be made, and what to do about it; for people. What is wrong with the
// certificate itself comes before that nobody vouches for it.
[[nodiscard]] QString tlsText(const QList<QSslError> &errors, const QString &host);

} // namespace perennial
