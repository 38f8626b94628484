// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/portfolio/tagpicker.h"

#include "core/store/segmenttags.h"
#include "ui/segment/answer/parts.h"
#include "ui/segment/pickers/flowlayout.h"
#include "ui/segment/pickers/picklist.h"
#include "ui/segment/portfolio/tagchip.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

constexpr int Width = 320;
constexpr int MostLines = 6;

bool hasTag(const QStringList &tags, const QString &tag)
{
    return tags.contains(tag, Qt::CaseInsensitive);
}

} // namespace

TagPicker::TagPicker(const QString &title, std::vector<QStringList> tags, const std::map<QString, int> &known,
                     QWidget *parent)
    : QWidget(parent)
    , m_tags(std::move(tags))
    , m_known(known)
    , m_chips(new QWidget(this))
    , m_list(new PickList(tr("Tags"), this))
{
    auto *column = parts::column(this, size::Unit);
    auto *heading = new ElidedLabel(title, TextSize::Body, Ink::Text, this);
    heading->setFont(fontFor(TextSize::Body, TextWeight::Strong));
    heading->setFixedWidth(Width);
    column->addWidget(heading);
    m_chips->setFixedWidth(Width);
    new FlowLayout(m_chips);
    column->addWidget(m_chips);
    column->addWidget(m_list);
    auto *line = m_list->findChild<QLineEdit *>(QStringLiteral("pickSearch"));
    line->setPlaceholderText(tr("Find or add a tag"));
    line->setMaxLength(LongestTag);
    line->installEventFilter(this);
    m_list->model().setFreeText(true);
    setFocusProxy(m_list);
    connect(m_list, &PickList::picked, this, &TagPicker::add);
    connect(m_list, &PickList::closeRequested, this, &TagPicker::closeRequested);
    fill();
}

int TagPicker::countOf(const QString &tag) const
{
    return static_cast<int>(std::ranges::count_if(m_tags, [&](const QStringList &tags) { return hasTag(tags, tag); }));
}

QStringList TagPicker::present() const
{
    QStringList all;
    for (const QStringList &tags : m_tags)
        all += tags;
    return tidyTags(all);
}

void TagPicker::add(const QString &text)
{
    const QString tag = text.simplified();
    if (tag.isEmpty())
        return;
    for (QStringList &tags : m_tags) {
        if (!hasTag(tags, tag))
            tags.append(tag);
    }
    m_known.try_emplace(tag, 0);
    fill();
    Q_EMIT added(tag);
}

void TagPicker::remove(const QString &tag)
{
    for (QStringList &tags : m_tags)
        tags.removeIf([&](const QString &other) { return other.compare(tag, Qt::CaseInsensitive) == 0; });
    fill();
    m_list->setFocus();
    Q_EMIT removed(tag);
}

// Backspace before the first letter takes off the last chip, as lines of chips do.
bool TagPicker::eventFilter(QObject *watched, QEvent *event)
{
    const bool isBackspace =
        event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Backspace;
    if (isBackspace && m_list->searchText().isEmpty() && !m_shown.empty()) {
        remove(QString(m_shown.back()->tag()));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void TagPicker::fill()
{
    for (TagChip *chip : std::exchange(m_shown, {})) {
        m_chips->layout()->removeWidget(chip);
        chip->hide();
        chip->deleteLater();
    }
    for (const QString &tag : present()) {
        const int count = countOf(tag), all = static_cast<int>(m_tags.size());
        const QString detail =
            count == all ? QString() : tr("%1 of %2", "segments").arg(format::count(count), format::count(all));
        auto *chip = new TagChip(TagChip::Kind::Removable, tag, detail, m_chips);
        connect(chip, &TagChip::clicked, this, [this, tag] { remove(tag); });
        m_chips->layout()->addWidget(chip);
        chip->show();
        m_shown.push_back(chip);
    }
    m_chips->setVisible(!m_shown.empty());
    std::vector<PickItem> items;
    for (const auto &[tag, count] : m_known) {
        if (countOf(tag) < static_cast<int>(m_tags.size()))
            items.push_back({.id = tag,
                             .text = tag,
                             .detail = count > 0 ? format::count(count) : QString(),
                             .section = {},
                             .iconName = QStringLiteral("tag")});
    }
    auto *line = m_list->findChild<QLineEdit *>(QStringLiteral("pickSearch"));
    line->clear();
    m_list->setItems(std::move(items));
    if (m_list->model().isEmpty())
        m_list->setNote(tr("Type a word and press Enter."));
    m_list->setLineCount(qBound(1, m_list->model().rowCount(), MostLines));
}

} // namespace perennial
