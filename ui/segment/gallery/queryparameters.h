// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/saved/sqltemplate.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLineEdit;

namespace perennial {

// The parameters of a query: a line each with its type and default. Which there are, its text says.
class QueryParameters : public QWidget
{
    Q_OBJECT

public:
    explicit QueryParameters(QWidget *parent = nullptr);

    void setParameters(const std::vector<TemplateParameter> &parameters);
    // Those that the query names now; what is known of one stays, also while its name is being typed anew.
    void setNames(const QStringList &names);
    [[nodiscard]] std::vector<TemplateParameter> parameters() const;

Q_SIGNALS:
    void changed();

private:
    struct Line
    {
        QString name;
        QComboBox *type;
        QLineEdit *standard;
        bool isTypeChosen = false; // by hand, or saved so
    };

    void showLines(const std::vector<TemplateParameter> &parameters);
    void addLine(const TemplateParameter &parameter, int row);
    // A number where none was expected: most likely that is what it is.
    void guessType(const QString &name);
    [[nodiscard]] TemplateParameter parameterOf(const Line &line) const;

    QWidget *m_body = nullptr;
    std::vector<Line> m_lines;
    QMap<QString, TemplateParameter> m_known;
};

} // namespace perennial
