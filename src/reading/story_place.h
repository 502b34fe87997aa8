// The town that a report is about, as a local reader would name it, and what it says of events
// whose own place is not on the map.
#pragma once

#include "reading/document.h"
#include "reading/place_lexicon.h"
#include "reading/reading.h"

namespace litopys::reading {

struct StoryTown {
  std::int32_t place = kNone;  // its first mention in the text, else in the title
  double weight = 0;           // how much speaks for it
  bool sure = false;           // title, authority or several mentions say so
  bool named = false;          // title or authority name it
};

// `text`: the document of the report's text. The reading may hold its title too.
StoryTown town_of_story(const Document& text, const PlaceLexicon& lexicon, const Reading& reading);

// The last step of places: what contradicts the town is taken off the map, and events without a
// point, or with one that only names an area around it, take the town. Needs place_events and the
// title.
void place_by_story(const Document& text, const PlaceLexicon& lexicon, Reading& reading);

}  // namespace litopys::reading
