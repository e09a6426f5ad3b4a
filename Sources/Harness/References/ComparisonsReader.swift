// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

/// What `comparisons.yaml` holds.
struct ComparisonsFile {
  var comparisons: [ComparisonEntry] = []
  var claims: [Claim] = []
  var notes: [String] = []
}

/// A comparison and the lines it was read from, for refusals by the checks that follow.
struct ComparisonEntry {
  var comparison: Comparison
  var fields: YAMLMapping
  /// Where each pair stands.
  var pairs: [YAMLMapping]
  /// Data sets named for the reader of the file; which task needs which is the study's to say.
  var needs: [(id: String, value: YAMLValue)]
}

/// Reads `comparisons.yaml`: what is held against what, within which tolerance and why.
struct ComparisonsReader {
  let problems: Problems
  let study: String

  func read(_ source: YAMLSource) -> ComparisonsFile {
    var file = ComparisonsFile()
    problems.attempt { () throws(AssayError) in
      let top = try YAMLMapping(
        source.document(), "comparisons.yaml", required: ["format", "study", "comparisons"],
        optional: ["claims", "notes"])
      problems.attempt { () throws(AssayError) in try FileHeader.check(top, study: study) }
      for item in try top["comparisons"].list("comparisons") {
        if let entry = problems.attempt({ () throws(AssayError) in try comparison(item) }) {
          file.comparisons.append(entry)
        }
      }
      problems.checkUnique(
        file.comparisons.map { ($0.comparison.id, $0.fields["id"]) }, "comparison")
      file.claims =
        try top[optional: "claims"].map { value throws(AssayError) in
          try claims(value)
        } ?? []
      for note in try top[optional: "notes"].map({ v throws(AssayError) in try v.list("notes") })
        ?? []
      {
        file.notes.append(try note.text("a note"))
      }
    }
    return file
  }

  private func claims(_ value: YAMLValue) throws(AssayError) -> [Claim] {
    var claims: [Claim] = []
    var ids: [(String, YAMLValue)] = []
    for item in try value.list("claims") {
      problems.attempt { () throws(AssayError) in
        let fields = try YAMLMapping(
          item, "a claim", required: ["id", "text", "source", "because"])
        let claim = Claim(
          id: try Identifier.hyphenated(fields["id"], "id of a claim"),
          text: try fields["text"].text("text"), source: try fields["source"].text("source"),
          because: try fields["because"].text("because"))
        claims.append(claim)
        ids.append((claim.id, item))
      }
    }
    problems.checkUnique(ids, "claim")
    return claims
  }

  private static let required = ["id", "title", "pairs", "reason", "tier", "evidence", "source"]
  private static let optional = ["table", "rows", "kind", "tolerance", "known", "needs", "errors"]

  private func comparison(_ value: YAMLValue) throws(AssayError) -> ComparisonEntry {
    let fields = try YAMLMapping(
      value, "a comparison", required: Self.required, optional: Self.optional)
    let kind =
      try fields[optional: "kind"].map { value throws(AssayError) in
        try value.choice("kind", of: Comparison.Kind.self)
      } ?? .table
    let pairs = try self.pairs(fields["pairs"], kind: kind)
    let comparison = Comparison(
      id: try Identifier.hyphenated(fields["id"], "id of a comparison"),
      title: try fields["title"].text("title"), table: try table(fields, kind: kind),
      pairs: pairs.map(\.pair), rows: try RowsReader.read(fields[optional: "rows"]), kind: kind,
      tolerance: try tolerance(fields, kind: kind), reason: try reason(fields["reason"]),
      tier: try fields["tier"].choice("tier", of: Tier.self),
      evidence: try fields["evidence"].choice("evidence", of: Comparison.Evidence.self),
      source: try fields["source"].text("source"),
      known: try fields[optional: "known"].map { value throws(AssayError) in try known(value) },
      errors: try errors(fields[optional: "errors"], kind: kind))
    var needs: [(String, YAMLValue)] = []
    if let list = fields[optional: "needs"] {
      for item in try list.list("needs") { needs.append((try item.text("a data set"), item)) }
    }
    return ComparisonEntry(
      comparison: comparison, fields: fields, pairs: pairs.map(\.fields), needs: needs)
  }

  /// In an ordering a column is no more than a label.
  private func pairs(
    _ value: YAMLValue, kind: Comparison.Kind
  ) throws(AssayError) -> [(pair: Comparison.Pair, fields: YAMLMapping)] {
    var pairs: [(pair: Comparison.Pair, fields: YAMLMapping)] = []
    for item in try value.list("pairs", emptyAllowed: false) {
      let fields = try YAMLMapping(
        item, "a pair", required: kind == .ordering ? ["observable"] : ["column", "observable"],
        optional: kind == .ordering ? ["column"] : [])
      let pair = Comparison.Pair(
        column: try fields[optional: "column"].map { v throws(AssayError) in try v.text("column") }
          ?? "",
        observable: try Identifier.observable(fields["observable"]))
      guard !pairs.contains(where: { $0.pair == pair }) else {
        throw item.refusal("the pair of '\(pair.observable)' twice", accepted: "each pair once")
      }
      pairs.append((pair, fields))
    }
    guard kind != .ordering || pairs.count > 1 else {
      throw value.refusal("one observable in an ordering", accepted: "two or more")
    }
    return pairs
  }

  private func table(_ fields: YAMLMapping, kind: Comparison.Kind) throws(AssayError) -> String? {
    switch (fields[optional: "table"], kind) {
    case (nil, .ordering): return nil
    case (let value?, .ordering):
      throw value.refusal("a table in an ordering", accepted: "observables only")
    case (let value?, _): return try value.text("table")
    case (nil, _):
      throw fields.value.refusal(
        "no key 'table' in a comparison", accepted: "the name of a table, or kind: ordering")
    }
  }

  /// An ordering without a tolerance gets absolute, 0: it must hold strictly.
  private func tolerance(
    _ fields: YAMLMapping, kind: Comparison.Kind
  ) throws(AssayError) -> Tolerance {
    if let value = fields[optional: "tolerance"] { return try ToleranceReader.read(value, kind) }
    guard kind == .ordering else {
      throw fields.value.refusal(
        "no key 'tolerance' in a comparison", accepted: "a tolerance with kind and bound")
    }
    return Tolerance(.absolute, 0)
  }

  private func reason(_ value: YAMLValue) throws(AssayError) -> Reason {
    let fields = try YAMLMapping(value, "a reason", required: ["kind", "text"])
    return Reason(
      try fields["kind"].choice("kind of reason", of: Reason.Kind.self),
      try fields["text"].text("text"))
  }

  private func errors(
    _ value: YAMLValue?, kind: Comparison.Kind
  ) throws(AssayError) -> Comparison.Errors? {
    guard let value else { return nil }
    let errors = try value.choice("errors", of: Comparison.Errors.self)
    guard errors == .independent || kind == .table || kind == .curve else {
      throw value.refusal(
        "correlated errors with kind \(kind.rawValue)", accepted: "kind table or curve")
    }
    return errors
  }

  private func known(_ value: YAMLValue) throws(AssayError) -> KnownDifference {
    let fields = try YAMLMapping(
      value, "a known difference", required: ["rows", "explanation"])
    return KnownDifference(
      rows: try RowsReader.read(fields["rows"]),
      explanation: try fields["explanation"].text("explanation"))
  }
}
