// SPDX-License-Identifier: GPL-3.0-or-later

/// What one stretch of equal runs took, all of them together.
public struct Sample: Codable, Sendable, Equatable {
  /// Runs in the stretch.
  public var repeats: Int
  /// Seconds: of the wall, of the thread that asked, of all threads of the process.
  public var wall: Double
  public var thread: Double
  public var process: Double
  /// Energy of the processor packages [J], where a counter exists.
  public var joules: Double?

  public init(
    repeats: Int, wall: Double, thread: Double, process: Double, joules: Double? = nil
  ) {
    (self.repeats, self.wall, self.thread) = (repeats, wall, thread)
    (self.process, self.joules) = (process, joules)
  }

  /// Seconds of one run.
  public func seconds(_ kind: TimeKind) -> Double {
    (kind == .wall ? wall : process) / Double(repeats)
  }
}

/// Which clock a row is judged by.
///
/// A variant of one thread is judged by the CPU time of the whole process: what other programs take
/// does not count, and a library that starts threads of its own is charged for all of them. More
/// threads are there to shorten the wall time, so that is their clock; it is that of a variant on an
/// accelerator too, whose work no clock of this process counts.
public enum TimeKind: String, Codable, Sendable, CaseIterable {
  case cpu, wall

  public init(threads: Int, device: String? = nil) {
    self = threads > 1 || device != nil ? .wall : .cpu
  }
}

/// A variant and the reference, one after the other on the same machine.
public struct SamplePair: Codable, Sendable, Equatable {
  public var round: Int
  /// Place among all pairs of the workload, in the order they were run.
  public var place: Int
  public var referenceFirst: Bool
  public var variant: Sample
  public var reference: Sample

  public init(
    round: Int, place: Int, referenceFirst: Bool, variant: Sample, reference: Sample
  ) {
    (self.round, self.place, self.referenceFirst) = (round, place, referenceFirst)
    (self.variant, self.reference) = (variant, reference)
  }

  /// ln(t_reference/t_variant): positive where the variant is faster.
  public func logGain(_ kind: TimeKind) -> Double {
    SamplePair.log(reference.seconds(kind) / variant.seconds(kind))
  }
}
