// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/answer.h"
#include "core/flow/document/flowdoc.h"
#include "core/store/store.h"

namespace perennial {

// A flow as a command was given it: by the name it is saved under, or as a file.
struct GivenFlow
{
    QString source; // the word that named it; errors begin with it
    QString name;
    FlowReading reading;
};

[[nodiscard]] Result<GivenFlow> readFlowFile(const QString &path);
// A word that ends in ".json" is a file; any other a saved name.
[[nodiscard]] Result<GivenFlow> givenFlow(Store &store, const QString &nameOrFile);
// A file needs no store to be read.
[[nodiscard]] Result<GivenFlow> givenFlow(const CommonOptions &options, const QString &nameOrFile);
// Refuses a flow of which something could not be read, naming the first of it.
[[nodiscard]] Result<void> requireRead(const GivenFlow &flow);
// What could not be read, for notes.
[[nodiscard]] QStringList problemNotes(const GivenFlow &flow);
// An error of the document names its place within it; this puts the file or flow before that.
[[nodiscard]] Error located(Error error, const GivenFlow &flow);

} // namespace perennial
