// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/answer/personwhy.h"

#include "ui/segment/answer/barrow.h"
#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/answer/parts.h"
#include "ui/segment/figures/answerwords.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QGraphicsOpacityEffect>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

constexpr size_t EvidenceShown = 6;
constexpr int MostDepth = 4;
constexpr double Dimmed = 0.45;

struct Mark
{
    const char *icon;
    Ink ink;
    QString words;
};

Mark markOf(const ExplainedNode &node)
{
    if (node.verdict == Verdict::Unknown)
        return {"question", Ink::Muted, PersonWhy::tr("Can't be decided")};
    if (node.verdict == Verdict::Yes)
        return {"check", Ink::Ok, PersonWhy::tr("Holds")};
    return {"cross", Ink::Danger, PersonWhy::tr("Does not hold")};
}

bool isOnTimeline(const Evidence &evidence)
{
    return evidence.kind == EvidenceKind::Event || evidence.kind == EvidenceKind::Order;
}

Label *mutedLine(const QString &text, QWidget *parent)
{
    auto *label = new Label(text, TextSize::Caption, Ink::Muted, parent);
    label->setWordWrap(true);
    return label;
}

QHBoxLayout *line(QVBoxLayout *column, int indent)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(indent, 0, 0, 0);
    row->setSpacing(size::Unit);
    column->addLayout(row);
    return row;
}

} // namespace

PersonWhy::PersonWhy(QWidget *parent)
    : QWidget(parent)
    , m_mark(new IconLabel(QStringLiteral("question"), size::Icon, Ink::Muted, this))
    , m_name(new ElidedLabel({}, TextSize::Section, Ink::Text, this))
    , m_verdict(new Label({}, TextSize::Body, Ink::Text, this))
    , m_flipBox(new QWidget(this))
    , m_flip(new Label({}, TextSize::Body, Ink::Text, m_flipBox))
    , m_column(parts::column(this, size::Unit))
{
    m_name->setObjectName(QStringLiteral("whyName"));
    m_verdict->setObjectName(QStringLiteral("whyVerdict"));
    m_verdict->setWordWrap(true);
    m_flip->setObjectName(QStringLiteral("whyFlip"));
    m_flip->setWordWrap(true);
    m_flip->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *flip = parts::column(m_flipBox, size::Gap);
    flip->addWidget(parts::heading(tr("What would change it"), m_flipBox));
    flip->addWidget(m_flip);
    auto *timeline = new LinkButton("whyTimeline", tr("Open the timeline"), this);
    m_column->addWidget(makeTop());
    m_column->addWidget(m_verdict);
    m_column->addWidget(timeline, 0, Qt::AlignLeading);
    m_column->addWidget(m_flipBox);
    m_column->addStretch(1);
    connect(timeline, &QAbstractButton::clicked, this, &PersonWhy::timelineWanted);
}

QWidget *PersonWhy::makeTop()
{
    auto *top = new QWidget(this);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    auto *leave = new QToolButton(top);
    leave->setObjectName(QStringLiteral("whyLeave"));
    leave->setIcon(icon(QStringLiteral("close"), Ink::Muted));
    leave->setAccessibleName(tr("Back to everybody who is left out"));
    leave->setToolTip(leave->accessibleName());
    setLook(leave, Look::Quiet);
    row->addWidget(m_mark);
    row->addWidget(m_name, 1);
    row->addWidget(leave);
    connect(leave, &QToolButton::clicked, this, &PersonWhy::left);
    return top;
}

void PersonWhy::await(const QString &name)
{
    m_name->setText(name);
    m_mark->setIcon(QStringLiteral("question"), Ink::Muted);
    m_verdict->setText(tr("Looking …"));
    m_flipBox->hide();
    clearEvidence();
}

void PersonWhy::setAnswer(const WhyAnswer &answer, const SegmentDoc &doc, const std::optional<Instant> &asOf,
                          const QTimeZone &zone)
{
    m_name->setText(answer.person.shownName());
    showVerdict(answer.explanation, asOf, zone);
    showFlip(answer.explanation);
    clearEvidence();
    m_evidence = new QWidget(this);
    m_evidence->setObjectName(QStringLiteral("whyEvidence"));
    m_rows = parts::column(m_evidence, 0);
    m_rows->addWidget(
        parts::heading(tr("What was found · %1", "a time zone").arg(answerwords::zone(zone)), m_evidence));
    m_rows->addSpacing(size::Gap);
    for (const ExplainedNode &node : answer.explanation.root.children)
        showNode(node, &doc, 0, zone);
    m_column->insertWidget(m_column->count() - 1, m_evidence);
    m_evidence->setVisible(!answer.explanation.root.children.empty());
    setBusy(false);
}

void PersonWhy::showVerdict(const Explanation &explanation, const std::optional<Instant> &asOf, const QTimeZone &zone)
{
    m_mark->setIcon(explanation.member ? QStringLiteral("check") : QStringLiteral("cross"),
                    explanation.member ? Ink::Ok : Ink::Danger);
    m_mark->setAccessibleName(explanation.member ? tr("In") : tr("Not in"));
    if (!asOf) {
        m_verdict->setText(explanation.member ? tr("Is in this segment now.") : tr("Is not in this segment now."));
        return;
    }
    const QString when =
        tr("%1, %2", "end of 3 Nov 2026, Berlin time").arg(answerwords::moment(asOf, zone), answerwords::zone(zone));
    if (!explanation.known)
        m_verdict->setText(tr("Was not known yet: %1.").arg(when));
    else
        m_verdict->setText(explanation.member ? tr("Was in this segment: %1.").arg(when)
                                              : tr("Was not in this segment: %1.").arg(when));
}

void PersonWhy::showFlip(const Explanation &explanation)
{
    m_flip->setText(explanation.flip.sentence);
    m_flipBox->setVisible(!explanation.flip.sentence.isEmpty());
}

void PersonWhy::showNode(const ExplainedNode &node, const SegmentDoc *doc, int depth, const QTimeZone &zone)
{
    const int indent = qMin(depth, MostDepth) * 2 * size::Unit;
    auto *row = line(m_rows, indent);
    const Mark mark = node.finished ? markOf(node) : Mark{"minus", Ink::Muted, tr("Unfinished")};
    auto *icon = new IconLabel(QLatin1String(mark.icon), size::IconSmall, mark.ink, m_evidence);
    icon->setAccessibleName(mark.words);
    icon->setToolTip(mark.words);
    const QString text = doc ? answerwords::shortNode(*doc, node.path) : node.text;
    auto *words = new Label(text, TextSize::Body, node.finished ? Ink::Text : Ink::Muted, m_evidence);
    words->setWordWrap(true);
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addWidget(words, 1);
    const int inner = indent + size::IconSmall + size::Unit;
    if (!node.compared.isEmpty())
        line(m_rows, inner)->addWidget(mutedLine(node.compared, m_evidence));
    showEvidence(node, inner, zone);
    m_rows->addSpacing(node.children.empty() ? size::Unit : 0);
    const bool own = doc && nodeAt(*doc, node.path) && nodeAt(*doc, node.path)->group();
    for (const ExplainedNode &child : node.children)
        showNode(child, own ? doc : nullptr, depth + 1, zone);
}

void PersonWhy::showEvidence(const ExplainedNode &node, int indent, const QTimeZone &zone)
{
    const size_t shown = qMin(node.evidence.size(), EvidenceShown);
    const bool severalNames =
        std::ranges::any_of(node.evidence, [&](const Evidence &one) { return one.name != node.evidence.front().name; });
    for (size_t i = 0; i < shown; ++i) {
        const Evidence &evidence = node.evidence[i];
        if (!isOnTimeline(evidence)) {
            line(m_rows, indent)->addWidget(mutedLine(answerwords::evidence(evidence, zone), m_evidence));
            continue;
        }
        auto *link = new BarRow(m_evidence);
        link->setObjectName(QStringLiteral("evidence"));
        link->setFact(answerwords::happened(evidence, severalNames, zone), answerwords::amount(evidence));
        link->setToolTip(tr("Open the timeline"));
        line(m_rows, indent)->addWidget(link);
        connect(link, &QAbstractButton::clicked, this, &PersonWhy::timelineWanted);
    }
    if (node.evidenceTotal > shown)
        line(m_rows, indent)
            ->addWidget(mutedLine(tr("and %1 more").arg(format::count(static_cast<qint64>(node.evidenceTotal - shown))),
                                  m_evidence));
}

void PersonWhy::clearEvidence()
{
    if (m_evidence)
        m_evidence->deleteLater();
    if (m_evidence)
        m_evidence->hide();
    m_evidence = nullptr;
}

void PersonWhy::setFailure(const QString &message)
{
    m_mark->setIcon(QStringLiteral("question"), Ink::Muted);
    m_verdict->setText(message);
    m_flipBox->hide();
    clearEvidence();
}

void PersonWhy::setBusy(bool busy)
{
    m_verdict->setInk(busy ? Ink::Muted : Ink::Text);
    m_flip->setInk(busy ? Ink::Muted : Ink::Text);
    if (!m_evidence)
        return;
    auto *veil = busy ? new QGraphicsOpacityEffect(m_evidence) : nullptr;
    if (veil)
        veil->setOpacity(Dimmed);
    m_evidence->setGraphicsEffect(veil);
}

} // namespace perennial
