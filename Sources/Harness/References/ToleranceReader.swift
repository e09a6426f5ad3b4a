// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// Reads a tolerance with its allowance.
enum ToleranceReader {
  static func read(
    _ value: YAMLValue, _ comparison: Comparison.Kind
  ) throws(AssayError) -> Tolerance {
    let fields = try YAMLMapping(
      value, "a tolerance", required: ["kind", "bound"], optional: ["quantile", "allowance"])
    let kind = try fields["kind"].choice("kind of tolerance", of: Tolerance.Kind.self)
    let bound = try self.bound(fields["bound"], kind, comparison)
    let quantile = try fields[optional: "quantile"].map { value throws(AssayError) in
      guard kind == .equivalence || kind == .combined else {
        throw value.refusal(
          "a quantile in \(kind.rawValue)", accepted: "one in equivalence or combined only")
      }
      return try value.positive("quantile")
    }
    let allowance = try fields[optional: "allowance"].map { value throws(AssayError) in
      try self.allowance(value, bound: bound, kind: kind)
    }
    return Tolerance(kind, bound, quantile: quantile, allowance: allowance)
  }

  private static func bound(
    _ value: YAMLValue, _ kind: Tolerance.Kind, _ comparison: Comparison.Kind
  ) throws(AssayError) -> Double {
    // A double holds 17 digits.
    if kind == .printed { return Double(try value.integer("bound, in digits,", in: 1...17)) }
    // An order has no width.
    if comparison == .ordering, try value.number("bound") == 0 { return 0 }
    return try value.positive("bound")
  }

  private static func allowance(
    _ value: YAMLValue, bound: Double, kind: Tolerance.Kind
  ) throws(AssayError) -> Tolerance.Allowance {
    let fields = try YAMLMapping(
      value, "an allowance", required: ["bound", "reason"], optional: ["at-most", "rows"])
    let wider = try fields["bound"].positive("bound")
    // Fewer digits are the wider tolerance.
    guard kind == .printed ? wider < bound : wider > bound else {
      throw fields["bound"].refusal(
        "an allowance of \(wider)", accepted: "one wider than the bound, \(bound)")
    }
    let rows = try RowsReader.read(fields[optional: "rows"])
    let atMost = try fields[optional: "at-most"].map { value throws(AssayError) in
      try value.integer("at-most", in: 1...(.max))
    }
    // Else the allowance would be the tolerance.
    guard atMost != nil || !rows.isEmpty else {
      throw value.refusal("an allowance for any row", accepted: "at-most, rows, or both")
    }
    return .init(
      bound: wider, atMost: atMost, rows: rows, reason: try fields["reason"].text("reason"))
  }
}

/// Reads a selection of rows: axis names to the keys accepted.
enum RowsReader {
  static func read(_ value: YAMLValue?) throws(AssayError) -> [String: [Key]] {
    guard let value else { return [:] }
    var rows: [String: [Key]] = [:]
    for entry in try value.entries("rows") {
      var keys: [Key] = []
      for key in try entry.value.list("keys of '\(entry.key)'", emptyAllowed: false) {
        keys.append(try KeyReader.plain(key))
      }
      rows[entry.key] = keys
    }
    return rows
  }
}
