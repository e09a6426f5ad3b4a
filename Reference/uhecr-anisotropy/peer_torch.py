# SPDX-License-Identifier: GPL-3.0-or-later
"""Times the networks of this study in PyTorch: gather through the table of neighbours, one matrix
product, the maximum over the four children, ReLU (which commutes with the maximum); dense layers;
Adadelta. The layers are those of arXiv:1912.00625 (one map) and of its successor with energy bins.

    python3 peer_torch.py --network binned --maps 16
    python3 peer_torch.py --network single --maps 100 --events 50 --threads 2

A run is a forward pass or a training step of all maps. Maps are worked on `--chunk` at a time and
their gradients added up: eight are quickest, as what a layer leaves is then still in the cache.
Prints one line of JSON: seconds of each run, of the clock and of all processors together.
Needs numpy, healpy and torch."""
import argparse
import json
import time

import healpy
import numpy
import torch

LEVELS = [32, 16, 8, 4, 2]  # Nside
CELLS = 12 * LEVELS[0] ** 2


def neighbours(nside):
    """Rows of pixels, ring ordering: self, SW, W, NW, N, NE, E, SE, S; a missing one is the zero row."""
    pixels = 12 * nside**2
    table = numpy.empty((pixels, 9), dtype=numpy.int64)
    table[:, 0] = numpy.arange(pixels)
    table[:, 1:] = healpy.get_all_neighbours(nside, numpy.arange(pixels)).T
    table[table < 0] = pixels
    return torch.from_numpy(table.reshape(-1))


def children(nside):
    """The four pixels of `nside` in each pixel of half of it, ring ordering."""
    parents = healpy.ring2nest(nside // 2, numpy.arange(12 * (nside // 2) ** 2))
    table = healpy.nest2ring(nside, 4 * parents[:, None] + numpy.arange(4))
    return torch.from_numpy(table.reshape(-1))


class Level(torch.nn.Module):
    def __init__(self, nside, channels, filters):
        super().__init__()
        self.pixels = 12 * nside**2
        self.register_buffer("gather", neighbours(nside))
        self.register_buffer("pool", children(nside))
        bound = (6 / (9 * channels + 9 * filters)) ** 0.5
        self.kernel = torch.nn.Parameter(torch.empty(9 * channels, filters).uniform_(-bound, bound))

    def forward(self, x):
        maps, _, channels = x.shape
        x = torch.nn.functional.pad(x, (0, 0, 0, 1))
        x = torch.index_select(x, 1, self.gather).reshape(maps * self.pixels, 9 * channels)
        x = (x @ self.kernel).reshape(maps, self.pixels, -1)
        x = torch.index_select(x, 1, self.pool).reshape(maps, self.pixels // 4, 4, -1)
        return torch.relu(x.amax(dim=2))


def network(kind):
    """The network and the channels of its input."""
    inputs, filters, hidden = (15, 76, [16, 16]) if kind == "binned" else (1, 32, [])
    layers, channels = [], inputs
    for nside in LEVELS:
        layers.append(Level(nside, channels, filters))
        channels = filters
    layers.append(torch.nn.Flatten())
    width = 12 * filters
    for units in hidden:
        layers += [torch.nn.Linear(width, units), torch.nn.ReLU()]
        width = units
    layers.append(torch.nn.Linear(width, 1))
    return torch.nn.Sequential(*layers), inputs


def event_maps(maps, channels, events, generator):
    """Counts of so many events a map, anywhere; 0 events: normal numbers in all cells."""
    if events == 0:
        return torch.randn(maps, CELLS, channels, generator=generator)
    x = torch.zeros(maps, CELLS * channels)
    cells = torch.randint(0, CELLS * channels, (maps, events), generator=generator)
    x.scatter_add_(1, cells, torch.ones(maps, events))
    return x.reshape(maps, CELLS, channels)


def timed(action, rounds):
    """Clock and processor seconds of each run, after one that is not counted."""
    action()
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter(), time.process_time()
        action()
        seconds.append([time.perf_counter() - start[0], time.process_time() - start[1]])
    return seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--network", choices=["binned", "single"], default="binned")
    parser.add_argument("--task", choices=["forward", "step"], default="step")
    parser.add_argument("--maps", type=int, default=16, help="of a run")
    parser.add_argument("--events", type=int, default=0, help="of a map; 0: dense maps")
    parser.add_argument("--chunk", type=int, default=8, help="maps at a time")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if min(options.maps, options.chunk, options.threads, options.rounds) < 1 or options.events < 0:
        parser.error("maps, chunk, threads and rounds are 1 or more, events 0 or more")
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    model, channels = network(options.network)
    optimiser = torch.optim.Adadelta(model.parameters(), lr=1, rho=0.95, eps=1e-7)
    loss = torch.nn.BCEWithLogitsLoss(reduction="sum")
    x = event_maps(options.maps, channels, options.events, torch.Generator().manual_seed(2))
    y = (torch.arange(options.maps) % 2).float()

    def forward():
        with torch.no_grad():
            return [model(part) for part in x.split(options.chunk)]

    def step():
        optimiser.zero_grad()
        for part, labels in zip(x.split(options.chunk), y.split(options.chunk)):
            (loss(model(part)[:, 0], labels) / options.maps).backward()
        optimiser.step()

    result = vars(options) | {
        "torch": torch.__version__,
        "parameters": sum(p.numel() for p in model.parameters()),
        "seconds": timed(forward if options.task == "forward" else step, options.rounds),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
