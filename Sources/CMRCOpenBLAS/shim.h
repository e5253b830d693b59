#ifndef CMR_OPENBLAS_SHIM_H
#define CMR_OPENBLAS_SHIM_H

// OpenBLAS's own cblas.h and not the generic one: it declares openblas_set_num_threads.
#include <cblas.h>
#include <stddef.h>

// LAPACK within OpenBLAS, in Fortran's calling convention: Debian packs its C header apart. The last
// ones are the lengths of the texts. All eigenvalues and vectors of a symmetric matrix.
void dsyevd_(const char *job, const char *half, const int *n, double *a, const int *lda, double *w,
             double *work, const int *lwork, int *iwork, const int *liwork, int *info, size_t,
             size_t);
// The Cholesky factor, and triangular systems with it.
void dpotrf_(const char *half, const int *n, double *a, const int *lda, int *info, size_t);
void dtrtrs_(const char *half, const char *transposed, const char *diagonal, const int *n,
             const int *count, const double *a, const int *lda, double *b, const int *ldb,
             int *info, size_t, size_t, size_t);
// Singular values and vectors.
void dgesdd_(const char *job, const int *m, const int *n, double *a, const int *lda, double *s,
             double *u, const int *ldu, double *vt, const int *ldvt, double *work,
             const int *lwork, int *iwork, int *info, size_t);

// Square roots without errno. Swift's squareRoot() goes through sqrtf(), which may set errno and is
// therefore never vectorised: 4096 Floats in cache take 1.0 us like this and 4.1 us like that. The
// results are the same: both are the machine's correctly rounded instruction.
static inline float cmr_sqrt_f32(float x) { return __builtin_elementwise_sqrt(x); }
static inline double cmr_sqrt_f64(double x) { return __builtin_elementwise_sqrt(x); }

#endif
