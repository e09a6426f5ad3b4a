// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// The energy counters of the processor packages (RAPL: running average power limit).
///
/// They count all that the packages draw: other programs and idling cores are in the number. A
/// counter rises in steps of about a millisecond and begins again at 0 after
/// `max_energy_range_uj`, which ``joules(from:to:)`` allows for.
public struct EnergyCounter: Sendable {
  /// One reading: microjoules of each package.
  public struct Reading: Sendable, Equatable {
    public var microjoules: [UInt64]

    public init(microjoules: [UInt64]) { self.microjoules = microjoules }
  }

  private let files: [String]
  private let ranges: [UInt64]
  /// Names of the packages, such as "package-0".
  public let packages: [String]
  /// Why nothing is measured; nil where there is a counter.
  public let reason: String?

  /// - Parameter root: where Linux shows the counters.
  public init(root: String = "/sys/class/powercap") {
    var (files, ranges, packages) = ([String](), [UInt64](), [String]())
    var unread: String?
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted()
    // "intel-rapl:0" is a package; "intel-rapl:0:1" a part of it, which would count twice. AMD's
    // driver uses the same names.
    for name in names where name.hasPrefix("intel-rapl:") && name.count(where: { $0 == ":" }) == 1 {
      let folder = "\(root)/\(name)"
      let text = Self.text("\(folder)/name") ?? name
      guard text.hasPrefix("package") else { continue }
      guard Self.number("\(folder)/energy_uj") != nil else {
        unread = "\(folder)/energy_uj cannot be read"
        continue
      }
      files.append("\(folder)/energy_uj")
      ranges.append(Self.number("\(folder)/max_energy_range_uj") ?? 0)
      packages.append(text)
    }
    // A part of the packages would pass for the whole.
    let usable = !files.isEmpty && unread == nil
    (self.files, self.ranges, self.packages) = usable ? (files, ranges, packages) : ([], [], [])
    reason = usable ? nil : unread ?? "no RAPL counter under \(root)"
  }

  /// Nil where there is no counter or it has gone.
  public func read() -> Reading? {
    guard reason == nil else { return nil }
    var values: [UInt64] = []
    for file in files {
      guard let value = Self.number(file) else { return nil }
      values.append(value)
    }
    return Reading(microjoules: values)
  }

  /// Energy between two readings [J], one wrap of each counter allowed; nil where the counter fell
  /// and its range is not known.
  public func joules(from start: Reading, to end: Reading) -> Double? {
    guard start.microjoules.count == ranges.count, end.microjoules.count == ranges.count else {
      return nil
    }
    var total = 0.0
    for (i, range) in ranges.enumerated() {
      let (first, last) = (start.microjoules[i], end.microjoules[i])
      if last >= first {
        total += Double(last - first)
      } else {
        guard range >= first else { return nil }
        total += Double(range - first) + Double(last)
      }
    }
    return total * 1e-6
  }

  private static func text(_ path: String) -> String? {
    (try? String(contentsOfFile: path, encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func number(_ path: String) -> UInt64? { text(path).flatMap { UInt64($0) } }
}
