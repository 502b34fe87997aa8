// Whom a pronoun stands for, where the sentence leaves no doubt.
//
//     "The union said it would march."        it: The union      (subject of the verb of saying)
//     "The army completed its withdrawal."    its: The army      (subject of the pronoun's own
//     clause)
//
// Nothing is looked for in other sentences.
#pragma once

#include "reading/actors.h"
#include "reading/document.h"

namespace litopys::reading {

// The head word of the noun phrase that the personal or possessive pronoun stands for; kNone where
// the word is no such pronoun or nothing that agrees with it is found.
std::int32_t antecedent_of(const Document& document, const ActorRegistry& registry,
                           std::int32_t pronoun);

}  // namespace litopys::reading
