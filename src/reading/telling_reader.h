// What the readers of numbers that somebody gives have in common (figure_counts.cc,
// figure_rivals.cc): the words of a sentence by class, which numbers are drafts already, and a
// draft like the one before it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reading/figure_counts.h"

namespace litopys::reading {

class TellingReader {
 public:
  TellingReader(const CountingContext& context, std::vector<Draft>& drafts);
  virtual ~TellingReader() = default;

  // Reads every sentence of the document.
  void read();

 protected:
  virtual void read_sentence(std::int32_t sentence) = 0;

  // The lower-cased word of the sentence being read; nothing outside it.
  std::string form(std::int32_t word) const;
  bool is(std::int32_t word, std::string_view wanted) const;  // of a class of counting.tsv

  std::int32_t sentence_of(const Quantity& quantity) const;
  bool is_taken(const Quantity& quantity) const;
  void add(const Quantity& quantity, const std::string& measure, const MeasureRow* row,
           std::int32_t trigger, std::int32_t like);

  // True where nothing follows that the number could count.
  bool alone(const Quantity& quantity) const;

  // A draft of the measure of the numbers before it, here or in the last of three sentences that
  // has any, if that is one measure and a size that is not of another order; of those who take
  // part, where no number but a protest was told of before.
  void repeat(const Quantity& quantity, std::int32_t trigger);

  // A protest was told of before, three sentences back at the most.
  bool follows_protest(const Quantity& quantity) const;

  // One is told of within three sentences, before or after.
  bool near_protest(const Quantity& quantity) const;

  // A draft of the model's measure, if its size is not of another order.
  void repeat_model(const Quantity& quantity, std::int32_t trigger, const Draft& model);

  // The last number before this one that was counted in the sentence.
  const Draft* last_before(std::int32_t sentence, const Quantity& quantity) const;

  // Takes the measure from drafts of noun phrases without a numeral in these words: what a label or
  // "the number of" counts.
  void drop_bare(std::int32_t begin, std::int32_t end);

  // The row by which a word names a measure by itself: "dead", "fatalities", "damaged".
  const MeasureRow* measure_at(std::int32_t at, bool things) const;

  // The first word in these that names a measure of people, or of things.
  std::int32_t measured(std::int32_t begin, std::int32_t end, bool things) const;

  const CountingContext& context_;
  const language::Analysis& analysis_;
  const Quantities& quantities_;
  std::vector<Draft>& drafts_;
  std::vector<char> taken_;                            // words of drafts with a numeral
  std::vector<std::vector<std::size_t>> of_sentence_;  // indexes of drafts_
  std::int32_t begin_ = 0, end_ = 0;                   // of the sentence being read

 private:
  void take(const Quantity& quantity);
  bool of_one_order(const Quantity& one, const Quantity& other) const;
  bool follows_unknown(const Quantity& quantity) const;

  std::vector<std::int32_t> protests_;  // trigger words of events, in text order
};

// The number's best, low or high value.
std::int64_t size_of(const Quantity& quantity);

}  // namespace litopys::reading
