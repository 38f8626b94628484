// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandpalette.h"

#include "ui/shell/palettedelegate.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tokens.h"

#include <QApplication>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

constexpr int PanelWidth = 600;
constexpr int PanelTop = 72;
constexpr int ListHeight = 9 * 36 + 8;
constexpr int PerProvider = 12;
constexpr int ScrimAlpha = 90;

} // namespace

void PaletteModel::setEntries(std::vector<PaletteEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    const PaletteEntry &entry = this->entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return entry.title;
    case Qt::AccessibleDescriptionRole:
    case DetailRole:
        return entry.detail;
    case KindRole:
        return entry.kind;
    case IconRole:
        return entry.iconName;
    case ShortcutRole:
        return entry.shortcut.toString(QKeySequence::NativeText);
    default:
        return {};
    }
}

CommandPalette::CommandPalette(QWidget *window)
    : QWidget(window)
    , m_panel(new Card(this))
    , m_field(new SearchField(tr("Find people, segments, pages and commands"), this))
    , m_list(new QListView(this))
    , m_nothing(new Label(tr("Nothing found. Try fewer letters."), TextSize::Body, Ink::Muted, m_list))
    , m_model(new PaletteModel(this))
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("Found"));
    m_list->setFixedHeight(ListHeight);
    auto *column = static_cast<Card *>(m_panel)->body();
    column->setContentsMargins(size::Unit, size::Unit, size::Unit, size::Unit);
    column->addWidget(m_field);
    column->addWidget(m_list);
    m_nothing->move(3 * size::Unit / 2, size::Unit);
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    setAccessibleName(tr("Command palette"));
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::ask);
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
    hide();
}

void CommandPalette::addProvider(CommandProvider *provider)
{
    m_providers.push_back(provider);
}

void CommandPalette::open()
{
    if (isVisible())
        return;
    m_focusBefore = QApplication::focusWidget();
    layOut();
    m_field->clear();
    ask({});
    show();
    raise();
    m_field->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::close()
{
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::layOut()
{
    setGeometry(parentWidget()->rect());
    m_panel->adjustSize();
    m_panel->resize(qMin(PanelWidth, width() - 2 * size::PageMargin), m_panel->sizeHint().height());
    m_panel->move((width() - m_panel->width()) / 2, qMin(PanelTop, qMax(0, height() - m_panel->height()) / 2));
}

void CommandPalette::ask(const QString &query)
{
    m_query = query.simplified();
    m_answers.assign(m_providers.size(), {});
    m_model->setEntries({});
    for (size_t at = 0; at < m_providers.size(); ++at)
        m_providers[at]->find(m_query, PerProvider, [this, at, asked = m_query, alive = QPointer(this)](auto entries) {
            if (alive)
                take(asked, at, std::move(entries));
        });
}

void CommandPalette::take(const QString &query, size_t provider, std::vector<PaletteEntry> entries)
{
    if (query != m_query)
        return;
    m_answers[provider] = std::move(entries);
    std::vector<PaletteEntry> all;
    for (const auto &answer : m_answers)
        all.insert(all.end(), answer.begin(), answer.end());
    if (!m_query.isEmpty())
        std::stable_sort(all.begin(), all.end(), [this](const PaletteEntry &a, const PaletteEntry &b) {
            return matchScore(m_query, a.title) > matchScore(m_query, b.title);
        });
    m_model->setEntries(std::move(all));
    m_list->setCurrentIndex(m_model->index(0));
    m_nothing->setVisible(m_model->rowCount() == 0);
}

void CommandPalette::run(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const auto action = m_model->entry(index.row()).run;
    close();
    if (action)
        action();
}

void CommandPalette::move(int rows)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    const int row = std::clamp(m_list->currentIndex().row() + rows, 0, count - 1);
    m_list->setCurrentIndex(m_model->index(row));
}

bool CommandPalette::handleKey(int key)
{
    switch (key) {
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_PageDown:
        move(8);
        return true;
    case Qt::Key_PageUp:
        move(-8);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run(m_list->currentIndex());
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true; // the palette keeps the focus while it is open
    default:
        return false;
    }
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress)
        return handleKey(static_cast<QKeyEvent *>(event)->key());
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        layOut();
    return QWidget::eventFilter(watched, event);
}

void CommandPalette::mousePressEvent(QMouseEvent *)
{
    close();
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QColor scrim = Tokens::dark().window;
    scrim.setAlpha(ScrimAlpha);
    QPainter(this).fillRect(rect(), scrim);
}

} // namespace perennial
