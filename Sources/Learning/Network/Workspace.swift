// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics
private import Synchronization

/// Where the parts of a workspace stand, in bytes from its start.
struct WorkspacePlan<Element: Scalar>: Sendable {
  /// Samples.
  let capacity: Int
  private(set) var bytes = 0
  private(set) var input = 0
  /// For each layer; a view stands where the layer before does.
  private(set) var outputs: [Int] = []
  private(set) var caches: [Int] = []
  /// Two gradients by outputs, used in turn.
  private(set) var gradients: [Int] = []
  private(set) var scratch = 0
  let forGradients: Bool
  let layers: [any Layer<Element>]

  init(_ network: Network<Element>, capacity: Int, forGradients: Bool) {
    (self.capacity, self.forGradients) = (capacity, forGradients)
    layers = network.layers
    let stride = MemoryLayout<Element>.stride * capacity
    input = reserve(network.input.count * stride)
    for layer in network.layers {
      outputs.append(layer.isView ? outputs.last ?? input : reserve(layer.output.count * stride))
    }
    for layer in network.layers { caches.append(reserve(layer.cacheBytes * capacity)) }
    if forGradients {
      let largest = network.layers.map { max($0.input.count, $0.output.count) }.max() ?? 0
      gradients = [reserve(largest * stride), reserve(largest * stride)]
    }
    scratch = reserve(network.layers.map { $0.scratchBytes(samples: capacity) }.max() ?? 0)
  }

  private mutating func reserve(_ size: Int) -> Int {
    defer { bytes += (size + 63) / 64 * 64 }
    return bytes
  }
}

/// The memory of one pass of a network over a few samples: outputs, caches, gradients, scratch.
///
/// Used by one thread at a time; `WorkspacePool` hands it from one to the next, which is why it may
/// be sent, although its pointers cannot prove it.
final class Workspace<Element: Scalar>: @unchecked Sendable {
  let capacity: Int
  let input: UnsafeMutablePointer<Element>
  let outputs: [UnsafeMutablePointer<Element>]
  let caches: [UnsafeMutableRawPointer]
  let gradients: [UnsafeMutablePointer<Element>]
  let scratch: UnsafeMutableRawPointer
  /// Of each layer.
  let states: [AnyObject?]
  private let memory: UnsafeMutableRawPointer

  init(_ plan: WorkspacePlan<Element>) {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: plan.bytes + 64, alignment: 64)
    let elements = { (at: Int) in (memory + at).assumingMemoryBound(to: Element.self) }
    self.memory = memory
    capacity = plan.capacity
    input = elements(plan.input)
    outputs = plan.outputs.map(elements)
    caches = plan.caches.map { memory + $0 }
    gradients = plan.gradients.map(elements)
    scratch = memory + plan.scratch
    states = plan.layers.map {
      $0.makeState(samples: plan.capacity, forGradients: plan.forGradients)
    }
  }

  deinit { memory.deallocate() }
}

/// Workspaces that wait for their next use: allocating one anew would cost a page fault for every
/// four kilobytes.
final class WorkspacePool<Element: Scalar>: Sendable {
  private let plan: WorkspacePlan<Element>
  private let free = Mutex<[Workspace<Element>]>([])

  /// - Parameter capacity: samples of a pass; nil for as many as the network's shapes ask for.
  init(_ network: Network<Element>, forGradients: Bool, capacity: Int? = nil) {
    plan = WorkspacePlan(
      network, capacity: capacity ?? network.samplesPerPass, forGradients: forGradients)
  }

  func take() -> Workspace<Element> {
    free.withLock { $0.popLast() } ?? Workspace(plan)
  }

  func giveBack(_ space: Workspace<Element>) { free.withLock { $0.append(space) } }

  func with<R>(_ body: (Workspace<Element>) throws(AssayError) -> R) throws(AssayError) -> R {
    let space = take()
    defer { giveBack(space) }
    return try body(space)
  }
}
