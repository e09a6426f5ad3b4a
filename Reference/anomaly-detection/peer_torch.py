# SPDX-License-Identifier: GPL-3.0-or-later
"""Times training steps of the detectors' networks in PyTorch: mean loss of a batch, gradient, Adam.

    python3 peer_torch.py --network spline-flow --threads 2

The networks are those of the workloads (Sources/Studies/AnomalyDetection/Workloads): an autoencoder
24-64-32-8-32-64-24 and a Deep SVDD network 24-64-64-32 without biases, both tanh; and two flows of
five autoregressive transforms with 64 and 64 hidden units, affine (arXiv:1705.07057) and by
rational-quadratic splines of 8 bins within +-4 (arXiv:1906.04032, section 3.1), the order of the
dimensions reversed from one to the next. Events are 24 standard normal numbers.
Prints one line of JSON: seconds of each run of `--steps` steps, of the clock and of all processors
together. With `--check` it writes the loss and the sum of |gradient| of fixed weights instead, for
a comparison with another program. Needs numpy and torch."""
import argparse
import json
import math
import time

import numpy
import torch

FEATURES = 24
HIDDEN = [64, 64]
TRANSFORMS = 5
BINS, BOUND, LEAST = 8, 4.0, 1e-3
SHIFT = math.log(math.expm1(1 - LEAST))
SCALE = 5.0  # of the affine transform's logarithm


class Masked(torch.nn.Linear):
    def __init__(self, before, after, last):
        super().__init__(len(before), len(after))
        a, b = torch.tensor(after)[:, None], torch.tensor(before)[None, :]
        self.register_buffer("mask", (a > b if last else a >= b).float())

    def forward(self, x):
        return torch.nn.functional.linear(x, self.weight * self.mask, self.bias)


class Conditioner(torch.nn.Module):
    def __init__(self, degrees, numbers):
        super().__init__()
        layers, before = [], degrees
        for units in HIDDEN:
            after = [1 + i % (FEATURES - 1) for i in range(units)]
            layers += [Masked(before, after, False), torch.nn.ReLU()]
            before = after
        layers.append(Masked(before, [d for d in degrees for _ in range(numbers)], True))
        self.layers, self.numbers = torch.nn.Sequential(*layers), numbers

    def forward(self, x):
        return self.layers(x).reshape(len(x), FEATURES, self.numbers)


def affine(x, numbers):
    scale = SCALE * torch.tanh(numbers[..., 1] / SCALE)
    return (x - numbers[..., 0]) * torch.exp(-scale), -scale.sum(1)


def knots(numbers):
    lengths = 2 * BOUND * (LEAST + (1 - LEAST * BINS) * torch.softmax(numbers, -1))
    edges = torch.nn.functional.pad(torch.cumsum(lengths, -1), (1, 0)) - BOUND
    return lengths, edges


def spline(x, numbers):
    widths, left = knots(numbers[..., :BINS])
    heights, bottom = knots(numbers[..., BINS:2 * BINS])
    slopes = LEAST + torch.nn.functional.softplus(numbers[..., 2 * BINS:] + SHIFT)
    slopes = torch.nn.functional.pad(slopes, (1, 1), value=1.0)
    inside = x.abs() < BOUND
    at = torch.where(inside, x, torch.zeros_like(x))
    bin = (at[..., None] >= left[..., 1:-1]).sum(-1, keepdim=True)
    pick = lambda table: table.gather(-1, bin)[..., 0]
    w, h, a, b = pick(widths), pick(heights), pick(slopes[..., :-1]), pick(slopes[..., 1:])
    s, xi = h / w, (at - pick(left[..., :-1])) / w
    t = xi * (1 - xi)
    below = s + (a + b - 2 * s) * t
    z = pick(bottom[..., :-1]) + h * (s * xi * xi + a * t) / below
    slope = s * s * (b * xi * xi + 2 * s * t + a * (1 - xi) ** 2) / (below * below)
    return torch.where(inside, z, x), torch.where(inside, torch.log(slope), torch.zeros_like(x)).sum(1)


class Flow(torch.nn.Module):
    def __init__(self, transform, numbers):
        super().__init__()
        degrees = list(range(1, FEATURES + 1))
        self.transform = transform
        self.conditioners = torch.nn.ModuleList(
            Conditioner(degrees if k % 2 == 0 else degrees[::-1], numbers) for k in range(TRANSFORMS))

    def forward(self, x):
        total = 0
        for conditioner in self.conditioners:
            x, part = self.transform(x, conditioner(x))
            total = total + part
        return x, total


def chain(units, bias):
    layers = []
    for before, after in zip(units, units[1:]):
        layers += [torch.nn.Linear(before, after, bias=bias), torch.nn.Tanh()]
    return torch.nn.Sequential(*layers[:-1])


def network(name):
    """The network, and its mean loss of a batch."""
    if name == "autoencoder":
        model = chain([FEATURES, 64, 32, 8, 32, 64, FEATURES], True)
        return model, lambda x: torch.nn.functional.mse_loss(model(x), x)
    if name == "deep-svdd":
        model = chain([FEATURES, 64, 64, 32], False)
        return model, lambda x: ((model(x) - 2) ** 2).mean()
    model = Flow(affine, 2) if name == "affine-flow" else Flow(spline, 3 * BINS - 1)

    def likelihood(x):
        z, total = model(x)
        return (0.5 * (z * z).sum(1) - total).mean() + 0.5 * FEATURES * math.log(2 * math.pi)

    return model, likelihood


def timed(action, rounds):
    """Clock and processor seconds of each run, after one that is not counted."""
    action()
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter(), time.process_time()
        action()
        seconds.append([time.perf_counter() - start[0], time.process_time() - start[1]])
    return seconds


def checked(model, loss):
    """Loss and sum of |gradient| where parameter i of the vector is 0.3 sin(i + 1), in the order layer
    by layer, kernel (input by input) before bias, and value j of event n is 1.5 sin(1 + 7 n + 3 j)."""
    model.double()
    at = 0
    for module in model.modules():
        if not isinstance(module, torch.nn.Linear):
            continue
        for name in ["weight", "bias"]:
            parameter = getattr(module, name)
            if parameter is None:
                continue
            values = 0.3 * numpy.sin(numpy.arange(at, at + parameter.numel()) + 1.0)
            shape = parameter.T.shape if name == "weight" else parameter.shape
            with torch.no_grad():
                values = torch.from_numpy(values.reshape(shape))
                parameter.copy_(values.T if name == "weight" else values)
            at += parameter.numel()
    for name, buffer in model.named_buffers():
        buffer.data = buffer.double()
    n, j = numpy.meshgrid(numpy.arange(5), numpy.arange(FEATURES), indexing="ij")
    value = loss(torch.from_numpy(1.5 * numpy.sin(1 + 7.0 * n + 3.0 * j)))
    value.backward()
    total = sum(p.grad.abs().sum().item() for p in model.parameters())
    return {"parameters": at, "loss": value.item(), "gradient": total}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    names = ["autoencoder", "deep-svdd", "affine-flow", "spline-flow"]
    parser.add_argument("--network", choices=names, default="autoencoder")
    parser.add_argument("--events", type=int, default=512, help="of a batch")
    parser.add_argument("--steps", type=int, default=20, help="of a run")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if min(options.events, options.steps, options.threads, options.rounds) < 1:
        parser.error("events, steps, threads and rounds are 1 or more")
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    model, loss = network(options.network)
    if options.check:
        print(json.dumps({"network": options.network} | checked(model, loss)))
        return
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-3)
    x = torch.randn(options.events, FEATURES, generator=torch.Generator().manual_seed(2))

    def run():
        for _ in range(options.steps):
            optimiser.zero_grad()
            loss(x).backward()
            optimiser.step()

    result = vars(options) | {
        "torch": torch.__version__,
        "parameters": sum(p.numel() for p in model.parameters()),
        "seconds": timed(run, options.rounds),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
