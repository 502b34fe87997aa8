// Quantities: amounts with what they count, by the tree, and noun phrases that count without a
// numeral.
//
//     "more than 4,300 Russian soldiers"  amount and head "soldiers"
//     "killing three"                     elliptic: no head, the numeral stands for the noun phrase
//     "12 of the 30 passengers"           head "passengers", a part of a whole
//     "a crowd of 5,000"                  the numeral counts, "crowd" stands in the clause
//     "a man", "she", "civilians"         bare: 1, 1 (definite), 2 or more
//     "nobody"                            bare: 0
//
// Nothing here knows of killing or marching; figures.h asks for the quantity of an argument.
#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "reading/amounts.h"
#include "reading/nouns.h"
#include "reading/reading.h"

namespace litopys::reading {

struct Quantity {
  WordRange words;            // what a figure prints: the amount and its noun phrase up to the head
  std::int32_t node = kNone;  // the word that stands in the clause: "crowd", "dozens", "soldiers"
  std::int32_t head = kNone;  // the counted noun; kNone where it is left out
  Amount amount;
  NounEntry noun;         // what the head names
  bool bare = false;      // no numeral
  bool definite = false;  // "the man", "she", a name: may have been told of before
  bool pronoun = false;
  bool partitive = false;  // "12 of the 30"
  bool pair = false;       // "both the driver and a passenger": all that are coordinated
};

struct QuantityConventions {
  AmountConventions amounts;
  NounLexicon nouns;
};

text::Result<QuantityConventions> load_quantity_conventions(const std::filesystem::path& codebooks);

class Quantities {
 public:
  // Reads all explicit quantities of the document; amounts inside `times` are dates and durations.
  Quantities(const Document& document, const std::vector<Time>& times,
             const QuantityConventions& conventions, const ActorRegistry& registry);

  const std::vector<Quantity>& all() const { return explicit_; }  // in text order

  std::span<const Quantity> in_sentence(std::int32_t sentence) const;

  // The quantity of the noun phrase that `word` heads (or stands for); bare ones included.
  std::optional<Quantity> of(std::int32_t word) const;

  // True where the word stands inside the of-phrase of a part: "five of those [wounded]".
  bool describes_whole(const Quantity& part, std::int32_t word) const;

  // The quantity of the whole that a part is of, where it has a numeral: "the 30" of "ten of the
  // 30 wounded".
  const Quantity* whole_of(const Quantity& part) const;

  // Whose it is, of a part of the body: "grazed [an officer's] nose"; else the word itself.
  std::int32_t owner(std::int32_t word) const;

  // The noun that a relative pronoun stands for, else the word itself.
  std::int32_t antecedent(std::int32_t word) const;

 private:
  std::optional<Quantity> attach(const Amount& amount) const;
  std::optional<Quantity> multiple(const Amount& amount) const;
  Quantity described(Quantity quantity) const;
  std::optional<Quantity> bare(std::int32_t word) const;
  bool plausible(const Quantity& quantity) const;
  std::int32_t both(std::int32_t first) const;
  std::pair<std::int64_t, std::int32_t> names_beside(std::int32_t noun) const;
  bool after_people(WordRange number) const;
  bool may_have_age(std::int32_t word) const;
  std::int32_t people_after(const Amount& amount) const;

  const Document& document_;
  const QuantityConventions& conventions_;
  const ActorRegistry& registry_;
  std::vector<Quantity> explicit_;
  std::vector<std::size_t> sentence_ends_;       // one past the last quantity of each sentence
  std::vector<std::int32_t> by_node_, by_head_;  // for each word, an index of explicit_ or kNone
  std::vector<char> dated_;                      // for each word, 1 inside a time
};

}  // namespace litopys::reading
