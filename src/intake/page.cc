// gumbo builds the tree by the HTML5 rules; here it is laid out flat and gumbo's own recursive
// clean-up is never called. All its memory comes from an arena that is dropped as a whole, so a
// tree of any depth is freed without recursion, and which refuses to grow past a cap by leaving the
// parser through longjmp (the parser is C, nothing of it needs unwinding).
//
// Attributes that the guard took out of the tags (page_guard.h) are found again by the place of
// their tag, which gumbo gives for each element that has one in the page, copies of it included.
//
// Cost: gumbo reads about 20 MB/s of what the guard leaves; the rest is one pass.
#include "intake/page.h"

#include <fmt/format.h>
#include <gumbo.h>

#include <algorithm>
#include <csetjmp>
#include <cstring>
#include <functional>
#include <utility>

namespace litopys::intake {

namespace {

class Arena {
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

struct Step {
  const GumboNode* node;
  std::int32_t parent;
  std::int32_t closes;  // the node whose subtree ends here, where `node` is null
};

constexpr std::uint16_t kTextNumber = GUMBO_TAG_LAST;  // of no element
static_assert(GUMBO_TAG_LAST < 512);

// The names of tags that gumbo does not know stand in the source.
std::string_view tag_of(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  return "unknown";
}

class Flattener {
 public:
  Flattener(std::string_view html, const GuardedPage& guarded)
      : html_(html),
        guarded_(guarded),
        next_(guarded.tags.begin()),
        next_words_(guarded.words.begin()) {}

  std::vector<PageNode> flatten(const GumboNode* root) {
    stack_.push_back({root, -1, -1});
    while (!stack_.empty()) {
      const Step step = stack_.back();
      stack_.pop_back();
      if (step.node == nullptr) {
        nodes_[static_cast<std::size_t>(step.closes)].end = here();
      } else if (step.node->type == GUMBO_NODE_ELEMENT || step.node->type == GUMBO_NODE_TEMPLATE) {
        element(step);
      } else if (step.node->type != GUMBO_NODE_COMMENT) {
        words(step.parent, step.node->v.text);
      }
    }
    return std::move(nodes_);
  }

 private:
  std::int32_t here() const { return static_cast<std::int32_t>(nodes_.size()); }

  void text(std::int32_t parent, std::string_view words, text::Span parsed = {}) {
    if (words.empty()) return;
    if (parsed.size() == words.size()) words = as_in_page(words, guarded_.source_of(parsed.begin));
    PageNode node;
    node.parent = parent;
    node.end = here() + 1;
    node.text = words;
    node.tag_number = kTextNumber;
    node.parsed = parsed;
    nodes_.push_back(node);
  }

  // The same words in the page itself, where it has them at `source`; else as they were.
  std::string_view as_in_page(std::string_view words, std::uint32_t source) const {
    const std::string_view there =
        html_.substr(std::min<std::size_t>(source, html_.size()), words.size());
    return there == words ? there : words;
  }

  // Each mark for words becomes those words again; what stands between is the parser's.
  void words(std::int32_t parent, const GumboText& parsed) {
    std::uint32_t begin = 0, end = 0;
    if (parsed.original_text.length > 0) {
      begin = place_of(parsed.original_text.data);
      end = begin + static_cast<std::uint32_t>(parsed.original_text.length);
    }
    std::string_view rest = parsed.text;
    for (auto taken = words_from(begin); !rest.empty(); ++taken) {
      const std::size_t mark = rest.find(kTakenWords);
      const bool here =
          mark != std::string_view::npos && taken != guarded_.words.end() && taken->at < end;
      text(parent, rest.substr(0, here ? mark : rest.size()), {begin, here ? taken->at : end});
      if (!here) return;
      text(parent, taken->words);
      rest.remove_prefix(mark + kTakenWords.size());
      begin = taken->at + static_cast<std::uint32_t>(kTakenWords.size());
      next_words_ = taken + 1;
    }
  }

  std::vector<GuardedWords>::const_iterator words_from(std::uint32_t at) {
    const bool follows = next_words_ != guarded_.words.end() && next_words_->at >= at &&
                         (next_words_ == guarded_.words.begin() || std::prev(next_words_)->at < at);
    if (follows) return next_words_;
    return std::lower_bound(
        guarded_.words.begin(), guarded_.words.end(), at,
        [](const GuardedWords& words, std::uint32_t place) { return words.at < place; });
  }

  std::uint32_t place_of(const char* parsed) const {
    return static_cast<std::uint32_t>(parsed - guarded_.html.data());
  }

  void element(const Step& step) {
    const GumboElement& element = step.node->v.element;
    const std::int32_t index = here();
    PageNode node;
    node.parent = step.parent;
    node.end = index + 1;
    node.tag = tag_of(element);
    node.tag_number = static_cast<std::uint16_t>(element.tag);
    node.element = &element;
    node.guarded = guarded_tag(element);
    nodes_.push_back(node);
    if (node.guarded != nullptr && !node.guarded->contents.empty()) {
      text(index, node.guarded->contents);
      nodes_[static_cast<std::size_t>(index)].end = here();
    }
    if (element.children.length == 0) return;
    stack_.push_back({nullptr, -1, index});
    for (unsigned i = element.children.length; i-- > 0;) {
      stack_.push_back({static_cast<const GumboNode*>(element.children.data[i]), index, -1});
    }
  }

  // Nearly all elements come in the order of their tags.
  const GuardedTag* guarded_tag(const GumboElement& element) {
    if (element.original_tag.length == 0) return nullptr;
    const std::uint32_t at = place_of(element.original_tag.data);
    if (next_ == guarded_.tags.end() || next_->at != at) {
      next_ = std::lower_bound(
          guarded_.tags.begin(), guarded_.tags.end(), at,
          [](const GuardedTag& tag, std::uint32_t place) { return tag.at < place; });
      if (next_ == guarded_.tags.end() || next_->at != at) return nullptr;
    }
    return &*next_++;
  }

  const std::string_view html_;
  const GuardedPage& guarded_;
  std::vector<GuardedTag>::const_iterator next_;          // likely the tag of the next element
  std::vector<GuardedWords>::const_iterator next_words_;  // likely those of the next text
  std::vector<Step> stack_;
  std::vector<PageNode> nodes_;
};

}  // namespace

struct Page::Memory {
  explicit Memory(std::string bytes)
      : html(std::move(bytes)), arena((std::size_t{64} << 20) + 100 * html.size()) {}
  const std::string html;
  GuardedPage guarded;  // views of html
  Arena arena;
};

Page::Page() = default;
Page::Page(Page&&) noexcept = default;
Page& Page::operator=(Page&&) noexcept = default;
Page::~Page() = default;

text::Result<Page> Page::parse(std::string html, const std::string& where) {
  Page page;
  page.memory_ = std::make_unique<Memory>(std::move(html));
  Memory& memory = *page.memory_;
  text::Result<GuardedPage> guarded = guarded_page(memory.html, where);
  if (!guarded) return guarded.error();
  memory.guarded = *std::move(guarded);
  GumboOptions options = kGumboDefaultOptions;
  options.userdata = &memory.arena;
  options.allocator = [](void* arena, std::size_t size) {
    return static_cast<Arena*>(arena)->allocate(size);
  };
  options.deallocator = [](void*, void*) {};
  options.max_errors = 0;
  if (setjmp(memory.arena.full) != 0) {
    return text::Error{"too-complex", fmt::format("{}: the page takes too much memory", where)};
  }
  const GumboOutput* output =
      gumbo_parse_with_options(&options, memory.guarded.html.data(), memory.guarded.html.size());
  page.nodes_ = Flattener(memory.html, memory.guarded).flatten(output->root);
  return page;
}

std::string_view Page::attribute(const PageNode& node, Attribute name) const {
  if (node.guarded != nullptr) {
    for (std::uint32_t i = node.guarded->first; i < node.guarded->last; ++i) {
      if (memory_->guarded.values[i].name == name) return memory_->guarded.values[i].value;
    }
  }
  if (node.element == nullptr) return "";
  const auto* element = static_cast<const GumboElement*>(node.element);
  if (element->attributes.length == 0) return "";
  const GumboAttribute* attribute = gumbo_get_attribute(&element->attributes, name_of(name));
  return attribute == nullptr ? "" : attribute->value;
}

bool Page::verbatim(const PageNode& node) const {
  const std::string& html = memory_->html;
  return std::less_equal<>()(html.data(), node.text.data()) &&
         std::less<>()(node.text.data(), html.data() + html.size());
}

text::Span Page::source_of(const PageNode& node) const {
  if (verbatim(node)) {
    const auto begin = static_cast<std::uint32_t>(node.text.data() - memory_->html.data());
    return {begin, begin + static_cast<std::uint32_t>(node.text.size())};
  }
  if (node.parsed.empty()) return {};
  const GuardedPage& guarded = memory_->guarded;
  return {guarded.source_of(node.parsed.begin), guarded.source_of(node.parsed.end - 1) + 1};
}

TagSet::TagSet(std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const GumboTag tag = gumbo_tag_enum(name);
    if (tag != GUMBO_TAG_UNKNOWN) members_.set(static_cast<std::size_t>(tag));
  }
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
