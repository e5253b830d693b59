#ifndef CMR_OPENBLAS_SHIM_H
#define CMR_OPENBLAS_SHIM_H

// OpenBLAS's own cblas.h and not the generic one: it declares openblas_set_num_threads.
#include <cblas.h>

#endif
