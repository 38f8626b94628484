// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/destinationkinds.h"
#include "core/workspace/workspace.h"
#include "ui/destination/destinationform.h"
#include "ui/destination/fieldrows.h"
#include "ui/destination/schedulefield.h"
#include "ui/destination/sourcelist.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int ExclusionsHeight = 112;
constexpr int TitleWidth = 144;

QFormLayout *formIn(Card &card)
{
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setHorizontalSpacing(2 * size::Unit);
    form->setVerticalSpacing(size::Unit);
    card.body()->addLayout(form);
    return form;
}

template <class Widget>
Widget *named(Widget *widget, const char *name, const QString &title)
{
    widget->setObjectName(QLatin1String(name));
    widget->setAccessibleName(title);
    return widget;
}

} // namespace

void addFormRow(QFormLayout &form, const QString &title, QWidget *field)
{
    auto *label = new Label(title, TextSize::Body, Ink::Text, field->parentWidget());
    label->setFixedWidth(TitleWidth);
    label->setMinimumHeight(title.isEmpty() ? 0 : size::Control);
    label->setWordWrap(true);
    label->setBuddy(field);
    form.addRow(label, field);
}

DestinationForm::DestinationForm(Workspace &workspace, std::optional<SavedDestination> saved, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_saved(std::move(saved))
    , m_reading(workspace.runner(),
                [this](const Result<FormChoices> &choices) {
                    if (choices)
                        offer(*choices);
                    else if (choices.error().kind != ErrorKind::Stopped)
                        m_banner->showMessage(BannerKind::Danger, choices.error().message);
                })
    , m_previewing(workspace.runner(),
                   [this](const Result<Preview> &values) { m_fields->showPreview(values ? *values : Preview()); })
{
    setWindowTitle(m_saved ? tr("Edit “%1”").arg(m_saved->destination.name) : tr("New destination"));
    setObjectName(QStringLiteral("destinationForm"));
    setAttribute(Qt::WA_DeleteOnClose);
    if (m_saved)
        m_start = m_saved->destination;
    else
        m_start.way = kindInfo(m_start.kind).ways.front().way;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 2 * size::Unit);
    column->addWidget(m_banner = new Banner(this));
    column->addWidget(makeScroll(), 1);
    column->addWidget(makeFoot());
    resize(800, 680);
    fillIn(m_start);
    m_reading.ask(tr("Reading names"), [path = workspace.path()](const Progress &) -> Result<FormChoices> {
        auto store = Store::openReader(path);
        return store ? readFormChoices(*store) : failure(store.error());
    });
}

QWidget *DestinationForm::makeScroll()
{
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *box = new QWidget(area);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(size::PageMargin, 2 * size::Unit, size::PageMargin, size::Unit);
    column->setSpacing(2 * size::Unit);
    column->addWidget(makeWhere());
    column->addWidget(makeWho());
    column->addWidget(makeHow());
    column->addWidget(makeWhen());
    column->addStretch(1);
    area->setWidget(box);
    return area;
}

QWidget *DestinationForm::makeWhere()
{
    auto *card = new Card(tr("Where"), this);
    m_where = formIn(*card);
    m_name = named(new QLineEdit(card), "name", tr("Name"));
    m_name->setPlaceholderText(tr("Win-back to Klaviyo"));
    m_kind = named(new QComboBox(card), "kind", tr("Platform"));
    for (const KindInfo &kind : destinationKinds())
        m_kind->addItem(kind.title, static_cast<int>(kind.kind));
    m_way = named(new QComboBox(card), "way", tr("What it does there"));
    m_sandbox = named(new QCheckBox(tr("Sandbox: send to a stand-in on this computer, never to the platform"), card),
                      "sandbox", tr("Sandbox"));
    addFormRow(*m_where, tr("Name"), m_name);
    addFormRow(*m_where, tr("Platform"), m_kind);
    addFormRow(*m_where, tr("What it does there"), m_way);
    addFormRow(*m_where, QString(), m_sandbox);
    connect(m_name, &QLineEdit::textChanged, this, &DestinationForm::note);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &DestinationForm::chooseKind);
    connect(m_sandbox, &QCheckBox::toggled, this, &DestinationForm::note);
    connect(m_way, &QComboBox::currentIndexChanged, this, &DestinationForm::chooseWay);
    return card;
}

QWidget *DestinationForm::makeWho()
{
    auto *card = new Card(tr("Who"), this);
    QFormLayout *form = formIn(*card);
    m_source = named(new QComboBox(card), "source", tr("Audience"));
    m_channel = named(new QComboBox(card), "destinationChannel", tr("Written to by"));
    m_channel->addItem(tr("E-mail"), static_cast<int>(ExportChannel::Email));
    m_channel->addItem(tr("SMS"), static_cast<int>(ExportChannel::Sms));
    m_channel->addItem(tr("E-mail or SMS"), static_cast<int>(ExportChannel::EmailOrSms));
    m_channel->setToolTip(tr("Nobody is sent who may not be written to on it."));
    m_consentSource = named(new QLineEdit(card), "consentSource", tr("Consent was given at"));
    m_consentSource->setPlaceholderText(tr("Shop checkout"));
    m_consentSource->setToolTip(tr("Platforms that subscribe people are told so only where this is filled in."));
    m_guards =
        named(new QCheckBox(tr("Hold back whom it would be tone-deaf to write to"), card), "guards", tr("Guards"));
    m_guards->setToolTip(tr("Who waits for an answer or a late parcel, had a refund or wrote a bad review."));
    m_exclusions = named(new SourceList(card), "exclusions", tr("Never send who is in"));
    m_exclusions->setFixedHeight(ExclusionsHeight);
    m_exclusions->setFrameShape(QFrame::NoFrame);
    m_priority = named(new QSpinBox(card), "priority", tr("Priority"));
    m_priority->setRange(0, 99);
    m_priority->setSpecialValueText(tr("shares with nobody"));
    m_priority->setToolTip(tr("Of destinations that want the same person, the smallest number has them."));
    addFormRow(*form, tr("Audience"), m_source);
    addFormRow(*form, tr("Written to by"), m_channel);
    addFormRow(*form, tr("Consent was given at"), m_consentSource);
    addFormRow(*form, QString(), m_guards);
    addFormRow(*form, tr("Never send who is in"), m_exclusions);
    addFormRow(*form, tr("Priority"), m_priority);
    connect(m_source, &QComboBox::currentIndexChanged, this, &DestinationForm::note);
    connect(m_channel, &QComboBox::currentIndexChanged, this, &DestinationForm::note);
    return card;
}

QWidget *DestinationForm::makeHow()
{
    auto *card = new Card(tr("How"), this);
    QFormLayout *form = formIn(*card);
    m_mode = named(new QComboBox(card), "mode", tr("Mode"));
    m_modeHint = new Label({}, TextSize::Caption, Ink::Muted, card);
    m_modeHint->setWordWrap(true);
    m_takesOut = named(new QCheckBox(card), "takesOut", tr("Take out who leaves"));
    m_askAbove = named(new QSpinBox(card), "askAbove", tr("Ask first above"));
    m_askAbove->setRange(0, 100);
    m_askAbove->setSuffix(tr(" % changed"));
    addFormRow(*form, tr("Mode"), m_mode);
    addFormRow(*form, QString(), m_modeHint);
    addFormRow(*form, QString(), m_takesOut);
    addFormRow(*form, tr("Ask first above"), m_askAbove);
    card->body()->addWidget(new Label(tr("Fields"), TextSize::Caption, Ink::Muted, card));
    card->body()->addWidget(m_fields = new FieldRows(card));
    connect(m_mode, &QComboBox::currentIndexChanged, this, [this] {
        showHints();
        note();
    });
    connect(m_takesOut, &QCheckBox::toggled, this, &DestinationForm::note);
    connect(m_fields, &FieldRows::changed, this, &DestinationForm::note);
    return card;
}

QWidget *DestinationForm::makeWhen()
{
    auto *card = new Card(tr("When"), this);
    QFormLayout *form = formIn(*card);
    addFormRow(*form, tr("Runs"), m_schedule = new ScheduleField(m_workspace.homeZone(), card));
    m_paused = named(new QCheckBox(tr("Pause the schedule"), card), "paused", tr("Pause the schedule"));
    addFormRow(*form, QString(), m_paused);
    connect(m_schedule, &ScheduleField::changed, this, &DestinationForm::note);
    connect(m_paused, &QCheckBox::toggled, this, &DestinationForm::note);
    return card;
}

QWidget *DestinationForm::makeFoot()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(size::PageMargin, 0, size::PageMargin, 0);
    m_problems = new Label({}, TextSize::Caption, Ink::Muted, box);
    m_problems->setObjectName(QStringLiteral("problems"));
    m_problems->setWordWrap(true);
    auto *cancel = new QPushButton(tr("Discard"), box);
    cancel->setObjectName(QStringLiteral("discard"));
    cancel->setAutoDefault(false);
    m_save = new QPushButton(tr("Save destination"), box);
    m_save->setObjectName(QStringLiteral("saveDestination"));
    m_save->setDefault(true);
    setLook(m_save, Look::Primary);
    row->addWidget(m_problems, 1);
    row->addWidget(cancel);
    row->addWidget(m_save);
    connect(cancel, &QPushButton::clicked, this, &QDialog::close);
    connect(m_save, &QPushButton::clicked, this, &DestinationForm::save);
    return box;
}

} // namespace perennial
