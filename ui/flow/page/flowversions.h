// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "core/job/latestrequest.h"
#include "core/store/flowshelf.h"

#include <QWidget>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace perennial {

class Label;
class Workspace;

// Every saved state of a flow, what is other in it than now, and the way back.
class FlowVersions : public QWidget
{
    Q_OBJECT

public:
    explicit FlowVersions(Workspace &workspace, QWidget *parent = nullptr);

    void setFlow(FlowId id); // none: not saved yet
    void setDoc(const FlowDoc &doc);
    void refresh();

Q_SIGNALS:
    void keepWanted(const QString &note);
    void restoreWanted(const perennial::FlowDoc &doc, int version);
    // The numbers of the flow beside those of a version of it.
    void compareWanted(const perennial::FlowDoc &doc, int version);

protected:
    void showEvent(QShowEvent *event) override;

private:
    using Versions = std::vector<FlowVersion>;

    void build();
    void read();
    void take(const Result<Versions> &versions);
    void fillList();
    void compare();
    [[nodiscard]] const FlowVersion *chosen() const;

    Workspace &m_workspace;
    FlowId m_id;
    FlowDoc m_doc;
    Versions m_versions; // newest first
    bool m_stale = true;
    QLineEdit *m_note;
    Label *m_empty;
    QListWidget *m_list;
    Label *m_difference;
    QPushButton *m_restore;
    QPushButton *m_compare;
    LatestRequest<Versions> m_reading;
};

} // namespace perennial
