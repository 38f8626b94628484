// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/http/tlswords.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

bool isAuthorityError(QSslError::SslError error)
{
    switch (error) {
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
    case QSslError::InvalidCaCertificate:
        return true;
    default:
        return false;
    }
}

QString tlsWords(QSslError::SslError error)
{
    switch (error) {
    case QSslError::CertificateExpired:
        return tr(
            "%1 shows a certificate that has expired. Nothing was sent. Check this computer's date, or ask whoever "
            "runs %1.");
    case QSslError::CertificateNotYetValid:
        return tr("%1 shows a certificate that is not valid yet. Nothing was sent. Check this computer's date, or ask "
                  "whoever runs %1.");
    case QSslError::HostNameMismatch:
        return tr("%1 shows a certificate of another host. Nothing was sent. Check the address, and whether somebody "
                  "stands in between.");
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted:
        return tr("%1 shows a certificate that was withdrawn. Nothing was sent. Ask whoever runs %1.");
    default:
        return isAuthorityError(error) ? tr("%1 shows a certificate of an authority that this computer does not know. "
                                            "Nothing was sent. Ask whoever runs %1 or your network.")
                                       : tr("No safe connection to %1 could be made. Nothing was sent.");
    }
}

} // namespace

QString tlsText(const QList<QSslError> &errors, const QString &host)
{
    const auto saysMore = [](const QSslError &error) { return !isAuthorityError(error.error()); };
    const auto telling = std::ranges::find_if(errors, saysMore);
    const QSslError::SslError error = telling != errors.end() ? telling->error()
                                      : errors.isEmpty()      ? QSslError::UnspecifiedError
                                                              : errors.front().error();
    return tlsWords(error).arg(host);
}

} // namespace perennial
