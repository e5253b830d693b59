#ifndef CMR_OPENBLAS_SHIM_H
#define CMR_OPENBLAS_SHIM_H

// OpenBLAS's own cblas.h and not the generic one: it declares openblas_set_num_threads.
#include <cblas.h>

// Square roots without errno. Swift's squareRoot() goes through sqrtf(), which may set errno and is
// therefore never vectorised: 4096 Floats in cache take 1.0 us like this and 4.1 us like that. The
// results are the same: both are the machine's correctly rounded instruction.
static inline float cmr_sqrt_f32(float x) { return __builtin_elementwise_sqrt(x); }
static inline double cmr_sqrt_f64(double x) { return __builtin_elementwise_sqrt(x); }

#endif
