// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics
public import Timing

/// What `assay bench` measures of the study: a training step of the network and its answers.
///
/// A step is the mean loss of a batch, its gradient, a step of Adam and the running moments. The
/// reference is in double precision by separate layers; "layers" are the same in single precision,
/// "single" the blocks that the study trains. All begin with the same weights and images.
///
/// Peer: the same network in PyTorch, Reference/point-source-fraction/peer_torch.py.
public enum FractionWorkloads {
  /// All workloads, with one thread and with more, up to `threads`.
  ///
  /// - Parameter images: of a batch.
  /// - Throws: `badValue` for a number of threads or images that cannot be.
  public static func all(threads: Int, images: Int = 64) throws(AssayError) -> [Workload] {
    for (name, number, least) in [("threads", threads, 1), ("images of a batch", images, 2)]
    where number < least {
      throw .badValue(name: name, found: "\(number)", accepted: "at least \(least)")
    }
    return [
      try FractionCase(step: true, images: images, threads: threads).workload(),
      try FractionCase(step: false, images: images, threads: threads).workload(),
    ]
  }
}
