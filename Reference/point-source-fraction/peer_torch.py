# SPDX-License-Identifier: GPL-3.0-or-later
"""The network of the fraction of point sources in PyTorch: times its steps and answers.

    python3 peer_torch.py --images 64 --threads 1

Five blocks [convolution 3 x 3, batch normalisation, ReLU, maximum pool 2 x 2] of 32, 32, 64, 64, 128
channels on 32 x 32 pixels, dense 128 with ReLU, dense 2; a step is the mean Gaussian likelihood of a
batch, its gradient and a step of Adam. With `--no-bias` convolutions have no biases, which the
normalisation takes out again. Prints one line of JSON: parameters, and seconds of each run of `--steps`
steps and of as many answers, of the clock and of all processors together. Needs torch."""
import argparse
import json
import time

import torch


def network(bias):
    layers, before = [], 1
    for channels in [32, 32, 64, 64, 128]:
        layers += [
            torch.nn.Conv2d(before, channels, 3, padding=1, bias=bias),
            torch.nn.BatchNorm2d(channels), torch.nn.ReLU(), torch.nn.MaxPool2d(2)]
        before = channels
    return torch.nn.Sequential(
        *layers, torch.nn.Flatten(), torch.nn.Linear(128, 128), torch.nn.ReLU(), torch.nn.Linear(128, 2))


def likelihood(outputs, truths):
    mean, v = outputs[:, 0], outputs[:, 1].clamp(-12, 2)
    return (((truths - mean) ** 2 * torch.exp(-v) + v) / 2).mean()


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
    parser.add_argument("--images", type=int, default=64, help="of a batch")
    parser.add_argument("--steps", type=int, default=20, help="of a run")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-bias", action="store_true")
    options = parser.parse_args()
    if min(options.images - 1, options.steps, options.threads, options.rounds) < 1:
        parser.error("images are 2 or more, steps, threads and rounds 1 or more")
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    model = network(not options.no_bias)
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-3)
    generator = torch.Generator().manual_seed(2)
    images = torch.randn(options.images, 1, 32, 32, generator=generator)
    truths = torch.rand(options.images, generator=generator)

    def steps():
        model.train()
        for _ in range(options.steps):
            optimiser.zero_grad()
            likelihood(model(images), truths).backward()
            optimiser.step()

    def answers():
        model.eval()
        with torch.no_grad():
            for _ in range(options.steps):
                model(images)

    result = vars(options) | {
        "torch": torch.__version__,
        "parameters": sum(p.numel() for p in model.parameters()),
        "training-step": timed(steps, options.rounds),
        "answers": timed(answers, options.rounds),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
