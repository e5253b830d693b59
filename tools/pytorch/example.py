"""Trains a linear classifier on one modality of a store, and says how often it is right on the test rows.

usage: example.py STORE [LABELS [MODALITY]]     (needs torch, h5py and numpy)
"""

import sys

import torch
from torch.utils.data import DataLoader

from cmr_store import StoreDataset


def main():
    store, labels, modality = (sys.argv[1:] + ["clean", "image"][len(sys.argv) - 2:])[:3]
    train = StoreDataset(store, "train", labels, modality)
    test = StoreDataset(store, "test", "clean", modality)
    torch.manual_seed(1)
    model = torch.nn.Linear(train.dimensions[modality], train.class_count)
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-3)
    for _ in range(5):
        for batch in DataLoader(train, batch_size=100, shuffle=True, num_workers=2):
            loss = torch.nn.functional.cross_entropy(model(batch[modality]), batch["label"])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    right = sum((model(batch[modality]).argmax(1) == batch["label"]).sum().item()
                for batch in DataLoader(test, batch_size=100))
    print(f"{right} of {len(test)} {test.split} rows right after 5 epochs on '{labels}'")


if __name__ == "__main__":
    main()
