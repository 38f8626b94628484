// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/picklist.h"

#include "ui/widgets/digits.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/searchfield.h"

#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

constexpr int Width = 320;
constexpr int MostLines = 9;
constexpr int LeastLines = 4;

bool answers(const PickItem &item, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(), [&](const QString &word) {
        return item.text.contains(word, Qt::CaseInsensitive) || item.searched.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace

// A list that says how high it would like to be.
class PickView final : public QListView
{
    Q_OBJECT

public:
    using QListView::QListView;

    void setLines(int lines)
    {
        m_lines = lines;
        updateGeometry();
    }
    [[nodiscard]] QSize sizeHint() const override { return {Width, m_lines * size::CompactRow + 2}; }

private:
    int m_lines = MostLines;
};

void PickModel::setItems(std::vector<PickItem> items)
{
    m_items = std::move(items);
    arrange();
}

void PickModel::setFilter(const QString &filter)
{
    m_filter = filter.trimmed();
    arrange();
}

void PickModel::setChecked(const QStringList &ids)
{
    m_checked = ids;
    arrange();
}

void PickModel::toggle(const QString &id)
{
    if (!m_checked.removeOne(id))
        m_checked.append(id);
    const int row = rowOf(id);
    if (row >= 0)
        Q_EMIT dataChanged(index(row), index(row), {Qt::CheckStateRole});
    else
        arrange();
}

void PickModel::appendItems(const std::vector<PickItem> &items)
{
    std::vector<Line> lines;
    for (const PickItem &item : items)
        addLine(lines, item);
    m_items.insert(m_items.end(), items.begin(), items.end());
    if (lines.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(lines.size()) - 1);
    m_lines.insert(m_lines.end(), lines.begin(), lines.end());
    endInsertRows();
}

void PickModel::setDetail(const QString &id, const QString &detail)
{
    for (PickItem &item : m_items) {
        if (item.id == id)
            item.detail = detail;
    }
    const int row = rowOf(id);
    if (row < 0)
        return;
    m_lines[static_cast<size_t>(row)].item.detail = detail;
    Q_EMIT dataChanged(index(row), index(row), {DetailRole});
}

// With its heading where it is the first of its section.
void PickModel::addLine(std::vector<Line> &lines, const PickItem &item) const
{
    const QString before = lines.empty() ? lastSection() : lines.back().item.section;
    if (item.section != before && !item.section.isEmpty())
        lines.push_back(
            {.heading = true,
             .item = {.id = {}, .text = item.section, .detail = {}, .section = item.section, .iconName = {}}});
    lines.push_back({.heading = false, .item = item});
}

void PickModel::arrange()
{
    beginResetModel();
    m_lines.clear();
    const QStringList words = m_answeredElsewhere ? QStringList() : m_filter.split(u' ', Qt::SkipEmptyParts);
    bool exact = false;
    for (const PickItem &item : m_items) {
        if (!answers(item, words))
            continue;
        exact = exact || item.text.compare(m_filter, Qt::CaseInsensitive) == 0;
        addLine(m_lines, item);
    }
    for (const QString &id : m_checked) {
        const bool listed = std::any_of(m_items.begin(), m_items.end(), [&](const PickItem &i) { return i.id == id; });
        if (m_checkable && !listed && words.isEmpty())
            m_lines.push_back(
                {.heading = false, .item = {.id = id, .text = id, .detail = {}, .section = {}, .iconName = {}}});
    }
    if (m_freeText && !m_filter.isEmpty() && !exact)
        m_lines.push_back({.heading = false,
                           .item = {.id = m_filter,
                                    .text = tr("Use “%1”").arg(m_filter),
                                    .detail = {},
                                    .section = {},
                                    .iconName = QStringLiteral("plus")}});
    endResetModel();
}

int PickModel::firstItemRow() const
{
    const auto line = std::find_if(m_lines.begin(), m_lines.end(),
                                   [](const Line &l) { return !l.heading && l.item.refusal.isEmpty(); });
    return line == m_lines.end() ? -1 : static_cast<int>(line - m_lines.begin());
}

int PickModel::rowOf(const QString &id) const
{
    const auto line =
        std::find_if(m_lines.begin(), m_lines.end(), [&](const Line &l) { return !l.heading && l.item.id == id; });
    return line == m_lines.end() ? -1 : static_cast<int>(line - m_lines.begin());
}

int PickModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant PickModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Line &line = m_lines[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return line.item.text;
    case Qt::AccessibleTextRole:
        return line.item.detail.isEmpty() ? line.item.text : tr("%1, %2").arg(line.item.text, line.item.detail);
    case Qt::AccessibleDescriptionRole:
    case Qt::ToolTipRole:
    case RefusalRole:
        return line.item.refusal;
    case Qt::CheckStateRole:
        return m_checkable && !line.heading ? QVariant(m_checked.contains(line.item.id) ? Qt::Checked : Qt::Unchecked)
                                            : QVariant();
    case IdRole:
        return line.item.id;
    case DetailRole:
        return line.item.detail;
    case HeadingRole:
        return line.heading;
    case IconRole:
        return line.item.iconName;
    default:
        return {};
    }
}

Qt::ItemFlags PickModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || m_lines[static_cast<size_t>(index.row())].heading)
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QSize PickDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {Width, size::CompactRow};
}

// The mark at the start of a line, and the rest of the line after it.
QRect PickDelegate::paintMark(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QRect line = option.rect.adjusted(size::Unit, 0, -size::Unit, 0);
    const QVariant check = index.data(Qt::CheckStateRole);
    QString mark = index.data(PickModel::IconRole).toString();
    if (check.isValid())
        mark = check.toInt() == Qt::Checked ? QStringLiteral("check") : QString();
    else if (mark.isEmpty())
        return line;
    QRect at(line.left(), 0, size::IconSmall, size::IconSmall);
    at.moveTop(line.center().y() - size::IconSmall / 2);
    const Tokens &tokens = Tokens::current();
    if (!mark.isEmpty())
        paintIcon(painter, mark, QStyle::visualRect(option.direction, option.rect, at),
                  check.isValid() ? tokens.accent : tokens.muted);
    return line.adjusted(size::IconSmall + size::Unit, 0, 0, 0);
}

void PickDelegate::paintHeading(QPainter &painter, const QStyleOptionViewItem &option, const QString &text)
{
    painter.setFont(fontFor(TextSize::Caption, TextWeight::Strong));
    painter.setPen(Tokens::current().muted);
    const QRect box = option.rect.adjusted(size::Unit, size::Gap, -size::Unit, 0);
    painter.drawText(box, static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter)),
                     text);
}

void PickDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = Tokens::current();
    const QString text = index.data().toString(), detail = index.data(PickModel::DetailRole).toString();
    painter->save();
    if (index.data(PickModel::HeadingRole).toBool()) {
        paintHeading(*painter, option, text);
        painter->restore();
        return;
    }
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, tokens.accentSoft);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, tokens.hover());
    const QRect box = paintMark(*painter, option, index);
    const QFontMetricsF metrics(option.font);
    const int side = detail.isEmpty() ? 0 : tabularWidth(metrics, detail) + 2 * size::Unit;
    painter->setFont(option.font);
    painter->setPen(index.data(PickModel::RefusalRole).toString().isEmpty() ? tokens.text : tokens.muted);
    const QRect words = QStyle::visualRect(option.direction, option.rect, box.adjusted(0, 0, -side, 0));
    painter->drawText(words,
                      static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter)),
                      metrics.elidedText(text, Qt::ElideRight, words.width()));
    painter->setPen(tokens.muted);
    drawTabular(*painter, QStyle::visualRect(option.direction, option.rect, box),
                QStyle::visualAlignment(option.direction, Qt::AlignRight | Qt::AlignVCenter), detail);
    painter->restore();
}

PickList::PickList(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_search(new SearchField(tr("Search: %1").arg(name), this))
    , m_view(new PickView(this))
    , m_model(new PickModel(this))
    , m_note(new Label({}, TextSize::Body, Ink::Muted, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_search);
    column->addWidget(m_view, 1);
    column->addWidget(m_note);
    m_search->setPlaceholderText(tr("Type to search"));
    m_search->setObjectName(QStringLiteral("pickSearch"));
    m_view->setObjectName(QStringLiteral("pickView"));
    m_view->setAccessibleName(name);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new PickDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->viewport()->setAutoFillBackground(false);
    m_note->setWordWrap(true);
    m_note->hide();
    m_search->installEventFilter(this);
    m_view->installEventFilter(this);
    setFocusProxy(m_search);
    setLineCount(MostLines);
    connect(m_search, &QLineEdit::textChanged, this, &PickList::filter);
    connect(m_view, &QListView::clicked, this, &PickList::take);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &PickList::showRefusal);
}

void PickList::setAnsweredElsewhere()
{
    m_model->setAnsweredElsewhere(true);
}

QString PickList::searchText() const
{
    return m_search->text();
}

// Why the item at hand cannot be taken.
void PickList::showRefusal(const QModelIndex &current)
{
    const QString refusal = current.data(PickModel::RefusalRole).toString();
    if (m_refuses || !refusal.isEmpty())
        setNote(refusal);
    m_refuses = !refusal.isEmpty();
}

void PickList::setLineCount(int lines)
{
    m_view->setFixedHeight(qBound(1, lines, MostLines) * size::CompactRow + 2);
    m_view->setMinimumWidth(Width);
}

void PickList::fitLines()
{
    setLineCount(qMax(LeastLines, m_model->rowCount()));
}

void PickList::setTall(int lines)
{
    m_tall = lines;
    m_view->setMinimumHeight(LeastLines * size::CompactRow + 2);
    connect(m_model, &QAbstractItemModel::modelReset, this, &PickList::fitTall);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &PickList::fitTall);
    fitTall();
}

void PickList::fitTall()
{
    const int lines = qBound(LeastLines, m_model->rowCount(), m_tall);
    m_view->setLines(lines);
    m_view->setMaximumHeight(lines * size::CompactRow + 2);
}

void PickList::setItems(std::vector<PickItem> items)
{
    m_model->setItems(std::move(items));
    setNote({});
    selectRow(m_model->firstItemRow());
}

void PickList::appendItems(const std::vector<PickItem> &items)
{
    m_model->appendItems(items);
    if (!m_view->currentIndex().isValid())
        selectRow(m_model->firstItemRow());
}

void PickList::setCurrent(const QString &id)
{
    const int row = m_model->rowOf(id);
    if (row >= 0)
        selectRow(row);
}

void PickList::setNote(const QString &note)
{
    m_saysNothing = false;
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void PickList::selectRow(int row)
{
    if (row < 0)
        return;
    m_view->setCurrentIndex(m_model->index(row));
    m_view->scrollTo(m_model->index(row));
}

void PickList::filter(const QString &text)
{
    m_model->setFilter(text);
    selectRow(m_model->firstItemRow());
    if (m_saysNothing)
        setNote({});
    if (m_model->rowCount() == 0 && m_note->text().isEmpty() && !m_model->isAnsweredElsewhere()) {
        setNote(tr("Nothing here is called “%1”.").arg(text.trimmed()));
        m_saysNothing = true;
    }
    Q_EMIT searched(text);
}

void PickList::take(const QModelIndex &index)
{
    if (!index.isValid() || !index.flags().testFlag(Qt::ItemIsEnabled))
        return;
    const QString id = index.data(PickModel::IdRole).toString();
    if (!index.data(PickModel::RefusalRole).toString().isEmpty())
        return showRefusal(index);
    if (!index.data(Qt::CheckStateRole).isValid()) {
        Q_EMIT picked(id);
        return;
    }
    m_model->toggle(id);
    Q_EMIT toggled(m_model->checked());
    m_search->clear();
    setCurrent(id);
}

void PickList::move(int rows)
{
    const int step = rows > 0 ? 1 : -1;
    int row = qMax(0, m_view->currentIndex().row());
    for (int left = qAbs(rows); left > 0; --left) {
        int next = row + step;
        while (next >= 0 && next < m_model->rowCount() && !m_model->index(next).flags().testFlag(Qt::ItemIsEnabled))
            next += step;
        if (next < 0 || next >= m_model->rowCount())
            break;
        row = next;
    }
    selectRow(row);
}

bool PickList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *press = static_cast<QKeyEvent *>(event);
    switch (press->key()) {
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_PageDown:
        move(MostLines);
        return true;
    case Qt::Key_PageUp:
        move(-MostLines);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (press->modifiers().testFlag(Qt::ControlModifier))
            Q_EMIT closeRequested();
        else
            take(m_view->currentIndex());
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

} // namespace perennial

#include "picklist.moc"
