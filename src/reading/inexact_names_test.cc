// A small world with towns as the gazetteer spells them, and names as reports spell them.
#include "reading/inexact_names.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "gazetteer/compiler.h"
#include "gazetteer/name_key.h"
#include "reading/place_resolver.h"

namespace litopys::reading {
namespace {

constexpr std::string_view kWorld =
    "geonameid\tfeature\tcountry\tadmin1\tadmin2\tcode\tlatitude\tlongitude\tradius_"
    "km\tpopulation\tname\tnames\n"
    "1\tPCLI\tUA\t\t\t\t49\t32\t500\t40000000\tUkraine\t\n"
    "2\tPCLI\tNO\t\t\t\t62\t10\t300\t5000000\tNorway\t\n"
    "3\tADM1\tUA\t08\t\t\t46.6\t33.5\t100\t1000000\tKherson Oblast\tKherson region\n"
    "4\tADM1\tUA\t26\t\t\t47.3\t35.5\t100\t1000000\tZaporizhzhia Oblast\t\n"
    "10\tPPL\tUA\t08\t\t\t46.755\t33.349\t\t40000\tNova Kakhovka\t\n"
    "11\tPPL\tUA\t08\t\t\t46.229\t34.643\t\t9000\tNovooleksiivka\t\n"
    "12\tPPL\tUA\t26\t\t\t46.85\t35.365\t\t150000\tMelitopol\t\n"
    "13\tPPL\tUA\t26\t\t\t47.66\t36.26\t\t13000\tHuliaipole\t\n"
    "14\tPPL\tUA\t08\t\t\t46.8\t33.4\t\t800\tMykolaivka\t\n"
    "15\tPPL\tUA\t26\t\t\t47.2\t35.4\t\t900\tMykolaivka\t\n"
    "20\tPPL\tNO\t\t\t\t59\t10\t\t900\tSandefjord\t\n";

class Inexact : public ::testing::Test {
 protected:
  Inexact()
      : gazetteer_(*gazetteer::Gazetteer::from_bytes(
            *gazetteer::compile(*gazetteer::parse_places(kWorld, "world"), ""), "world")),
        lexicon_(*load_place_lexicon(LITOPYS_SOURCE_DIR "/codebooks")) {}

  Place read(std::string_view text, std::string_view name) const {
    const auto at = static_cast<std::uint32_t>(text.find(name));
    return resolve_places(read_context(text, gazetteer_, lexicon_),
                          {{at, at + static_cast<std::uint32_t>(name.size())}}, {})[0];
  }
  std::string matched(std::string_view text, std::string_view name, std::int64_t id) const {
    const Place place = read(text, name);
    return place.match && place.match->geonameid == id ? place.match->matched : "-";
  }

  gazetteer::Gazetteer gazetteer_;
  PlaceLexicon lexicon_;
};

TEST_F(Inexact, AnotherRomanisation) {
  EXPECT_EQ(matched("Shots in Novaya Kakhovka, in Ukraine.", "Novaya Kakhovka", 10), "romanised");
  EXPECT_EQ(matched("Shots in Novoalekseevka, Ukraine.", "Novoalekseevka", 11), "romanised");
  EXPECT_EQ(matched("In Ukraine's Zaporizhzhia Oblast, Gulyaipole was shelled.", "Gulyaipole", 13),
            "romanised");
  EXPECT_EQ(matched("In Ukraine, Melitopil was shelled.", "Melitopil", 12), "romanised");
}

TEST_F(Inexact, TheTextMustSpeakOfTheCountry) {
  EXPECT_EQ(matched("A storm in Norway hit Novaya Kakhovka.", "Novaya Kakhovka", 10), "-");
  EXPECT_EQ(matched("A storm hit Novaya Kakhovka.", "Novaya Kakhovka", 10), "romanised");
}

TEST_F(Inexact, ConsonantsOrOneLetterInAnAreaOfTheText) {
  EXPECT_EQ(matched("In Ukraine's Zaporizhzhia Oblast, Melitapal was hit.", "Melitapal", 12),
            "skeleton");
  EXPECT_EQ(matched("In Ukraine's Zaporizhzhia Oblast, Meritopol was hit.", "Meritopol", 12),
            "edit");
  EXPECT_EQ(matched("In Ukraine's Kherson Oblast, Meritopol was hit.", "Meritopol", 12), "-");
  EXPECT_EQ(matched("A storm hit Meritopol.", "Meritopol", 12), "-");
  EXPECT_EQ(matched("In Ukraine, Meritobor was hit.", "Meritobor", 12), "-");
}

TEST_F(Inexact, AWeakerKeyHasALowerScore) {
  const auto score = [&](const std::string& name) {
    const Place place = read("In Ukraine's Zaporizhzhia Oblast, " + name + " was hit.", name);
    return place.match ? place.match->score : 0;
  };
  const double exact = score("Melitopol"), romanised = score("Melitopil"),
               edited = score("Meritopol");
  EXPECT_GT(edited, 0);
  EXPECT_GT(exact, romanised);
  EXPECT_GT(romanised, edited);
}

TEST_F(Inexact, ShortNamesNumbersAndStreetsAreLeftAlone) {
  const PlaceContext context = read_context("Ukraine", gazetteer_, lexicon_);
  EXPECT_TRUE(inexact_options(context, "nova", {}).empty());
  EXPECT_TRUE(inexact_options(context, "melitopil street", {}).empty());
  EXPECT_TRUE(inexact_options(context, "melitopil 3", {}).empty());
  EXPECT_TRUE(inexact_options(context, "", {}).empty());
}

TEST_F(Inexact, FormsAreFewAndWithoutTheNameItself) {
  const auto forms = romanised_forms(lexicon_, "novaya kakhovka", {"UA"}, 240);
  EXPECT_LE(forms.size(), 240u);
  const auto has = [&](std::string_view key) {
    return std::any_of(forms.begin(), forms.end(),
                       [&](const RomanisedForm& form) { return form.key == key; });
  };
  EXPECT_TRUE(has("nova kakhovka"));
  EXPECT_FALSE(has("novaya kakhovka"));
  EXPECT_TRUE(romanised_forms(lexicon_, "novaya", {"NO"}, 240).empty());
}

}  // namespace
}  // namespace litopys::reading
