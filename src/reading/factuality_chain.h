// The chain of words from an event up to the root of its sentence, and what the words on it and
// beside them do to the event. The way up is in factuality.cc, what stands beside a word of it in
// factuality_beside.cc.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/document.h"
#include "reading/factuality.h"
#include "reading/factuality_operators.h"
#include "reading/general_statements.h"
#include "reading/perception.h"
#include "reading/verdicts.h"

namespace litopys::reading {

class Chain {
 public:
  // One event; to be walked once.
  Chain(const Document& document, const ModalityLexicon& lexicon, std::int32_t trigger,
        bool names_its_negation)
      : document_(document),
        analysis_(document.analysis),
        lexicon_(lexicon),
        trigger_(trigger),
        names_its_negation_(names_its_negation) {}

  // The operators on the event, from the inside out.
  std::vector<Operator> walk();

 private:
  const language::Word& word(std::int32_t at) const { return analysis_.words[at]; }
  std::string_view label(std::int32_t at) const { return language::relation(word(at)); }
  void add(std::string effect, std::string cue, Span span);
  void add(Operator op);
  std::int32_t question_after(std::int32_t noun) const;

  // ---- what stands beside a word of the chain ----
  void look_beside(std::int32_t at);
  std::string fixed_phrase(std::int32_t first) const;
  void look_at_relative();
  bool takes_place(std::int32_t clause) const;
  std::int32_t is_to(std::int32_t at) const;
  void look_at_predicate(std::int32_t at);
  bool has_case_in(std::int32_t at) const;
  void apply_beside(std::int32_t at, std::int32_t child, const ModalityLexicon::Entry& entry);
  bool is_ranked(std::int32_t at) const;
  void look_for_none(std::int32_t at, std::int32_t child);
  bool is_not_all(std::int32_t verb, std::int32_t opening) const;
  void look_at_form(const language::Word& auxiliary);
  bool is_reported(std::int32_t at) const;
  void look_at_aspect(std::int32_t at);

  // ---- one step up ----
  std::int32_t step(std::int32_t at);

  // ---- verdicts on what is told ----
  std::int32_t judge(const Verdict& verdict);

  // ---- perception ----
  std::int32_t step_to_perception(const Perception& perception);
  bool is_existential(std::int32_t at, std::int32_t above) const;
  void settle_perception();
  std::int32_t end_at_root(std::int32_t at);
  void look_for_any(std::int32_t at, std::int32_t above);
  std::int32_t step_over_conjunct(std::int32_t at, std::int32_t above);
  std::int32_t step_out_of_clause(std::int32_t at, std::int32_t above);
  bool has_mark(std::int32_t at, std::initializer_list<std::string_view> marks) const;
  void look_for_condition(std::int32_t at);
  std::int32_t step_out_of_adverbial(std::int32_t at, std::int32_t above);
  std::int32_t step_out_of_noun_clause(std::int32_t at, std::int32_t above);
  bool brings_about(std::int32_t verb) const;
  void look_at_questioned(std::int32_t noun);
  std::int32_t step_out_of_relative(std::int32_t at, std::int32_t above);

  // "leads", "is led"; not "has led", "is leading".
  bool is_present(std::int32_t verb) const { return is_simple_present(analysis_, verb); }
  std::int32_t step_from_compound(std::string_view as, std::int32_t above);
  std::int32_t step_from_subject(std::int32_t at, std::int32_t above);
  bool govern_subject(std::int32_t at, std::int32_t above);
  std::int32_t step_from_phrase(std::int32_t at, std::int32_t above);
  bool govern(std::int32_t above, bool noun, std::initializer_list<std::string_view> only);

  // ---- what governs ----
  std::string_view opening(std::int32_t at) const;
  std::vector<std::string> names_of(std::int32_t at) const;

  const Document& document_;
  const language::Analysis& analysis_;
  const ModalityLexicon& lexicon_;
  std::int32_t trigger_;
  bool names_its_negation_;               // "did not turn up for work": a strike, not none
  bool aux_ = true;                       // auxiliaries of the words above still speak of the event
  bool negation_ = true;                  // so do negations
  std::int32_t below_ = kNone;            // where the step comes from
  std::int32_t intention_ = kNone;        // "plan": none of it where it is negated
  std::int32_t exclusion_ = kNone;        // "rule out": open where it is negated
  bool relative_ = false;                 // a step went out of a relative clause
  bool compound_ = false;                 // the step goes up from the first part of a compound
  bool subject_ = false;                  // the step goes up from a subject
  bool judged_ = false;                   // a verdict on what is told was met
  bool infinitive_ = false;               // the step goes up from an infinitive
  std::optional<std::size_t> perceived_;  // the first operator above a word of perception
  std::vector<Operator> operators_;
};

}  // namespace litopys::reading
