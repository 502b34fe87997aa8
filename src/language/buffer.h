// Scratch memory that only grows: 64-byte aligned, contents undefined after it grew.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>

namespace litopys::language {

template <class T>
class Buffer {
  static_assert(std::is_trivial_v<T>);

 public:
  // Room for `count` values; what was there before is lost where this is more than ever before.
  T* room(std::size_t count) {
    if (count > size_) {
      const std::size_t size = std::max(count, size_ + size_ / 2);
      data_.reset(static_cast<T*>(::operator new[](size * sizeof(T), kAlignment)));
      size_ = size;
    }
    return data_.get();
  }
  T* data() { return data_.get(); }
  const T* data() const { return data_.get(); }

 private:
  static constexpr std::align_val_t kAlignment{64};
  struct Release {
    void operator()(T* data) const { ::operator delete[](data, kAlignment); }
  };
  std::unique_ptr<T[], Release> data_;
  std::size_t size_ = 0;
};

}  // namespace litopys::language
