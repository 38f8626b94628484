// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/neversentbar.h"

#include "core/connect/outbox/neversent.h"
#include "core/store/listshelf.h"
#include "core/store/segmentshelf.h"
#include "core/workspace/workspace.h"
#include "ui/destination/sourcelist.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace perennial {

NeverSentDialog::NeverSentDialog(const std::vector<AudienceSource> &sources, const std::vector<AudienceSource> &ticked,
                                 QWidget *parent)
    : QDialog(parent)
    , m_list(new SourceList(this))
{
    setObjectName(QStringLiteral("neverSentDialog"));
    setWindowTitle(tr("Never sent anywhere"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(size::PageMargin, size::PageMargin, size::PageMargin, size::PageMargin);
    column->setSpacing(size::Unit);
    auto *what = new Label(
        tr("Whoever is in one of these is left out of every destination and file: staff, "
           "resellers, test accounts. Taking people out of a platform, or barring them there, is not held up."),
        TextSize::Body, Ink::Muted, this);
    what->setWordWrap(true);
    column->addWidget(what);
    m_list->setObjectName(QStringLiteral("neverSentSources"));
    m_list->setAccessibleName(tr("Segments and lists"));
    m_list->offer(sources, ticked);
    column->addWidget(m_list, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *save = buttons->addButton(tr("Save"), QDialogButtonBox::AcceptRole);
    save->setObjectName(QStringLiteral("saveNeverSent"));
    setLook(save, Look::Primary);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(m_list->ticked());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(460, 420);
}

NeverSentBar::NeverSentBar(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_who(new ElidedLabel({}, TextSize::Caption, Ink::Muted, this))
    , m_reading(workspace.runner(), [this](Result<Choices> choices) { take(std::move(choices)); })
{
    m_who->setObjectName(QStringLiteral("neverSent"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    auto *change = new QPushButton(tr("Choose …"), this);
    change->setObjectName(QStringLiteral("chooseNeverSent"));
    change->setAccessibleName(tr("Choose who is never sent anywhere"));
    setLook(change, Look::Quiet);
    row->addWidget(m_who, 1);
    row->addWidget(change);
    connect(change, &QPushButton::clicked, this, &NeverSentBar::choose);
    hide();
}

void NeverSentBar::read()
{
    if (!m_workspace.isOpen()) {
        m_reading.cancel();
        hide();
        return;
    }
    m_reading.ask(tr("Reading who is never sent"), [path = m_workspace.path()](const Progress &) -> Result<Choices> {
        auto store = Store::openReader(path);
        return store ? readChoices(*store) : failure(store.error());
    });
}

Result<NeverSentBar::Choices> NeverSentBar::readChoices(Store &store)
{
    const auto segments = SegmentShelf(store).list();
    const auto lists = ListShelf(store).list();
    const auto ticked = neverSent(store);
    if (!segments || !lists || !ticked)
        return failure(!segments ? segments.error() : !lists ? lists.error() : ticked.error());
    Choices choices;
    for (const SavedList &list : *lists)
        choices.sources.push_back({AudienceKind::List, list.name});
    for (const SavedSegment &segment : *segments)
        choices.sources.push_back({AudienceKind::Segment, segment.name});
    choices.ticked = *ticked;
    return choices;
}

void NeverSentBar::take(Result<Choices> choices)
{
    if (!choices) {
        if (choices.error().kind != ErrorKind::Stopped)
            Q_EMIT failed(choices.error());
        return;
    }
    m_choices = std::move(*choices);
    QStringList names;
    for (const AudienceSource &source : m_choices.ticked)
        names.append(tr("“%1”").arg(source.name));
    m_who->setText(names.isEmpty() ? tr("Never sent anywhere: nobody is chosen")
                                   : tr("Never sent anywhere: who is in %1").arg(names.join(QLatin1String(", "))));
    show();
}

void NeverSentBar::choose()
{
    if (m_dialog) {
        m_dialog->raise();
        return;
    }
    m_dialog = new NeverSentDialog(m_choices.sources, m_choices.ticked, window());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &NeverSentDialog::chosen, this, &NeverSentBar::write);
    m_dialog->open();
}

void NeverSentBar::write(const std::vector<AudienceSource> &sources)
{
    struct Nothing
    {
    };
    const JobSpec spec{.title = tr("Saving who is never sent"), .kind = JobKind::Writing, .quiet = true};
    m_workspace.write<Nothing>(
        spec,
        [sources](Store &store, const Progress &) -> Result<Nothing> {
            const auto written = setNeverSent(store, sources, Instant::now());
            return written ? Result<Nothing>(Nothing{}) : failure(written.error());
        },
        this,
        [this](const Result<Nothing> &written) {
            if (!written)
                Q_EMIT failed(written.error());
            m_workspace.noteSegmentsChanged();
        });
}

} // namespace perennial
