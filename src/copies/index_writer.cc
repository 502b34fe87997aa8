// Section after section, each filled up with zeros to a multiple of eight, and a checksum for each
// block of the body as it goes by. The keys and the reports are gone through more than once rather
// than kept. Covered by index_file_test.cc.
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

class Body {
 public:
  explicit Body(FileEnd& end) : end_(end), begin_(end.at()) {}

  template <class Record>
  void put(const Record& record) {
    write(&record, sizeof record);
  }
  void write(const void* bytes, std::size_t size) {
    end_.write(bytes, size);
    const char* at = static_cast<const char*>(bytes);
    while (size > 0) {
      const std::size_t part = std::min(size, kIndexBlock - block_.size());
      block_.append(at, part);
      at += part;
      size -= part;
      if (block_.size() == kIndexBlock) close_block();
    }
  }
  std::uint64_t size() const { return end_.at() - begin_; }
  void fill_up() {
    constexpr char kZeros[8] = {};
    write(kZeros, (8 - size() % 8) % 8);
  }
  // The checksums behind the body, and their own.
  std::uint64_t close() {
    if (!block_.empty()) close_block();
    const std::size_t bytes = checksums_.size() * sizeof(std::uint64_t);
    end_.write(checksums_.data(), bytes);
    return XXH3_64bits(checksums_.data(), bytes);
  }

 private:
  void close_block() {
    checksums_.push_back(XXH3_64bits(block_.data(), block_.size()));
    block_.clear();
  }

  FileEnd& end_;
  std::uint64_t begin_;
  std::string block_;
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

// Gives the buckets of the keys, which are written after them.
std::vector<BucketRecord> write_keys(Body& body, const SegmentSource& source) {
  std::uint32_t postings = 0, keys = 0;
  const unsigned bits = bucket_bits(source.most_keys());
  const std::size_t most = std::size_t{1} << bits;
  std::vector<BucketRecord> buckets;
  buckets.reserve(most + 1);
  source.for_keys([&](std::uint64_t key, std::span<const ReportNumber> reports) {
    const auto count = static_cast<std::uint32_t>(reports.size());
    body.put(KeyRecord{key, count == 1 ? reports.front() : postings, count});
    if (count != 1) postings += count;
    while (buckets.size() <= bucket_of(key, bits)) buckets.push_back(keys);
    ++keys;
  });
  buckets.resize(most + 1, keys);
  return buckets;
}

void write_postings(Body& body, const SegmentSource& source) {
  source.for_keys([&](std::uint64_t, std::span<const ReportNumber> reports) {
    if (reports.size() != 1) body.write(reports.data(), reports.size_bytes());
  });
}

void write_edges(Body& body, const SegmentSource& source) {
  source.for_edges([&](ReportNumber child, const Edge& edge) {
    const Likeness& l = edge.likeness;
    body.put(EdgeRecord{child, edge.source, static_cast<std::uint8_t>(l.relation), l.percent,
                        l.facts_percent, l.longer_percent});
  });
}

}  // namespace

void FileEnd::write(const void* bytes, std::size_t size) {
  buffer_.append(static_cast<const char*>(bytes), size);
  if (buffer_.size() >= kBuffer) flush();
}

void FileEnd::flush() {
  const char* next = buffer_.data();
  std::size_t left = problem_.empty() ? buffer_.size() : 0;
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
  buffer_.clear();
}

SegmentEntry write_segment(FileEnd& end, const SegmentSource& source) {
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
  section(kInstants, each_report([&](Body& out, const ReportView& view) {
            out.put(view.published);
            entry.earliest = std::min(entry.earliest, view.published);
          }));
  section(kIds, each_report([](Body& out, const ReportView& view) {
            out.write(view.id.data(), view.id.size());
          }));
  section(kWords, each_report([](Body& out, const ReportView& view) {
            out.write(view.words.data(), view.words.size_bytes());
          }));
  std::vector<BucketRecord> buckets;
  section(kKeys, [&](Body& out, const SegmentSource& from) { buckets = write_keys(out, from); });
  section(kBuckets, [&](Body& out, const SegmentSource&) {
    out.write(buckets.data(), buckets.size() * sizeof(BucketRecord));
  });
  section(kPostings, write_postings);
  section(kEdges, write_edges);
  entry.body = body.size();
  entry.checksums_hash = body.close();
  return entry;
}

}  // namespace litopys::copies
