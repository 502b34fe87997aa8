// Commands that read standard input where no files are named.
#pragma once

#include <string>
#include <vector>

namespace litopys::cli {

// Tells on standard error that input is waited for, where these inputs mean a terminal; a person
// who only left out the files would see nothing happen.
void tell_if_waiting(const std::vector<std::string>& inputs);

}  // namespace litopys::cli
