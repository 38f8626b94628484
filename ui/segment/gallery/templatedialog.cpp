// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/gallery/templatedialog.h"

#include "core/segment/document/phrases.h"
#include "core/segment/templates/blanksindocument.h"
#include "core/segment/templates/templateneeds.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"
#include "ui/widgets/tokens.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

enum Column { LabelColumn, NumberColumn, ConditionColumn };

QLineEdit *addField(QVBoxLayout &column, const QString &label, const char *name, const QString &text, QWidget *parent)
{
    auto *field = new QLineEdit(text, parent);
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(label);
    auto *title = new Label(label, TextSize::Body, Ink::Muted, parent);
    title->setBuddy(field);
    column.addWidget(title);
    column.addWidget(field);
    return field;
}

QString shown(const TemplateBlank &blank)
{
    const auto *number = blank.standard.empty() ? nullptr : std::get_if<double>(&blank.standard.front());
    return number ? numberWords(*number) : QString();
}

} // namespace

TemplateDialog::TemplateDialog(SegmentTemplate given, QWidget *parent)
    : QDialog(parent)
    , m_given(std::move(given))
    , m_problem(new Banner(this))
{
    setObjectName(QStringLiteral("templateDialog"));
    setWindowTitle(m_given.id.isEmpty() ? tr("Save as template") : tr("Edit the template"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(size::PageMargin, size::PageMargin, size::PageMargin, size::PageMargin);
    column->setSpacing(size::Unit);
    column->addWidget(m_problem);
    m_name = addField(*column, tr("Name"), "templateNameField", m_given.name, this);
    m_purpose = addField(*column, tr("What it is for, in one sentence"), "templatePurposeField", m_given.purpose, this);
    column->addSpacing(size::Unit);
    column->addWidget(makeNumbers(), 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *save = buttons->addButton(tr("Save template"), QDialogButtonBox::AcceptRole);
    save->setObjectName(QStringLiteral("saveTemplate"));
    setLook(save, Look::Primary);
    save->setDefault(true);
    column->addSpacing(size::Unit);
    column->addWidget(buttons);
    connect(save, &QPushButton::clicked, this, [this] { Q_EMIT saveWanted(result()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const auto offer = [this, save] { save->setEnabled(!m_name->text().trimmed().isEmpty()); };
    connect(m_name, &QLineEdit::textChanged, this, offer);
    offer();
    m_name->selectAll();
    resize(640, 480);
}

QWidget *TemplateDialog::makeNumbers()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    const auto found = blanksIn(m_given.document);
    auto *title = new Label(found.empty() ? tr("The segment has no numbers to ask for.")
                                          : tr("Tick the numbers the template asks for. F2 gives one another name."),
                            TextSize::Body, Ink::Muted, box);
    title->setWordWrap(true);
    m_numbers = new QTreeWidget(box);
    m_numbers->setObjectName(QStringLiteral("templateNumbers"));
    m_numbers->setAccessibleName(tr("Numbers of the segment"));
    m_numbers->setHeaderLabels({tr("Ask for"), tr("Number"), tr("Condition")});
    m_numbers->setRootIsDecorated(false);
    m_numbers->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    for (const FoundBlank &one : found) {
        const auto known = std::ranges::find(m_given.blanks, one.blank.places, &TemplateBlank::places);
        const bool isTicked = known != m_given.blanks.end();
        addNumber(isTicked ? *known : one.blank, isTicked, one.condition);
    }
    m_numbers->resizeColumnToContents(LabelColumn);
    m_numbers->resizeColumnToContents(NumberColumn);
    m_numbers->setVisible(!found.empty());
    column->addWidget(title);
    column->addWidget(m_numbers, 1);
    if (found.empty())
        column->addStretch();
    return box;
}

void TemplateDialog::addNumber(const TemplateBlank &blank, bool isTicked, const QString &condition)
{
    auto *line = new QTreeWidgetItem(m_numbers, {blank.label, shown(blank), condition});
    line->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemIsEditable);
    line->setCheckState(LabelColumn, isTicked ? Qt::Checked : Qt::Unchecked);
    line->setToolTip(ConditionColumn, condition);
    m_found.push_back(blank);
}

SegmentTemplate TemplateDialog::result() const
{
    SegmentTemplate made = m_given;
    made.category.clear();
    made.name = m_name->text().trimmed();
    made.purpose = m_purpose->text().trimmed();
    // What is no number stays asked for.
    std::erase_if(made.blanks, [this](const TemplateBlank &blank) {
        return std::ranges::find(m_found, blank.places, &TemplateBlank::places) != m_found.end();
    });
    for (int i = 0; i < m_numbers->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *line = m_numbers->topLevelItem(i);
        if (line->checkState(LabelColumn) != Qt::Checked)
            continue;
        TemplateBlank blank = m_found[static_cast<size_t>(i)];
        blank.label = line->text(LabelColumn).trimmed();
        made.blanks.push_back(std::move(blank));
    }
    made.needs = needsIn(made.document);
    return made;
}

void TemplateDialog::showProblem(const QString &problem)
{
    m_problem->showMessage(BannerKind::Warn, problem);
    m_name->setFocus();
}

} // namespace perennial
