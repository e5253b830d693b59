"""A store as a map-style dataset for PyTorch. Needs h5py and numpy; torch only for tensors.

    from torch.utils.data import DataLoader
    from cmr_store import StoreDataset

    train = StoreDataset("wiki.h5", split="train", labels="symmetric-0.4-s1")
    for batch in DataLoader(train, batch_size=100, shuffle=True, num_workers=2):
        batch["image"], batch["text"]    # float32 [100, D]
        batch["label"]                   # int64 [100], or float32 [100, K] where rows have several classes
        batch["row"]                     # int64 [100], row numbers of the store

A sample is a dictionary of the modalities asked for, `label` and `row`. Where the modalities have labels of their own
(noise that is independent of each other), `label` is a dictionary by modality. Modalities that are not paired are asked
for one at a time.

Nothing is open while a worker process starts: each process opens the store when it reads its first row, under fork and
spawn alike. Rows are read from disk as they are asked for, a batch in the order of the file. What is read is not held
against the store's checksums; `cmrdata verify` does that.
"""

import json
import operator
import os

import h5py
import numpy as np

# The types of elements that this file reads, each with the newest version that it knows.
VERSIONS = {"cmr-store": 1, "modality": 1, "row-matrix": 1, "label-set": 1, "split": 1, "classes": 1,
            "strings": 1, "array": 1, "noise-manifest": 1}


class StoreError(ValueError):
    """Why a store cannot be used as it was asked for."""


class StoreDataset:
    """The rows of one split with the labels of one label set.

    path        the store
    split       whose rows, in the order of the split
    labels      the label set; None for none
    modalities  the names of those wanted; None for all
    tensors     whether samples hold torch tensors and not numpy arrays (a DataLoader makes tensors of both)
    """

    def __init__(self, path, split="train", labels="clean", modalities=None, tensors=False):
        self.path, self.split, self.label_set, self.tensors = os.fspath(path), split, labels, tensors
        self._file, self._process, self._inherited = None, None, None
        with _open(self.path) as file:
            known = sorted(file["modalities"])
            self.modalities = known if modalities is None else _names(modalities)
            for name in self.modalities:
                _known(name, known, "modality", self.path)
            self._check_pairing(file)
            self.name = _text(file.attrs["name"])
            self.class_names = [_text(name) for name in _element(file["classes"], "names", "strings")[()]]
            self.dimensions = {name: self._features(file, name).shape[1] for name in self.modalities}
            self._digests = {name: self._digest(file, name) for name in self.modalities}
            self.rule, self.rows = self._read_split(file)
            self.manifest, self._labels = (None, None) if labels is None else self._read_labels(file)

    @property
    def class_count(self):
        return len(self.class_names)

    @property
    def labels(self):
        """The labels of all samples: int64 [n] or float32 [n, K]; a dictionary where modalities have their own."""
        return self._labels

    def __len__(self):
        return len(self.rows)

    def __repr__(self):
        return (f"StoreDataset({self.path!r}, split={self.split!r}, labels={self.label_set!r}, "
                f"modalities={self.modalities!r}): {len(self)} rows")

    def __getitem__(self, index):
        position = operator.index(index)
        if not -len(self) <= position < len(self):
            raise IndexError(f"sample {position} of the {len(self)} of split '{self.split}'")
        return self.__getitems__([position])[0]

    def __getitems__(self, indices):
        """The samples at `indices`, read in the order of the file; a DataLoader calls this for each batch."""
        positions = np.asarray([operator.index(index) for index in indices], dtype=np.int64)
        rows = self.rows[positions]
        file = self._opened()
        features = {name: _read_rows(self._features(file, name), rows) for name in self.modalities}
        return [self._sample(features, number, position) for number, position in enumerate(positions)]

    def __getstate__(self):
        # An open file cannot go to another process.
        return {**self.__dict__, "_file": None, "_process": None, "_inherited": None}

    # Samples

    def _sample(self, features, number, position):
        sample = {name: self._value(matrix[number]) for name, matrix in features.items()}
        if isinstance(self._labels, dict):
            sample["label"] = {name: self._label(values[position]) for name, values in self._labels.items()}
        elif self._labels is not None:
            sample["label"] = self._label(self._labels[position])
        sample["row"] = int(self.rows[position])
        return sample

    def _label(self, value):
        return int(value) if np.ndim(value) == 0 else self._value(value.copy())

    def _value(self, array):
        if not self.tensors:
            return array
        import torch

        return torch.from_numpy(array)

    # The file

    def _opened(self):
        if self._process != os.getpid():
            # A file that a fork brought along is the parent's to close.
            self._inherited, self._file = self._file, None
        if self._file is None:
            file = _open(self.path)
            for name, digest in self._digests.items():
                if name not in file["modalities"] or self._digest(file, name) != digest:
                    file.close()
                    raise StoreError(f"'{self.path}' holds other {name} features than when this dataset was made; "
                                     "make the dataset anew")
            self._file, self._process = file, os.getpid()
        return self._file

    @staticmethod
    def _digest(file, modality):
        """Stays the same for ever, whatever label sets and splits are added."""
        return _text(file["modalities"][modality].attrs["sha256"])

    @staticmethod
    def _features(file, modality):
        return _element(_element(file["modalities"], modality, "modality"), "features", "row-matrix")

    def _check_pairing(self, file):
        for reserved in {"label", "row"}.intersection(self.modalities):
            raise StoreError(f"'{self.path}' has a modality '{reserved}', which samples use for something else; "
                             "name the others with modalities=")
        paired = json.loads(_text(file.attrs["paired"]))
        if len(self.modalities) > 1 and not set(self.modalities) <= set(paired):
            raise StoreError(f"the modalities {_list(self.modalities)} of '{self.path}' are not paired row by row; "
                             "name one of them with modalities=")

    def _read_split(self, file):
        _known(self.split, list(file["splits"]), "split", self.path)
        split = _element(file["splits"], self.split, "split")
        lists = [_per_modality(split, name)[()] for name in self.modalities]
        for name, rows in zip(self.modalities, lists):
            if not np.array_equal(rows, lists[0]):
                raise StoreError(f"split '{self.split}' of '{self.path}' lists other rows of {self.modalities[0]} than "
                                 f"of {name}; name one of them with modalities=")
        return _text(split.attrs["rule"]), lists[0]

    def _read_labels(self, file):
        _known(self.label_set, list(file["labels"]), "label set", self.path)
        group = _element(file["labels"], self.label_set, "label-set")
        manifest = None
        if "manifest" in group:
            manifest = json.loads(_text(_element(group, "manifest", "noise-manifest")[()]))
        kind = np.int64 if _text(group.attrs["kind"]) == "class-index" else np.float32
        values = {name: _per_modality(group, name)[()][self.rows].astype(kind) for name in self.modalities}
        if _text(group.attrs["sharing"]) == "shared" or len(values) == 1:
            return manifest, values[self.modalities[0]]
        return manifest, values


def _open(path):
    """The store at `path`, open for reading, after its type and version were looked at."""
    try:
        # A store is never changed in place, so no lock is needed, and some file systems of clusters have none.
        file = h5py.File(path, "r", locking=False)
    except FileNotFoundError:
        raise StoreError(f"cannot open '{path}': there is no such file") from None
    except OSError as error:
        raise StoreError(f"'{path}' is not a store: it cannot be opened as HDF5 ({error}); "
                         "make a store of it with 'cmrdata import'") from None
    try:
        _check_type(file, "cmr-store", f"'{path}'")
    except StoreError:
        file.close()
        raise
    return file


def _check_type(element, wanted, title):
    found = _text(element.attrs.get("encoding-type", ""))
    if found != wanted:
        what = f"it is of the type '{found}'" if found else "it is an HDF5 object of another origin"
        raise StoreError(f"{title} is not a {wanted}: {what}")
    version = int(element.attrs.get("encoding-version", 0))
    if version > VERSIONS[wanted]:
        raise StoreError(f"{title} is a {wanted} of version {version}, and this file reads up to version "
                         f"{VERSIONS[wanted]}; take a newer cmr_store.py")


def _element(parent, name, wanted):
    if name not in parent:
        raise StoreError(f"'{parent.name}' of '{parent.file.filename}' has no '{name}'; run 'cmrdata verify' on it")
    element = parent[name]
    _check_type(element, wanted, f"'{element.name}' of '{element.file.filename}'")
    return element


def _per_modality(group, modality):
    return _element(group, "shared" if _text(group.attrs["sharing"]) == "shared" else modality, "array")


def _read_rows(matrix, rows):
    """The rows of a matrix in the order of `rows`, each read once, in the order of the file."""
    wanted, places = np.unique(rows, return_inverse=True)
    return matrix[wanted][places] if len(wanted) else np.empty((0, matrix.shape[1]), np.float32)


def _names(modalities):
    names = [modalities] if isinstance(modalities, str) else list(modalities)
    if not names or len(set(names)) < len(names):
        raise StoreError(f"modalities are {_list(names)}; name each once, and at least one")
    return names


def _known(name, known, what, path):
    if name not in known:
        raise StoreError(f"the store '{path}' has no {what} '{name}', it has {_list(sorted(known))}; name one of these")


def _list(names):
    return ", ".join(f"'{name}'" for name in names) or "none"


def _text(value):
    return value.decode() if isinstance(value, bytes) else str(value)
