// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/conditionrow.h"

#include "core/segment/document/finished.h"
#include "ui/segment/definition/evidencewords.h"
#include "ui/segment/definition/thresholdstrip.h"
#include "ui/segment/definition/verdictmark.h"
#include "ui/segment/editing/segmentedits.h"
#include "ui/segment/editing/threshold.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace perennial {

ConditionRow::ConditionRow(const NodePath &path, const SegmentNode &node, const BuilderContext &context,
                           QWidget *parent)
    : NodeRow(path, parent)
    , m_in(context.askedIn())
    , m_editor(makeConditionEditor(node, context, this))
    , m_unknown(new QToolButton(this))
    , m_answer(new RowAnswer(this))
    , m_why(new Label({}, TextSize::Caption, Ink::Danger, this))
    , m_evidence(new Label({}, TextSize::Caption, Ink::Muted, this))
{
    ConditionRow::setPath(path);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, size::Gap, 0, size::Gap);
    row->setSpacing(size::Gap);
    row->addWidget(makeHandle(), 0, Qt::AlignTop);
    row->addWidget(makeMark(), 0, Qt::AlignTop);
    row->addLayout(makeMiddle(), 1);
    row->addWidget(m_answer, 0, Qt::AlignTop);
    m_answer->setVisible(!context.flow); // who is asked there differs from journey to journey
    row->addWidget(makeMenuButton(), 0, Qt::AlignTop);
    connect(m_unknown, &QToolButton::clicked, this, &ConditionRow::toggleUnknown);
    connect(m_editor, &ConditionEditor::edited, this,
            [this](const SegmentNode &edited, const QString &what, const QString &key) {
                Q_EMIT NodeRow::edited(this->path(), edited, what, key);
            });
}

QLayout *ConditionRow::makeMiddle()
{
    auto *middle = new QVBoxLayout;
    middle->setSpacing(size::Gap);
    middle->addWidget(m_editor);
    for (Label *label : {m_why, m_evidence}) {
        label->setWordWrap(true);
        label->hide();
        middle->addWidget(label);
    }
    middle->addWidget(m_unknown, 0, Qt::AlignLeading);
    m_why->setObjectName(QStringLiteral("problem"));
    m_evidence->setObjectName(QStringLiteral("evidence"));
    m_unknown->setObjectName(QStringLiteral("unknown"));
    m_unknown->setCheckable(true);
    m_unknown->setFont(fontFor(TextSize::Caption));
    m_unknown->setIcon(icon(QStringLiteral("question"), Ink::Muted));
    m_unknown->setIconSize({size::IconSmall, size::IconSmall});
    m_unknown->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setLook(m_unknown, Look::Quiet);
    return middle;
}

void ConditionRow::setNode(const SegmentNode &node, int number)
{
    if (number == m_number && node == m_node)
        return;
    m_node = node;
    m_number = number;
    m_words = words::condition(node);
    m_own = problemOf(node, m_in);
    m_editor->setNode(node);
    showProblem();
    showUnknown();
    showThreshold();
    nameAgain();
}

void ConditionRow::setPath(const NodePath &path)
{
    NodeRow::setPath(path);
    setObjectName(QStringLiteral("condition-") + path.toString());
}

void ConditionRow::enter()
{
    const auto pills = m_editor->pills();
    if (!pills.isEmpty()) {
        pills.first()->setFocus(Qt::TabFocusReason);
        pills.first()->openPopup();
    }
}

void ConditionRow::setVerdict(const ExplainedNode *node, const QTimeZone &zone)
{
    const QString words = node && node->finished ? evidenceWords(*node, zone) : QString();
    m_evidence->setText(words);
    m_evidence->setVisible(!words.isEmpty());
    NodeRow::setVerdict(node, zone);
}

void ConditionRow::setDistribution(std::shared_ptr<const Distribution> distribution, const QString &currency)
{
    if (!m_threshold) {
        if (!distribution)
            return;
        m_threshold = new ThresholdStrip(this);
        auto *middle = static_cast<QVBoxLayout *>(layout()->itemAt(2)->layout());
        middle->insertWidget(1, m_threshold);
        connect(m_threshold, &ThresholdStrip::dragged, this, &ConditionRow::moveThreshold);
    }
    if (m_threshold->setDistribution(std::move(distribution), currency))
        showThreshold();
}

void ConditionRow::showThreshold()
{
    if (!m_threshold)
        return;
    const auto test = thresholdOf(m_node.is);
    m_threshold->setTest(test.value_or(Test{}));
    m_threshold->setVisible(test && m_threshold->hasNumbers());
}

// Each drag is a step of undo.
void ConditionRow::moveThreshold(const std::vector<double> &values)
{
    SegmentNode node = m_node;
    node.is = withThreshold(m_node.is, values);
    Q_EMIT edited(path(), node, tr("Move threshold"), QStringLiteral("threshold%1").arg(m_threshold->dragNumber()));
}

void ConditionRow::setProblem(const QString &problem)
{
    if (m_problem == problem)
        return;
    m_problem = problem;
    showProblem();
}

void ConditionRow::showProblem()
{
    const QString problem = m_own.isEmpty() ? m_problem : m_own;
    m_editor->setProblem(problem);
    m_why->setText(problem);
    m_why->setVisible(!problem.isEmpty());
}

void ConditionRow::setAnswer(const std::optional<NodeFigures> &count, const AnswerScale &scale)
{
    if (!m_answer->setAnswer(count, scale))
        return;
    showUnknown();
    nameAgain();
}

void ConditionRow::setBusy(bool busy)
{
    m_answer->setBusy(busy);
}

void ConditionRow::showUnknown()
{
    const qint64 unknown = m_answer->count() ? m_answer->count()->unknown : 0;
    const bool in = m_node.unknown == UnknownRule::In;
    m_unknown->setVisible(unknown > 0 || in);
    m_unknown->setChecked(in);
    m_unknown->setText(in ? tr("%1 unknown: counted in").arg(format::count(unknown))
                          : tr("%1 unknown: left out").arg(format::count(unknown)));
    m_unknown->setToolTip(
        tr("People for whom this can't be decided, because the value is not known. Click to count them %1.")
            .arg(in ? tr("out") : tr("in")));
    m_unknown->setAccessibleName(m_unknown->text());
}

void ConditionRow::toggleUnknown()
{
    SegmentNode node = m_node;
    node.unknown = node.unknown == UnknownRule::In ? UnknownRule::Out : UnknownRule::In;
    Q_EMIT edited(path(), node, tr("Change unknowns"), {});
}

void ConditionRow::nameAgain()
{
    QString name = tr("Condition %1: %2.").arg(m_number).arg(m_words);
    if (!isFinishedThroughout(m_node))
        name += u' ' + tr("Unfinished.");
    if (const QString counts = m_answer->words(); !counts.isEmpty())
        name += u' ' + counts + u'.';
    setAccessibleName(name + spokenState());
}

} // namespace perennial
