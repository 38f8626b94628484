// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/definition/noderow.h"

#include <map>

namespace perennial {

// The rows that stood for a document before it took another shape. Making a row takes long, so each is used again for
// what it stood for, wherever that is now, or for what has come into its place; what nobody takes goes.
class RowPool
{
public:
    RowPool(std::map<NodePath, NodeRow *> rows, const SegmentDoc &doc);
    ~RowPool();
    Q_DISABLE_COPY_MOVE(RowPool)

    // The row for the document's node at this place, once; null where none is left that could be.
    [[nodiscard]] NodeRow *take(const NodePath &path);

private:
    void takeEqual(const SegmentDoc &doc);
    void takeAlike(const SegmentDoc &doc);

    std::map<NodePath, NodeRow *> m_rows;  // for nothing in the document, by their places before
    std::map<NodePath, NodeRow *> m_taken; // by their places now
};

} // namespace perennial
