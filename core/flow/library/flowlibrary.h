// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"

#include <QStringList>

namespace perennial {

// A flow to start from, with its messages written and its steps laid out. What it needs of a store: flowneeds.h.
struct ReadyFlow
{
    static constexpr int Version = 1;

    QString id;       // "abandoned-cart"
    QString category; // id of one of templateCategories()
    QString name;
    QString purpose; // one or two plain sentences
    QString kpi;     // by what one sees whether it works
    FlowDoc flow;
};

// Those that Perennial comes with, by category and within it from what one needs first. Names, purposes and figures are
// in the user's language, the messages as they were written.
[[nodiscard]] std::vector<ReadyFlow> flowLibrary();
// As they are in the files.
[[nodiscard]] Result<std::vector<ReadyFlow>> flowLibraryInEnglish();
// Nothing where none has this id.
[[nodiscard]] std::optional<ReadyFlow> readyFlow(const QString &id);
// Every English text of one that is translated; flowlibrarytexts.cpp names each of them.
[[nodiscard]] QStringList translatedTexts(const ReadyFlow &english);

} // namespace perennial
