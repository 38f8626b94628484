// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"
#include "ui/segment/catalog/segmentcatalog.h"
#include "ui/segment/pickers/windoweditor.h"

class QComboBox;
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
    // More than one: values may be of several types, and the operator's can be chosen.
    std::vector<ValueType> types = {};
    bool asksForKnown = true; // "is known"
    bool isTimes = true;      // a count is how often something happened: "at least 2 times"
    WindowOptions dates = {.ahead = true, .daysAndHours = true};
    // What can be compared with instead of a value ("another property"), and by which operators. Where that is so
    // already, only these are offered.
    QString otherWords = {};
    bool (*canFaceOther)(Op op) = nullptr;
    bool facesOther = false;
};

// The types an event's property can be asked for as.
[[nodiscard]] std::vector<ValueType> typesOfValues();

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
    void otherWanted(); // instead of a value
    void valueWanted(); // instead of the other

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    static constexpr int FirstMore = 1000;

    [[nodiscard]] ValueType shownType() const;
    [[nodiscard]] QWidget *makeTypes();
    [[nodiscard]] std::vector<Op> offeredOperators() const;
    void fillOperators();
    void chooseType(ValueType type);
    void chooseOperator(int value);
    void adoptOperator(Op op);
    void adoptWindow(Op op);
    void confirm();
    void showOperands();
    // In testoperands.cpp.
    [[nodiscard]] QWidget *makeOperands();
    [[nodiscard]] QWidget *makeOther();
    [[nodiscard]] QWidget *makeNumbers(bool two);
    [[nodiscard]] NumberField *addNumber(QWidget *box, const QString &name, const char *id, size_t index);
    [[nodiscard]] QWidget *makeText();
    void readText(const QString &text);
    void showPatternProblem();
    [[nodiscard]] QWidget *makeValues(bool many);
    [[nodiscard]] QWidget *makeWindow();
    [[nodiscard]] QWidget *withOtherButton(QWidget *operands);
    [[nodiscard]] bool offersOther() const;
    void fillValues(PickList *list, const std::vector<ValueChoice> &values) const;
    void readNumbers();
    void setValues(std::vector<Operand> values);
    [[nodiscard]] double numberAt(size_t index) const;

    Test m_test;
    TestOffer m_offer;
    ChoiceList *m_operators;
    QVBoxLayout *m_side;
    QComboBox *m_types = nullptr;
    QWidget *m_operands = nullptr;
    Label *m_note = nullptr;
    NumberField *m_first = nullptr;
    NumberField *m_second = nullptr;
};

} // namespace perennial
