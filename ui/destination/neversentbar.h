// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/destination/destination.h"
#include "core/job/latestrequest.h"

#include <QDialog>

namespace perennial {

class ElidedLabel;
class SourceList;
class Workspace;

// Chooses whom no destination of the shop is ever sent.
class NeverSentDialog : public QDialog
{
    Q_OBJECT

public:
    NeverSentDialog(const std::vector<AudienceSource> &sources, const std::vector<AudienceSource> &ticked,
                    QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const std::vector<perennial::AudienceSource> &sources);

private:
    SourceList *m_list;
};

// One line: whom no destination of the shop is ever sent, and a button to choose them.
class NeverSentBar : public QWidget
{
    Q_OBJECT

public:
    explicit NeverSentBar(Workspace &workspace, QWidget *parent = nullptr);

    void read();

Q_SIGNALS:
    void failed(const perennial::Error &error);

private:
    struct Choices
    {
        std::vector<AudienceSource> sources;
        std::vector<AudienceSource> ticked;
    };

    static Result<Choices> readChoices(Store &store);
    void take(Result<Choices> choices);
    void choose();
    void write(const std::vector<AudienceSource> &sources);

    Workspace &m_workspace;
    Choices m_choices;
    ElidedLabel *m_who;
    QPointer<NeverSentDialog> m_dialog;
    LatestRequest<Choices> m_reading;
};

} // namespace perennial
