#ifndef CMR_CARCHIVE_SHIM_H
#define CMR_CARCHIVE_SHIM_H

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

// libarchive converts member names by the locale of the thread. A Swift process runs in the "C"
// locale, where every name that is not ASCII fails; LC_CTYPE_MASK is a macro that Swift does not
// import.
static inline locale_t cmr_new_utf8_locale(void) {
  return newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

// The AE_IF* macros carry a cast to __LA_MODE_T, which Swift does not import.
static inline unsigned cmr_type_file(void) { return AE_IFREG; }
static inline unsigned cmr_type_folder(void) { return AE_IFDIR; }
static inline unsigned cmr_type_link(void) { return AE_IFLNK; }
static inline unsigned cmr_type_fifo(void) { return AE_IFIFO; }
static inline unsigned cmr_type_socket(void) { return AE_IFSOCK; }

#endif
