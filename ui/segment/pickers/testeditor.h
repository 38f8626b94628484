// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"
#include "ui/segment/catalog/segmentcatalog.h"
#include "ui/segment/pickers/pickerpill.h"

class QVBoxLayout;

namespace perennial {

class ChoiceList;
class Label;
class NumberField;
class PickList;

// What a test can be about.
struct TestOffer
{
    ValueType type = ValueType::Text;
    // The values there are, with counts; may come late. Empty: none are known.
    std::function<void(QObject *context, SegmentCatalog::Done<ValueChoice>)> findValues;
    // Further choices below the operators: an id and its words. They are taken by Enter or a click only.
    std::vector<std::pair<int, QString>> more;
};

// Operator at the start, what it needs beside it. Every change is told at once.
class TestEditor : public Picker
{
    Q_OBJECT

public:
    TestEditor(const Test &test, TestOffer offer, QWidget *parent = nullptr);

    [[nodiscard]] const Test &test() const { return m_test; }

Q_SIGNALS:
    void edited(const perennial::Test &test);
    void moreChosen(int id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    static constexpr int FirstMore = 1000;

    void fillOperators();
    void chooseOperator(int value);
    void confirm();
    void showOperands();
    [[nodiscard]] QWidget *makeOperands();
    [[nodiscard]] QWidget *makeNumbers(bool two);
    [[nodiscard]] QWidget *makeText();
    [[nodiscard]] QWidget *makeValues(bool many);
    [[nodiscard]] QWidget *makeWindow();
    void fillValues(PickList *list, const std::vector<ValueChoice> &values) const;
    void readNumbers();
    void setValues(std::vector<Operand> values);
    [[nodiscard]] double numberAt(size_t index) const;

    Test m_test;
    TestOffer m_offer;
    ChoiceList *m_operators;
    QVBoxLayout *m_side;
    QWidget *m_operands = nullptr;
    Label *m_note = nullptr;
    NumberField *m_first = nullptr;
    NumberField *m_second = nullptr;
};

} // namespace perennial
