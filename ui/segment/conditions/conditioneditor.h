// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"
#include "ui/segment/catalog/segmentcatalog.h"
#include "ui/segment/pickers/pickerpill.h"
#include "ui/segment/pickers/testeditor.h"

#include <QWidget>

namespace perennial {

class FlowLayout;
class Label;

// What conditions inside a flow can ask beside those of a segment.
struct FlowScope
{
    QString triggerMetric; // of the event that starts it; empty: none does, or several can
    QStringList variables; // that its steps set
};

// What all rows of a builder share.
struct BuilderContext
{
    SegmentCatalog &catalog;
    const SegmentDoc *doc = nullptr;    // that the rows show
    MemberOf edits = MemberOf::Segment; // what the document is the definition of
    const FlowScope *flow = nullptr;    // that they stand in; null: in no flow

    [[nodiscard]] AskedIn askedIn() const { return flow ? AskedIn::Flow : AskedIn::Segment; }
    // The same, with what only a flow has.
    [[nodiscard]] WindowOptions offered(WindowOptions options) const;
};

// The pills of one condition.
class ConditionEditor : public QWidget
{
    Q_OBJECT

public:
    explicit ConditionEditor(const BuilderContext &context, QWidget *parent = nullptr);

    // One whose parts stand in several lines lays them out by itself.
    enum class Lines { One, Own };
    ConditionEditor(const BuilderContext &context, Lines lines, QWidget *parent);

    virtual void setNode(const SegmentNode &node) = 0;
    void setProblem(const QString &problem);
    // Opens the picker of the first pill that says nothing yet. False when all say something.
    bool openUnfinished();
    [[nodiscard]] QList<PickerPill *> pills() const;

Q_SIGNALS:
    // `what` names the step of undo; edits with the same key that follow each other are one step.
    void edited(const perennial::SegmentNode &node, const QString &what, const QString &key);

protected:
    [[nodiscard]] const BuilderContext &context() const { return m_context; }
    [[nodiscard]] FlowLayout *line() const { return m_line; }
    PickerPill *addPill(const QString &role, const QString &objectName, const QString &placeholder,
                        PickerPill::Make make);
    // A word between pills.
    Label *addWord(const QString &word);

private:
    const BuilderContext &m_context;
    FlowLayout *m_line;
};

// The editor for a condition's kind.
[[nodiscard]] ConditionEditor *makeConditionEditor(const SegmentNode &node, const BuilderContext &context,
                                                   QWidget *parent);

} // namespace perennial
