// Does what a time belongs to lie ahead? "On Friday" looks back in "marched on Friday" and forward
// in "will march on Friday", "plans to march on Friday", "the trial begins on Friday".
#pragma once

#include <cstdint>

#include "reading/document.h"
#include "reading/time_lexicon.h"

namespace litopys::reading {

bool looks_forward(const Document& document, language::WordRange time, const TimeLexicon& lexicon);

// "held pending a hearing on Monday": the time of what is still to come, told as a noun.
bool is_awaited(const Document& document, language::WordRange time, const TimeLexicon& lexicon);

// The same for a day, which a preposition or a writer's plan can put ahead without a future verb.
bool is_day_ahead(const Document& document, language::WordRange time, bool is_weekday,
                  const TimeLexicon& lexicon);

// The verb that the time hangs on tells what is over ("were shot in May", "has fled since June"),
// so that a day without a year cannot lie ahead. Not so for what was set or demanded then.
bool looks_back(const Document& document, language::WordRange time, const TimeLexicon& lexicon);

}  // namespace litopys::reading
