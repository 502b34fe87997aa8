// The kernels for x86-64 processors; null where this one lacks the instructions.
#pragma once

#include "language/kernels.h"

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define LITOPYS_X86 1
#endif

namespace litopys::language {

const Kernels* vnni_kernels();
const Kernels* avx_vnni_kernels();
const Kernels* avx2_kernels();

}  // namespace litopys::language
