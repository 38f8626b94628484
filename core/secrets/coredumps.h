// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace perennial {

// A crash of this program leaves no copy of its memory on the disk: it holds keys and customers' data. Called first
// thing by a program; what it starts keeps to it as well. Nothing to do on systems that write none by themselves.
void refuseCoreDumps();

} // namespace perennial
