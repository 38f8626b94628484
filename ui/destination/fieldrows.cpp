// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/fieldrows.h"

#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

constexpr int TargetWidth = 150;
constexpr int TextWidth = 210;

QComboBox *editableBox(QWidget *parent, int width, const QString &name)
{
    auto *box = new QComboBox(parent);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setFixedWidth(width);
    box->setAccessibleName(name);
    box->lineEdit()->setAccessibleName(name);
    return box;
}

} // namespace

FieldRows::FieldRows(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_add(new QPushButton(tr("Add a field"), this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(size::Gap);
    m_column->addWidget(m_add, 0, Qt::AlignLeading);
    m_add->setObjectName(QStringLiteral("addField"));
    setLook(m_add, Look::Quiet);
    m_add->setAutoDefault(false);
    connect(m_add, &QPushButton::clicked, this, [this] {
        add({});
        m_rows.back().target->setFocus();
    });
}

void FieldRows::setKind(const KindInfo &kind, bool freeFields)
{
    m_known = kind.fields;
    m_isFree = freeFields;
}

void FieldRows::setPlaceholders(const QStringList &names)
{
    m_placeholders.clear();
    for (const QString &name : names)
        m_placeholders.append(QStringLiteral("{{ %1 }}").arg(name));
    for (const Row &row : m_rows) {
        const QSignalBlocker quiet(row.text);
        const QString text = row.text->currentText();
        row.text->clear();
        row.text->addItems(m_placeholders);
        row.text->setCurrentText(text);
    }
}

void FieldRows::setFields(const std::vector<MappedField> &fields)
{
    for (const Row &row : m_rows)
        row.box->deleteLater();
    m_rows.clear();
    for (const MappedField &field : fields)
        add(field);
}

std::vector<MappedField> FieldRows::fields() const
{
    std::vector<MappedField> fields;
    for (const Row &row : m_rows) {
        const QString shown = row.target->currentText().trimmed();
        const auto known = std::ranges::find(m_known, shown, &TargetField::title);
        const QString target = known == m_known.end() ? shown : known->name;
        if (!target.isEmpty())
            fields.push_back({target, row.text->currentText()});
    }
    return fields;
}

void FieldRows::showPreview(const QStringList &values)
{
    qsizetype at = 0;
    for (const Row &row : m_rows) {
        const bool counts = !row.target->currentText().trimmed().isEmpty();
        row.preview->setText(counts ? values.value(at) : QString());
        row.preview->setToolTip(row.preview->text());
        at += counts ? 1 : 0;
    }
}

void FieldRows::add(const MappedField &field)
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    Row made{box, editableBox(box, TargetWidth, tr("Field there")), editableBox(box, TextWidth, tr("Filled with")),
             new ElidedLabel({}, TextSize::Caption, Ink::Muted, box)};
    for (const TargetField &known : m_known)
        made.target->addItem(known.title);
    const auto known = std::ranges::find(m_known, field.target, &TargetField::name);
    made.target->setCurrentText(known == m_known.end() ? field.target : known->title);
    made.text->addItems(m_placeholders);
    made.text->setCurrentText(field.text);
    auto *remove = new QPushButton(tr("Remove"), box);
    remove->setAccessibleName(tr("Remove this field"));
    setLook(remove, Look::Quiet);
    remove->setAutoDefault(false);
    row->addWidget(made.target);
    row->addWidget(made.text);
    row->addWidget(made.preview, 1);
    row->addWidget(remove);
    m_column->insertWidget(static_cast<int>(m_rows.size()), box);
    m_rows.push_back(made);
    connect(made.target, &QComboBox::currentTextChanged, this, [this, target = made.target](const QString &title) {
        suggest(target, title);
        Q_EMIT changed();
    });
    connect(made.text, &QComboBox::currentTextChanged, this, &FieldRows::changed);
    connect(remove, &QPushButton::clicked, this, [this, box] { this->remove(box); });
    Q_EMIT changed();
}

// A known field that is chosen brings what it is usually filled with.
void FieldRows::suggest(const QComboBox *target, const QString &title)
{
    const auto row = std::ranges::find(m_rows, target, &Row::target);
    const auto known = std::ranges::find(m_known, title, &TargetField::title);
    if (row != m_rows.end() && known != m_known.end() && row->text->currentText().isEmpty())
        row->text->setCurrentText(known->suggestion);
}

void FieldRows::remove(const QWidget *box)
{
    const auto row = std::ranges::find(m_rows, box, &Row::box);
    if (row == m_rows.end())
        return;
    row->box->hide();
    row->box->deleteLater();
    m_rows.erase(row);
    Q_EMIT changed();
}

} // namespace perennial
