// English spelling, read backwards: -ed and -ing may have hidden a silent e ("simulated":
// simulate), doubled a consonant ("planned": plan) or changed y to i ("denied": deny). Irregular
// forms are data (irregular_verbs.tsv, read with the event tables). Covered by verb_forms_test.cc.
#include "reading/verb_forms.h"

#include <algorithm>

#include "text/utf8.h"

namespace litopys::reading {
namespace {

void add(std::vector<std::string>& out, std::string candidate) {
  if (candidate.size() > 1 && std::find(out.begin(), out.end(), candidate) == out.end())
    out.push_back(std::move(candidate));
}

void add_stems(std::vector<std::string>& out, const std::string& stem) {
  add(out, stem);
  add(out, stem + "e");
  const std::size_t n = stem.size();
  if (n > 2 && stem[n - 1] == stem[n - 2]) add(out, stem.substr(0, n - 1));
  if (n > 2 && stem.back() == 'i') add(out, stem.substr(0, n - 1) + "y");
}

}  // namespace

std::vector<std::string> verb_lemmas(const language::Word& word) {
  std::vector<std::string> out{word.lemma};
  if (word.upos != "VERB") return out;
  const std::string form = text::lower(word.form);
  if (form.ends_with("ed")) add_stems(out, form.substr(0, form.size() - 2));
  if (form.ends_with("ing")) add_stems(out, form.substr(0, form.size() - 3));
  if (form.ends_with("es")) add(out, form.substr(0, form.size() - 2));
  if (form.ends_with("s")) add(out, form.substr(0, form.size() - 1));
  return out;
}

std::vector<std::string> other_lemmas(const language::Word& word) {
  std::vector<std::string> out{word.lemma};
  const std::string form = text::lower(word.form);
  add(out, form);
  if (word.upos != "NOUN") return out;
  if (form.ends_with("men")) add(out, form.substr(0, form.size() - 2) + "an");
  if (!form.ends_with("s")) return out;
  add(out, form.substr(0, form.size() - 1));
  if (form.ends_with("es")) add(out, form.substr(0, form.size() - 2));
  if (form.ends_with("ies")) add(out, form.substr(0, form.size() - 3) + "y");
  if (form.ends_with("ves")) add(out, form.substr(0, form.size() - 3) + "f");
  return out;
}

}  // namespace litopys::reading
