#ifndef CMR_CXXHASH_SHIM_H
#define CMR_CXXHASH_SHIM_H

#include <stddef.h>
#include <stdint.h>
#include <xxhash.h>

// XXH3_64bits is declared through macros (XXH_NAME2, XXH_PUREF) whose expansion the importer follows only in some
// versions of the header; the wrapper fixes the name and the type.
static inline uint64_t cmr_xxh3_64(const void *bytes, size_t count) {
  return (uint64_t)XXH3_64bits(bytes, count);
}

#endif
