// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"

#include <QStringList>

namespace perennial {

class DemoShop;

// The files the demo shop would have exported, in the order in which they are imported.
[[nodiscard]] QStringList demoFileNames();

// The text of one of them, by its name in demoFileNames().
[[nodiscard]] QByteArray demoFileText(const DemoShop &shop, const QString &name);

// Writes all of them into `folder`, which must exist; yields their paths.
[[nodiscard]] Result<QStringList> writeDemoFiles(const DemoShop &shop, const QString &folder);

} // namespace perennial
