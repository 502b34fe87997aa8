// Who holds a public office on the day on which a report was published (rows of actors.tsv with an
// office). On that day he acts for his state; before and after it his country alone is told, and
// where no day is known, too.
#pragma once

#include <string>
#include <string_view>

#include "reading/actors.h"

namespace litopys::reading {

// The holder of an office whose whole name the head stands in, or none.
const ActorRegistry::Holder* holder_named(const language::Analysis& analysis, std::int32_t head,
                                          const ActorRegistry& registry);

// Fills in what an office says of its holder. day: YYYY-MM-DD, empty where it is not known.
void describe_holder(const ActorRegistry::Holder& holder, std::string_view day,
                     ActorDescription& out);

// "the ... administration": the country of the holder of an office whose name stands before the
// head; empty where there is none. Adds to `rule`.
std::string country_of_holder_before(const Document& document, std::int32_t head,
                                     const ActorRegistry& registry, std::string& rule);

}  // namespace litopys::reading
