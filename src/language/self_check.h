// A model proves itself: the sentences stored in its file are read, and must give what they gave
// where the file was made.
#pragma once

#include <string>

#include "language/model.h"
#include "text/result.h"

namespace litopys::language {

// XXH3-64, sixteen hexadecimal digits, of the CoNLL-U rows that the model gives for its stored
// sentences, all layers, one sentence after the other.
std::string hash_of_samples(const Model& model);

// The same pieces as the exporter's tokeniser cut; at least nine in ten of the tags and heads that
// the trained network gave (weights in bytes are not the trained ones); and, where the file holds
// the hash of its samples, that hash to the last bit, whatever the processor. Error:
// "failed-self-test".
Status check(const Model& model);

}  // namespace litopys::language
