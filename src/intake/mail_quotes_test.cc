#include "intake/mail_quotes.h"

#include <gtest/gtest.h>

#include "intake/html.h"
#include "intake/lexicon.h"

namespace litopys::intake {
namespace {

const Lexicon& lexicon() {
  static const Lexicon lexicon =
      *load_lexicon(std::filesystem::path(LITOPYS_SOURCE_DIR) / "codebooks");
  return lexicon;
}

std::string plain(std::string_view text, std::string_view subject = "Smoke") {
  return own_words(text, subject, lexicon().mails);
}

// The words of the HTML that is left, as intake reads them.
std::string html(const std::string& page, std::string_view subject = "Smoke") {
  const std::string own = own_html(page, subject, lexicon().mails);
  if (own.empty()) return "";
  const auto report = read_fragment(own, "mail", lexicon().pages);
  return report ? report->text : report.error().message;
}

TEST(MailQuotes, LinesAndWhoWroteThem) {
  EXPECT_EQ(
      plain("It is calm.\n\nOn Monday, Bob wrote:\n> Do you see smoke?\n\nNo more.\n-- \nAnn"),
      "It is calm.\n\nNo more.");
  EXPECT_EQ(plain("It is calm.\n\nOn Mon, Mar 7, 2022 at 9:15 PM Bob Example <bob@example.org>\n"
                  "wrote:\n\n> Do you see smoke?\n"),
            "It is calm.");
  EXPECT_EQ(
      plain("It is calm.\nOn 7 March 2022 at 21:15, Bob Example\n<bob@example.org> wrote:\n> Q"),
      "It is calm.");
  EXPECT_EQ(plain("Five fell.\nYou asked:\n> How many?\nFive."), "Five fell.\nFive.");
  EXPECT_EQ(plain("> Do you see smoke?"), "");
}

TEST(MailQuotes, HeadsOfAnEarlierMail) {
  const std::string heads =
      "-----Original Message-----\nFrom: Bob Example\nSent: Monday\nTo: Ann; Cy;\n   Dee\n"
      "Subject: Smoke\n\nDo you see smoke?\n";
  EXPECT_EQ(plain("It is calm.\n\n" + heads, "RE: Smoke"), "It is calm.");
  EXPECT_EQ(plain(heads, "RE: Smoke"), "");
  EXPECT_EQ(plain("Es ist still.\n\nVon: Bob\nGesendet: Montag\nAn: Ann\nBetreff: Rauch\n\nUnd?"),
            "Es ist still.");
  EXPECT_EQ(plain("C'est calme.\n\nDe : Bob\nEnvoyé : lundi\nÀ : Ann\nObjet : Fumée\n\nEt?"),
            "C'est calme.");
  // Two such lines are a memo's, not a mail's.
  const std::string memo =
      "Figures of the day.\nFrom: the river guard\nDate: 7 March\nNobody was hurt.";
  EXPECT_EQ(plain(memo), memo);
}

TEST(MailQuotes, WhatWasPassedOnStays) {
  const std::string heads =
      "From: Bob Example\nSent: Monday\nTo: Ann\nSubject: Smoke\n\nSmoke over the mill.\n\n";
  EXPECT_EQ(plain("See below.\n\n" + heads, "Fwd: Smoke"), "See below.\n\nSmoke over the mill.");
  EXPECT_EQ(plain("See below.\n\n---------- Forwarded message ---------\n" + heads),
            "See below.\n\nSmoke over the mill.");
  EXPECT_EQ(plain(heads), "Smoke over the mill.");
  EXPECT_EQ(plain("See below.\n\n" + heads + heads + "Older words.", "FW: Smoke"),
            "See below.\n\nSmoke over the mill.");
}

TEST(MailQuotes, BlockquotesOfMailPrograms) {
  EXPECT_EQ(html("<html><head><title>Re: Smoke</title></head><body><p>It is calm.</p>"
                 "<div class='moz-cite-prefix'>On 7/3/22, Bob wrote:<br></div>"
                 "<blockquote type='cite'><p>Do you see smoke?</p></blockquote>"
                 "<p>No more.</p></body></html>"),
            "It is calm.\n\nNo more.");
  EXPECT_EQ(html("<div dir='ltr'>It is calm.</div><br><div class='gmail_quote'>"
                 "<div dir='ltr' class='gmail_attr'>On Mon, Bob &lt;<a href='mailto:b@example.org'>"
                 "b@example.org</a>&gt; wrote:<br></div><blockquote class='gmail_quote'>"
                 "<div>Do you see smoke &amp; fire?</div></blockquote><div>No more.</div></div>"),
            "It is calm.\n\nNo more.");
  EXPECT_EQ(html("<div>It is calm.</div><div id='ydp1f2yahoo_quoted_3' class='ydp1f2yahoo_quoted'>"
                 "<div>On Monday, Bob wrote:</div><div>Smoke?</div></div>"),
            "It is calm.");
  EXPECT_EQ(html("<div>It is calm.</div><div>07.03.2022, 21:15, Bob &lt;b@example.org&gt;:</div>"
                 "<blockquote><p>Smoke?</p></blockquote>"),
            "It is calm.");
  EXPECT_EQ(html("It is calm.<br>&gt; Smoke?<br>No more."), "It is calm.\n\nNo more.");
  EXPECT_EQ(html("<blockquote type=cite>Do you see smoke?</blockquote>"), "");
  // The sender's own quotation.
  EXPECT_EQ(html("<p>The guard said:</p><blockquote><p>Nobody was hurt.</p></blockquote>"),
            "The guard said:\n\nNobody was hurt.");
}

TEST(MailQuotes, HeadsInHtml) {
  const std::string heads =
      "<div><div style='border-top:solid'><p class=MsoNormal><b>From:</b> Bob &lt;b@example.org&gt;"
      "<br><b>Sent:</b> Monday<br><b>To:</b> Ann<br><b>Subject:</b> Smoke</p></div></div>"
      "<p class=MsoNormal>Smoke over the mill.</p>";
  EXPECT_EQ(html("<p class=MsoNormal>It is calm.</p>" + heads, "RE: Smoke"), "It is calm.");
  EXPECT_EQ(html("<p class=MsoNormal>See below.</p>" + heads, "FW: Smoke"),
            "See below.\n\nSmoke over the mill.");
  EXPECT_EQ(html("<p>It is calm.</p><hr><div id='x_divRplyFwdMsg'><b>Fra:</b> Bob<br>"
                 "<b>Ei tiedossa:</b> x</div><div>Smoke?</div>",
                 "RE: Smoke"),
            "It is calm.");
}

TEST(MailQuotes, PassedOnInHtml) {
  EXPECT_EQ(html("See below.<br><blockquote type='cite'><div>Begin forwarded message:</div><br>"
                 "<div><b>From: </b>Bob</div><div><b>Subject: </b>Smoke</div>"
                 "<div><b>Date: </b>Monday</div><br><div>Smoke over the mill.</div></blockquote>"),
            "See below.\n\nSmoke over the mill.");
  EXPECT_EQ(html("<p>See below.</p><div class='moz-forward-container'><br><br>"
                 "-------- Forwarded Message --------<table class='moz-email-headers-table'><tbody>"
                 "<tr><th>Subject: </th><td>Smoke</td></tr><tr><th>From: </th><td>Bob</td></tr>"
                 "<tr><th>Date: </th><td>Monday</td></tr></tbody></table><p>Smoke over the mill."
                 "</p></div>"),
            "See below.\n\nSmoke over the mill.");
  EXPECT_EQ(html("<div>See below.</div><div class='gmail_quote'><div class='gmail_attr'>"
                 "---------- Forwarded message ---------<br>From: <b>Bob</b><br>Date: Monday<br>"
                 "Subject: Smoke<br>To: Ann<br></div><br><div>Smoke over the mill.</div></div>"
                 "<div class='gmail_signature'>Ann Example</div>"),
            "See below.\n\nSmoke over the mill.");
}

}  // namespace
}  // namespace litopys::intake
