// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/http/hostrule.h"

#include <algorithm>
#include <array>

namespace perennial {

namespace {

struct Network
{
    const char *address;
    int bits;
};

// IANA's registries of special-purpose addresses (RFC 6890 and its updates).
constexpr std::array ClosedV4{
    Network{"0.0.0.0", 8},      Network{"10.0.0.0", 8},     Network{"100.64.0.0", 10}, Network{"127.0.0.0", 8},
    Network{"169.254.0.0", 16}, Network{"172.16.0.0", 12},  Network{"192.0.0.0", 24},  Network{"192.0.2.0", 24},
    Network{"192.88.99.0", 24}, Network{"192.168.0.0", 16}, Network{"198.18.0.0", 15}, Network{"198.51.100.0", 24},
    Network{"203.0.113.0", 24}, Network{"224.0.0.0", 4},    Network{"240.0.0.0", 4},
};
// Of IPv6 only 2000::/3 is given out; these are its exceptions.
constexpr std::array ClosedV6{Network{"2001::", 23}, Network{"2001:db8::", 32}, Network{"3fff::", 20}};

bool isIn(const QHostAddress &address, const Network &network)
{
    return address.isInSubnet(QHostAddress(QLatin1String(network.address)), network.bits);
}

bool isPublicV4(const QHostAddress &address)
{
    return std::ranges::none_of(ClosedV4, [&](const Network &network) { return isIn(address, network); });
}

QHostAddress fourBytes(const Q_IPV6ADDR &bytes, int at)
{
    return QHostAddress((quint32(bytes[at]) << 24) | (quint32(bytes[at + 1]) << 16) | (quint32(bytes[at + 2]) << 8) |
                        quint32(bytes[at + 3]));
}

} // namespace

bool isLoopbackHost(const QString &host)
{
    const QString name = host.toLower();
    const QHostAddress address(name);
    return name == QLatin1String("localhost") || name.endsWith(QLatin1String(".localhost")) ||
           (!address.isNull() && address.isLoopback());
}

bool isPublic(const QHostAddress &address)
{
    bool carriesV4 = false;
    const QHostAddress v4(address.toIPv4Address(&carriesV4)); // its own, or mapped: ::ffff:10.0.0.1
    if (carriesV4)
        return isPublicV4(v4);
    if (address.protocol() != QAbstractSocket::IPv6Protocol)
        return false;
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    if (isIn(address, {"64:ff9b::", 96}))
        return isPublicV4(fourBytes(bytes, 12));
    if (isIn(address, {"2002::", 16}))
        return isPublicV4(fourBytes(bytes, 2));
    return isIn(address, {"2000::", 3}) &&
           std::ranges::none_of(ClosedV6, [&](const Network &network) { return isIn(address, network); });
}

bool isSafeScheme(const QUrl &url)
{
    return url.scheme() == QLatin1String("https") ||
           (url.scheme() == QLatin1String("http") && isLoopbackHost(url.host()));
}

} // namespace perennial
