"""Tests of cmr_store.py against what h5py reads.

usage: test_cmr_store.py FOLDER     (a folder with the stores that PyTorchDatasetTests.swift makes)
"""

import multiprocessing
import os
import pickle
import shutil
import sys
import unittest

import h5py
import numpy as np

from cmr_store import StoreDataset, StoreError

FOLDER = sys.argv.pop() if len(sys.argv) > 1 else "."

try:
    from torch.utils.data import DataLoader
except ImportError:
    DataLoader = None


def path(name):
    return os.path.join(FOLDER, name)


def read_in_worker(dataset, positions, results):
    results.put((os.getpid(), dataset.__getitems__(positions)))


def replace(name, change):
    """Changes a store as `cmrdata` does: in a copy that takes its place."""
    shutil.copy(name, name + ".tmp")
    with h5py.File(name + ".tmp", "r+") as file:
        change(file)
    os.replace(name + ".tmp", name)


class PairedTests(unittest.TestCase):
    def setUp(self):
        with h5py.File(path("paired.h5")) as file:
            self.image, self.text = (file[f"modalities/{name}/features"][()] for name in ("image", "text"))
            self.clean = file["labels/clean/shared"][()]
            self.noisy = {name: file[f"labels/noisy/{name}"][()] for name in ("image", "text")}
            self.rows = file["splits/train/shared"][()]

    def check(self, samples, positions):
        self.assertEqual(len(samples), len(positions))
        for sample, position in zip(samples, positions):
            row = self.rows[position]
            np.testing.assert_array_equal(sample["image"], self.image[row])
            np.testing.assert_array_equal(sample["text"], self.text[row])
            self.assertEqual((sample["row"], sample["label"]), (row, self.clean[row]))

    def test_every_sample(self):
        dataset = StoreDataset(path("paired.h5"))
        self.assertEqual(len(dataset), len(self.rows))
        self.check(list(dataset), range(len(self.rows)))
        self.check([dataset[-1], dataset[np.int64(2)]], [len(self.rows) - 1, 2])
        for index in (len(self.rows), -len(self.rows) - 1):
            with self.assertRaisesRegex(IndexError, f"^sample {index} of the {len(self.rows)} of split 'train'$"):
                dataset[index]

    def test_batches_in_any_order_with_repeats(self):
        dataset = StoreDataset(path("paired.h5"))
        generator = np.random.default_rng(1)
        for size in (0, 1, 5, 40):
            positions = generator.integers(0, len(self.rows), size)
            self.check(dataset.__getitems__(list(positions)), positions)
        twice = dataset.__getitems__([3, 3])
        twice[0]["image"][:] = 0
        np.testing.assert_array_equal(twice[1]["image"], self.image[self.rows[3]])

    def test_labels_of_their_own(self):
        dataset = StoreDataset(path("paired.h5"), labels="noisy")
        self.assertEqual(dataset.manifest, {"rate": 0.4})
        for sample in dataset:
            self.assertEqual(sample["label"], {name: values[sample["row"]] for name, values in self.noisy.items()})
        text = StoreDataset(path("paired.h5"), labels="noisy", modalities="text")
        self.assertEqual([sample["label"] for sample in text], list(self.noisy["text"][self.rows]))
        self.assertEqual(set(text[0]), {"text", "label", "row"})

    def test_what_it_holds(self):
        dataset = StoreDataset(path("paired.h5"), "odd", labels=None, modalities=["text", "image"])
        self.assertEqual(set(dataset[0]), {"image", "text", "row"})
        self.assertEqual((dataset.name, dataset.class_names, dataset.class_count), ("s", ["a", "b", "dög"], 3))
        self.assertEqual((dataset.dimensions, dataset.rule), ({"text": 3, "image": 5}, "odd ones"))
        self.assertEqual([sample["row"] for sample in dataset], [7, 1, 29])
        self.assertIsNone(dataset.labels)

    def test_nothing_is_open_before_the_first_row_and_files_do_not_travel(self):
        dataset = StoreDataset(path("paired.h5"))
        self.assertIsNone(dataset._file)
        dataset[0]
        self.assertIsNotNone(dataset._file)
        again = pickle.loads(pickle.dumps(dataset))
        self.assertIsNone(again._file)
        self.check(list(again), range(len(self.rows)))

    def test_workers_by_fork_and_spawn(self):
        for method in ("fork", "spawn"):
            context = multiprocessing.get_context(method)
            dataset = StoreDataset(path("paired.h5"))
            dataset[0]  # open in the parent, as after a look at one sample
            results = context.Queue()
            lists = [[1, 0, 5], [2, 2], list(range(len(self.rows)))]
            workers = [context.Process(target=read_in_worker, args=(dataset, list, results)) for list in lists]
            for worker in workers:
                worker.start()
            found = [results.get(timeout=60) for _ in workers]
            for worker in workers:
                worker.join(60)
                self.assertEqual(worker.exitcode, 0)
            self.assertEqual(len({process for process, _ in found} - {os.getpid()}), 3)
            for _, samples in found:
                self.check(samples, next(list for list in lists if len(list) == len(samples)))
            self.check([dataset[4]], [4])

    @unittest.skipIf(DataLoader is None, "needs torch")
    def test_data_loader(self):
        for workers in (0, 2):
            seen = []
            for batch in DataLoader(StoreDataset(path("paired.h5")), batch_size=4, shuffle=True, num_workers=workers):
                rows = batch["row"].numpy()
                np.testing.assert_array_equal(batch["image"].numpy(), self.image[rows])
                np.testing.assert_array_equal(batch["label"].numpy(), self.clean[rows])
                seen += list(rows)
            self.assertEqual(sorted(seen), sorted(self.rows))
        sample = StoreDataset(path("paired.h5"), tensors=True)[0]
        np.testing.assert_array_equal(sample["image"].numpy(), self.image[self.rows[0]])

    def test_a_store_that_grew_is_the_same_and_another_one_is_not(self):
        copy = path("copy.h5")
        shutil.copy(path("paired.h5"), copy)
        grown, replaced = StoreDataset(copy), StoreDataset(copy)
        replace(copy, lambda file: file.attrs.__setitem__("sha256", "what it is with another label set"))
        self.check([grown[0]], [0])
        replace(copy, lambda file: file["modalities/text"].attrs.__setitem__("sha256", "another"))
        self.check([grown[1]], [1])
        with self.assertRaises(StoreError) as caught:
            replaced[0]
        self.assertEqual(str(caught.exception), f"'{copy}' holds other text features than when this dataset was made; "
                                                "make the dataset anew")


class OtherStoresTests(unittest.TestCase):
    def test_several_classes_per_row(self):
        dataset = StoreDataset(path("multi.h5"))
        with h5py.File(path("multi.h5")) as file:
            wanted = file["labels/clean/shared"][()][file["splits/train/shared"][()]]
        found = np.stack([sample["label"] for sample in dataset])
        self.assertEqual(found.dtype, np.float32)
        np.testing.assert_array_equal(found, wanted)

    def test_modalities_that_are_not_paired(self):
        name = path("unpaired.h5")
        with h5py.File(name) as file:
            for modality in ("image", "text"):
                dataset = StoreDataset(name, modalities=modality)
                rows = file[f"splits/train/{modality}"][()]
                self.assertEqual([sample["row"] for sample in dataset], list(rows))
                self.assertEqual([sample["label"] for sample in dataset],
                                 list(file[f"labels/clean/{modality}"][()][rows]))
        self.refuse(f"the modalities 'image', 'text' of '{name}' are not paired row by row; name one of them with "
                    "modalities=", "unpaired.h5")

    def test_what_does_not_exist(self):
        name = path("paired.h5")
        self.refuse(f"the store '{name}' has no split 'valid', it has 'odd', 'test', 'train', 'uneven'; name one of "
                    "these", "paired.h5", split="valid")
        self.refuse(f"the store '{name}' has no label set 'tidy', it has 'clean', 'noisy'; name one of these",
                    "paired.h5", labels="tidy")
        self.refuse(f"the store '{name}' has no modality 'audio', it has 'image', 'text'; name one of these",
                    "paired.h5", modalities=["audio"])
        self.refuse("modalities are 'text', 'text'; name each once, and at least one", "paired.h5",
                    modalities=["text", "text"])
        self.refuse(f"split 'uneven' of '{name}' lists other rows of image than of text; name one of them with "
                    "modalities=", "paired.h5", split="uneven")
        self.refuse(f"cannot open '{path('none.h5')}': there is no such file", "none.h5")

    def test_files_of_other_kinds_and_versions(self):
        with h5py.File(path("foreign.h5"), "w") as file:
            file["x"] = [1]
        self.refuse(f"'{path('foreign.h5')}' is not a cmr-store: it is an HDF5 object of another origin", "foreign.h5")
        self.change(lambda file: file.attrs.__setitem__("encoding-type", "cmr-ranking"),
                    "'{}' is not a cmr-store: it is of the type 'cmr-ranking'")
        self.change(lambda file: file.attrs.__setitem__("encoding-version", 2),
                    "'{}' is a cmr-store of version 2, and this file reads up to version 1; take a newer cmr_store.py")
        self.change(lambda file: file["splits/train"].attrs.__setitem__("encoding-version", 3),
                    "'/splits/train' of '{}' is a split of version 3, and this file reads up to version 1; take a newer "
                    "cmr_store.py")
        self.change(lambda file: file.__delitem__("splits/train/shared"),
                    "'/splits/train' of '{}' has no 'shared'; run 'cmrdata verify' on it")
        with open(path("text.h5"), "w") as file:
            file.write("no HDF5")
        with self.assertRaisesRegex(StoreError, "is not a store: it cannot be opened as HDF5 .*; make a store of it with "
                                                "'cmrdata import'$"):
            StoreDataset(path("text.h5"))

    def change(self, change, message):
        name = path("changed.h5")
        shutil.copy(path("paired.h5"), name)
        replace(name, change)
        self.refuse(message.format(name), "changed.h5")

    def refuse(self, message, name, **options):
        with self.assertRaises(StoreError) as caught:
            StoreDataset(path(name), **options)
        self.assertEqual(str(caught.exception), message)


if __name__ == "__main__":
    unittest.main()
