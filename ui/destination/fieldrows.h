// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/destination/destinationkinds.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace perennial {

class ElidedLabel;

// A field there, the text written into it, and what that says of the first people of the audience.
class FieldRows : public QWidget
{
    Q_OBJECT

public:
    explicit FieldRows(QWidget *parent = nullptr);

    // What the platform knows; free fields take any name.
    void setKind(const KindInfo &kind, bool freeFields);
    void setPlaceholders(const QStringList &names);
    void setFields(const std::vector<MappedField> &fields);
    [[nodiscard]] std::vector<MappedField> fields() const;
    // A value a field, as it would be sent; shorter where it is not known.
    void showPreview(const QStringList &values);

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        QWidget *box;
        QComboBox *target;
        QComboBox *text;
        ElidedLabel *preview;
    };

    void add(const MappedField &field);
    void suggest(const QComboBox *target, const QString &title);
    void remove(const QWidget *box);

    std::vector<Row> m_rows;
    std::vector<TargetField> m_known;
    QStringList m_placeholders;
    bool m_isFree = true;
    QVBoxLayout *m_column;
    QPushButton *m_add;
};

} // namespace perennial
