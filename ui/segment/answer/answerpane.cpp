// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/answer/answerpane.h"

#include "ui/segment/pickers/momentpicker.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/stattile.h"
#include "ui/widgets/style.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int CopiedMs = 1500;

Label *factLabel(const char *name, QWidget *parent)
{
    auto *label = new Label({}, TextSize::Body, Ink::Text, parent);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->hide();
    return label;
}

void showText(Label *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

} // namespace

AnswerPane::AnswerPane(QWidget *parent)
    : QWidget(parent)
    , m_count(new StatTile(tr("people in this segment"), this))
    , m_problem(new Banner(this))
    , m_reach(factLabel("reach", this))
    , m_orders(factLabel("orders", this))
    , m_unknown(factLabel("unknownPeople", this))
    , m_zone(QTimeZone::utc())
{
    m_count->setObjectName(QStringLiteral("count"));
    m_problem->setDismissable(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Unit);
    for (QWidget *part : std::initializer_list<QWidget *>{m_count, m_problem, m_reach, m_orders, m_unknown})
        column->addWidget(part);
    column->addSpacing(size::Unit);
    column->addWidget(makeSample());
    column->addSpacing(size::Unit);
    column->addWidget(makeSentence());
    column->addSpacing(size::Unit);
    column->addWidget(makeMoment());
    column->addStretch(1);
    connect(m_count, &QAbstractButton::clicked, m_sample, [this] { m_sample->setFocus(); });
}

QWidget *AnswerPane::makeSample()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Gap);
    m_sampleTitle = new Label(tr("Some of them"), TextSize::Caption, Ink::Muted, box);
    m_sample = new QListWidget(box);
    m_sample->setObjectName(QStringLiteral("sample"));
    m_sample->setAccessibleName(tr("Some of the people in this segment"));
    m_sample->setFrameShape(QFrame::NoFrame);
    m_sample->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_sample->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_sample->setTextElideMode(Qt::ElideRight);
    m_sample->setMouseTracking(true);
    m_sample->viewport()->setAutoFillBackground(false);
    m_sample->setCursor(Qt::PointingHandCursor);
    const auto choose = [this](const QListWidgetItem *item) {
        Q_EMIT personChosen({item->data(Qt::UserRole).toLongLong()});
    };
    connect(m_sample, &QListWidget::itemClicked, this, choose);
    connect(m_sample, &QListWidget::itemActivated, this, [this, choose](const QListWidgetItem *item) {
        if (!m_sample->underMouse())
            choose(item);
    });
    column->addWidget(m_sampleTitle);
    column->addWidget(m_sample);
    showSample({});
    return box;
}

QWidget *AnswerPane::makeSentence()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Gap);
    column->addWidget(new Label(tr("In words"), TextSize::Caption, Ink::Muted, box));
    m_sentence = new Label({}, TextSize::Body, Ink::Text, box);
    m_sentence->setObjectName(QStringLiteral("sentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_sentence);
    m_copy = new QPushButton(icon(QStringLiteral("duplicate"), Ink::Muted), tr("Copy sentence"), box);
    m_copy->setObjectName(QStringLiteral("copySentence"));
    setLook(m_copy, Look::Quiet);
    column->addWidget(m_copy, 0, Qt::AlignLeading);
    connect(m_copy, &QPushButton::clicked, this, &AnswerPane::copySentence);
    return box;
}

QWidget *AnswerPane::makeMoment()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Gap);
    column->addWidget(new Label(tr("As of"), TextSize::Caption, Ink::Muted, box));
    m_moment = new PickerPill(
        tr("As of"), [this] { return makeMomentPicker(); }, box);
    m_moment->setObjectName(QStringLiteral("asOf"));
    column->addWidget(m_moment, 0, Qt::AlignLeading);
    m_age = new Label({}, TextSize::Caption, Ink::Muted, box);
    m_age->setObjectName(QStringLiteral("dataAge"));
    m_age->setWordWrap(true);
    column->addWidget(m_age);
    return box;
}

Picker *AnswerPane::makeMomentPicker()
{
    auto *picker = new MomentPicker(m_asOf, m_zone);
    connect(picker, &MomentPicker::chosen, this, &AnswerPane::asOfChosen);
    return picker;
}

void AnswerPane::setAsOf(const std::optional<Instant> &asOf, const QTimeZone &zone)
{
    m_asOf = asOf;
    m_zone = zone;
    m_moment->setValue(asOf ? tr("end of %1", "end of 3 Nov 2026").arg(format::date(*asOf, zone)) : tr("now"));
}

void AnswerPane::setDataAge(const QString &age)
{
    m_age->setText(age);
}

void AnswerPane::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
    m_copy->setEnabled(!sentence.isEmpty());
}

void AnswerPane::copySentence()
{
    QGuiApplication::clipboard()->setText(m_sentence->text());
    m_copy->setText(tr("Copied"));
    QTimer::singleShot(CopiedMs, m_copy, [this] { m_copy->setText(tr("Copy sentence")); });
}

void AnswerPane::setFigures(const SegmentFigures &figures)
{
    m_problem->dismiss();
    m_count->setValue(figures.members);
    m_count->setDetail(figures.people > 0 ? tr("%1 of %2 people", "1.24 % of 1,000,000 people")
                                                .arg(format::share(figures.share()), format::count(figures.people))
                                          : tr("There is nobody in this store yet."));
    showUnknown(figures.unknown);
    m_count->setBusy(false);
    if (!figures.isComplete)
        return;
    showFacts(figures);
    showSample(figures.sample);
    setBusy(Waiting::Nothing);
}

void AnswerPane::showFacts(const SegmentFigures &figures)
{
    QStringList reach;
    if (figures.byEmail)
        reach.append(tr("%1 by e-mail").arg(format::count(*figures.byEmail)));
    if (figures.bySms)
        reach.append(tr("%1 by SMS").arg(format::count(*figures.bySms)));
    showText(m_reach,
             reach.isEmpty()
                 ? QString()
                 : tr("Reachable: %1", "11,020 by e-mail · 3,911 by SMS").arg(reach.join(QStringLiteral(" · "))));
    QString orders;
    if (figures.orders)
        orders = tr("%1 orders placed", "3,912 orders placed").arg(format::count(*figures.orders));
    if (figures.orderValue)
        orders += tr(", %1 before cancellations and refunds", "of money").arg(format::moneyShort(*figures.orderValue));
    showText(m_orders, orders);
}

void AnswerPane::showUnknown(qint64 unknown)
{
    showText(m_unknown,
             unknown > 0 ? tr("%1 people can't be decided: something isn't known of them").arg(format::count(unknown))
                         : QString());
}

void AnswerPane::showSample(const std::vector<SamplePerson> &people)
{
    m_sample->clear();
    for (const SamplePerson &person : people) {
        const QString who = person.name.isEmpty()    ? person.email
                            : person.email.isEmpty() ? person.name
                                                     : tr("%1 · %2").arg(person.name, person.email);
        auto *item = new QListWidgetItem(who.isEmpty() ? tr("Person %1").arg(person.id.value) : who, m_sample);
        item->setData(Qt::UserRole, person.id.value);
        item->setToolTip(who);
        item->setSizeHint({0, size::CompactRow});
    }
    m_sample->setFixedHeight(static_cast<int>(people.size()) * size::CompactRow + 2);
    m_sample->setVisible(!people.empty());
    m_sampleTitle->setVisible(!people.empty());
}

void AnswerPane::setFailure(const Error &error)
{
    clear();
    m_problem->showMessage(BannerKind::Warn, error.message);
}

void AnswerPane::setBusy(Waiting waiting)
{
    m_count->setBusy(waiting == Waiting::Everything);
    const bool dimmed = waiting != Waiting::Nothing;
    for (Label *label : {m_reach, m_orders, m_unknown})
        label->setInk(dimmed ? Ink::Muted : Ink::Text);
    QPalette palette;
    if (dimmed)
        palette.setColor(QPalette::Text, Tokens::current().ink(Ink::Muted));
    m_sample->setPalette(palette);
}

void AnswerPane::clear()
{
    m_problem->dismiss();
    m_count->clearValue();
    m_count->setDetail({});
    for (Label *label : {m_reach, m_orders, m_unknown})
        showText(label, {});
    showSample({});
    setBusy(Waiting::Nothing);
}

} // namespace perennial
