// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/resultcard.h"

#include "core/workspace/workspace.h"
#include "ui/import/importwords.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QHBoxLayout>
#include <QPointer>
#include <QPushButton>
#include <QToolButton>

namespace perennial {

ResultCard::ResultCard(Workspace &workspace, QWidget *parent)
    : Card(parent)
    , m_workspace(workspace)
    , m_title(new Label({}, TextSize::Section, Ink::Text, this))
{
    setObjectName(QStringLiteral("resultCard"));
    auto *close = new QToolButton(this);
    close->setAutoRaise(true);
    close->setIcon(icon(QStringLiteral("close"), Ink::Muted));
    close->setAccessibleName(tr("Hide the result"));
    close->setToolTip(tr("Hide"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_title, 1);
    row->addWidget(close);
    body()->addLayout(row);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void ResultCard::show(const ImportReport &report)
{
    delete m_files;
    m_files = new QWidget(this);
    auto *column = new QVBoxLayout(m_files);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2 * size::Unit);
    body()->addWidget(m_files);
    m_title->setText(tr("%n file(s) imported in %1 s", nullptr, static_cast<int>(report.files.size()))
                         .arg(format::decimal(report.seconds, 1)));
    setAccessibleName(m_title->text());
    for (const FileReport &file : report.files)
        addFile(file);
    QWidget::show();
}

void ResultCard::addFile(const FileReport &file)
{
    const QString name = importwords::fileName(file.path);
    auto *row = new QHBoxLayout;
    auto *words = new QVBoxLayout;
    row->setSpacing(size::Unit);
    words->setSpacing(0);
    auto *figures = new Label(importwords::figures(file.read, file.stored, file.unchanged, file.rejected),
                              TextSize::Body, Ink::Text, m_files);
    figures->setWordWrap(true);
    figures->setObjectName(QStringLiteral("figures"));
    words->addWidget(new Label(name, TextSize::Body, Ink::Muted, m_files));
    words->addWidget(figures);
    if (!file.warnings.isEmpty()) {
        auto *warnings = new Label(file.warnings.join(u'\n'), TextSize::Caption, Ink::Muted, m_files);
        warnings->setWordWrap(true);
        words->addWidget(warnings);
    }
    const bool hasRejects = file.rejected > 0;
    row->addWidget(new IconLabel(hasRejects ? QStringLiteral("warning") : QStringLiteral("check"), size::Icon,
                                 hasRejects ? Ink::Warn : Ink::Ok, m_files),
                   0, Qt::AlignTop);
    row->addLayout(words, 1);
    if (hasRejects) {
        auto *rejects = new QPushButton(tr("Show set-aside rows"), m_files);
        rejects->setObjectName(QStringLiteral("showRejects"));
        rejects->setAccessibleName(tr("Show set-aside rows of %1").arg(name));
        row->addWidget(rejects, 0, Qt::AlignTop);
        connect(rejects, &QPushButton::clicked, this,
                [this, file, name] { Q_EMIT rejectsRequested(file.importId, name); });
    }
    auto *people = new QPushButton(tr("Show people"), m_files);
    people->setObjectName(QStringLiteral("showPeople"));
    people->setAccessibleName(tr("Show people of %1").arg(name));
    row->addWidget(people, 0, Qt::AlignTop);
    connect(people, &QPushButton::clicked, this, [this, file, name] { Q_EMIT peopleRequested(name, file.importId); });
    qobject_cast<QVBoxLayout *>(m_files->layout())->addLayout(row);
    askForReach(file, figures);
}

// "3,233 rows: 1,500 orders of 1,342 people; 0 set aside", once they are counted.
void ResultCard::askForReach(const FileReport &file, Label *figures)
{
    const JobSpec spec{.title = tr("Counting people"), .kind = JobKind::Reading, .quiet = true};
    const auto work = [import = file.importId](Store &store, const Progress &) { return reachOfImport(store, import); };
    m_workspace.read<ImportReach>(
        spec, work, this, [file, label = QPointer(figures)](const Result<ImportReach> &reach) {
            if (!label || !reach || reach->people == 0)
                return;
            QString what = tr("%1 people").arg(format::count(reach->people));
            if (reach->orders > 0)
                what = tr("%1 orders of %2").arg(format::count(reach->orders), what);
            QStringList rest;
            if (file.unchanged > 0)
                rest << tr("%1 rows known already").arg(format::count(file.unchanged));
            rest << tr("%1 set aside").arg(format::count(file.rejected));
            label->setText(tr("%1 rows: %2; %3").arg(format::count(file.read), what, rest.join(QStringLiteral(", "))));
        });
}

} // namespace perennial
