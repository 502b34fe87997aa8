// Messages of a Telegram Desktop export (JSON): channels, groups and private chats.
#pragma once

#include <map>
#include <string>

#include "intake/chat_privacy.h"
#include "intake/container.h"
#include "intake/lexicon.h"

namespace litopys::intake {

class TelegramReader {
 public:
  using Facts = std::map<std::string, std::string, std::less<>>;  // name, type, id of the chat

  TelegramReader(bool keep_names, const ChatNotices& notices)
      : authors_(keep_names), notices_(notices) {}

  static bool is_chat(const Facts& facts);

  // `piece.bytes` is one member of "messages"; becomes the text of the message with what is known
  // of it, or a piece that is left out (service messages, pictures without words) or failed. In
  // order of the file, because authors are numbered as they appear.
  void read(const Facts& facts, Piece& piece);

 private:
  Authors authors_;
  const ChatNotices& notices_;
};

}  // namespace litopys::intake
