// Web archives: WARC 1.0 and 1.1 (ISO 28500), plain or with gzip members.
#pragma once

#include <memory>

#include "intake/container.h"

namespace litopys::intake {

std::unique_ptr<Container> open_warc(Opening opening);

}  // namespace litopys::intake
