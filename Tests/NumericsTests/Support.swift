// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Numerics

/// |a - b| relative to |b|; absolute where b is zero.
func deviation(_ a: Double, _ b: Double) -> Double {
  if a == b { return 0 }
  return b == 0 ? abs(a) : abs(a - b) / abs(b)
}

/// A folder that is removed at the end of `body`.
func withFolder<R>(_ body: (String) throws -> R) throws -> R {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("assay-test-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}

/// The sentence of the refusal that `body` throws; nil where it throws none.
func refusal(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch {
    return "\(error)"
  }
}
