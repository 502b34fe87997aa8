// JSON Lines: one report a line.
#pragma once

#include <memory>

#include "intake/container.h"

namespace litopys::intake {

std::unique_ptr<Container> open_json_lines(Opening opening);

}  // namespace litopys::intake
