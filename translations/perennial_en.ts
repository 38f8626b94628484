<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>Format</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>perennial</name>
    <message numerus="yes">
        <source>A flow as a draft, with %n step(s).</source>
        <translation>
            <numerusform>A flow as a draft, with %n step.</numerusform>
            <numerusform>A flow as a draft, with %n steps.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The texts of %n e-mail(s) become templates.</source>
        <translation>
            <numerusform>The text of %n e-mail becomes a template.</numerusform>
            <numerusform>The texts of %n e-mails become templates.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A segment of %n group(s) of conditions, all of which must hold.</source>
        <translation>
            <numerusform>A segment of one group of conditions.</numerusform>
            <numerusform>A segment of %n groups of conditions, all of which must hold.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n profile(s)</source>
        <translation>
            <numerusform>%n profile</numerusform>
            <numerusform>%n profiles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n order(s)</source>
        <translation>
            <numerusform>%n order</numerusform>
            <numerusform>%n orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) of %1 are no usable e-mail address: kept as written, no mail can reach them.</source>
        <translation>
            <numerusform>%n value of %1 is no usable e-mail address: kept as written, no mail can reach it.</numerusform>
            <numerusform>%n values of %1 are no usable e-mail addresses: kept as written, no mail can reach them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) of %1 are no usable phone number: kept as written, no message can reach them.</source>
        <translation>
            <numerusform>%n value of %1 is no usable phone number: kept as written, no message can reach it.</numerusform>
            <numerusform>%n values of %1 are no usable phone numbers: kept as written, no message can reach them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) of %1 were destroyed by a spreadsheet (like 7E+12): left out, nobody is joined by them.</source>
        <translation>
            <numerusform>%n value of %1 was destroyed by a spreadsheet (like 7E+12): left out, nobody is joined by it.</numerusform>
            <numerusform>%n values of %1 were destroyed by a spreadsheet (like 7E+12): left out, nobody is joined by them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n phone number(s) belong to people with different e-mails: the first one keeps the number as identifier, the others as the property &quot;Phone&quot;.</source>
        <translation>
            <numerusform>%n phone number belongs to people with different e-mails: the first one keeps the number as identifier, the others as the property &quot;Phone&quot;.</numerusform>
            <numerusform>%n phone numbers belong to people with different e-mails: the first one keeps the number as identifier, the others as the property &quot;Phone&quot;.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) of %1 are not numbers: left unset.</source>
        <translation>
            <numerusform>%n value of %1 is not a number: left unset.</numerusform>
            <numerusform>%n values of %1 are not numbers: left unset.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) of %1 are not dates: left unset.</source>
        <translation>
            <numerusform>%n value of %1 is not a date: left unset.</numerusform>
            <numerusform>%n values of %1 are not dates: left unset.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) of %1 are neither yes nor no: left unset.</source>
        <translation>
            <numerusform>%n value of %1 is neither yes nor no: left unset.</numerusform>
            <numerusform>%n values of %1 are neither yes nor no: left unset.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) of %1 are no state of consent: left unset.</source>
        <translation>
            <numerusform>%n value of %1 is no state of consent: left unset.</numerusform>
            <numerusform>%n values of %1 are no state of consent: left unset.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) say different things about the consent of one person in %1: the stricter one counts.</source>
        <translation>
            <numerusform>%n row says different things about the consent of one person in %1: the stricter one counts.</numerusform>
            <numerusform>%n rows say different things about the consent of one person in %1: the stricter one counts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) have quotes inside a quoted cell that are not doubled: read as text.</source>
        <translation>
            <numerusform>%n row has quotes inside a quoted cell that are not doubled: read as text.</numerusform>
            <numerusform>%n rows have quotes inside a quoted cell that are not doubled: read as text.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) end early: the missing cells are unset.</source>
        <translation>
            <numerusform>%n row ends early: the missing cells are unset.</numerusform>
            <numerusform>%n rows end early: the missing cells are unset.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n amount(s) of %1 have more decimals than the currency: rounded.</source>
        <translation>
            <numerusform>%n amount of %1 has more decimals than the currency: rounded.</numerusform>
            <numerusform>%n amounts of %1 have more decimals than the currency: rounded.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n amount(s) of %1 are larger than any sale (10^15 minor units): left unset.</source>
        <translation>
            <numerusform>%n amount of %1 is larger than any sale (10^15 minor units): left unset.</numerusform>
            <numerusform>%n amounts of %1 are larger than any sale (10^15 minor units): left unset.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) of %1 are before 1990 or in the future: stored as they are.</source>
        <translation>
            <numerusform>%n time of %1 is before 1990 or in the future: stored as it is.</numerusform>
            <numerusform>%n times of %1 are before 1990 or in the future: stored as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n order(s) name nobody: stored without a profile.</source>
        <translation>
            <numerusform>%n order names nobody: stored without a profile.</numerusform>
            <numerusform>%n orders name nobody: stored without a profile.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n order(s) have a negative total: stored, not counted as a sale.</source>
        <translation>
            <numerusform>%n order has a negative total: stored, not counted as a sale.</numerusform>
            <numerusform>%n orders have a negative total: stored, not counted as a sale.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>perennial::HomePage</name>
    <message numerus="yes">
        <source>%n segment(s), counted on today&apos;s data.</source>
        <translation>
            <numerusform>%n segment, counted on today&apos;s data.</numerusform>
            <numerusform>%n segments, counted on today&apos;s data.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>perennial::ImportPage</name>
    <message numerus="yes">
        <source>Import %n file(s)</source>
        <translation>
            <numerusform>Import %n file</numerusform>
            <numerusform>Import %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Importing %n file(s)</source>
        <translation>
            <numerusform>Importing %n file</numerusform>
            <numerusform>Importing %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>perennial::ImportWords</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>perennial::RejectsView</name>
    <message numerus="yes">
        <source>%n row(s) of %1 set aside</source>
        <translation>
            <numerusform>%n row of %1 set aside</numerusform>
            <numerusform>%n rows of %1 set aside</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>perennial::ResultCard</name>
    <message numerus="yes">
        <source>%n file(s) imported in %1 s</source>
        <translation>
            <numerusform>%n file imported in %1 s</numerusform>
            <numerusform>%n files imported in %1 s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>perennial::RevenueCard</name>
    <message numerus="yes">
        <source>%1
%2 %3
%n order(s)</source>
        <translation>
            <numerusform>%1
%2 %3
%n order</numerusform>
            <numerusform>%1
%2 %3
%n orders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>perennial::StepFigures</name>
    <message numerus="yes">
        <source>Ordered within %n days</source>
        <translation>
            <numerusform>Ordered within %n day</numerusform>
            <numerusform>Ordered within %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>perennial::TemplateGallery</name>
    <message numerus="yes">
        <source>SQL · %n parameters</source>
        <translation>
            <numerusform>SQL · %n parameter</numerusform>
            <numerusform>SQL · %n parameters</numerusform>
        </translation>
    </message>
</context>
</TS>
