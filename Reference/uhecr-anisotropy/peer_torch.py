# SPDX-License-Identifier: GPL-3.0-or-later
"""Times the networks of this study in PyTorch: gather through the table of neighbours, one matrix
product, the maximum over the four children, ReLU (which commutes with the maximum); dense layers;
Adadelta. The layers are those of arXiv:1912.00625 (one map) and of its successor with energy bins.

    python3 peer_torch.py --network binned --maps 16
    python3 peer_torch.py --network single --maps 100 --events 50 --threads 2
    python3 peer_torch.py --network binned --maps 256 --events 50 --device cuda

A run is a forward pass or a training step of all maps. Maps are worked on `--chunk` at a time and
their gradients added up: on a CPU eight are quickest, as what a layer leaves is then still in the
cache; on a GPU all at once.
Prints one line of JSON: seconds of each run, of the clock and of all processors together.

On a GPU a run is what `assay bench` times there: the maps go in, dense ones whole and others as
their events; weights and Adadelta's memory stay there; a forward pass brings the outputs back, a
step the loss and the first 16 numbers of the last gradient on the way back. The clock is read when
the GPU has done all that it was given. Products are of single precision, without TF32.
This part was run with no GPU so far: only its refusals were.
Needs numpy, healpy and torch."""
import argparse
import json
import sys
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


def draw(maps, channels, events, generator):
    """Cells of so many events a map, anywhere; 0 events: normal numbers in all cells."""
    if events == 0:
        return torch.randn(maps, CELLS, channels, generator=generator)
    return torch.randint(0, CELLS * channels, (maps, events), generator=generator)


def counts(drawn, channels, events):
    """Maps of what was drawn, where that is."""
    if events == 0:
        return drawn
    x = torch.zeros(len(drawn), CELLS * channels, device=drawn.device)
    x.scatter_add_(1, drawn, torch.ones(drawn.shape, device=drawn.device))
    return x.reshape(len(drawn), CELLS, channels)


def chosen(name):
    """The device of this name: cpu, or a GPU that PyTorch sees."""
    try:
        device = torch.device(name)
    except RuntimeError:
        device = None
    if device is None or device.type not in ("cpu", "cuda"):
        sys.exit(f"peer_torch: --device: found {name}; accepted: cpu, cuda, cuda:0, cuda:1 ...")
    if device.type == "cpu":
        return device
    present = torch.cuda.device_count() if torch.cuda.is_available() else 0
    if present == 0:
        sys.exit(f"peer_torch: --device: found {name}, but PyTorch {torch.__version__} sees no GPU "
                 "of CUDA; accepted: cpu")
    if (device.index or 0) >= present:
        sys.exit(f"peer_torch: --device: found {name}; accepted: cpu, cuda:0 to cuda:{present - 1}")
    return torch.device("cuda", device.index or 0)


def timed(action, rounds, device):
    """Clock and processor seconds of each run, after one that is not counted; on a GPU three, in
    which its libraries choose their kernels and memory is put aside."""
    on_gpu = device.type == "cuda"
    for _ in range(3 if on_gpu else 1):
        action()
    seconds = []
    for _ in range(rounds):
        if on_gpu:
            torch.cuda.synchronize(device)
        start = time.perf_counter(), time.process_time()
        action()
        if on_gpu:
            torch.cuda.synchronize(device)
        seconds.append([time.perf_counter() - start[0], time.process_time() - start[1]])
    return seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--network", choices=["binned", "single"], default="binned")
    parser.add_argument("--task", choices=["forward", "step"], default="step")
    parser.add_argument("--maps", type=int, default=16, help="of a run")
    parser.add_argument("--events", type=int, default=0, help="of a map; 0: dense maps")
    parser.add_argument("--chunk", type=int, help="maps at a time (default: 8; on a GPU all)")
    parser.add_argument("--device", default="cpu", help="cpu, cuda or cuda:N")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    chunk = 8 if options.chunk is None else options.chunk
    if min(options.maps, chunk, options.threads, options.rounds) < 1 or options.events < 0:
        parser.error("maps, chunk, threads and rounds are 1 or more, events 0 or more")
    device = chosen(options.device)
    on_gpu = device.type == "cuda"
    if on_gpu and options.chunk is None:
        chunk = options.maps
    options.chunk = chunk
    torch.set_float32_matmul_precision("highest")  # no TF32
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    model, channels = network(options.network)
    model.to(device)
    optimiser = torch.optim.Adadelta(model.parameters(), lr=1, rho=0.95, eps=1e-7)
    loss = torch.nn.BCEWithLogitsLoss(reduction="sum")
    drawn = draw(options.maps, channels, options.events, torch.Generator().manual_seed(2))
    labels = (torch.arange(options.maps) % 2).float()
    # On a CPU the maps are there before the clock starts, as those of the direct tower are.
    ready = None if on_gpu else counts(drawn, channels, options.events)

    def maps():
        x = counts(drawn.to(device), channels, options.events) if on_gpu else ready
        return x.split(chunk)

    def forward():
        with torch.no_grad():
            outputs = [model(part) for part in maps()]
        return torch.cat(outputs).cpu() if on_gpu else outputs

    def step():
        optimiser.zero_grad()
        total = torch.zeros((), device=device)
        for part, wanted in zip(maps(), labels.to(device).split(chunk)):
            mean = loss(model(part)[:, 0], wanted) / options.maps
            mean.backward()
            total += mean.detach()
        optimiser.step()
        if on_gpu:
            return total.item(), model[0].kernel.grad.reshape(-1)[:16].cpu()
        return total

    result = vars(options) | {
        "torch": torch.__version__,
        "gpu": torch.cuda.get_device_name(device) if on_gpu else None,
        "parameters": sum(p.numel() for p in model.parameters()),
        "seconds": timed(forward if options.task == "forward" else step, options.rounds, device),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
