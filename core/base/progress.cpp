// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/progress.h"

namespace perennial {

Progress::Progress(std::stop_token stop, Sink sink)
    : m_stop(std::move(stop))
    , m_sink(std::move(sink))
{
}

void Progress::report(const ProgressStep &step) const
{
    if (m_sink)
        m_sink(step);
}

} // namespace perennial
