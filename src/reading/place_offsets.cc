// Reads backwards from a name: link word, direction, unit, number; each in turn or not at all.
//
//     20 kilometers (12 miles) north of Lund
//     ^number ^unit  (skipped) ^direction ^link
//
// A second measure in brackets is passed over. Without a direction the distance is the radius: "20
// km from Lund" is anywhere on that circle. The words are a table (codebooks/place_offsets.tsv);
// numbers are digits, with a comma for thousands or a point ("ten miles" gives no distance). The
// point is moved along a great circle. Constant cost for a name. Covered by place_offsets_test.cc
// and tests/cases/places.
#include "reading/place_offsets.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>
#include <string>

#include "text/utf8.h"

namespace litopys::reading {
namespace {

constexpr double kFarthestKm = 2000;

using Kind = PlaceLexicon::OffsetWord::Kind;

class Backwards {
 public:
  Backwards(const PlaceContext& context, std::size_t first) : context_(context), at_(first) {}

  // The value of the word before, if it is of this kind; then it is passed.
  std::optional<double> take(Kind kind) {
    if (at_ == 0 || !in_line(at_)) return std::nullopt;
    const auto [begin, end] = context_.lexicon.offsets.equal_range(
        text::lower(text::words_of(context_.text, context_.words[at_ - 1].span)));
    const auto found =
        std::find_if(begin, end, [kind](const auto& entry) { return entry.second.kind == kind; });
    if (found == end) return std::nullopt;
    --at_;
    return found->second.value;
  }

  std::optional<double> take_number() {
    if (at_ == 0) return std::nullopt;
    std::string digits(text::words_of(context_.text, context_.words[at_ - 1].span));
    std::erase(digits, ',');
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    --at_;
    return value;
  }

  // "20km": number and unit in one word.
  std::optional<double> take_number_with_unit() {
    if (at_ == 0) return std::nullopt;
    const auto word = text::words_of(context_.text, context_.words[at_ - 1].span);
    const std::size_t unit = word.find_first_not_of("0123456789.,");
    if (unit == 0 || unit == std::string_view::npos) return std::nullopt;
    const auto [begin, last] = context_.lexicon.offsets.equal_range(text::lower(word.substr(unit)));
    std::string digits(word.substr(0, unit));
    std::erase(digits, ',');
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    for (auto entry = begin; entry != last; ++entry)
      if (entry->second.kind == Kind::kUnit && error == std::errc{} &&
          end == digits.data() + digits.size())
        return value * entry->second.value;
    return std::nullopt;
  }

  // "(12 miles)"
  void skip_brackets() {
    if (at_ == 0) return;
    const std::uint32_t close = context_.words[at_ - 1].span.end;
    if (close >= context_.text.size() || context_.text[close] != ')') return;
    for (std::size_t back = at_ - 1; back + 4 > at_ && back > 0; --back) {
      const std::uint32_t open = context_.words[back].span.begin;
      if (open > 0 && context_.text[open - 1] == '(') {
        at_ = back;
        return;
      }
    }
  }

  std::optional<double> take_distance() {
    if (const auto unit = take(Kind::kUnit)) {
      const auto number = take_number();
      return number ? std::optional<double>(*number * *unit) : std::nullopt;
    }
    return take_number_with_unit();
  }

 private:
  // Nothing but blanks and brackets between this word and the one before.
  bool in_line(std::size_t word) const {
    if (word >= context_.words.size()) return true;
    const std::uint32_t begin = context_.words[word - 1].span.end;
    const std::uint32_t end = context_.words[word].span.begin;
    return context_.text.substr(begin, end - begin).find_first_not_of(" ()") ==
           std::string_view::npos;
  }

  const PlaceContext& context_;
  std::size_t at_;
};

}  // namespace

PlaceOffset read_offset(const PlaceContext& context, std::size_t first) {
  PlaceOffset offset;
  Backwards words(context, first);
  Backwards near(context, first);
  const bool is_near = near.take(Kind::kNear).has_value();
  if (words.take(Kind::kLink)) {
    offset.bearing = words.take(Kind::kDirection);
    words.skip_brackets();
    if (const auto km = words.take_distance(); km && *km > 0 && *km <= kFarthestKm) {
      offset.km = *km;
      return offset;
    }
  }
  offset.bearing.reset();
  offset.near = is_near;
  return offset;
}

Point moved(Point from, double km, double bearing) {
  constexpr double kRadians = std::numbers::pi / 180, kEarthKm = 6371.0;
  const double arc = km / kEarthKm, course = bearing * kRadians;
  const double latitude = from.latitude * kRadians;
  const double sine =
      std::sin(latitude) * std::cos(arc) + std::cos(latitude) * std::sin(arc) * std::cos(course);
  const double turned = std::atan2(std::sin(course) * std::sin(arc) * std::cos(latitude),
                                   std::cos(arc) - std::sin(latitude) * sine);
  double longitude = from.longitude + turned / kRadians;
  longitude = std::remainder(longitude, 360.0);
  return {std::asin(std::clamp(sine, -1.0, 1.0)) / kRadians, longitude};
}

}  // namespace litopys::reading
