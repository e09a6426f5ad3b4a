// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
public import Numerics
public import Timing

/// What `assay bench` measures of the networks: forward passes and training steps.
///
/// Maps are dense, uniform numbers of variance 1 in all cells, or hold 50 events anywhere, the
/// smallest sample of Table 1; labels alternate, and weights are as they were drawn. A training step
/// is the mean loss of a batch, its gradient and a step of Adadelta. The reference is the chain of
/// gathers, matrix products and pools in double precision; the others are the same in single
/// precision, by two libraries, and the direct tower of the study's own results. On accelerators the
/// whole step is done there: maps go in, and the loss and the first of the gradient come out. Results
/// are held against the reference as ``StepNumbers`` says.
///
/// Peer: the same networks in PyTorch, Reference/uhecr-anisotropy/peer_torch.py.
public enum NetworkWorkloads {
  /// All workloads, with one thread and with more, up to `threads`.
  ///
  /// - Parameter maps: of a run, instead of as many as a run of the reference does in a second.
  /// - Parameter devices: accelerators, a variant for each.
  /// - Parameter batch: maps of a step of the workload for accelerators alone, which is there where
  ///   one of them is not a CPU behind OpenCL; the program of the study's authors has 256.
  /// - Throws: `badValue` for a number of threads or maps that cannot be.
  public static func all(
    threads: Int, maps: Int? = nil, devices: [Device] = [], batch: Int = 256
  ) throws(AssayError) -> [Workload] {
    guard threads >= 1 else {
      throw .badValue(name: "threads", found: "\(threads)", accepted: "at least 1")
    }
    if let maps, maps < 1 {
      throw .badValue(name: "maps of a run", found: "\(maps)", accepted: "at least 1")
    }
    let cases = [
      NetworkCase(.binned, .forward, events: nil, maps: maps ?? 32, threads: threads),
      NetworkCase(.binned, .forward, events: 50, maps: maps ?? 32, threads: threads),
      NetworkCase(.binned, .step, events: nil, maps: maps ?? 16, threads: threads),
      NetworkCase(.binned, .step, events: 50, maps: maps ?? 32, threads: threads),
      NetworkCase(.single, .step, events: nil, maps: maps ?? 100, threads: threads),
      NetworkCase(.single, .step, events: 50, maps: maps ?? 100, threads: threads),
    ]
    var workloads: [Workload] = []
    for var one in cases {
      one.devices = devices
      workloads.append(try one.workload())
    }
    let accelerators = devices.filter { !$0.info.isProcessor }
    if !accelerators.isEmpty {
      workloads.append(try large(accelerators, threads: threads, batch: batch).workload())
    }
    return workloads
  }

  /// A training step of the larger network in batches that fill an accelerator. The maps are those of
  /// 50 events: dense ones would be 189 MB a step to bring there.
  static func large(_ devices: [Device], threads: Int, batch: Int) -> NetworkCase {
    var one = NetworkCase(.binned, .step, events: 50, maps: batch, threads: threads)
    (one.devices, one.isLarge) = (devices, true)
    return one
  }
}
