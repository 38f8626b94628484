// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/answer.h"
#include "core/segment/document/segmentdoc.h"
#include "core/segment/evaluate/segmentengine.h"
#include "core/segment/explain/reasons.h"
#include "core/store/store.h"

namespace perennial {

// A segment as a command was given it: by the name it is saved under, or as a file.
struct GivenSegment
{
    QString source; // the word that named it; errors begin with it
    QString name;
    QByteArray text;
    SegmentDoc doc;
};

// The text of a file with a definition.
[[nodiscard]] Result<QByteArray> readTextFile(const QString &path);
[[nodiscard]] Result<GivenSegment> readSegmentFile(const QString &path);
// A word that ends in ".json" is a file; any other a saved name.
[[nodiscard]] Result<GivenSegment> givenSegment(Store &store, const QString &nameOrFile);

// A moment, or the start of a day ("2026-01-31") in `zone`; the failure names `option`.
[[nodiscard]] Result<Instant> givenMoment(const std::string &text, const QTimeZone &zone, const char *option);

// An error of the document names its place within it; this puts the file or segment before that.
[[nodiscard]] Error located(Error error, const QString &source);
[[nodiscard]] Error located(Error error, const GivenSegment &segment);

// A store's columns with the means to ask them.
class SegmentAsker
{
public:
    [[nodiscard]] static Result<SegmentAsker> open(const Store &store, const CommonOptions &options);

    [[nodiscard]] Result<SegmentAnswer> ask(const SegmentDoc &doc) const;
    [[nodiscard]] Result<SegmentAnswer> ask(const GivenSegment &segment) const;
    [[nodiscard]] std::vector<ProfileId> idsOf(const ProfileSet &members) const;
    // Who fails on which condition alone, of every group that wants all of its children or none.
    [[nodiscard]] Result<std::vector<GroupReasons>> reasons(const GivenSegment &segment) const;
    [[nodiscard]] const ProfileTable &table() const { return *m_table; }
    [[nodiscard]] const std::shared_ptr<const ProfileTable> &sharedTable() const { return m_table; }
    [[nodiscard]] const Progress &progress() const { return m_progress; }
    [[nodiscard]] Instant asOf() const { return m_asOf; }

private:
    SegmentAsker(std::shared_ptr<const ProfileTable> table, const CommonOptions &options)
        : m_table(std::move(table))
        , m_asOf(options.moment())
        , m_progress(options.progress())
    {
    }

    std::shared_ptr<const ProfileTable> m_table;
    Instant m_asOf;
    Progress m_progress;
};

// A segment as it was given and the store it is asked of; before its columns are read, which takes a while where there
// are many people.
struct OpenedSegment
{
    Store store;
    GivenSegment segment;

    [[nodiscard]] static Result<OpenedSegment> open(const CommonOptions &options, const QString &nameOrFile);
};

// What most commands about one segment begin with: the store, the segment, and the columns to ask.
struct AskedSegment
{
    Store store;
    GivenSegment segment;
    SegmentAsker asker;

    [[nodiscard]] static Result<AskedSegment> open(const CommonOptions &options, const QString &nameOrFile);
};

// Several segments, each with its answer.
struct AskedSegments
{
    struct One
    {
        GivenSegment segment;
        SegmentAnswer answer;
    };

    SegmentAsker asker;
    std::vector<One> all;

    [[nodiscard]] static Result<AskedSegments> ask(const CommonOptions &options, const std::vector<std::string> &words);
};

} // namespace perennial
