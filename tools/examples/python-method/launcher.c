/*
 * Makes a shared library of a method that is written in Python: starts an interpreter inside the process, runs the two sources
 * that are kept in the library, and hands over the table that the method object makes.
 *
 * The sources lie inside, so that the library's SHA-256, which checkpoints record, is also theirs.
 */
#define _GNU_SOURCE
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <dlfcn.h>

#include "cmr_method.h"

#define KEEP(symbol, file) \
  __asm__(".pushsection .rodata\n.global " #symbol "\n.hidden " #symbol "\n" #symbol ":\n.incbin \"" file "\"\n.byte 0\n.popsection"); \
  extern const char symbol[]

KEEP(binding_source, "cmr_method.py");
KEEP(method_source, METHOD_FILE);

/* Extension modules such as NumPy's look for Python's symbols among the global ones, and the host loads a plug-in with none of its
 * symbols visible to others. */
static int show_python(void) {
  Dl_info python;
  return dladdr((void *)&Py_InitializeFromConfig, &python) != 0 && dlopen(python.dli_fname, RTLD_NOW | RTLD_GLOBAL) != NULL;
}

/* The interpreter that PYTHON runs, with its packages. Signals stay the host's. */
static int start_python(void) {
  if (Py_IsInitialized()) return 1;
  PyConfig config;
  PyConfig_InitPythonConfig(&config);
  config.install_signal_handlers = 0;
  config.parse_argv = 0;
  PyStatus status = PyConfig_SetBytesString(&config, &config.program_name, PYTHON);
  if (!PyStatus_Exception(status)) status = Py_InitializeFromConfig(&config);
  PyConfig_Clear(&config);
  if (PyStatus_Exception(status)) fprintf(stderr, "%s does not start: %s\n", PYTHON, status.err_msg);
  return !PyStatus_Exception(status);
}

static PyObject *module(const char *name, const char *file, const char *source) {
  PyObject *code = Py_CompileString(source, file, Py_file_input);
  PyObject *module = code == NULL ? NULL : PyImport_ExecCodeModule(name, code);
  Py_XDECREF(code);
  return module;
}

/* method.table() of the method's module, or NULL with a Python error. */
static const cmr_method *make_table(void) {
  PyObject *binding = module("cmr_method", "cmr_method.py", binding_source);
  if (binding == NULL) return NULL;
  PyObject *checked = PyObject_CallMethod(
    binding, "check_layout", "((nnnnnnn))", sizeof(cmr_option), sizeof(cmr_modality), sizeof(cmr_task), sizeof(cmr_array),
    sizeof(cmr_rows), sizeof(cmr_call), sizeof(cmr_method));
  if (checked == NULL) return NULL;
  PyObject *own = module("plugin_method", METHOD_FILE, method_source);
  PyObject *method = own == NULL ? NULL : PyObject_GetAttrString(own, "method");
  PyObject *address = method == NULL ? NULL : PyObject_CallMethod(method, "table", NULL);
  return address == NULL ? NULL : PyLong_AsVoidPtr(address);
}

CMR_EXPORT const cmr_method *cmr_plugin(uint32_t host_abi) {
  if (host_abi != CMR_METHOD_ABI || !show_python() || !start_python()) return NULL;
  const cmr_method *table = make_table();
  if (table == NULL) PyErr_Print();
  PyEval_SaveThread(); /* each call takes the interpreter's lock again */
  return table;
}
