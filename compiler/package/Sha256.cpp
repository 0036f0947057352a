#include "package/Sha256.h"
#include <openssl/sha.h>

namespace gnet {

std::array<uint8_t, 32> sha256(llvm::StringRef bytes) {
  std::array<uint8_t, SHA256_DIGEST_LENGTH> digest;
  SHA256(bytes.bytes_begin(), bytes.size(), digest.data());
  return digest;
}

} // namespace gnet
