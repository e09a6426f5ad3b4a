// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
public import Numerics
private import Synchronization

/// The device of a run, which one task has at a time.
///
/// So the memory at hand, which decides how batches are cut, does not depend on the threads, and
/// neither does the answer. It may be another than the CPU's: journals of a run, and shards that are
/// merged, must name the same device.
public final class RunDevice: Sendable, Equatable {
  /// Backend and name, such as "cuda NVIDIA H200".
  public let name: String
  /// Whether the CPU may go on with what the device has begun, where the device is lost.
  public let cpuMayGoOn: Bool
  /// Cores of the run: for the task that has the device, while others wait for it.
  public let threads: Int
  private let device: Device?
  private let cancellation: Cancellation?
  /// The sentence on the loss of the device; held by the task that works on it.
  private let loss = Mutex<String?>(nil)

  /// - Parameter cancellation: of the run; tasks that wait for the device do not begin then.
  public init(
    _ device: Device, cpuMayGoOn: Bool = false, threads: Int, cancellation: Cancellation? = nil
  ) {
    name = "\(device.info.backend.rawValue) \(device.info.name)"
    (self.device, self.cpuMayGoOn, self.threads) = (device, cpuMayGoOn, threads)
    self.cancellation = cancellation
  }

  /// That of a run made elsewhere: work goes to the CPU.
  init(named name: String) {
    (self.name, cpuMayGoOn, threads, device, cancellation) = (name, false, 1, nil, nil)
  }

  public static func == (a: RunDevice, b: RunDevice) -> Bool {
    a.name == b.name && a.cpuMayGoOn == b.cpuMayGoOn && a.threads == b.threads
  }

  /// Does work on the device once no other task is there; nil is the CPU, to which work goes that
  /// was under way when the device was lost, and all work after it, if the CPU may go on.
  ///
  /// Throws `deviceLost` if it may not, `interrupted` where the run was cancelled before the work
  /// began, and what the work throws.
  public func run<Answer: Sendable>(
    _ work: (Device?) throws(AssayError) -> Answer
  ) throws(AssayError) -> Answer {
    guard let device else { return try work(nil) }
    let done = try loss.withLock { (loss) throws(AssayError) -> Answer? in
      if cancellation?.isCancelled ?? false {
        throw .interrupted(remedy: "finished tasks are kept; go on with --resume")
      }
      guard loss == nil else { return nil }
      do throws(AssayError) {
        return try work(device)
      } catch {
        guard case .deviceLost(let sentence) = error else { throw error }
        guard cpuMayGoOn else {
          throw .deviceLost("\(sentence); go on with --resume, or with --if-lost cpu as well")
        }
        loss = sentence
        return nil
      }
    }
    if let done { return done }
    return try work(nil)
  }

  /// What happened on the way that a user should know: batches that were halved, a device lost.
  public var notes: [String] {
    (device?.notes ?? []) + (loss.withLock { $0 }.map { ["\($0); went on with the CPU"] } ?? [])
  }
}
