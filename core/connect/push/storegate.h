// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/outbox.h"
#include "core/store/store.h"

#include <memory>
#include <stop_token>

namespace perennial {

// Writes to a store now and then over a long time, and lets others write between: the writer is taken when it is needed
// and given back when nothing is at hand. Once it was had, it is waited for while another has it; the first time
// somebody learns at once that it cannot be had.
class StoreGate
{
public:
    StoreGate(QString path, std::stop_token stop);
    ~StoreGate();

    // The store to write to, until letGo(). Fails where somebody else has it for minutes, or at a stop.
    [[nodiscard]] Result<Outbox *> open();
    [[nodiscard]] Store &store() { return *m_store; }
    void letGo();

private:
    QString m_path;
    std::stop_token m_stop;
    bool m_wasOpen = false;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<Outbox> m_outbox;
};

} // namespace perennial
