// Whether a figure counts one happening, a period, or is a standing number.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "reading/figure_drafts.h"
#include "reading/figures.h"
#include "text/result.h"

namespace litopys::reading {

// Reads figure_scopes.tsv of the folder.
text::Result<std::vector<ScopeCue>> load_scope_cues(const std::filesystem::path& codebooks);

// "event", "cumulative" or "state".
std::string figure_scope(const Document& document, const Draft& draft,
                         const std::vector<ScopeCue>& cues, const std::vector<Time>& times);

}  // namespace litopys::reading
