#ifndef CMR_CZLIB_SHIM_H
#define CMR_CZLIB_SHIM_H

#include <zlib.h>

// inflateInit2 is a macro that passes the version and the size of z_stream; Swift imports neither.
static inline int cmr_inflate_init(z_stream *stream, int window_bits) {
  return inflateInit2(stream, window_bits);
}

#endif
