// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/newstoreform.h"

#include "core/base/money.h"
#include "core/workspace/storesfolder.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QCompleter>
#include <QDir>
#include <QFileInfo>
#include <QGridLayout>
#include <QLineEdit>
#include <QLocale>
#include <QRegularExpression>
#include <QTimeZone>

namespace perennial {

namespace {

// What a file system takes, from what a person wrote.
QString fileNameFor(const QString &name)
{
    static const QRegularExpression foreign(QStringLiteral("[^\\w .-]+"),
                                            QRegularExpression::UseUnicodePropertiesOption);
    QString plain = name.simplified();
    plain.replace(foreign, QStringLiteral("-"));
    while (plain.startsWith(u'.'))
        plain.remove(0, 1);
    return plain.isEmpty() ? QStringLiteral("store") : plain;
}

} // namespace

NewStoreForm::NewStoreForm(const QString &title, QWidget *parent)
    : Card(title, parent)
    , m_name(new QLineEdit(this))
    , m_currency(makeCurrencies())
    , m_zone(makeZones())
{
    m_name->setObjectName(QStringLiteral("storeName"));
    m_name->setPlaceholderText(tr("My shop"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * size::Unit);
    grid->setVerticalSpacing(size::Gap);
    const auto add = [&](int column, const QString &caption, QWidget *field) {
        auto *label = new Label(caption, TextSize::Caption, Ink::Muted, this);
        label->setBuddy(field);
        field->setAccessibleName(QString(caption).remove(u'&'));
        grid->addWidget(label, 0, column);
        grid->addWidget(field, 1, column);
        grid->setColumnStretch(column, column == 1 ? 1 : 2);
    };
    add(0, tr("&Name"), m_name);
    add(1, tr("&Currency"), m_currency);
    add(2, tr("Home &zone"), m_zone);
    body()->addLayout(grid);
    auto *note = new Label(
        tr("The store is one file on this computer. Times without a zone in your files are read in the home zone."),
        TextSize::Caption, Ink::Muted, this);
    note->setWordWrap(true);
    body()->addWidget(note);
    connect(m_name, &QLineEdit::textChanged, this, &NewStoreForm::changed);
    m_offeredCurrency = m_currency->currentText();
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameTouched = true; });
    connect(m_zone, &QComboBox::currentTextChanged, this, &NewStoreForm::changed);
    connect(m_currency, &QComboBox::currentTextChanged, this, &NewStoreForm::changed);
    connect(m_currency, &QComboBox::textActivated, this, [this] { m_currencyTouched = true; });
}

QComboBox *NewStoreForm::makeCurrencies()
{
    auto *box = new QComboBox(this);
    box->setObjectName(QStringLiteral("storeCurrency"));
    box->addItems(currencyCodes());
    const QString own = QLocale::system().currencySymbol(QLocale::CurrencyIsoCode);
    box->setCurrentText(own.isEmpty() ? StoreSettings().currency : own);
    return box;
}

QComboBox *NewStoreForm::makeZones()
{
    auto *box = new QComboBox(this);
    box->setObjectName(QStringLiteral("storeZone"));
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    const QList<QByteArray> zones = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &zone : zones)
        if (!zone.startsWith("UTC+") && !zone.startsWith("UTC-") && !zone.startsWith("Etc/"))
            box->addItem(QString::fromUtf8(zone));
    const QString own = QString::fromUtf8(QTimeZone::systemTimeZoneId());
    box->setCurrentText(box->findText(own) >= 0 ? own : QStringLiteral("UTC"));
    return box;
}

void NewStoreForm::suggest(const QString &folderName, const QString &currency)
{
    if (!m_nameTouched && m_name->text().isEmpty())
        m_name->setText(folderName);
    const bool isChosen = m_currencyTouched || m_currency->currentText() != m_offeredCurrency;
    if (!isChosen && m_currency->findText(currency) >= 0) {
        m_offeredCurrency = currency;
        m_currency->setCurrentText(currency);
    }
}

StoreSettings NewStoreForm::settings() const
{
    const QString name = m_name->text().simplified();
    return {.name = name.isEmpty() ? m_name->placeholderText() : name,
            .currency = m_currency->currentText(),
            .homeZone = m_zone->currentText()};
}

QString NewStoreForm::path() const
{
    const QDir folder(storesFolder());
    const QString name = fileNameFor(settings().name);
    QString path = folder.filePath(name + QStringLiteral(".perennial"));
    for (int number = 2; QFileInfo::exists(path); ++number)
        path = folder.filePath(QStringLiteral("%1 %2.perennial").arg(name).arg(number));
    return path;
}

} // namespace perennial
