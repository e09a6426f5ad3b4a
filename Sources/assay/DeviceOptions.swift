// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Hardware
import Numerics

/// Where a solver works.
struct DeviceOptions: ParsableArguments {
  enum IfLost: String, ExpressibleByArgument, CaseIterable { case stop, cpu }

  @Option(
    name: .long,
    help: ArgumentHelp(
      "cpu, or a device of `assay devices`; the answer is the same, but for the weights of a "
        + "training.", valueName: "id"))
  var device = "cpu"
  @Option(
    name: .customLong("if-lost"),
    help: "What to do when the device is lost: stop, or go on with the cpu.")
  var ifLost = IfLost.stop

  /// Whether the CPU may go on with what a device has begun.
  var cpuMayGoOn: Bool { ifLost == .cpu }

  /// The device asked for, nil for the CPU.
  /// - Throws: `usage` for a device that is not there.
  func chosen() throws(AssayError) -> Device? {
    guard device != "cpu" else { return nil }
    do throws(DeviceError) {
      return try DeviceInventory.current.device(named: device)
    } catch {
      throw AssayError(error)
    }
  }

  /// Does work on the device asked for, nil for the CPU.
  ///
  /// Where the device is lost and it was told so, the work goes on with the CPU: what was kept on the
  /// way stays. The work itself may look at ``cpuMayGoOn``.
  /// - Throws: `usage` for a device that is not there; what the work throws.
  func run<Answer>(
    _ work: (Device?) throws(AssayError) -> Answer
  ) throws(AssayError) -> Answer {
    guard let chosen = try chosen() else { return try work(nil) }
    defer { for note in chosen.notes { Terminal.complain("assay: \(note)") } }
    do throws(AssayError) {
      return try work(chosen)
    } catch {
      guard case .deviceLost(let sentence) = error else { throw error }
      switch ifLost {
      case .stop:
        throw .deviceLost("\(sentence); give the command again, or with --if-lost cpu")
      case .cpu:
        Terminal.complain("assay: \(sentence); going on with the CPU")
        return try work(nil)
      }
    }
  }
}
