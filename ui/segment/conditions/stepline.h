// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"
#include "ui/segment/pickers/pickerpill.h"

#include <QWidget>

class QAction;
class QToolButton;

namespace perennial {

struct BuilderContext;
class FilterPills;
class FlowLayout;
class Label;

// One step of a sequence: "2 · but not · Placed Order · within 24 hours · of the same order as step 1".
class StepLine : public QWidget
{
    Q_OBJECT

public:
    StepLine(const BuilderContext &context, size_t index, QWidget *parent);

    void setSequence(const SequenceCondition &sequence);
    // Opens what this step does not say yet, or else takes the focus.
    void openUnfinished();
    void takeFocus();

Q_SIGNALS:
    void edited(const perennial::SequenceStep &step, const QString &what, const QString &key);
    void moveAsked(int by);
    void removeAsked();
    void addAsked(); // a step after this one

private:
    [[nodiscard]] const SequenceStep &step() const { return m_sequence.steps[m_index]; }
    template <class Change>
    void edit(const QString &what, const QString &key, Change change);
    PickerPill *addPill(const QString &role, const char *objectName, const QString &placeholder, PickerPill::Make make);
    void addActions();
    QAction *addStepAction(const char *name, const char *iconName, const QString &text, const char *keys);
    [[nodiscard]] Picker *makeHappensPicker();
    [[nodiscard]] Picker *makeMetricPicker();
    [[nodiscard]] Picker *makeWithinPicker();
    [[nodiscard]] Picker *makeSamePicker();
    [[nodiscard]] QString sameWords() const;

    const BuilderContext &m_context;
    size_t m_index;
    SequenceCondition m_sequence;
    FlowLayout *m_line;
    PickerPill *m_happens;
    PickerPill *m_metric;
    FilterPills *m_filters;
    PickerPill *m_within;
    PickerPill *m_same;
    QToolButton *m_more;
    QAction *m_up;
    QAction *m_down;
    QAction *m_add;
    QAction *m_remove;
};

} // namespace perennial
