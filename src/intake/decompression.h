// Streams that unpack other streams.
#pragma once

#include <memory>
#include <string>

#include "intake/byte_stream.h"

namespace litopys::intake {

std::unique_ptr<ByteStream> gunzipped(std::unique_ptr<ByteStream> below, std::string where,
                                      std::shared_ptr<Allowance> allowance);
std::unique_ptr<ByteStream> unzstd(std::unique_ptr<ByteStream> below, std::string where,
                                   std::shared_ptr<Allowance> allowance);
// zlib or bare deflate data, as servers send under the name "deflate".
text::Result<std::unique_ptr<ByteStream>> inflated(std::unique_ptr<ByteStream> below,
                                                   std::string where,
                                                   std::shared_ptr<Allowance> allowance);

}  // namespace litopys::intake
