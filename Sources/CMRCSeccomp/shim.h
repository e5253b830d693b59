// What Swift's importer cannot see of libseccomp: constants that are macros with casts.
#ifndef CMR_C_SECCOMP_SHIM_H
#define CMR_C_SECCOMP_SHIM_H

#include <errno.h>
#include <seccomp.h>

static inline uint32_t cmr_scmp_act_allow(void) { return SCMP_ACT_ALLOW; }
// The call is refused as if the caller lacked the right to it.
static inline uint32_t cmr_scmp_act_refuse(void) { return SCMP_ACT_ERRNO(EPERM); }

#endif
