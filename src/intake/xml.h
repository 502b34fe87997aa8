// XML as a tree, through pugixml, which knows neither DTDs nor entities of their own making: an
// entity bomb stays the words "&lol9;", and nothing outside the bytes is ever opened.
#pragma once

#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "text/result.h"

namespace litopys::intake {

constexpr std::size_t kMaxXml = std::size_t{32} << 20;
constexpr int kMaxXmlNesting = 500;

// The document's encoding is what its bytes or its declaration say; strings of the tree are UTF-8.
// Refuses what is nested too deep for a walk by recursion, and what is larger than kMaxXml.
text::Result<std::unique_ptr<pugi::xml_document>> parse_xml(std::string_view bytes,
                                                            const std::string& where);

// The name without its prefix: "encoded" of "content:encoded".
std::string_view local_name(const pugi::xml_node& node);
// All words below a node, in order.
std::string words_below(const pugi::xml_node& node);

}  // namespace litopys::intake
