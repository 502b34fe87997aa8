// codebooks/figure_measures.tsv by word form, the rows of one word in the order of the file.
//
// Cost: linear in the file. Test: measures_test.cc.
#include <algorithm>

#include "reading/measures.h"
#include "text/table.h"

namespace litopys::reading {

text::Result<MeasureTable> load_measure_table(const std::filesystem::path& codebooks) {
  const auto table = text::read_table(codebooks / "figure_measures.tsv",
                                      {"words", "kind", "role", "measure", "with", "notes"});
  if (!table) return table.error();
  MeasureTable result;
  for (const text::Table::Row& line : table->rows) {
    MeasureRow row;
    row.kind = line["kind"];
    row.subject = line["role"] == "subject" || line["role"] == "thing subject";
    row.things = line["role"] == "things" || line["role"] == "thing subject";
    row.measure = line["measure"];
    row.with = text::split(line["with"], '|');
    const auto notes = text::split(line["notes"], ' ');
    const auto noted = [&](std::string_view note) {
      return std::find(notes.begin(), notes.end(), note) != notes.end();
    };
    row.soft = noted("soft");
    row.deep = row.soft || noted("deep");
    row.passive = noted("passive");
    row.active = noted("active");
    row.hosted = noted("hosted");
    row.governed = noted("governed");
    if (noted("crowd")) row.least = 20;
    if (noted("many")) row.least = 100;
    row.explicit_only = row.least > 0 || noted("numeral");
    for (const std::string& word : text::split(line["words"], '|'))
      result.rows[word].push_back(row);
  }
  return result;
}

}  // namespace litopys::reading
