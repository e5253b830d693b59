#ifndef CMR_SAMPLE_H
#define CMR_SAMPLE_H

#include <stddef.h>

extern const unsigned char cmr_sample_start[];
extern const unsigned char cmr_sample_end[];

/* Assembly symbols have no size that Swift could see, so the two ends are paired here. */
static inline const unsigned char *cmr_sample_bytes(void) { return cmr_sample_start; }
static inline size_t cmr_sample_count(void) { return (size_t)(cmr_sample_end - cmr_sample_start); }

#endif
