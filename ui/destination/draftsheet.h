// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/draft/draftlive.h"
#include "core/connect/draft/draftmaker.h"
#include "core/job/job.h"
#include "core/job/latestrequest.h"
#include "core/sandbox/sandboxhost.h"

#include <QDialog>
#include <QPointer>

#include <variant>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace perennial {

class Banner;
class KeyField;
class Label;
class Workspace;

// What a sheet shows: the draft, in whose accounts it can be made, and what was made before.
struct DraftFacts
{
    PlatformDraft draft;
    std::optional<Error> refused; // why there is no draft
    std::vector<SavedDestination> accounts;
    std::vector<DraftReceipt> receipts;
};

// A segment or flow that is to be made in Klaviyo: in which account, under which name, what becomes of it and what
// Klaviyo cannot say. Setting a flow live that was made is a step of its own, which asks. Not modal: the window goes
// on, and so does what is under way when this is closed.
class DraftSheet : public QDialog
{
    Q_OBJECT

public:
    using Document = std::variant<SegmentDoc, FlowDoc>;

    // `sandbox` is the one that runs are sent to, so that it knows what they made.
    DraftSheet(Workspace &workspace, std::shared_ptr<SandboxHost> sandbox, Document document,
               QWidget *parent = nullptr);
    ~DraftSheet() override;

Q_SIGNALS:
    void made(const perennial::DraftReceipt &receipt);
    void wentLive(const perennial::DraftReceipt &receipt);

private:
    [[nodiscard]] QWidget *makeForm();
    [[nodiscard]] QWidget *makeTold();
    [[nodiscard]] QWidget *makeFoot();
    void addLine(const QString &text, bool isHead = false);
    void showLines(const QString &head, const QStringList &lines);
    void read(const Document &document);
    void take(DraftFacts facts);
    void showAccount();
    void showState();
    [[nodiscard]] const SavedDestination *account() const;
    [[nodiscard]] const DraftReceipt *receipt() const;
    [[nodiscard]] bool mayGoLive() const;
    void make();
    void startMaking();
    void finish(const Result<MadeDraft> &made);
    void goLive();
    void startLive();
    void finishLive(const Result<LiveFlow> &live);
    void follow(Job *job);
    [[nodiscard]] PushSetting sending() const;

    Workspace &m_workspace;
    std::shared_ptr<SandboxHost> m_sandbox;
    bool m_isFlow;
    bool m_isMade = false; // in this sheet
    DraftFacts m_facts;
    QPointer<Job> m_job;
    QComboBox *m_account = nullptr;
    QLineEdit *m_name = nullptr;
    Label *m_what = nullptr;
    QVBoxLayout *m_lines = nullptr;
    QCheckBox *m_lists = nullptr;
    KeyField *m_key = nullptr;
    Banner *m_result = nullptr;
    Label *m_progress = nullptr;
    QCheckBox *m_yes = nullptr;
    QPushButton *m_live = nullptr;
    QPushButton *m_make = nullptr;
    LatestRequest<DraftFacts> m_reading;
};

} // namespace perennial
