#include "intake/body.h"

#include <gtest/gtest.h>

#include "intake/agreement.h"
#include "intake/html.h"

namespace litopys::intake {
namespace {

const PageLexicon& lexicon() {
  static const PageLexicon lexicon =
      *load_page_lexicon(std::filesystem::path(LITOPYS_SOURCE_DIR) / "codebooks");
  return lexicon;
}

Report read(const std::string& html) {
  const auto report = read_page(html, "page.html", lexicon());
  EXPECT_TRUE(report) << report.error().message;
  return report ? *report : Report{};
}

std::string kinds(const Report& report) {
  std::string all;
  for (const Block& block : report.blocks) all += (all.empty() ? "" : " ") + block.kind;
  return all;
}

const std::string kFirst =
    "The old bridge over the Linden fell on Tuesday night, the river guard said, and no one was on "
    "it.";
const std::string kSecond =
    "Traffic goes by way of the upper mill until a ferry is found, which may take some weeks yet.";
const std::string kThird =
    "Engineers had warned of the piers for years, but the town had no money to have them mended.";
const std::string kOther =
    "A baker in the next village has made the largest pretzel that anybody there can remember.";

std::string paragraph(const std::string& words) { return "<p>" + words + "</p>"; }

TEST(Body, WhatWasAddedLaterHasItsKind) {
  const Report report =
      read("<article>" + paragraph(kFirst) + paragraph("Update: " + kSecond) +
           paragraph("Correction: an earlier version named another river.") + "</article>");
  EXPECT_EQ(kinds(report), "paragraph update correction");
}

TEST(Body, PostsSetIntoThePage) {
  const Report report = read(
      "<article>" + paragraph(kFirst) + "<blockquote class='twitter-tweet'>" + paragraph(kSecond) +
      "</blockquote><blockquote>" + paragraph(kThird) + "</blockquote></article>");
  EXPECT_EQ(kinds(report), "paragraph embed quote");
}

TEST(Body, CaptionsThatAreSentences) {
  const Report report =
      read("<article>" + paragraph(kFirst) +
           "<figure><figcaption>The piers on Wednesday morning.</figcaption></figure>" +
           paragraph(kSecond) + "<div class='wp-caption'>" + paragraph("The mayor (file)") +
           "</div></article>");
  EXPECT_EQ(kinds(report), "paragraph caption paragraph");
}

TEST(Body, APictureBeforeTheBodyHasNoLead) {
  const Report report = read("<body><h1>Bridge falls</h1><div class='top-caption'>" + kOther +
                             "</div><div class='article-body'>" + paragraph(kFirst) +
                             paragraph(kSecond) + "</div></body>");
  EXPECT_EQ(report.text, kFirst + "\n\n" + kSecond);
}

TEST(Body, OneTeaserIsALeadAndManyAreOfOtherReports) {
  const std::string body =
      "<div class='article-body'>" + paragraph(kFirst) + paragraph(kSecond) + "</div>";
  const std::string teaser = "<div class='teaser'>" + paragraph(kThird) + "</div>";
  const std::string other = "<div class='teaser'>" + paragraph(kOther) + "</div>";
  EXPECT_EQ(kinds(read("<body><h1>Bridge falls</h1>" + teaser + body + "</body>")),
            "lead paragraph paragraph");
  EXPECT_EQ(kinds(read("<body><h1>Bridge falls</h1>" + teaser + other + body + "</body>")),
            "paragraph paragraph");
}

TEST(Body, ABodyByItsNameIsNotDroppedByAnother) {
  const Report report = read("<body><div class='article-body article-share'>" + paragraph(kFirst) +
                             "</div><div class='share'>" + paragraph(kOther) + "</div></body>");
  EXPECT_EQ(report.text, kFirst);
}

TEST(Body, LinesThatOnlySayWhen) {
  const Report report = read("<article>" + paragraph("Опубліковано: 7 березня 2022, 21:15") +
                             paragraph(kFirst) + paragraph("Last updated 8 March 2022") +
                             paragraph("Updated rules came on 8 March " + kSecond) +
                             "<time>yesterday</time></article>");
  EXPECT_EQ(kinds(report), "paragraph paragraph");
}

TEST(Body, AgreesWithWhatThePageSaysTheBodyIs) {
  std::string claimed, shown;
  for (const std::string& words : {kFirst, kSecond, kThird}) {
    claimed += words + " ";
    shown += paragraph(words);
  }
  const std::string linked =
      "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"articleBody\": \"";
  const auto page = [&](const std::string& body) {
    return "<head>" + linked + body + "\"}</script></head><article>" + shown + paragraph(kOther) +
           "</article>";
  };
  const std::string more =
      "The ferry of the mill takes forty people, two carts and a horse, but no lorries, said its "
      "owner, "
      "who wants to run it by night as well as soon as the council has paid for a second lantern.";
  shown += paragraph(more);
  EXPECT_EQ(kinds(read(page(claimed + more))), "paragraph paragraph paragraph paragraph");
  // A claim that is only the beginning says nothing of the rest.
  EXPECT_EQ(kinds(read(page(kFirst))), "paragraph paragraph paragraph paragraph paragraph");
}

TEST(Body, TextForThoseWithoutScripts) {
  const Report report = read("<body><div>Menu</div><noscript>" + paragraph(kFirst) +
                             paragraph(kSecond) + paragraph(kThird) + "</noscript></body>");
  EXPECT_EQ(kinds(report), "paragraph paragraph paragraph");
}

TEST(Agreement, RunsOfThreeWords) {
  const Shingles one("The bridge fell at night."), other("the bridge fell; at noon");
  EXPECT_EQ(one.size(), 3u);
  EXPECT_NEAR(one.inside(other), 2.0 / 3, 1e-9);
  EXPECT_EQ(Shingles("").inside(one), 0);
  EXPECT_EQ(Shingles("two words").size(), 1u);
  EXPECT_TRUE(begin_alike("The bridge, fell", "the  bridge fell at night", 10));
  EXPECT_FALSE(begin_alike("The bridge fell", "The bridge felt", 10));
  EXPECT_FALSE(begin_alike("The", "The bridge", 10));
}

TEST(Body, TheLeadAmongTeasersOfOthers) {
  const std::string teaser = "<div class='teaser'>" + paragraph(kOther) + "</div>";
  const Report report =
      read("<head><meta name='description' content='" + kFirst +
           "'></head><body><article><div class='teaser'>" + kFirst + "</div>" + paragraph(kSecond) +
           paragraph(kThird) + teaser + teaser + "</article></body>");
  EXPECT_EQ(report.text, kFirst + "\n\n" + kSecond + "\n\n" + kThird);
}

TEST(Body, LinesThatAnnounceWhatIsLeftOut) {
  const Report report =
      read("<article>" + paragraph(kFirst) + paragraph("The guard asked for:") +
           "<ul><li>a ferry of its own</li></ul>" + paragraph(kSecond) + paragraph("© The Agency") +
           paragraph("See also:") + "<p><a href='/x'>" + kOther + "</a></p></article>");
  EXPECT_EQ(report.text, kFirst + "\n\nThe guard asked for:\n\na ferry of its own\n\n" + kSecond);
}

TEST(Body, TheNameInABoxAboutTheAuthor) {
  const Report report =
      read("<article>" + paragraph(kFirst) + paragraph(kSecond) +
           "</article><div itemprop='author'><span itemprop='name'>Ann Example</span><p>" + kOther +
           "</p></div>");
  EXPECT_EQ(report.author, "Ann Example");
}

TEST(Body, HeadlineAndLeadOverThePicture) {
  const Report report =
      read("<section><figure><img src='x'><figcaption><h1>The old bridge fell</h1>" +
           paragraph(kFirst) + "</figcaption></figure><div class='text'>" + paragraph(kSecond) +
           paragraph(kThird) + "</div></section>");
  EXPECT_EQ(report.text, kFirst + "\n\n" + kSecond + "\n\n" + kThird);
}

TEST(Body, TitlesWithReferencesInThem) {
  const Report report = read(
      "<head><script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": "
      "\"&#8222;It fell&#8220; &amp; sank\"}</script></head><article>" +
      paragraph(kFirst) + paragraph(kSecond) + "</article>");
  EXPECT_EQ(report.title, "„It fell“ & sank");
}

}  // namespace
}  // namespace litopys::intake
