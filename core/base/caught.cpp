// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/caught.h"

#include <QCoreApplication>

#include <exception>
#include <new>
#include <system_error>

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
    } catch (const std::system_error &refused) {
        // What a system says that has no room for another thread.
        const bool isFull = refused.code() == std::errc::resource_unavailable_try_again ||
                            refused.code() == std::errc::not_enough_memory;
        return isFull ? outOfMemory() : unexpected(refused);
    } catch (const std::exception &thrown) {
        return unexpected(thrown);
    }
}

} // namespace perennial
