// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/draftsheet.h"

#include "core/workspace/workspace.h"
#include "ui/keys/keyfield.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int Width = 620, Height = 560;

} // namespace

DraftSheet::DraftSheet(Workspace &workspace, std::shared_ptr<SandboxHost> sandbox, Document document, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_sandbox(std::move(sandbox))
    , m_isFlow(std::holds_alternative<FlowDoc>(document))
    , m_reading(workspace.runner(), [this](Result<DraftFacts> facts) {
        if (facts)
            take(std::move(*facts));
        else
            m_result->showMessage(BannerKind::Danger, facts.error().message);
    })
{
    setObjectName(QStringLiteral("draftSheet"));
    const QString name = std::visit([](const auto &doc) { return doc.name; }, document);
    setWindowTitle(tr("Create “%1” in Klaviyo").arg(name));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(size::PageMargin, 2 * size::Unit, size::PageMargin, 2 * size::Unit);
    column->setSpacing(size::Unit);
    column->addWidget(makeForm());
    column->addWidget(makeTold(), 1);
    m_lists = new QCheckBox(tr("Make the lists that stand there, and a destination that fills each"), this);
    m_lists->setObjectName(QStringLiteral("makeLists"));
    m_lists->setChecked(true);
    m_lists->hide();
    column->addWidget(m_lists);
    column->addWidget(m_key = new KeyField(workspace.secrets(), this));
    column->addWidget(m_result = new Banner(this));
    m_result->setObjectName(QStringLiteral("draftResult"));
    column->addWidget(makeFoot());
    resize(Width, Height);
    connect(m_account, &QComboBox::currentIndexChanged, this, &DraftSheet::showAccount);
    connect(m_name, &QLineEdit::textChanged, this, &DraftSheet::showState);
    connect(&workspace, &Workspace::storeChanged, this, &QDialog::close);
    connect(m_key, &KeyField::changed, this, &DraftSheet::showState);
    connect(m_key, &KeyField::submitted, this, [this] {
        if (m_make->isEnabled())
            make();
    });
    showState();
    read(document);
}

DraftSheet::~DraftSheet() = default;

QWidget *DraftSheet::makeForm()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Gap);
    const auto addField = [&](const QString &caption, QWidget *field, const char *name) {
        auto *label = new Label(caption, TextSize::Caption, Ink::Muted, box);
        label->setBuddy(field);
        field->setObjectName(QLatin1String(name));
        field->setAccessibleName(caption);
        column->addWidget(label);
        column->addWidget(field);
    };
    addField(tr("Destination"), m_account = new QComboBox(box), "draftAccount");
    addField(tr("Name in Klaviyo"), m_name = new QLineEdit(box), "draftName");
    m_what = new Label({}, TextSize::Body, Ink::Text, box);
    m_what->setObjectName(QStringLiteral("draftWhat"));
    m_what->setWordWrap(true);
    column->addSpacing(size::Unit);
    column->addWidget(m_what);
    column->addSpacing(size::Unit);
    return box;
}

QWidget *DraftSheet::makeTold()
{
    auto *area = new QScrollArea(this);
    area->setObjectName(QStringLiteral("draftTold"));
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setAccessibleName(tr("What becomes of it"));
    auto *box = new QWidget(area);
    m_lines = new QVBoxLayout(box);
    m_lines->setContentsMargins(0, 0, size::Unit, 0);
    m_lines->setSpacing(size::Gap);
    m_lines->addStretch(1);
    area->setWidget(box);
    return area;
}

void DraftSheet::addLine(const QString &text, bool isHead)
{
    auto *line = new Label(text, isHead ? TextSize::Section : TextSize::Body, isHead ? Ink::Text : Ink::Muted,
                           m_lines->parentWidget());
    line->setWordWrap(true);
    line->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_lines->insertWidget(m_lines->count() - 1, line);
}

void DraftSheet::showLines(const QString &head, const QStringList &lines)
{
    while (m_lines->count() > 1)
        delete m_lines->takeAt(0)->widget();
    addLine(head, true);
    for (const QString &line : lines)
        addLine(line);
}

QWidget *DraftSheet::makeFoot()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, size::Unit, 0, 0);
    m_progress = new Label({}, TextSize::Body, Ink::Muted, box);
    m_yes = new QCheckBox(tr("Yes, it writes to people from then on"), box);
    m_yes->setObjectName(QStringLiteral("yesLive"));
    m_live = new QPushButton(tr("Set live"), box);
    m_live->setObjectName(QStringLiteral("setLive"));
    m_live->setAutoDefault(false);
    m_make = new QPushButton(m_isFlow ? tr("Create the draft") : tr("Create the segment"), box);
    m_make->setObjectName(QStringLiteral("makeDraft"));
    m_make->setDefault(true);
    setLook(m_make, Look::Primary);
    auto *close = new QPushButton(tr("Close"), box);
    close->setObjectName(QStringLiteral("closeDraft"));
    close->setAutoDefault(false);
    row->addWidget(m_progress, 1);
    row->addWidget(m_yes);
    row->addStretch();
    row->addWidget(close);
    row->addWidget(m_live);
    row->addWidget(m_make);
    connect(m_yes, &QCheckBox::toggled, this, &DraftSheet::showState);
    connect(m_make, &QPushButton::clicked, this, &DraftSheet::make);
    connect(m_live, &QPushButton::clicked, this, &DraftSheet::goLive);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    return box;
}

} // namespace perennial
