// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/import/importdraft.h"
#include "ui/widgets/card.h"

class QAbstractButton;
class QTableView;

namespace perennial {

class Banner;
class ElidedLabel;
class IconLabel;
class Label;
class MappingEditor;
class PreviewModel;
class Workspace;

// A file that may be imported: what it is and why, what is odd about it, and ten of its rows.
class FileCard : public Card
{
    Q_OBJECT

public:
    FileCard(const QString &path, Workspace &workspace, QWidget *parent = nullptr);

    [[nodiscard]] const QString &path() const { return m_path; }
    void show(const DraftFile &file);
    using QWidget::show;

Q_SIGNALS:
    void removeRequested(const QString &path);
    void mappingEdited(const QString &path, const perennial::FieldMapping &mapping);

private:
    QWidget *makeHead();
    QWidget *makePreview();
    void buildButtons();
    void showPreview(const ImportPreview &preview);
    void showNotes(const ImportPreview &preview);
    void openMapping();
    [[nodiscard]] QString problemText(const QString &message) const;

    QString m_path;
    Workspace &m_workspace;
    IconLabel *m_mark;
    ElidedLabel *m_format;
    ElidedLabel *m_detail;
    Label *m_why;
    Label *m_notes;
    Banner *m_problem;
    QAbstractButton *m_rows;
    QAbstractButton *m_raw;
    QAbstractButton *m_mapping;
    QTableView *m_table;
    PreviewModel *m_model;
    QWidget *m_preview;
    MappingEditor *m_editor = nullptr;
    ImportPreview m_shown;
};

} // namespace perennial
