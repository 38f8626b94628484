// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/portfolio/listimportcard.h"

#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/answer/parts.h"
#include "ui/segment/portfolio/unknownrows.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

constexpr int RowsShown = 5;
constexpr int LineWidth = 88;
constexpr int NameWidth = 320;

} // namespace

ListImportCard::ListImportCard(QWidget *parent)
    : Card(parent)
    , m_rows(new UnknownRowsModel(this))
{
    setObjectName(QStringLiteral("listImport"));
    setAccessibleName(tr("A list from a file"));
    body()->setSpacing(size::Unit);
    buildHead();
    buildUnknown();
    buildNaming();
    hide();
}

void ListImportCard::buildHead()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(size::Unit);
    m_title = new Label({}, TextSize::Section, Ink::Text, this);
    auto *close = new QToolButton(this);
    close->setObjectName(QStringLiteral("closeListImport"));
    close->setAutoRaise(true);
    close->setIcon(icon(QStringLiteral("close"), Ink::Muted));
    close->setAccessibleName(tr("Don't create a list"));
    close->setToolTip(close->accessibleName());
    row->addWidget(m_title, 1);
    row->addWidget(close);
    body()->addLayout(row);
    auto *words = new QHBoxLayout;
    words->setSpacing(2 * size::Unit);
    m_sentence = new Label({}, TextSize::Body, Ink::Text, this);
    m_sentence->setObjectName(QStringLiteral("listImportWords"));
    m_sentence->setWordWrap(true);
    m_show = new LinkButton("showUnknown", {}, this);
    words->addWidget(m_sentence, 1);
    words->addWidget(m_show, 0, Qt::AlignTop);
    body()->addLayout(words);
    connect(close, &QToolButton::clicked, this, &ListImportCard::close);
    connect(m_show, &QAbstractButton::clicked, this, &ListImportCard::toggleUnknown);
}

void ListImportCard::buildUnknown()
{
    m_unknown = new QWidget(this);
    auto *column = parts::column(m_unknown, size::Gap);
    m_table = new QTableView(m_unknown);
    m_table->setObjectName(QStringLiteral("unknownRows"));
    m_table->setAccessibleName(tr("Rows that name nobody in this store"));
    m_table->setModel(m_rows);
    m_table->setItemDelegateForColumn(UnknownRowsModel::LineColumn, new NumberDelegate(m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(size::Row);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setColumnWidth(UnknownRowsModel::LineColumn, LineWidth);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    column->addWidget(m_table);
    auto *row = new QHBoxLayout;
    m_shown = parts::heading({}, m_unknown);
    auto *save = new QPushButton(icon(QStringLiteral("export")), tr("Save as CSV…"), m_unknown);
    save->setObjectName(QStringLiteral("saveUnknown"));
    row->addWidget(m_shown, 1);
    row->addWidget(save);
    column->addLayout(row);
    body()->addWidget(m_unknown);
    connect(save, &QPushButton::clicked, this, &ListImportCard::save);
}

void ListImportCard::buildNaming()
{
    m_naming = new QWidget(this);
    auto *column = parts::column(m_naming, size::Gap);
    auto *row = new QHBoxLayout;
    row->setSpacing(size::Unit);
    m_name = new QLineEdit(m_naming);
    m_name->setObjectName(QStringLiteral("listName"));
    m_name->setAccessibleName(tr("Name of the list"));
    m_name->setPlaceholderText(tr("Name this list"));
    m_name->setMaximumWidth(NameWidth);
    auto *create = new QPushButton(tr("Create list"), m_naming);
    create->setObjectName(QStringLiteral("createList"));
    row->addWidget(m_name, 1);
    row->addWidget(create);
    row->addStretch(1);
    column->addLayout(row);
    m_problem = new Label({}, TextSize::Caption, Ink::Danger, m_naming);
    m_problem->setObjectName(QStringLiteral("listImportProblem"));
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);
    body()->addWidget(m_naming);
    connect(create, &QPushButton::clicked, this, &ListImportCard::create);
    connect(m_name, &QLineEdit::returnPressed, this, &ListImportCard::create);
    connect(m_name, &QLineEdit::textChanged, this, [this, create](const QString &text) {
        create->setEnabled(!text.trimmed().isEmpty());
        m_problem->hide();
    });
}

void ListImportCard::showReading(const QString &fileName)
{
    m_fileName = fileName;
    m_file = {};
    m_title->setText(fileName);
    m_sentence->setText(tr("Looking for these people…"));
    m_sentence->setInk(Ink::Muted);
    m_show->hide();
    m_unknown->hide();
    m_naming->hide();
    show();
}

void ListImportCard::showFile(const QString &fileName, ListFile file, const QString &name)
{
    m_fileName = fileName;
    m_file = std::move(file);
    m_title->setText(fileName);
    m_sentence->setText(sentence());
    m_sentence->setInk(Ink::Text);
    m_rows->setRows(m_file.column, m_file.rows);
    const int lines = std::min(m_rows->rowCount(), RowsShown);
    m_table->setFixedHeight((lines + 1) * size::Row + size::Unit);
    m_shown->setText(
        m_file.unknown > m_rows->rowCount()
            ? tr("The first %1 of %2").arg(format::count(m_rows->rowCount()), format::count(m_file.unknown))
            : QString());
    m_show->setText(m_file.unknown == 1 ? tr("Show it") : tr("Show them"));
    m_show->setAccessibleDescription(m_table->accessibleName());
    m_show->setVisible(m_file.unknown > 0);
    m_unknown->hide();
    m_name->setText(name);
    m_problem->hide();
    m_naming->show();
    show();
    m_name->setFocus();
    m_name->selectAll();
}

QString ListImportCard::sentence() const
{
    const auto words = [](qint64 number, const QString &one, const QString &many) {
        return number == 1 ? one : many.arg(format::count(number));
    };
    QStringList people{words(m_file.found(), tr("1 person"), tr("%1 people"))};
    if (m_file.repeated > 0)
        people.append(words(m_file.repeated, tr("1 named twice"), tr("%1 named twice")));
    if (m_file.unknown > 0)
        people.append(words(m_file.unknown, tr("1 not in this store"), tr("%1 not in this store")));
    return tr("%1: %2.").arg(words(m_file.read, tr("1 row"), tr("%1 rows")), people.join(tr(", ")));
}

QString ListImportCard::note() const
{
    return m_file.column.isEmpty() ? tr("From %1").arg(m_fileName)
                                   : tr("From %1, column “%2”").arg(m_fileName, m_file.column);
}

void ListImportCard::toggleUnknown()
{
    const bool shows = !m_unknown->isVisibleTo(this);
    m_unknown->setVisible(shows);
    const QString show = m_file.unknown == 1 ? tr("Show it") : tr("Show them");
    m_show->setText(shows ? tr("Hide") : show);
}

void ListImportCard::create()
{
    const QString name = m_name->text().trimmed();
    if (!name.isEmpty())
        Q_EMIT createWanted(name);
}

void ListImportCard::save()
{
    const QString base = QFileInfo(m_fileName).completeBaseName();
    const QString path = m_choose ? m_choose(tr("%1-not-found.csv", "of a file's name").arg(base)) : QString();
    if (!path.isEmpty())
        Q_EMIT saveWanted(path);
}

void ListImportCard::showProblem(const QString &problem)
{
    parts::showText(m_problem, problem);
}

void ListImportCard::close()
{
    hide();
    m_file = {};
    Q_EMIT closed();
}

} // namespace perennial
