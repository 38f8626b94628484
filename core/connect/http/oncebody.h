// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace perennial {

// A request's body that is read once. Qt sends a request again by itself where the line is cut before the answer, up
// to three times and whatever its method; whether a platform that may have taken it is asked again is for the outbox
// to say, so a second reading fails, and with it the call.
class OnceBody : public QIODevice
{
public:
    OnceBody(QByteArray bytes, QObject *parent);

    [[nodiscard]] qint64 size() const override { return m_bytes.size(); }
    bool reset() override;

protected:
    qint64 readData(char *to, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    bool m_isRead = false;
};

} // namespace perennial
