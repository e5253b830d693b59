"""cmr_method.h for Python: the structs in ctypes, and a base class that makes arrays of what they point to.

Nothing is copied: parameters, gradients, state and rows are NumPy arrays over the host's own memory, good until the function
returns. What is const there is read-only here. Write into gradients and state with `[...] =` or `+=`.
"""

import ctypes
import os

# As many threads as the run was planned with would be the host's to say; sums must not depend on the machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np

ABI = 1
OK, UNSUITABLE, FAILED = 0, 1, 2
FLOAT32, FLOAT64, INT32, INT64, UINT64 = range(5)
PARAMETER, STATE = range(2)
ONE_LABEL, SEVERAL_LABELS = 1, 2
NUMBER, INTEGER, FLAG, CHOICE = range(4)
ABOVE_MINIMUM, BELOW_MAXIMUM = 1, 2
DTYPES = [np.dtype(name) for name in ("float32", "float64", "int32", "int64", "uint64")]

c_float_p = ctypes.POINTER(ctypes.c_float)


class COption(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p), ("help", ctypes.c_char_p), ("type", ctypes.c_int32), ("open_bounds", ctypes.c_int32),
        ("standard", ctypes.c_double), ("minimum", ctypes.c_double), ("maximum", ctypes.c_double),
        ("choices", ctypes.c_char_p)]


class CModality(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("columns", ctypes.c_int64), ("training_rows", ctypes.c_int64)]


class CTask(ctypes.Structure):
    _fields_ = [
        ("modality_count", ctypes.c_int32), ("label_kind", ctypes.c_int32), ("modalities", ctypes.POINTER(CModality)),
        ("class_count", ctypes.c_int64), ("batch_size", ctypes.c_int64), ("epochs", ctypes.c_int64),
        ("options", ctypes.POINTER(ctypes.c_double))]


class CArray(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p), ("type", ctypes.c_int32), ("rank", ctypes.c_int32), ("shape", ctypes.c_int64 * 4),
        ("values", ctypes.c_void_p), ("gradient", ctypes.c_void_p)]


class CRows(ctypes.Structure):
    _fields_ = [
        ("rows", ctypes.c_int64), ("columns", ctypes.c_int64), ("values", ctypes.c_void_p), ("gradient", ctypes.c_void_p),
        ("positions", ctypes.c_void_p), ("labels", ctypes.c_void_p), ("classes", ctypes.c_void_p)]


class CCall(ctypes.Structure):
    pass


CCallP, CRowsP = ctypes.POINTER(CCall), ctypes.POINTER(CRows)
CVisit = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, CRowsP)
CCall._fields_ = [
    ("task", ctypes.POINTER(CTask)), ("epoch", ctypes.c_int64), ("step", ctypes.c_int64),
    ("steps_per_epoch", ctypes.c_int64), ("parameter_count", ctypes.c_int32), ("state_count", ctypes.c_int32),
    ("parameters", ctypes.POINTER(CArray)), ("state", ctypes.POINTER(CArray)), ("message", ctypes.c_void_p),
    ("message_size", ctypes.c_size_t), ("seed", ctypes.c_uint64),
    ("uniform", ctypes.CFUNCTYPE(ctypes.c_double, CCallP)), ("normal", ctypes.CFUNCTYPE(ctypes.c_double, CCallP)),
    ("below", ctypes.CFUNCTYPE(ctypes.c_uint64, CCallP, ctypes.c_uint64)),
    ("declare", ctypes.CFUNCTYPE(
        ctypes.c_int32, CCallP, ctypes.c_int32, ctypes.c_char_p, ctypes.c_int32, ctypes.c_int32,
        ctypes.POINTER(ctypes.c_int64))),
    ("each_block", ctypes.CFUNCTYPE(ctypes.c_int32, CCallP, ctypes.c_int32, CVisit, ctypes.c_void_p)),
    ("report", ctypes.CFUNCTYPE(None, CCallP, ctypes.c_char_p, ctypes.c_double)), ("host", ctypes.c_void_p)]

CFunction = ctypes.CFUNCTYPE(ctypes.c_int32, CCallP)
CDeclare = ctypes.CFUNCTYPE(ctypes.c_int32, CCallP, ctypes.POINTER(ctypes.c_int64))
CStep = ctypes.CFUNCTYPE(ctypes.c_int32, CCallP, CRowsP, ctypes.POINTER(ctypes.c_double))
CEmbed = ctypes.CFUNCTYPE(ctypes.c_int32, CCallP, ctypes.c_int32, CRowsP, ctypes.c_int64, ctypes.c_void_p)


class CMethod(ctypes.Structure):
    _fields_ = [
        ("abi", ctypes.c_uint32), ("size", ctypes.c_uint32), ("name", ctypes.c_char_p), ("version", ctypes.c_char_p),
        ("summary", ctypes.c_char_p), ("sources", ctypes.POINTER(ctypes.c_char_p)), ("options", ctypes.POINTER(COption)),
        ("option_count", ctypes.c_int32), ("needs_pairs", ctypes.c_int32), ("label_kinds", ctypes.c_int32),
        ("minimum_modalities", ctypes.c_int32), ("maximum_modalities", ctypes.c_int32), ("minimum_batch", ctypes.c_int64),
        ("declare", CDeclare), ("initialise", CFunction), ("begin_epoch", CFunction), ("project", CFunction),
        ("step", CStep), ("end_epoch", CFunction), ("embed", CEmbed)]


def check_layout(sizes):
    """Refuses to run where a struct here is not the header's; `sizes` come from the C compiler."""
    own = tuple(ctypes.sizeof(struct) for struct in (COption, CModality, CTask, CArray, CRows, CCall, CMethod))
    if own != tuple(sizes):
        raise TypeError(f"the structs of cmr_method.h have {sizes} bytes, those of cmr_method.py {own}")


class Unsuitable(Exception):
    """Raise it in declare and initialise for data and options that the method cannot work with."""


class Stopped(Exception):
    """What the host returned in the middle of a function, to be handed back."""


def view(address, shape, dtype, writeable=False):
    """The array at an address, or None for a null pointer; no copy."""
    if not address:
        return None
    dtype = np.dtype(dtype)
    count = int(np.prod(shape, dtype=np.int64))
    buffer = (ctypes.c_char * (count * dtype.itemsize)).from_address(address)
    array = np.frombuffer(buffer, dtype=dtype, count=count).reshape(shape)
    array.flags.writeable = writeable
    return array


class Rows:
    """Rows of one modality: `values`, `gradient`, `positions`, `labels`, `classes`, each an array or None."""

    def __init__(self, rows, class_count):
        shape = (rows.rows, rows.columns)
        self.values = view(rows.values, shape, np.float32)
        self.gradient = view(rows.gradient, shape, np.float32, writeable=True)
        self.positions = view(rows.positions, shape[:1], np.int64)
        self.labels = view(rows.labels, shape[:1], np.int32)
        self.classes = view(rows.classes, (rows.rows, class_count), np.uint8)


class Call:
    """What a function is handed: the task, where the run stands, and arrays by name."""

    def __init__(self, pointer, method, changes=()):
        self._pointer, call = pointer, pointer.contents
        task = call.task.contents
        self.epoch, self.step, self.steps_per_epoch = call.epoch, call.step, call.steps_per_epoch
        self.modalities = [
            (modality.name.decode(), modality.columns, modality.training_rows)
            for modality in task.modalities[:task.modality_count]]
        self.class_count, self.batch_size, self.epochs = task.class_count, task.batch_size, task.epochs
        self.one_label = task.label_kind == ONE_LABEL
        self.options = {option[0]: task.options[place] for place, option in enumerate(method.options)}
        self.parameters, self.gradients, self.state = {}, {}, {}
        for array in call.parameters[:call.parameter_count]:
            name, shape = array.name.decode(), tuple(array.shape[:array.rank])
            self.parameters[name] = view(array.values, shape, np.float32, "parameters" in changes)
            self.gradients[name] = view(array.gradient, shape, np.float32, writeable=True)
        for array in call.state[:call.state_count]:
            shape = tuple(array.shape[:array.rank])
            self.state[array.name.decode()] = view(array.values, shape, DTYPES[array.type], "state" in changes)

    @property
    def random(self):
        """A generator of this call alone."""
        return np.random.Generator(np.random.Philox(self._pointer.contents.seed))

    def declare(self, use, name, shape, type=FLOAT32):
        extents = (ctypes.c_int64 * len(shape))(*shape)
        self._check(self._pointer.contents.declare(self._pointer, use, name.encode(), type, len(shape), extents))

    def report(self, name, value):
        self._pointer.contents.report(self._pointer, name.encode(), float(value))

    def each_block(self, modality, visit):
        """Calls `visit(rows)` for all training rows of the modality at this place, block by block."""
        failures = []

        def visiting(_, rows):
            try:
                visit(Rows(rows.contents, self.class_count))
                return OK
            except Exception as error:
                failures.append(error)
                return FAILED

        status = self._pointer.contents.each_block(self._pointer, modality, CVisit(visiting), None)
        if failures:
            raise failures[0]
        self._check(status)

    @staticmethod
    def _check(status):
        if status != OK:
            raise Stopped(status)


class Method:
    """A method: give the attributes that have no default here, and the functions that you need."""

    sources = []
    # (name, type, default, minimum, maximum, open bounds, choices, help)
    options = []
    needs_pairs = True
    label_kinds = ONE_LABEL
    modalities = (2, 2)
    minimum_batch = 1

    def table(self):
        """The address of a cmr_method that calls this object; it lives as long as the object does."""
        options = (COption * max(1, len(self.options)))()
        for place, (name, type, default, minimum, maximum, bounds, choices, text) in enumerate(self.options):
            options[place] = COption(
                name.encode(), text.encode(), type, bounds, default, minimum, maximum, choices and choices.encode())
        sources = (ctypes.c_char_p * (len(self.sources) + 1))(*[source.encode() for source in self.sources], None)
        self._kept = options, sources
        self._table = CMethod(
            abi=ABI, size=ctypes.sizeof(CMethod), name=self.name.encode(), version=self.version.encode(),
            summary=self.summary.encode(), sources=sources, options=options, option_count=len(self.options),
            needs_pairs=self.needs_pairs, label_kinds=self.label_kinds, minimum_modalities=self.modalities[0],
            maximum_modalities=self.modalities[1], minimum_batch=self.minimum_batch, declare=CDeclare(self._declare),
            initialise=self._function("initialise", "parameters", "state"), step=CStep(self._step))
        for name, changes in [("begin_epoch", "state"), ("project", "parameters"), ("end_epoch", "state")]:
            if hasattr(self, name):
                setattr(self._table, name, self._function(name, changes))
        if hasattr(self, "embed"):
            self._table.embed = CEmbed(self._embed)
        return ctypes.addressof(self._table)

    def _function(self, name, *changes):
        function = getattr(self, name)
        return CFunction(lambda pointer: self._guard(pointer, lambda: function(Call(pointer, self, changes))))

    def _declare(self, pointer, columns):
        def body():
            length = self.declare(Call(pointer, self), columns[0])
            columns[0] = columns[0] if length is None else length
        return self._guard(pointer, body)

    def _step(self, pointer, parts, loss):
        def body():
            call = Call(pointer, self, ["state"])
            rows = [Rows(parts[place], call.class_count) for place in range(len(call.modalities))]
            loss[0] = float(self.step(call, rows))
        return self._guard(pointer, body)

    def _embed(self, pointer, modality, features, columns, embeddings):
        def body():
            call, rows = Call(pointer, self), features.contents
            result = self.embed(call, modality, Rows(rows, call.class_count).values)
            if result.shape != (rows.rows, columns):
                raise ValueError(f"embed gives the shape {result.shape}, not {(rows.rows, columns)}")
            view(embeddings, result.shape, np.float32, writeable=True)[...] = result
        return self._guard(pointer, body)

    @staticmethod
    def _guard(pointer, body):
        """An exception must not leave Python: it becomes a message."""
        try:
            body()
            return OK
        except Stopped as stopped:
            return stopped.args[0]
        except BaseException as error:
            status = UNSUITABLE if isinstance(error, Unsuitable) else FAILED
            text = str(error) if status == UNSUITABLE else f"{type(error).__name__}: {error}"
            call = pointer.contents
            bytes = text.encode()[:call.message_size - 1] + b"\0"
            ctypes.memmove(call.message, bytes, len(bytes))
            return status
