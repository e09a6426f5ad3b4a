// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation

/// A level of the data caches.
public struct CacheLevel: Codable, Sendable, Equatable {
  public var level: Int
  public var bytes: Int
  /// Logical cores that share one such cache.
  public var sharedBy: Int

  public init(level: Int, bytes: Int, sharedBy: Int) {
    (self.level, self.bytes, self.sharedBy) = (level, bytes, sharedBy)
  }
}

extension HostProbe {
  /// Data and unified caches of the first core, smallest level first; empty where the system does
  /// not tell.
  ///
  /// - Parameter root: where Linux describes them; each `index*` folder holds one cache.
  public static func caches(
    root: String = "/sys/devices/system/cpu/cpu0/cache"
  ) -> [CacheLevel] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    let levels = names.filter { $0.hasPrefix("index") }.compactMap { name -> CacheLevel? in
      let field = { (key: String) in
        (try? String(contentsOfFile: "\(root)/\(name)/\(key)", encoding: .utf8))?
          .trimmingCharacters(in: .whitespacesAndNewlines)
      }
      guard let type = field("type"), type == "Data" || type == "Unified",
        let level = field("level").flatMap({ Int($0) }), let bytes = field("size").flatMap(size)
      else { return nil }
      let shared = field("shared_cpu_list").flatMap(cores)
      return CacheLevel(level: level, bytes: bytes, sharedBy: shared ?? 1)
    }
    return levels.sorted { $0.level < $1.level }
  }

  /// "48K", "32M" or "512" in bytes.
  static func size(_ text: String) -> Int? {
    let factors: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    guard let last = text.last else { return nil }
    guard let factor = factors[last] else { return positive(text) }
    return positive(String(text.dropLast())).flatMap {
      let (bytes, overflow) = $0.multipliedReportingOverflow(by: factor)
      return overflow ? nil : bytes
    }
  }

  /// How many cores a list such as "0-3,8" names.
  static func cores(_ text: String) -> Int? {
    var count = 0
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-").map { Int($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
        first >= 0, last >= first, last < 1 << 20
      else { return nil }
      count += last - first + 1
    }
    return count > 0 ? count : nil
  }

  private static func positive(_ text: String) -> Int? { Int(text).flatMap { $0 > 0 ? $0 : nil } }
}
