// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/destinationform.h"

#include "core/connect/destination/destinationkinds.h"
#include "core/connect/destination/fieldtemplate.h"
#include "core/connect/plan/audienceplan.h"
#include "core/connect/push/rowmaker.h"
#include "core/sandbox/sandboxhost.h"
#include "core/store/listshelf.h"
#include "core/store/rows.h"
#include "core/store/segmentshelf.h"
#include "core/workspace/workspace.h"
#include "ui/destination/fieldrows.h"
#include "ui/destination/schedulefield.h"
#include "ui/destination/sourcelist.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tokens.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int SourceKindRole = Qt::UserRole;
constexpr int SourceNameRole = Qt::UserRole + 1;

void addSource(QComboBox &box, const AudienceSource &source)
{
    box.addItem(sourceTitle(source), static_cast<int>(source.kind));
    box.setItemData(box.count() - 1, source.name, SourceNameRole);
}

int placeOf(const QComboBox &box, const AudienceSource &source)
{
    for (int i = 0; i < box.count(); ++i) {
        if (box.itemData(i, SourceKindRole).toInt() == static_cast<int>(source.kind) &&
            box.itemData(i, SourceNameRole).toString() == source.name)
            return i;
    }
    return -1;
}

// What the first people of an audience would be sent, a value a field.
Result<QStringList> firstValues(Store &store, const std::shared_ptr<const ProfileTable> &table,
                                const Destination &destination, const Progress &progress)
{
    constexpr size_t Tried = 50;
    const Instant now = Instant::now();
    const auto members = membersOf({store, table, now}, destination.source, progress);
    if (!members)
        return failure(members.error());
    std::vector<ProfileId> ids;
    members->forEach([&](quint32 index) {
        if (ids.size() < Tried)
            ids.push_back(table->idAt(index));
    });
    auto maker = RowMaker::make(store, destination, now);
    if (!maker)
        return failure(maker.error());
    const auto rows = maker->read(ids, RowOp::Add, now);
    if (!rows)
        return failure(rows.error());
    for (const MadeRow &row : *rows) {
        if (row.skip)
            continue;
        QStringList values;
        for (const FieldValue &value : row.row.values)
            values.append(QString::fromStdString(fieldText(value)));
        return values;
    }
    return QStringList();
}

} // namespace

Result<FormChoices> readFormChoices(Store &store)
{
    const auto names = [&store](std::string_view sql) {
        return queryRows(store.database(), sql, [](const Statement &row) { return row.text(0); });
    };
    const auto segments = SegmentShelf(store).list();
    const auto lists = ListShelf(store).list();
    const auto properties = names("SELECT DISTINCT name FROM properties ORDER BY name");
    if (!segments || !lists || !properties)
        return failure(!segments ? segments.error() : !lists ? lists.error() : properties.error());
    FormChoices choices;
    for (const auto &segment : *segments)
        choices.segments.append(segment.name);
    for (const auto &list : *lists)
        choices.lists.append(list.name);
    for (const ExportColumn &field : builtInFields())
        choices.properties.append(field.header);
    choices.properties.append(QStringList(properties->begin(), properties->end()));
    return choices;
}

DestinationForm::~DestinationForm() = default;

DestinationKind DestinationForm::kind() const
{
    return static_cast<DestinationKind>(m_kind->currentData().toInt());
}

const WayInfo *DestinationForm::way() const
{
    return wayInfo(kind(), static_cast<DeliveryWay>(m_way->currentData().toInt()));
}

void DestinationForm::offer(const FormChoices &choices)
{
    {
        const QSignalBlocker quiet(m_source);
        m_source->clear();
        for (const QString &name : choices.segments)
            addSource(*m_source, {AudienceKind::Segment, name});
        for (const QString &name : choices.lists)
            addSource(*m_source, {AudienceKind::List, name});
        if (!m_start.source.name.isEmpty() && placeOf(*m_source, m_start.source) < 0)
            addSource(*m_source, m_start.source); // it is gone; problems say so when it is counted
        m_source->setCurrentIndex(qMax(0, placeOf(*m_source, m_start.source)));
    }
    std::vector<AudienceSource> sources;
    for (int i = 0; i < m_source->count(); ++i)
        sources.push_back({static_cast<AudienceKind>(m_source->itemData(i, SourceKindRole).toInt()),
                           m_source->itemData(i, SourceNameRole).toString()});
    m_exclusions->offer(sources, m_start.exclusions);
    m_fields->setPlaceholders(choices.properties);
    note();
}

void DestinationForm::fillIn(const Destination &destination)
{
    m_name->setText(destination.name);
    m_typed = destination.account;
    {
        const QSignalBlocker quiet(m_kind);
        m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(destination.kind)));
    }
    m_sandbox->setChecked(destination.sandbox);
    chooseKind();
    m_channel->setCurrentIndex(m_channel->findData(static_cast<int>(destination.channel)));
    m_consentSource->setText(destination.consentSource);
    m_guards->setChecked(destination.guardsApply);
    m_priority->setValue(destination.priority);
    m_takesOut->setChecked(destination.leavers == Leavers::TakeOut);
    m_askAbove->setValue(qRound(destination.askAboveShare * 100));
    m_schedule->setText(destination.schedule);
    m_paused->setChecked(destination.paused);
    if (m_saved)
        m_fields->setFields(destination.fields);
    note();
}

void DestinationForm::chooseKind()
{
    const KindInfo &info = kindInfo(kind());
    {
        const QSignalBlocker quiet(m_way);
        m_way->clear();
        for (const WayInfo &one : info.ways)
            m_way->addItem(one.title, static_cast<int>(one.way));
        const int wanted = m_way->findData(static_cast<int>(m_start.way));
        m_way->setCurrentIndex(m_start.kind == kind() && wanted >= 0 ? wanted : 0);
    }
    m_sandbox->setVisible(hasStandIn(info.id));
    chooseWay();
    const bool isAsSaved = m_saved && m_saved->destination.kind == kind();
    std::vector<MappedField> fields = isAsSaved ? m_saved->destination.fields : std::vector<MappedField>();
    for (const TargetField &known : info.fields) {
        if (!isAsSaved && !known.suggestion.isEmpty())
            fields.push_back({known.name, known.suggestion});
    }
    m_fields->setFields(fields);
}

void DestinationForm::chooseWay()
{
    const WayInfo *chosen = way();
    if (!chosen)
        return;
    {
        const QSignalBlocker quiet(m_mode);
        const auto before = m_mode->currentData();
        m_mode->clear();
        for (const SyncMode mode : chosen->modes)
            m_mode->addItem(modeTitle(mode), static_cast<int>(mode));
        const int wanted = m_mode->findData(before.isValid() ? before : QVariant(static_cast<int>(m_start.mode)));
        m_mode->setCurrentIndex(qMax(0, wanted));
    }
    m_fields->setKind(kindInfo(kind()), chosen->freeFields);
    showAccount();
    showHints();
    note();
}

// The fields this way asks for; what was typed for another is kept.
void DestinationForm::showAccount()
{
    if (m_accountBox)
        m_where->removeRow(m_accountBox);
    m_account.clear();
    m_accountBox = new QWidget(this);
    auto *form = new QFormLayout(m_accountBox);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setHorizontalSpacing(2 * size::Unit);
    for (const AccountField &field : kindInfo(kind()).account) {
        const bool isAsked = way()->account.contains(field.id) || !field.required;
        if (!isAsked)
            continue;
        QWidget *edit = field.isLong ? makeLongField(field) : makeField(field);
        m_account.insert(field.id, edit);
        auto *hint = new Label(field.hint, TextSize::Caption, Ink::Muted, m_accountBox);
        hint->setWordWrap(true);
        addFormRow(*form, field.title, edit);
        addFormRow(*form, QString(), hint);
    }
    m_where->addRow(m_accountBox);
    m_accountBox->setVisible(!m_account.isEmpty());
}

template <class Edit>
Edit *DestinationForm::dressed(Edit *edit, const AccountField &field)
{
    edit->setObjectName(QStringLiteral("account-") + field.id);
    edit->setAccessibleName(field.title);
    edit->setPlaceholderText(field.example);
    edit->setToolTip(field.hint);
    return edit;
}

QWidget *DestinationForm::makeField(const AccountField &field)
{
    auto *edit = dressed(new QLineEdit(m_typed.value(field.id), m_accountBox), field);
    connect(edit, &QLineEdit::textChanged, this, [this, id = field.id](const QString &text) { type(id, text); });
    return edit;
}

QWidget *DestinationForm::makeLongField(const AccountField &field)
{
    constexpr int Lines = 4;
    auto *edit = dressed(new QPlainTextEdit(m_typed.value(field.id), m_accountBox), field);
    edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(Lines * edit->fontMetrics().lineSpacing() + 2 * size::Unit);
    connect(edit, &QPlainTextEdit::textChanged, this, [this, edit, id = field.id] { type(id, edit->toPlainText()); });
    return edit;
}

void DestinationForm::type(const QString &field, const QString &text)
{
    m_typed[field] = text.trimmed();
    note();
}

void DestinationForm::showHints()
{
    const auto mode = static_cast<SyncMode>(m_mode->currentData().toInt());
    m_modeHint->setText(modeHint(mode));
    const WayInfo *chosen = way();
    const bool canTakeOut = chosen && !chosen->takenOut.isEmpty();
    m_takesOut->setVisible(canTakeOut && mode != SyncMode::Mirror);
    m_takesOut->setText(canTakeOut ? tr("Who leaves the audience is %1").arg(chosen->takenOut) : QString());
}

Destination DestinationForm::destination() const
{
    Destination made = m_start;
    made.name = m_name->text().trimmed();
    made.kind = kind();
    if (const WayInfo *chosen = way())
        made.way = chosen->way;
    made.sandbox = m_sandbox->isVisibleTo(this) && m_sandbox->isChecked();
    made.account.clear();
    for (auto field = m_account.begin(); field != m_account.end(); ++field) {
        if (const QString text = m_typed.value(field.key()); !text.isEmpty())
            made.account.insert(field.key(), text);
    }
    if (m_source->count() > 0)
        made.source = {static_cast<AudienceKind>(m_source->currentData(SourceKindRole).toInt()),
                       m_source->currentData(SourceNameRole).toString()};
    made.channel = static_cast<ExportChannel>(m_channel->currentData().toInt());
    made.consentSource = m_consentSource->text().trimmed();
    made.guardsApply = m_guards->isChecked();
    if (m_exclusions->count() > 0)
        made.exclusions = m_exclusions->ticked();
    made.priority = m_priority->value();
    made.mode = static_cast<SyncMode>(m_mode->currentData().toInt());
    made.leavers = m_takesOut->isVisibleTo(this) && m_takesOut->isChecked() ? Leavers::TakeOut : Leavers::Keep;
    made.askAboveShare = m_askAbove->value() / 100.0;
    made.fields = m_fields->fields();
    made.schedule = m_schedule->text();
    made.paused = m_paused->isVisibleTo(this) && m_paused->isChecked();
    return made;
}

void DestinationForm::note()
{
    m_paused->setVisible(!m_schedule->text().isEmpty());
    const Destination made = destination();
    const QStringList problems = problemsOf(made);
    m_problems->setText(problems.value(0));
    m_save->setEnabled(!made.name.isEmpty());
    if (problems.isEmpty())
        preview();
}

void DestinationForm::preview()
{
    const auto table = m_workspace.table();
    if (!table)
        return;
    m_previewing.ask(
        tr("Trying the fields"),
        [path = m_workspace.path(), table, made = destination()](const Progress &progress) -> Result<Preview> {
            auto store = Store::openReader(path);
            return store ? firstValues(*store, table, made, progress) : failure(store.error());
        });
}

void DestinationForm::save()
{
    m_save->setEnabled(false);
    const JobSpec spec{.title = tr("Saving a destination"), .kind = JobKind::Writing, .quiet = true};
    const std::optional<DestinationId> id = m_saved ? std::optional(m_saved->id) : std::nullopt;
    m_workspace.write<SavedDestination>(
        spec,
        [id, made = destination()](Store &store, const Progress &) {
            DestinationShelf shelf(store);
            return id ? shelf.change(*id, made, Instant::now()) : shelf.add(made, Instant::now());
        },
        this, [this](const Result<SavedDestination> &saved) { finish(saved); });
}

void DestinationForm::finish(const Result<SavedDestination> &saved)
{
    m_save->setEnabled(true);
    if (!saved) {
        m_banner->showMessage(BannerKind::Danger, saved.error().message);
        return;
    }
    m_workspace.noteSegmentsChanged();
    Q_EMIT this->saved(saved->id);
    close();
}

} // namespace perennial
