// gumbo builds the tree by the HTML5 rules; here it is laid out flat and gumbo's own recursive
// clean-up is never called. All its memory comes from an arena that is dropped as a whole, so a
// tree of any depth is freed without recursion, and which refuses to grow past a cap by leaving the
// parser through longjmp (the parser is C, nothing of it needs unwinding).
//
// Cost: gumbo reads about 15 MB/s; the rest is one pass.
#include "intake/page.h"

#include <fmt/format.h>
#include <gumbo.h>

#include <csetjmp>
#include <cstring>
#include <utility>

#include "intake/page_guard.h"

namespace litopys::intake {

class Page::Arena {
 public:
  explicit Arena(std::size_t cap) : cap_(cap) {}

  void* allocate(std::size_t size) {
    size = (size + 15) / 16 * 16;
    if (size > left_) {
      const std::size_t block = size > kBlock ? size : kBlock;
      if (used_ + block > cap_) std::longjmp(full, 1);
      blocks_.push_back(std::unique_ptr<std::byte[]>(new std::byte[block]));
      used_ += block;
      here_ = blocks_.back().get();
      left_ = block;
    }
    void* const given = here_;
    here_ += size;
    left_ -= size;
    return given;
  }

  std::jmp_buf full;

 private:
  static constexpr std::size_t kBlock = std::size_t{1} << 18;
  const std::size_t cap_;
  std::size_t used_ = 0, left_ = 0;
  std::byte* here_ = nullptr;
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
};

namespace {

struct Step {
  const GumboNode* node;
  std::int32_t parent;
  std::int32_t closes;  // the node whose subtree ends here, where `node` is null
};

// The names of tags that gumbo does not know stand in the source.
std::string_view tag_of(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  return "unknown";
}

std::vector<PageNode> flatten(const GumboNode* root) {
  std::vector<PageNode> nodes;
  std::vector<Step> stack{{root, -1, -1}};
  while (!stack.empty()) {
    const Step step = stack.back();
    stack.pop_back();
    const auto index = static_cast<std::int32_t>(nodes.size());
    if (step.node == nullptr) {
      nodes[static_cast<std::size_t>(step.closes)].end = index;
      continue;
    }
    PageNode node;
    node.parent = step.parent;
    node.end = index + 1;
    switch (step.node->type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE:
        node.text = step.node->v.text.text;
        break;
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE: {
        const GumboElement& element = step.node->v.element;
        node.tag = tag_of(element);
        node.element = &element;
        stack.push_back({nullptr, -1, index});
        for (unsigned i = element.children.length; i-- > 0;) {
          stack.push_back({static_cast<const GumboNode*>(element.children.data[i]), index, -1});
        }
        break;
      }
      default:
        continue;
    }
    nodes.push_back(node);
  }
  return nodes;
}

}  // namespace

Page::Page() = default;
Page::Page(Page&&) noexcept = default;
Page& Page::operator=(Page&&) noexcept = default;
Page::~Page() = default;

text::Result<Page> Page::parse(std::string_view html, const std::string& where) {
  const text::Result<std::string> guarded = guarded_page(html, where);
  if (!guarded) return guarded.error();
  html = *guarded;
  Page page;
  page.memory_ = std::make_unique<Arena>((std::size_t{64} << 20) + 100 * html.size());
  GumboOptions options = kGumboDefaultOptions;
  options.userdata = page.memory_.get();
  options.allocator = [](void* arena, std::size_t size) {
    return static_cast<Arena*>(arena)->allocate(size);
  };
  options.deallocator = [](void*, void*) {};
  options.max_errors = 0;
  if (setjmp(page.memory_->full) != 0) {
    return text::Error{"too-complex", fmt::format("{}: the page takes too much memory", where)};
  }
  const GumboOutput* output = gumbo_parse_with_options(&options, html.data(), html.size());
  page.nodes_ = flatten(output->root);
  return page;
}

std::string_view Page::attribute(const PageNode& node, const char* name) const {
  if (node.element == nullptr) return "";
  const auto* element = static_cast<const GumboElement*>(node.element);
  const GumboAttribute* attribute = gumbo_get_attribute(&element->attributes, name);
  return attribute == nullptr ? "" : attribute->value;
}

std::string Page::text_of(std::size_t node) const {
  std::string all;
  for (auto i = node; i < static_cast<std::size_t>(nodes_[node].end); ++i) all += nodes_[i].text;
  return squeezed(all);
}

std::string squeezed(std::string_view text) {
  std::string out;
  for_each_squeezed(text, [&](char c) { out += c; });
  return out;
}

}  // namespace litopys::intake
