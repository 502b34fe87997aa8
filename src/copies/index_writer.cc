// Section after section, each filled up with zeros to a multiple of eight, and a checksum for each
// block of the body as it goes by. The reports, and of large segments the keys, are gone through
// more than once rather than kept, so a segment of any size is written in little memory. Covered by
// index_file_test.cc.
#include "copies/index_writer.h"

#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

namespace litopys::copies {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 20;

// What goes through here is cut into blocks, each with its checksum.
class Body {
 public:
  explicit Body(FileEnd& end) : end_(end) { block_.resize(kIndexBlock); }

  template <class Record>
  void put(const Record& record) {
    if (kIndexBlock - used_ < sizeof record) return write(&record, sizeof record);
    std::memcpy(block_.data() + used_, &record, sizeof record);
    used_ += sizeof record;
    if (used_ == kIndexBlock) close_block();
  }
  void write(const void* bytes, std::size_t size) {
    const char* at = static_cast<const char*>(bytes);
    while (size > 0) {
      const std::size_t part = std::min(size, kIndexBlock - used_);
      std::memcpy(block_.data() + used_, at, part);
      used_ += part;
      at += part;
      size -= part;
      if (used_ == kIndexBlock) close_block();
    }
  }
  std::uint64_t size() const { return checksums_.size() * kIndexBlock + used_; }
  void fill_up() {
    constexpr char kZeros[8] = {};
    write(kZeros, (8 - size() % 8) % 8);
  }
  // The last block, the checksums behind the body, and their own; gives the size of the body.
  std::uint64_t close(std::uint64_t& checksums_hash) {
    const std::uint64_t all = size();
    if (used_ > 0) close_block();
    const std::size_t bytes = checksums_.size() * sizeof(std::uint64_t);
    end_.write(checksums_.data(), bytes);
    checksums_hash = XXH3_64bits(checksums_.data(), bytes);
    return all;
  }

 private:
  void close_block() {
    checksums_.push_back(XXH3_64bits(block_.data(), used_));
    end_.write(block_.data(), used_);
    used_ = 0;
  }

  FileEnd& end_;
  std::string block_;
  std::size_t used_ = 0;
  std::vector<std::uint64_t> checksums_;
};

void write_reports(Body& body, const SegmentSource& source) {
  ReportRecord record;
  for (ReportNumber i = source.first(); i < source.first() + source.count(); ++i) {
    const ReportView view = source.report(i);
    record.head = view;
    record.id_size = static_cast<std::uint32_t>(view.id.size());
    record.word_count = static_cast<std::uint32_t>(view.words.size());
    body.put(record);
    record.id += record.id_size;
    record.words += record.word_count;
  }
}

// The keys of a segment as they are written, and what stands behind them.
class KeySections {
 public:
  KeySections(const SegmentSource& source, std::size_t kept_postings)
      : source_(source), most_kept_(kept_postings) {}

  void write_keys(Body& body) {
    const unsigned bits = bucket_bits(source_.most_keys());
    const std::size_t most = std::size_t{1} << bits;
    buckets_.reserve(most + 1);
    std::uint32_t keys = 0;
    each_key([&](std::uint64_t key, const std::vector<ReportNumber>& reports) {
      const auto count = static_cast<std::uint32_t>(reports.size());
      body.put(KeyRecord{key, count == 1 ? reports.front() : postings_, count});
      while (buckets_.size() <= bucket_of(key, bits)) buckets_.push_back(keys);
      ++keys;
      if (count == 1) return;
      if (kept_.size() == postings_ && kept_.size() + count <= most_kept_)
        kept_.insert(kept_.end(), reports.begin(), reports.end());
      postings_ += count;
    });
    buckets_.resize(most + 1, keys);
  }

  void write_buckets(Body& body) const {
    body.write(buckets_.data(), buckets_.size() * sizeof(BucketRecord));
  }

  // Those that were kept, and the others by going through the keys once more.
  void write_postings(Body& body) {
    body.write(kept_.data(), kept_.size() * sizeof(ReportNumber));
    if (kept_.size() == postings_) return;
    std::size_t passed = 0;
    each_key([&](std::uint64_t, const std::vector<ReportNumber>& reports) {
      if (reports.size() == 1) return;
      if (passed >= kept_.size()) body.write(reports.data(), reports.size() * sizeof(ReportNumber));
      passed += reports.size();
    });
  }

 private:
  template <class Use>
  void each_key(Use use) const {
    std::vector<ReportNumber> reports;
    for (const auto reader = source_.keys(); !reader->at_end();) {
      const std::uint64_t key = reader->key();
      reports.clear();
      reader->take(reports);
      if (!reports.empty()) use(key, reports);  // none: a damaged segment, which is told later
    }
  }

  const SegmentSource& source_;
  const std::size_t most_kept_;
  std::vector<BucketRecord> buckets_;
  std::vector<ReportNumber> kept_;  // the first postings, as many as may be held
  std::uint32_t postings_ = 0;
};

void write_edges(Body& body, const SegmentSource& source) {
  for (std::size_t i = 0; i < source.edge_count(); ++i) {
    const auto [child, edge] = source.edge(i);
    const Likeness& l = edge.likeness;
    body.put(EdgeRecord{child, edge.source, static_cast<std::uint8_t>(l.relation), l.percent,
                        l.facts_percent, l.longer_percent});
  }
}

}  // namespace

void FileEnd::write(const void* bytes, std::size_t size) {
  if (size >= kBuffer) {
    flush();
    return write_now(static_cast<const char*>(bytes), size);
  }
  buffer_.append(static_cast<const char*>(bytes), size);
  if (buffer_.size() >= kBuffer) flush();
}

void FileEnd::flush() {
  write_now(buffer_.data(), buffer_.size());
  buffer_.clear();
}

void FileEnd::write_now(const char* next, std::size_t size) {
  std::size_t left = problem_.empty() ? size : 0;
  while (left > 0) {
    const ssize_t wrote = ::pwrite(file_, next, left, static_cast<off_t>(at_));
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) {
      problem_ = std::strerror(errno);
      break;
    }
    next += wrote;
    left -= static_cast<std::size_t>(wrote);
    at_ += static_cast<std::uint64_t>(wrote);
  }
}

SegmentEntry write_segment(FileEnd& end, const SegmentSource& source, std::size_t kept_postings) {
  SegmentEntry entry;
  entry.offset = end.at();
  entry.first = source.first();
  entry.count = source.count();
  Body body(end);
  const auto section = [&](IndexSection which, auto write) {
    entry.sections[which].offset = body.size();
    write(body, source);
    entry.sections[which].size = body.size() - entry.sections[which].offset;
    body.fill_up();
  };
  const auto each_report = [](auto use) {
    return [use](Body& out, const SegmentSource& from) {
      for (ReportNumber i = from.first(); i < from.first() + from.count(); ++i)
        use(out, from.report(i));
    };
  };
  section(kReports, write_reports);
  entry.earliest = source.earliest();
  section(kInstants, [](Body& out, const SegmentSource& from) {
    for (ReportNumber i = from.first(); i < from.first() + from.count(); ++i)
      out.put(from.instant(i));
  });
  section(kIds, each_report([](Body& out, const ReportView& view) {
            out.write(view.id.data(), view.id.size());
          }));
  section(kWords, each_report([](Body& out, const ReportView& view) {
            out.write(view.words.data(), view.words.size_bytes());
          }));
  KeySections keys(source, kept_postings);
  section(kKeys, [&](Body& out, const SegmentSource&) { keys.write_keys(out); });
  section(kBuckets, [&](Body& out, const SegmentSource&) { keys.write_buckets(out); });
  section(kPostings, [&](Body& out, const SegmentSource&) { keys.write_postings(out); });
  section(kEdges, write_edges);
  entry.body = body.close(entry.checksums_hash);
  return entry;
}

}  // namespace litopys::copies
