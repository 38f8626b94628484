// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/placeholderpage.h"

#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int Mark = 40;
constexpr int Width = 520;

QHBoxLayout *makePoint(const QString &text, QWidget *parent)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(size::Unit);
    auto *words = new Label(text, TextSize::Body, Ink::Text, parent);
    words->setWordWrap(true);
    row->addWidget(new IconLabel(QStringLiteral("arrow-right"), size::IconSmall, Ink::Muted, parent), 0, Qt::AlignTop);
    row->addWidget(words, 1);
    return row;
}

} // namespace

PlaceholderPage::PlaceholderPage(const QString &title, const QString &iconName, const QString &sentence,
                                 const QStringList &points, QWidget *parent)
    : Page(title, parent)
{
    auto *sheet = new QWidget(this);
    auto *block = new QWidget(sheet);
    block->setMaximumWidth(Width);
    auto *column = new QVBoxLayout(block);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3 * size::Unit / 2);
    column->addWidget(new IconLabel(iconName, Mark, Ink::Muted, block));
    auto *words = new Label(sentence, TextSize::Section, Ink::Text, block);
    words->setWordWrap(true);
    column->addWidget(words);
    for (const QString &point : points)
        column->addLayout(makePoint(point, block));
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(block, 100);
    middle->addStretch(1);
    auto *outer = new QVBoxLayout(sheet);
    outer->addStretch(2);
    outer->addLayout(middle);
    outer->addStretch(3);
    setContent(sheet);
}

Page *makeAnalyticsPage(QWidget *parent)
{
    return new PlaceholderPage(
        PlaceholderPage::tr("Analytics"), QStringLiteral("analytics"),
        PlaceholderPage::tr("Analytics are not built yet. This is what will stand here."),
        {PlaceholderPage::tr("Who comes back: cohorts by month of first order, with repeat share and revenue."),
         PlaceholderPage::tr("Recency, frequency and value of your customers, and who moves between the groups."),
         PlaceholderPage::tr("Until then, Home shows people, repeat share and revenue.")},
        parent);
}

} // namespace perennial
