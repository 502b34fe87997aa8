// Work on many items with several threads, results in input order, memory bounded.
//
//     run_ordered<Item, Line>(threads, next, work, deliver);
//
// `next` is called by one thread at a time and gives items until it gives none; `work(item,
// worker)` runs on any thread (`worker` counts them from 0, for scratch memory); `deliver` gets the
// results in input order, one call at a time, and stops the run by returning false. At most eight
// items a thread are in flight, so that one slow report holds back neither memory nor the others.
// Parallelism is by report: the work on one item is never split, which is why the output has the
// same bytes for any number of threads. An exception of `next`, `work` or `deliver` stops the run
// and is thrown again to the caller.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace litopys::pipeline {

template <class Item, class Out>
class Ordered {
 public:
  using Next = std::function<std::optional<Item>()>;
  using Work = std::function<Out(Item, unsigned)>;
  using Deliver = std::function<bool(Out)>;

  Ordered(unsigned threads, Next next, Work work, Deliver deliver)
      : threads_(threads == 0 ? 1 : threads),
        next_(std::move(next)),
        work_(std::move(work)),
        deliver_(std::move(deliver)) {}

  void run() {
    std::vector<std::thread> others;
    for (unsigned worker = 1; worker < threads_; ++worker)
      others.emplace_back([this, worker] { guarded(worker); });
    guarded(0);
    for (std::thread& thread : others) thread.join();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void guarded(unsigned worker) {
    try {
      loop(worker);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      stop();
    }
  }

  void loop(unsigned worker) {
    while (std::optional<std::pair<std::size_t, Item>> item = take()) {
      Out out = work_(std::move(item->second), worker);
      give(item->first, std::move(out));
    }
  }

  // The next item with its number; waits while too many results are held back.
  std::optional<std::pair<std::size_t, Item>> take() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return stopped_ || taken_ - delivered_ < threads_ * kInFlight; });
    if (stopped_) return std::nullopt;
    std::optional<Item> item = next_();
    if (!item) {
      stop();
      return std::nullopt;
    }
    return std::pair{taken_++, std::move(*item)};
  }

  // Keeps a result and delivers all that are due. One thread delivers at a time.
  void give(std::size_t number, Out out) {
    std::unique_lock lock(mutex_);
    waiting_.emplace(number, std::move(out));
    if (delivering_) return;
    delivering_ = true;
    while (!refused_ && !waiting_.empty() && waiting_.begin()->first == delivered_) {
      Out due = std::move(waiting_.begin()->second);
      waiting_.erase(waiting_.begin());
      lock.unlock();
      const bool go_on = deliver_(std::move(due));
      lock.lock();
      ++delivered_;
      if (!go_on) {
        refused_ = true;
        stop();
      }
      room_.notify_all();
    }
    delivering_ = false;
  }

  void stop() {
    stopped_ = true;
    room_.notify_all();
  }

  static constexpr std::size_t kInFlight = 8;

  const unsigned threads_;
  Next next_;
  Work work_;
  Deliver deliver_;

  std::mutex mutex_;
  std::condition_variable room_;
  std::map<std::size_t, Out> waiting_;
  std::size_t taken_ = 0;
  std::size_t delivered_ = 0;
  bool delivering_ = false;
  bool stopped_ = false;
  bool refused_ = false;
  std::exception_ptr failure_;
};

template <class Item, class Out>
void run_ordered(unsigned threads, typename Ordered<Item, Out>::Next next,
                 typename Ordered<Item, Out>::Work work,
                 typename Ordered<Item, Out>::Deliver deliver) {
  Ordered<Item, Out>(threads, std::move(next), std::move(work), std::move(deliver)).run();
}

}  // namespace litopys::pipeline
