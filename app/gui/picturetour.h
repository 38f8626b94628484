// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSize>
#include <QTimer>

#include <functional>
#include <vector>

namespace perennial {

class Application;

// Takes a picture of every page in light and dark into a folder, for the documentation and for looking at the work.
// Each picture is taken once the page has nothing under way any more; finished() tells the end.
class PictureTour : public QObject
{
    Q_OBJECT

public:
    PictureTour(Application &application, QString folder, const QSize &size);

    void start();

Q_SIGNALS:
    void finished(bool complete);

private:
    struct Stop
    {
        QString name; // of the file, without theme and suffix
        std::function<void()> prepare;
    };

    void addStops();
    void addPeopleStops();
    void addPortfolioStops();
    void addBuilderStop();
    void addDefinitionStops();
    void addAnswerStops();
    void addOverlapStops();
    void addGalleryStops();
    void addFlowStops();
    void addAudienceStops();
    void showNext();
    void look();
    [[nodiscard]] bool isQuiet() const;
    bool takePicture();

    Application &m_application;
    QString m_folder;
    QSize m_size;
    std::vector<Stop> m_stops;
    size_t m_next = 0;
    bool m_dark = false;
    int m_quietLooks = 0;
    QTimer m_timer;
};

} // namespace perennial
