// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/caught.h"

#include <QCoreApplication>

#include <exception>
#include <new>

namespace perennial {

namespace {

Error outOfMemory()
{
    return {
        ErrorKind::Memory, QCoreApplication::translate("perennial", "There is not enough memory for this."), {}, {}};
}

Error unexpected(const std::exception &thrown)
{
    return {ErrorKind::Internal,
            QCoreApplication::translate("perennial", "Something unexpected went wrong."),
            {},
            QString::fromUtf8(thrown.what())};
}

} // namespace

Error errorInFlight()
{
    try {
        throw;
    } catch (const std::bad_alloc &) {
        return outOfMemory();
    } catch (const std::exception &thrown) {
        return unexpected(thrown);
    }
}

} // namespace perennial
