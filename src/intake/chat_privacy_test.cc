#include "intake/chat_privacy.h"

#include <gtest/gtest.h>

namespace litopys::intake {
namespace {

TEST(TelephoneNumbers, Go) {
  for (const std::string number :
       {"+380441234567", "+380 44 123-45-67", "+380 (44) 123 45 67", "0671234567", "067 123 45 67",
        "@380671234567", "380671234567", "044/123-45-67", "044.123.45.67", "(044) 123-45-67",
        "+1 202 555 0100", "067-123-4567"}) {
    EXPECT_EQ(without_telephone_numbers("Call " + number + ", they said."),
              "Call [telephone number], they said.");
  }
}

TEST(TelephoneNumbers, AmountsStay) {
  for (const std::string text :
       {"1 200 000 people", "07.03.2022", "2022-03-07T21:15:00", "50.4501, 30.5234", "+25 killed",
        "4,300 soldiers", "(12) and 14 more", "0.5 per cent", "1234567890123456789", "at 09:30",
        "2014-2022", "UA903052992990004149123456789", "https://example.org/067123", "(2022) 15 000",
        "07/03/2022 100 people"}) {
    EXPECT_EQ(without_telephone_numbers(text), text);
  }
  EXPECT_EQ(without_telephone_numbers("wa.me/380671234567"), "wa.me/[telephone number]");
}

TEST(ChatAuthors, AreNumberedInOrderOfAppearance) {
  Authors authors(false);
  EXPECT_EQ(authors.shown("user9", "A name"), "author 1");
  EXPECT_EQ(authors.shown("user3", "Another"), "author 2");
  EXPECT_EQ(authors.shown("user9", "A name, changed"), "author 1");
  EXPECT_EQ(authors.shown("", ""), "");
  EXPECT_EQ(Authors(true).shown("user9", "A name"), "A name");
}

}  // namespace
}  // namespace litopys::intake
