// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "core/store/flowshelf.h"

#include <QWidget>

class QPushButton;

namespace perennial {

class Label;
class VersionList;
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
    void build();
    void compare();

    FlowId m_id;
    FlowDoc m_doc;
    VersionList *m_list;
    Label *m_difference;
    QPushButton *m_restore;
    QPushButton *m_compare;
};

} // namespace perennial
