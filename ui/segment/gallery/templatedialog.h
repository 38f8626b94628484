// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/templates/segmenttemplate.h"

#include <QDialog>

class QLineEdit;
class QTreeWidget;

namespace perennial {

class Banner;

// Asks for what makes a template of a segment: its name, what it is for, and which of its numbers it asks for. Stays
// open until it is told that the template was saved.
class TemplateDialog : public QDialog
{
    Q_OBJECT

public:
    // Of a segment; of a template of one's own that is changed, its ticks are set.
    explicit TemplateDialog(SegmentTemplate given, QWidget *parent = nullptr);

    // As it is filled in now.
    [[nodiscard]] SegmentTemplate result() const;
    void showProblem(const QString &problem);

Q_SIGNALS:
    void saveWanted(const perennial::SegmentTemplate &made);

private:
    [[nodiscard]] QWidget *makeNumbers();
    void addNumber(const TemplateBlank &blank, bool isTicked, const QString &condition);

    SegmentTemplate m_given;
    std::vector<TemplateBlank> m_found; // a line each
    Banner *m_problem;
    QLineEdit *m_name;
    QLineEdit *m_purpose;
    QTreeWidget *m_numbers;
};

} // namespace perennial
