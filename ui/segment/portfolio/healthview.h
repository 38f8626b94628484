// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/health/segmenthealth.h"

#include <QWidget>

class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace perennial {

class Banner;
class EmptyState;
class HealthCheck;
class HealthRow;
class Label;
class LinkButton;
struct HealthReport;

// What is wrong with one's segments, the gravest first, each with what can be done. Examines only while it is shown.
class HealthView : public QWidget
{
    Q_OBJECT

public:
    explicit HealthView(HealthCheck &check, QWidget *parent = nullptr);

    void setFilter(const QString &words);

Q_SIGNALS:
    // `path` none: the segment as a whole.
    void opened(perennial::SegmentId id, const std::optional<perennial::NodePath> &path);
    void deleteWanted(perennial::SegmentId id);
    void dataRequested();
    void createRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeStates();
    [[nodiscard]] QWidget *makeList();
    void connectCheck();
    void showReport();
    void showRows(const HealthReport &report);
    void addRows();
    void addRow(const SegmentHealth &health);
    void clearRows();
    void setBusy(bool busy);
    void showWaiting();
    void fail(const Error &error);
    void filterRows();
    void mend(const SegmentHealth &health, const HealthCause &cause);

    HealthCheck &m_check;
    Banner *m_problem;
    QStackedWidget *m_states;
    Label *m_waiting;
    EmptyState *m_none;
    EmptyState *m_good;
    QScrollArea *m_list;
    Label *m_summary;
    Label *m_others;
    LinkButton *m_more;
    QVBoxLayout *m_column;
    std::vector<HealthRow *> m_rows;
    bool m_isReported = false; // the rows are those of the newest report: they are made when somebody looks
    QString m_found;           // what the summary says while nothing is under way
    QStringList m_words;
};

} // namespace perennial
