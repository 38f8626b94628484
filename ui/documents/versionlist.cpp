// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/versionlist.h"

#include "core/store/store.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/entrydelegate.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

#include <algorithm>

namespace perennial {

namespace {

constexpr int NumberRole = Qt::UserRole;

}

VersionList::VersionList(Workspace &workspace, Room room, const QString &whenEmpty, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_reading(workspace.runner(), [this](Result<Versions> versions) { take(std::move(versions)); })
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Unit);
    m_empty = new Label(whenEmpty, TextSize::Body, Ink::Muted, this);
    m_empty->setWordWrap(true);
    column->addWidget(makeKeeping(room));
    column->addWidget(m_empty);
    column->addWidget(m_list = makeList(), 1);
}

QWidget *VersionList::makeKeeping(Room room)
{
    auto *box = new QWidget(this);
    box->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *row = new QBoxLayout(room == Room::Wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom, box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    m_note = new QLineEdit(box);
    m_note->setObjectName(QStringLiteral("versionNote"));
    m_note->setAccessibleName(tr("Note for this version"));
    m_note->setPlaceholderText(tr("What changed, and why"));
    auto *keep = new QPushButton(tr("Keep version"), box);
    keep->setObjectName(QStringLiteral("keepVersion"));
    keep->setToolTip(tr("Keeps this state with your note, whatever is edited next"));
    row->addWidget(m_note, 1);
    row->addWidget(keep, 0, room == Room::Wide ? Qt::Alignment() : Qt::AlignLeading);
    const auto tell = [this] {
        Q_EMIT keepWanted(m_note->text().trimmed());
        m_note->clear();
    };
    connect(keep, &QPushButton::clicked, this, tell);
    connect(m_note, &QLineEdit::returnPressed, this, tell);
    return box;
}

QListWidget *VersionList::makeList()
{
    auto *list = new QListWidget(this);
    list->setObjectName(QStringLiteral("versions"));
    list->setAccessibleName(tr("Versions"));
    list->setItemDelegate(new EntryDelegate(list));
    list->setFrameShape(QFrame::NoFrame);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setMouseTracking(true);
    list->viewport()->setAutoFillBackground(false);
    connect(list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            Q_EMIT versionChosen();
    });
    return list;
}

void VersionList::setDocument(Read read)
{
    m_read = std::move(read);
    m_versions.clear();
    fill();
    refresh();
}

void VersionList::setMostRows(int most)
{
    m_mostRows = most;
}

void VersionList::refresh()
{
    m_stale = true;
    if (isVisible())
        readNow();
}

void VersionList::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        readNow();
}

void VersionList::readNow()
{
    m_stale = false;
    if (!m_read || !m_workspace.isOpen())
        return m_reading.cancel();
    m_reading.ask(tr("Reading versions"),
                  [path = m_workspace.path(), read = m_read](const Progress &) -> Result<Versions> {
                      auto store = Store::openReader(path);
                      return store ? read(*store) : failure(store.error());
                  });
}

void VersionList::take(Result<Versions> versions)
{
    if (!versions)
        return m_empty->setText(versions.error().message);
    m_versions = std::move(*versions);
    fill();
}

void VersionList::fill()
{
    const int was = chosenNumber();
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const DocumentVersion &version : m_versions) {
            addRow(version);
            if (version.version == was)
                m_list->setCurrentRow(m_list->count() - 1);
        }
    }
    if (m_mostRows > 0)
        m_list->setFixedHeight(qMin(m_mostRows, m_list->count()) * EntryDelegate::EntryHeight + 2);
    m_list->setVisible(m_list->count() > 0);
    m_empty->setVisible(m_list->count() == 0);
    Q_EMIT filled();
}

void VersionList::addRow(const DocumentVersion &version)
{
    const QString at = format::dateTime(version.at, m_workspace.homeZone());
    const bool noted = !version.note.isEmpty();
    auto *item = new QListWidgetItem(noted ? version.note : at, m_list);
    item->setData(NumberRole, version.version);
    item->setData(EntryIconRole, noted ? QStringLiteral("pin") : QStringLiteral("clock"));
    item->setData(EntryInkRole, static_cast<int>(Ink::Muted));
    item->setData(EntryDetailRole, noted ? at : QString());
    item->setData(EntrySideRole, tr("v%1").arg(version.version));
    item->setToolTip(noted ? version.note + u'\n' + at : at);
}

int VersionList::chosenNumber() const
{
    return m_list->currentItem() ? m_list->currentItem()->data(NumberRole).toInt() : 0;
}

const DocumentVersion *VersionList::chosen() const
{
    const auto found = std::ranges::find(m_versions, chosenNumber(), &DocumentVersion::version);
    return found == m_versions.end() ? nullptr : &*found;
}

} // namespace perennial
