// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/http/oncebody.h"

#include <algorithm>
#include <cstring>

namespace perennial {

OnceBody::OnceBody(QByteArray bytes, QObject *parent)
    : QIODevice(parent)
    , m_bytes(std::move(bytes))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool OnceBody::reset()
{
    return !m_isRead && QIODevice::reset();
}

qint64 OnceBody::readData(char *to, qint64 most)
{
    const qint64 count = std::min(most, size() - pos());
    if (count <= 0)
        return -1;
    std::memcpy(to, m_bytes.constData() + pos(), static_cast<size_t>(count));
    m_isRead = true;
    return count;
}

} // namespace perennial
