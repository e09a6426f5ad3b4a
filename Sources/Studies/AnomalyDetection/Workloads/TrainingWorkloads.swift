// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics
public import Timing

/// What `assay bench` measures of the detectors' networks: training steps.
///
/// Events are 24 independent standard normal numbers; a step is the mean loss of a batch, its gradient
/// and a step of Adam. The reference is in double precision, the others in single, by the kernels and
/// by OpenBLAS.
///
/// Peer: the same networks in PyTorch, Reference/anomaly-detection/peer_torch.py.
public enum TrainingWorkloads {
  /// All workloads, with one thread and with more, up to `threads`.
  ///
  /// - Parameter events: of a batch.
  /// - Throws: `badValue` for a number of threads or events that cannot be.
  public static func all(threads: Int, events: Int = 512) throws(AssayError) -> [Workload] {
    for (name, number) in [("threads", threads), ("events of a batch", events)] where number < 1 {
      throw .badValue(name: name, found: "\(number)", accepted: "at least 1")
    }
    var workloads: [Workload] = []
    for network in TimedNetwork.allCases {
      workloads.append(
        try TrainingCase(network: network, events: events, threads: threads).workload())
    }
    return workloads
  }
}
