// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QUrl>

namespace perennial {

// "localhost", a name under it, or a loopback address in figures.
[[nodiscard]] bool isLoopbackHost(const QString &host);
// Reachable by everybody: neither loopback, private, link-local, shared (RFC 6598), multicast nor reserved, and no IPv6
// address that carries such an IPv4 one (mapped, NAT64, 6to4).
[[nodiscard]] bool isPublic(const QHostAddress &address);
// https, or http to this computer itself.
[[nodiscard]] bool isSafeScheme(const QUrl &url);

} // namespace perennial
