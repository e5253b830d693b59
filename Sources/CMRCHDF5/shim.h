// What Swift's importer cannot see of HDF5: constants that are macros over H5open(), and functions that later
// releases turn into versioned macros. Nothing else belongs here.
#ifndef CMR_C_HDF5_SHIM_H
#define CMR_C_HDF5_SHIM_H

// Keeps the names of 1.10 in force under 1.12 and later, whose link and object structs differ.
#define H5_USE_110_API 1

#include <hdf5.h>

// Access flags are macros that first initialise the library.
static inline unsigned cmr_h5f_acc_rdonly(void) { return H5F_ACC_RDONLY; }
static inline unsigned cmr_h5f_acc_rdwr(void) { return H5F_ACC_RDWR; }
static inline unsigned cmr_h5f_acc_trunc(void) { return H5F_ACC_TRUNC; }
static inline unsigned cmr_h5f_acc_excl(void) { return H5F_ACC_EXCL; }

// Property list classes.
static inline hid_t cmr_h5p_file_create(void) { return H5P_FILE_CREATE; }
static inline hid_t cmr_h5p_file_access(void) { return H5P_FILE_ACCESS; }
static inline hid_t cmr_h5p_group_create(void) { return H5P_GROUP_CREATE; }
static inline hid_t cmr_h5p_dataset_create(void) { return H5P_DATASET_CREATE; }
static inline hid_t cmr_h5p_dataset_xfer(void) { return H5P_DATASET_XFER; }
static inline hid_t cmr_h5p_link_create(void) { return H5P_LINK_CREATE; }
static inline hid_t cmr_h5p_attribute_create(void) { return H5P_ATTRIBUTE_CREATE; }

// Types in the file (little-endian, of fixed width) and in memory (native).
static inline hid_t cmr_h5t_std_i8le(void) { return H5T_STD_I8LE; }
static inline hid_t cmr_h5t_std_i16le(void) { return H5T_STD_I16LE; }
static inline hid_t cmr_h5t_std_i32le(void) { return H5T_STD_I32LE; }
static inline hid_t cmr_h5t_std_i64le(void) { return H5T_STD_I64LE; }
static inline hid_t cmr_h5t_std_u8le(void) { return H5T_STD_U8LE; }
static inline hid_t cmr_h5t_std_u16le(void) { return H5T_STD_U16LE; }
static inline hid_t cmr_h5t_std_u32le(void) { return H5T_STD_U32LE; }
static inline hid_t cmr_h5t_std_u64le(void) { return H5T_STD_U64LE; }
static inline hid_t cmr_h5t_ieee_f32le(void) { return H5T_IEEE_F32LE; }
static inline hid_t cmr_h5t_ieee_f64le(void) { return H5T_IEEE_F64LE; }
static inline hid_t cmr_h5t_native_int8(void) { return H5T_NATIVE_INT8; }
static inline hid_t cmr_h5t_native_int16(void) { return H5T_NATIVE_INT16; }
static inline hid_t cmr_h5t_native_int32(void) { return H5T_NATIVE_INT32; }
static inline hid_t cmr_h5t_native_int64(void) { return H5T_NATIVE_INT64; }
static inline hid_t cmr_h5t_native_uint8(void) { return H5T_NATIVE_UINT8; }
static inline hid_t cmr_h5t_native_uint16(void) { return H5T_NATIVE_UINT16; }
static inline hid_t cmr_h5t_native_uint32(void) { return H5T_NATIVE_UINT32; }
static inline hid_t cmr_h5t_native_uint64(void) { return H5T_NATIVE_UINT64; }
static inline hid_t cmr_h5t_native_float(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t cmr_h5t_native_double(void) { return H5T_NATIVE_DOUBLE; }
static inline hid_t cmr_h5t_std_ref_obj(void) { return H5T_STD_REF_OBJ; }
static inline hid_t cmr_h5t_c_s1(void) { return H5T_C_S1; }

// A length and an address whose macros cast a negative number.
static inline size_t cmr_h5t_variable(void) { return H5T_VARIABLE; }
static inline haddr_t cmr_haddr_undef(void) { return HADDR_UNDEF; }

// Functions that 1.12 turns into macros.
//
// In the order of storage, not in that of names (H5_ITER_INC): to sort, 1.10.8 first builds a table of the links, and
// where the checksum of a block of dense storage is wrong it frees entries of that table that it never filled in. A
// damaged file must not crash its reader, so callers sort the names themselves.
static inline herr_t cmr_h5literate(hid_t group, H5L_iterate_t operation, void *data) {
  return H5Literate(group, H5_INDEX_NAME, H5_ITER_NATIVE, NULL, operation, data);
}
static inline herr_t cmr_h5lget_info(hid_t location, const char *name, H5L_info_t *info) {
  return H5Lget_info(location, name, info, H5P_DEFAULT);
}
static inline herr_t cmr_h5oaddress(hid_t object, haddr_t *address) {
  H5O_info_t info;
  herr_t status = H5Oget_info2(object, &info, H5O_INFO_BASIC);
  if (status >= 0) *address = info.addr;
  return status;
}

// Minor error codes by which failures are told apart.
static inline hid_t cmr_h5e_nothdf5(void) { return H5E_NOTHDF5; }
static inline hid_t cmr_h5e_truncated(void) { return H5E_TRUNCATED; }
static inline hid_t cmr_h5e_cantload(void) { return H5E_CANTLOAD; }
static inline hid_t cmr_h5e_cantdecode(void) { return H5E_CANTDECODE; }
static inline hid_t cmr_h5e_badmesg(void) { return H5E_BADMESG; }
static inline hid_t cmr_h5e_cantfilter(void) { return H5E_CANTFILTER; }
static inline hid_t cmr_h5e_readerror(void) { return H5E_READERROR; }
static inline hid_t cmr_h5e_overflow(void) { return H5E_OVERFLOW; }
static inline hid_t cmr_h5e_notfound(void) { return H5E_NOTFOUND; }
static inline hid_t cmr_h5e_exists(void) { return H5E_EXISTS; }
static inline hid_t cmr_h5e_alreadyexists(void) { return H5E_ALREADYEXISTS; }
static inline hid_t cmr_h5e_fileexists(void) { return H5E_FILEEXISTS; }
static inline hid_t cmr_h5e_badtype(void) { return H5E_BADTYPE; }
static inline hid_t cmr_h5e_cantconvert(void) { return H5E_CANTCONVERT; }
static inline hid_t cmr_h5e_unsupported(void) { return H5E_UNSUPPORTED; }
// Major error codes.
static inline hid_t cmr_h5e_major_pline(void) { return H5E_PLINE; }
static inline hid_t cmr_h5e_major_storage(void) { return H5E_STORAGE; }

#endif
