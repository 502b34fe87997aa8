// An allocator for tables of hundreds of megabytes that are read here and there: it asks the system
// for large pages (2 MB), so that a place is found without reading the page tables from memory
// first. Where there are none, the memory is as any other.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>

namespace litopys::copies {

template <class T>
struct LargePages {
  using value_type = T;
  static constexpr std::size_t kPage = std::size_t{2} << 20;

  LargePages() = default;
  template <class Other>
  LargePages(const LargePages<Other>&) {}

  T* allocate(std::size_t count) {
    const std::size_t bytes = count * sizeof(T);
    const std::size_t whole = (bytes + kPage - 1) / kPage * kPage;
    void* place = bytes < kPage ? std::malloc(bytes) : std::aligned_alloc(kPage, whole);
    if (place == nullptr) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
    if (bytes >= kPage) ::madvise(place, whole, MADV_HUGEPAGE);
#endif
    return static_cast<T*>(place);
  }
  void deallocate(T* place, std::size_t) { std::free(place); }
  friend bool operator==(const LargePages&, const LargePages&) { return true; }
};

}  // namespace litopys::copies
