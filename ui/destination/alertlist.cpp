// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/alertlist.h"

#include "core/workspace/workspace.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace perennial {

AlertList::AlertList(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_reading(workspace.runner(), [this](Result<std::vector<RunAlert>> alerts) { take(std::move(alerts)); })
{
    setObjectName(QStringLiteral("alerts"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    hide();
}

void AlertList::read()
{
    if (!m_workspace.isOpen()) {
        m_reading.cancel();
        take(std::vector<RunAlert>());
        return;
    }
    m_reading.ask(tr("Looking for what needs a look"),
                  [path = m_workspace.path()](const Progress &) -> Result<std::vector<RunAlert>> {
                      auto store = Store::openReader(path);
                      return store ? readAlerts(*store) : failure(store.error());
                  });
}

// Lines that stay stay: a button under the mouse does not go away with every look.
void AlertList::take(Result<std::vector<RunAlert>> alerts)
{
    if (!alerts) {
        if (alerts.error().kind != ErrorKind::Stopped)
            Q_EMIT failed(alerts.error());
        return;
    }
    setVisible(!alerts->empty());
    if (m_lines && *alerts == m_alerts)
        return;
    m_alerts = std::move(*alerts);
    delete m_lines;
    m_lines = new QWidget(this);
    layout()->addWidget(m_lines);
    auto *column = new QVBoxLayout(m_lines);
    column->setContentsMargins(0, 0, 0, size::Gap);
    column->setSpacing(0);
    for (const RunAlert &alert : m_alerts)
        column->addWidget(makeLine(alert));
}

QWidget *AlertList::makeLine(const RunAlert &alert)
{
    auto *line = new QWidget(m_lines);
    line->setMinimumHeight(size::Row);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    row->addWidget(new IconLabel(QStringLiteral("warning"), size::Icon, Ink::Warn, line));
    auto *text = new Label(tr("%1: %2", "destination: what").arg(alert.destination, alert.text), TextSize::Body,
                           Ink::Text, line);
    text->setWordWrap(true);
    row->addWidget(text, 1);
    const auto add = [&](const QString &words, const QString &name) {
        auto *button = new QPushButton(words, line);
        button->setAccessibleName(name);
        setLook(button, Look::Quiet);
        row->addWidget(button);
        return button;
    };
    QPushButton *show = add(tr("Show run"), tr("Show the run of %1").arg(alert.destination));
    QPushButton *dismissing = add(tr("Dismiss"), tr("Dismiss: %1").arg(alert.text));
    dismissing->setObjectName(QStringLiteral("dismissAlert"));
    connect(show, &QPushButton::clicked, this, [this, run = alert.run] { Q_EMIT runChosen(run); });
    connect(dismissing, &QPushButton::clicked, this, [this, alert] { dismiss(alert); });
    return line;
}

void AlertList::dismiss(const RunAlert &alert)
{
    struct Nothing
    {
    };
    const JobSpec spec{.title = tr("Dismissing"), .kind = JobKind::Writing, .quiet = true};
    m_workspace.write<Nothing>(
        spec,
        [alert](Store &store, const Progress &) -> Result<Nothing> {
            const auto done = dismissAlert(store, alert);
            return done ? Result<Nothing>(Nothing{}) : failure(done.error());
        },
        this,
        [this](const Result<Nothing> &done) {
            if (!done)
                Q_EMIT failed(done.error());
            read();
        });
}

} // namespace perennial
