// A JSON file that is one value: a list of reports, or an object that is one or holds a list of
// them (exports of ACLED, UCDP and news databases, JSON Feed, Telegram Desktop).
#pragma once

#include <memory>

#include "intake/container.h"

namespace litopys::intake {

std::unique_ptr<Container> open_json_document(Opening opening);

}  // namespace litopys::intake
