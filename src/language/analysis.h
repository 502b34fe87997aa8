// What the language layer says of a text: sentences, words, trees, predicates with their
// arguments, and names. Plain data, indices instead of pointers: every `word` index below counts
// words of the whole text from 0, so that code may walk across sentences.
//
//     "Police arrested two men."
//     words[1]: lemma "arrest", upos VERB, head -1 (the root), deprel "root"
//     words[0]: head 1, deprel "nsubj"
//     predicates[0]: word 1, sense "arrest.01", arguments {0, "ARG0"}, {3, "ARG1"}
//
// Trees follow Universal Dependencies 2 (English), predicates PropBank 3.4, names UNER's three
// kinds. An argument is given by its head word; its words are that word's subtree.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace litopys::language {

using text::Span;

constexpr std::int32_t kNone = -1;

struct Word {
  Span span;         // of the words in the text; parts of a multi-word token share the token's span
  std::string form;  // what a reader sees: "did" and "n't" of "didn't"
  std::string lemma;
  std::string upos;      // ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ ...
  std::string features;  // UD FEATS, "_" where none: "Mood=Ind|Tense=Past|VerbForm=Fin"
  std::int32_t head = kNone;  // index of a word of the same sentence; kNone for the root
  std::string deprel;         // with its subtype: "nsubj:pass"
  std::int32_t sentence = 0;
  std::int32_t predicate = kNone;  // index into predicates, where this word is one
  std::int32_t name = kNone;       // index into names, where this word is part of one
};

struct Sentence {
  Span span;
  std::int32_t begin = 0;      // first word
  std::int32_t end = 0;        // one past the last word
  std::int32_t paragraph = 0;  // from 0; a blank line or a block of the source starts a new one
  bool cut = false;            // no end was found: it ends at a limit of boundaries.h
  bool in_parts = false;       // longer than the model can see at once: read in parts (tagger.h)
};

struct Argument {
  std::int32_t word = 0;  // the head word
  std::string role;       // ARG0 ... ARG5, ARGM-LOC, ARGM-TMP, ARGM-NEG, R-ARG0, C-ARG1 ...
};

// How much speaks for a word as the name of the place where a predicate happened: log odds.
struct Location {
  std::int32_t word = 0;
  float score = 0;
};

struct Predicate {
  std::int32_t word = 0;
  std::string sense;  // a PropBank roleset: "kill.01"
  std::vector<Argument> arguments;
  std::vector<Location> locations;  // of the proper nouns and nouns of its sentence, in text order
  float happened = 0;  // UDS "it happened", about -3 (did not) to 3 (did); NaN where not scored
};

struct Name {
  std::string kind;  // PER, ORG, LOC
  std::int32_t begin = 0;
  std::int32_t end = 0;  // one past its last word
  Span span;
};

// A token written as one that syntax takes as several words ("didn't"), as in UD.
struct MultiwordToken {
  std::int32_t begin = 0;
  std::int32_t end = 0;
  Span span;
};

struct Analysis {
  std::vector<Sentence> sentences;
  std::vector<Word> words;
  std::vector<Predicate> predicates;  // by word
  std::vector<Name> names;            // by first word, not overlapping
  std::vector<MultiwordToken> multiword_tokens;
};

// Words whose head is `word`, in text order. Linear in the sentence.
std::vector<std::int32_t> children(const Analysis& analysis, std::int32_t word);

// First and one-past-last word of the subtree of `word` (as if it were contiguous).
struct WordRange {
  std::int32_t begin = 0;
  std::int32_t end = 0;
};
WordRange subtree(const Analysis& analysis, std::int32_t word);

// True where `ancestor` is `word` or lies on the way from `word` to the root.
bool dominates(const Analysis& analysis, std::int32_t ancestor, std::int32_t word);

// The relation without its subtype: "nsubj" of "nsubj:pass".
std::string_view relation(const Word& word);

// True where the features hold `name=value`, e.g. has_feature(word, "VerbForm=Part").
bool has_feature(const Word& word, std::string_view feature);

// The span from the first of these words to the last.
Span span_of(const Analysis& analysis, WordRange range);

}  // namespace litopys::language
