// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QMetaEnum>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <ctime>
#include <vector>

namespace perennial {

// A while in which the window's thread did one thing and nothing else.
struct Stall
{
    double ms = 0;
    double cpuMs = 0; // of it: the rest of the time the thread waited, most likely for a core
    QString what;     // "Paint of QTableView, while dragging a threshold"
};

// Times each event the thread handles, with all it brings about (an event within an event belongs to the outer one),
// and the whole turns of the event loop: from one beat to the next nobody is answered.
class WatchedApplication final : public QApplication
{
public:
    WatchedApplication(int &argc, char **argv)
        : QApplication(argc, argv)
    {
        m_beat.setTimerType(Qt::PreciseTimer);
        m_beat.setInterval(1);
        connect(&m_beat, &QTimer::timeout, this, [this] { beat(); });
    }

    void watch(bool on)
    {
        m_isWatching = on;
        if (!on)
            return m_beat.stop();
        m_last = now();
        m_beat.start();
    }

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0 || !m_isWatching)
            return QApplication::notify(receiver, event);
        const QEvent::Type type = event->type();
        const QString name = QString::fromLatin1(receiver->metaObject()->className()) + u' ' + receiver->objectName();
        ++m_depth;
        const Moment before = now();
        const bool handled = QApplication::notify(receiver, event);
        --m_depth;
        const char *kind = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
        events.push_back(since(
            before,
            QStringLiteral("%1 of %2 while %3").arg(QLatin1String(kind ? kind : "an event"), name.trimmed(), doing)));
        return handled;
    }

    QString doing;
    std::vector<Stall> events;
    std::vector<Stall> turns;

private:
    struct Moment
    {
        double ms = 0, cpuMs = 0;
    };

    static Moment now()
    {
        const auto read = [](clockid_t clock) {
            timespec time{};
            clock_gettime(clock, &time);
            return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
        };
        return {read(CLOCK_MONOTONIC), read(CLOCK_THREAD_CPUTIME_ID)};
    }

    static Stall since(const Moment &before, const QString &what)
    {
        const Moment after = now();
        return {after.ms - before.ms, after.cpuMs - before.cpuMs, what};
    }

    void beat()
    {
        turns.push_back(since(m_last, QStringLiteral("a turn of the event loop while ") + doing));
        m_last = now();
    }

    QTimer m_beat;
    Moment m_last;
    bool m_isWatching = false;
    int m_depth = 0;
};

[[nodiscard]] inline Stall longestOf(const std::vector<Stall> &stalls, double Stall::*by = &Stall::ms)
{
    const auto longest = std::ranges::max_element(stalls, {}, by);
    return longest == stalls.end() ? Stall() : *longest;
}

} // namespace perennial
