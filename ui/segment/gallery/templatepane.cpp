// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/gallery/templatepane.h"

#include "core/segment/templates/templateneeds.h"
#include "core/workspace/workspace.h"
#include "ui/segment/gallery/sentenceform.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"
#include "ui/widgets/stattile.h"
#include "ui/widgets/style.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace perennial {

namespace {

Label *wrapping(const QString &text, TextSize size, Ink ink, QWidget *parent)
{
    auto *label = new Label(text, size, ink, parent);
    label->setWordWrap(true);
    return label;
}

// A scroll area without a frame or a ground of its own.
QScrollArea *scrolling(QWidget *content, QWidget *parent)
{
    auto *area = new QScrollArea(parent);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

} // namespace

TemplatePane::TemplatePane(Workspace &workspace, SegmentOracle &oracle, SegmentCatalog &catalog, QWidget *parent)
    : Card(parent)
    , m_workspace(workspace)
    , m_preview(new SegmentPreview(workspace.runner(), oracle, this))
{
    setObjectName(QStringLiteral("templatePane"));
    setAccessibleName(tr("Template"));
    body()->setSpacing(2 * size::Unit);
    body()->addWidget(makeHead());
    body()->addWidget(scrolling(makeBody(catalog), this), 1);
    m_count = new StatTile(tr("people here and now"), this);
    m_count->setObjectName(QStringLiteral("templateCount"));
    m_count->setCompact(true);
    m_count->setFocusPolicy(Qt::NoFocus);
    m_count->setCursor(Qt::ArrowCursor);
    body()->addWidget(m_count);
    body()->addWidget(makeOwnTools());
    m_create = new QPushButton(tr("Create segment"), this);
    m_create->setObjectName(QStringLiteral("createFromTemplate"));
    setLook(m_create, Look::Primary);
    body()->addWidget(m_create);
    connect(m_create, &QPushButton::clicked, this, [this] {
        if (const auto made = doc())
            Q_EMIT createWanted(*made);
    });
    connect(m_form, &SentenceForm::changed, this, &TemplatePane::ask);
    connect(m_preview, &SegmentPreview::answered, this, &TemplatePane::showFigures);
    connect(m_preview, &SegmentPreview::failed, this, [this](const Error &error) {
        m_count->clearValue();
        m_problem->setText(error.message);
        m_problem->show();
    });
    connect(&workspace, &Workspace::tableChanged, this, [this] {
        if (isVisible())
            ask();
    });
}

QWidget *TemplatePane::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    m_name = wrapping({}, TextSize::Section, Ink::Text, head);
    m_name->setObjectName(QStringLiteral("templateName"));
    auto *close = new QToolButton(head);
    close->setObjectName(QStringLiteral("closeTemplate"));
    close->setIcon(icon(QStringLiteral("close")));
    close->setAccessibleName(tr("Close the template"));
    close->setToolTip(tr("Close (Esc)"));
    connect(close, &QToolButton::clicked, this, &TemplatePane::closeWanted);
    row->addWidget(m_name, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    return head;
}

QWidget *TemplatePane::makeBody(SegmentCatalog &catalog)
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2 * size::Unit);
    m_purpose = wrapping({}, TextSize::Body, Ink::Muted, box);
    m_form = new SentenceForm(catalog, box);
    m_problem = wrapping({}, TextSize::Caption, Ink::Danger, box);
    m_problem->setObjectName(QStringLiteral("templateProblem"));
    m_needsTitle = new Label(tr("What it needs"), TextSize::Body, Ink::Text, box);
    m_needsTitle->setFont(fontFor(TextSize::Body, TextWeight::Strong));
    m_needs = new QVBoxLayout;
    m_needs->setSpacing(size::Gap);
    m_data = new QPushButton(tr("Go to Data"), box);
    m_data->setObjectName(QStringLiteral("paneToData"));
    connect(m_data, &QPushButton::clicked, this, &TemplatePane::dataWanted);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_purpose), static_cast<QWidget *>(m_form), static_cast<QWidget *>(m_problem)})
        column->addWidget(widget);
    column->addWidget(m_needsTitle);
    column->addLayout(m_needs);
    column->addWidget(m_data, 0, Qt::AlignLeading);
    column->addStretch();
    return box;
}

QWidget *TemplatePane::makeOwnTools()
{
    m_ownTools = new QWidget(this);
    auto *row = new QHBoxLayout(m_ownTools);
    row->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](const char *name, const QString &text, void (TemplatePane::*signal)()) {
        auto *button = new QPushButton(text, m_ownTools);
        button->setObjectName(QLatin1String(name));
        connect(button, &QPushButton::clicked, this, signal);
        row->addWidget(button, 1);
    };
    add("editTemplate", tr("Edit"), &TemplatePane::editWanted);
    add("exportTemplate", tr("Export"), &TemplatePane::exportWanted);
    add("deleteTemplate", tr("Delete"), &TemplatePane::deleteWanted);
    return m_ownTools;
}

void TemplatePane::open(const SegmentTemplate &shown)
{
    m_template = shown;
    m_name->setText(shown.name);
    m_purpose->setText(shown.purpose);
    m_purpose->setVisible(!shown.purpose.isEmpty());
    m_ownTools->setVisible(shown.isOwn());
    m_count->clearValue();
    m_form->setTemplate(shown, m_workspace.isOpen() ? m_workspace.settings().currency : QString());
    ask();
    show();
    m_form->focusFirst();
    if (shown.blanks.empty())
        m_create->setFocus(Qt::TabFocusReason);
}

Result<SegmentDoc> TemplatePane::doc() const
{
    return filled(m_template, m_form->values());
}

void TemplatePane::ask()
{
    const auto made = doc();
    const QString problem = m_form->problem();
    m_create->setEnabled(made.has_value());
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    showNeeds();
    m_count->setBusy(true);
    if (made)
        m_preview->ask(*made, {});
    else
        m_preview->forget();
}

void TemplatePane::showFigures(const SegmentFigures &figures)
{
    QStringList details{tr("%1 of %2").arg(format::share(figures.share()), format::count(figures.people))};
    for (const ChannelReach &reach : figures.reach) {
        if (reach.channel == Channel::Email)
            details.append(tr("%1 by e-mail").arg(format::count(reach.people)));
        if (reach.channel == Channel::Sms)
            details.append(tr("%1 by SMS").arg(format::count(reach.people)));
    }
    m_count->setDetail(details.join(QStringLiteral(" · ")));
    m_count->setValue(figures.members);
}

void TemplatePane::showNeeds()
{
    while (QLayoutItem *item = m_needs->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    const auto &table = m_workspace.table();
    const auto needs = needsOf(m_template, m_form->values());
    bool lacks = false;
    for (const TemplateNeed &need : needs) {
        const bool met = table && isMet(need, *table);
        lacks = lacks || (table && !met && !need.optional);
        const QString words = wordsOf(need);
        if (met || !table)
            addNeed(QStringLiteral("check"), met, words);
        else
            addNeed(need.optional ? QStringLiteral("minus") : QStringLiteral("info"), false,
                    need.optional ? tr("%1: none yet, which does no harm").arg(words) : missingWords(need));
    }
    m_needsTitle->setVisible(!needs.empty());
    m_data->setVisible(lacks);
}

void TemplatePane::addNeed(const QString &iconName, bool isMet, const QString &words)
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    auto *mark = new IconLabel(iconName, size::IconSmall, isMet ? Ink::Ok : Ink::Muted, line);
    mark->setAccessibleName(isMet ? tr("There") : tr("Not there"));
    auto *label = wrapping(words, TextSize::Body, isMet ? Ink::Text : Ink::Muted, line);
    row->addWidget(mark, 0, Qt::AlignTop);
    row->addWidget(label, 1);
    m_needs->addWidget(line);
}

void TemplatePane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT closeWanted();
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && m_create->isEnabled())
        return m_create->click();
    Card::keyPressEvent(event);
}

} // namespace perennial
