// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware
internal import Learning
internal import Numerics
internal import Timing

/// A network, what is done with it, and to what maps.
struct NetworkCase: Sendable {
  enum Task: String, Sendable { case forward, step }

  var network: SphereNetwork
  var task: Task
  /// Of a map; nil for dense maps.
  var events: Int?
  /// Of a run.
  var maps: Int
  /// Most threads of a variant.
  var threads: Int
  var seed: UInt64
  /// Accelerators that have a variant each.
  var devices: [Device] = []
  /// Of a size for accelerators: the reference is the direct tower with all threads, because the
  /// chain in double precision would take a minute, and there are no others on the CPU.
  var isLarge = false

  init(
    _ network: SphereNetwork, _ task: Task, events: Int?, maps: Int, threads: Int, seed: UInt64 = 1
  ) {
    (self.network, self.task, self.events) = (network, task, events)
    (self.maps, self.threads, self.seed) = (maps, threads, seed)
  }

  var id: String {
    "\(network.rawValue)-\(task.rawValue)-" + (events.map { "\($0)-events" } ?? "dense")
      + (isLarge ? "-large" : "")
  }

  func workload() throws(AssayError) -> Workload {
    let direct = try network.direct(seed: seed)
    let samples = samples(of: Float.self)
    let numbers = stepNumbers(direct)
    return Workload(
      study: UHECRAnisotropyStudy.card.id, id: id, title: title, item: "map", items: Double(maps),
      flopsPerItem: try flops(direct, samples), bytesPerItem: try bytes(direct, samples),
      workingSet: 4 * (2 * Double(mapNumbers) + 4 * Double(direct.weights.count)),
      variants: try variants(direct, samples, numbers)
        + deviceVariants(direct.weights, samples, numbers),
      sized: isLarge ? nil : sized,
      // From about one map a lane.
      sizes: [0.25, 0.5, 1])
  }

  @Sendable private func sized(_ factor: Double) throws(AssayError) -> Workload {
    var other = self
    other.maps = max(1, Int((Double(maps) * factor).rounded()))
    return try other.workload()
  }

  private var title: String {
    let kind = network == .binned ? "network of 15 energy bins" : "network of one map"
    let work = task == .forward ? "Outputs of the" : "Training step of the"
    return "\(work) \(kind), " + (events.map { "\($0) events a map" } ?? "dense maps")
      + (isLarge ? ", batches of \(maps)" : "")
  }
}
