// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/importpreview.h"
#include "core/job/jobrunner.h"

#include <QObject>

#include <deque>
#include <optional>

namespace perennial {

// A file somebody wants to import and what is known of it so far.
struct DraftFile
{
    QString path;
    std::optional<ImportPreview> preview;
    std::optional<Error> problem;        // why it cannot be read
    std::optional<FieldMapping> mapping; // made or corrected by the person
    int asked = 0;                       // the newest preview that was asked for

    [[nodiscard]] bool isReading() const { return !preview && !problem; }
    // Why it cannot be imported as it stands, as a sentence; empty when it can.
    [[nodiscard]] QString obstacle() const;
    // Nothing but a person's yes to the proposed meaning of its columns is missing.
    [[nodiscard]] bool isProposal() const;
    // Its dates do not tell day-month from month-day.
    [[nodiscard]] bool hasOpenDates() const;
};

// The files of a folder that could be exports, sorted; a file stands for itself.
[[nodiscard]] QStringList importableFiles(const QStringList &paths);

// An import before it runs: its files with their previews, read in the background.
class ImportDraft : public QObject
{
    Q_OBJECT

public:
    explicit ImportDraft(JobRunner &runner, QObject *parent = nullptr);

    // What the store is told about the shop decides how times and phones are read.
    void setSettings(const StoreSettings &settings);
    void add(const QStringList &paths);
    void remove(const QString &path);
    void clear();
    void setMapping(const QString &path, const FieldMapping &mapping);
    void setDateOrder(DateOrder order);
    // What was chosen; before that, what is usual where the store is.
    [[nodiscard]] DateOrder dateOrder() const;

    [[nodiscard]] const std::deque<DraftFile> &files() const { return m_files; }
    [[nodiscard]] const DraftFile *file(const QString &path) const;
    // Those that can be imported now.
    [[nodiscard]] int readyFiles() const;
    // Why none of them can be, as a sentence; empty when one can or there is none.
    [[nodiscard]] QString obstacle() const;
    // Whether a file does not tell day-month from month-day.
    [[nodiscard]] bool asksDateOrder() const;
    [[nodiscard]] ImportOptions options() const;

Q_SIGNALS:
    void added(const QString &path);
    void removed(const QString &path);
    void changed(const QString &path); // its preview or problem

private:
    [[nodiscard]] DraftFile *find(const QString &path);
    void read(DraftFile &file);
    void take(const QString &path, int asked, Result<ImportPreview> preview);

    JobRunner &m_runner;
    StoreSettings m_settings;
    std::deque<DraftFile> m_files;
    std::optional<DateOrder> m_dateOrder;
    int m_asked = 0;
};

} // namespace perennial
