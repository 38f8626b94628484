// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <stop_token>

namespace perennial {

// Where a long core call stands. `total` is 0 while it is not known.
struct ProgressStep
{
    QString phase;   // "Reading orders.csv", already translated
    qint64 done = 0; // in units of the phase (bytes of input, profiles, rows)
    qint64 total = 0;
    qint64 rows = 0;     // rows handled so far, for the rate
    qint64 rejected = 0; // rows set aside so far
};

// What a long core call tells the world and asks it: it reports, and it looks whether to stop.
// A default one reports to nobody and never stops. Cheap to ask: call it every few thousand rows.
class Progress
{
public:
    using Sink = std::function<void(const ProgressStep &)>;

    Progress() = default;
    explicit Progress(std::stop_token stop, Sink sink = {});

    [[nodiscard]] bool stopRequested() const { return m_stop.stop_requested(); }
    [[nodiscard]] const std::stop_token &stopToken() const { return m_stop; }
    void report(const ProgressStep &step) const;

private:
    std::stop_token m_stop;
    Sink m_sink;
};

} // namespace perennial
