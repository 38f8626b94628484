// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/destination/deskfigures.h"
#include "ui/widgets/card.h"

class QCheckBox;
class QPlainTextEdit;
class QTableView;
class QVBoxLayout;

namespace perennial {

class Label;
class RunModel;
class StatTile;

// Who comes, who stays, who leaves; each opens its people.
class DifferenceTiles : public QWidget
{
    Q_OBJECT

public:
    explicit DifferenceTiles(QWidget *parent = nullptr);

    void showFigures(const DeskFigures &figures);
    void showBusy();

Q_SIGNALS:
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);

private:
    void choose(const QString &title, const std::vector<ProfileId> &ids);

    StatTile *m_joins;
    StatTile *m_stays;
    StatTile *m_leaves;
    AudienceDifference m_difference;
    QString m_name;
};

// Guards, exclusions and consents as a checklist: how many people each holds back.
class HeldBackCard : public Card
{
    Q_OBJECT

public:
    explicit HeldBackCard(QWidget *parent = nullptr);

    void showFigures(const DeskFigures &figures);

Q_SIGNALS:
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);

private:
    void addReason(const HeldBack &reason);

    QWidget *m_rows = nullptr;
};

// The forecast, and the first requests as they would leave; what they say of people is shown when somebody asks.
class ForecastCard : public Card
{
    Q_OBJECT

public:
    explicit ForecastCard(QWidget *parent = nullptr);

    void showFigures(const DeskFigures &figures);

private:
    void showSamples();

    Label *m_forecast;
    QCheckBox *m_reveals;
    QPlainTextEdit *m_text;
    std::vector<SampleRequest> m_samples;
};

// The runs of a destination; one that is activated opens its rows.
class RunsCard : public Card
{
    Q_OBJECT

public:
    explicit RunsCard(QWidget *parent = nullptr);

    void showRuns(std::vector<PushRun> runs, const QTimeZone &zone);

Q_SIGNALS:
    void runChosen(const perennial::PushRun &run);

private:
    RunModel *m_model;
    QTableView *m_table;
    Label *m_none;
};

// "38 requests of 4.2 MB, at least 4 minutes at the platform's rates."
[[nodiscard]] QString forecastText(const DryRun &run);
// "12 of the 100,000 requests that the platform allows in a day."
[[nodiscard]] QString quotaText(const DayQuota &quota);
// "339 people come, 0 leave; 5 are held back."
[[nodiscard]] QString differenceText(const DeskFigures &figures);

} // namespace perennial
