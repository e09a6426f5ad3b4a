// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import Numerics
import Testing

@testable import Reporting

/// What is exported is read again by this program's own strict reader, bit for bit.
@Suite struct HEPDataExportTests {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  static let cc0 = PublishedLicence.known[0]

  /// Writes a study's submission as a reference folder and reads it.
  static func read(
    _ study: StudyRecord, of record: RunRecord, in place: String
  ) throws -> (HEPDataSubmission, ReferenceLibrary) {
    let submission = try HEPDataSubmission(study, of: record, licence: cc0, version: "0.1.0")
    let folder = "\(place)/\(study.card.id)"
    try WholeFolder.fill(folder, with: submission.files.map { ($0.name, $0.bytes) })
    try CrateFixture.write(
      "format: 1\nstudy: \(study.card.id)\ncomparisons: []\n", folder + "/comparisons.yaml")
    return (submission, try ReferenceLibrary.load(study: study.card.id, root: place))
  }

  /// Whether every column of the tables read holds the bits of its observable.
  static func check(_ submission: HEPDataSubmission, _ library: ReferenceLibrary) throws -> Int {
    var values = 0
    for table in submission.tables {
      let read = try library.table(table.name)
      #expect(read.location == table.location)
      #expect(read.dependent.count == table.columns.count)
      for (column, found) in zip(table.columns, read.dependent) {
        let observable = column.observable
        #expect(found.qualifiers["observable"] == observable.id)
        #expect(found.units == observable.units)
        #expect(found.cells.count == observable.values.count)
        for (estimate, cell) in zip(observable.values, found.cells) {
          values += 1
          guard estimate.value.isFinite else {
            #expect(cell.value == .missing)
            continue
          }
          #expect(cell.number?.bitPattern == estimate.value.bitPattern, "\(observable.id)")
          let error = estimate.standardError.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
          #expect(cell.errors.first?.plus == error, "\(observable.id)")
        }
        if !observable.axes.isEmpty { #expect(read.independent.map(\.axis) == observable.axes) }
      }
    }
    return values
  }

  @Test func theExampleComesBackBitForBit() throws {
    let record = try RunRecord.read(from: Self.root + "/Reports/example/record.json")
    try withScratch { (place: String) throws in
      for study in record.studies {
        let (submission, library) = try Self.read(study, of: record, in: place)
        let values = try Self.check(submission, library)
        #expect(values == study.observables.reduce(0) { $0 + $1.values.count })
        #expect(library.tables.count == submission.tables.count)
      }
    }
  }

  /// Values of every size, errors, names to be told apart, samples, and what is no number.
  @Test func anyNumbersComeBack() throws {
    let seed = UInt64.random(in: 1...1_000_000)
    var random = Philox(seed: seed, stream: 2)
    var record = SampleRecord.all
    let estimate = { (random: inout Philox) in
      let bits = Double(bitPattern: random.next())
      let value = bits.isFinite ? bits : .nan
      return Estimate(value, standardError: random.uniform() < 0.5 ? random.uniform() : nil)
    }
    record.studies[0].observables = (0..<40).map { index in
      let count = 1 + index % 5
      let keys = (0..<count).map { Double($0) * random.uniform() }
      return Observable(
        id: "toy.\(index)", title: index % 2 == 0 ? "a \"title\": \(index % 4)" : "same",
        units: index % 3 == 0 ? "GeV" : nil, axes: index % 7 == 0 ? [] : [Axis("x", numbers: keys)],
        values: (0..<count).map { _ in estimate(&random) })
    }
    try withScratch { (place: String) throws in
      let (submission, library) = try Self.read(record.studies[0], of: record, in: place)
      #expect(try Self.check(submission, library) > 100, "seed \(seed)")
    }
  }

  @Test func tablesOfOneReferenceStandTogetherUnderItsName() throws {
    let tables = HEPDataTable.all(of: SampleRecord.study)
    #expect(tables.map(\.name) == ["limits"])
    #expect(tables[0].columns.map(\.observable.id) == ["toy.good", "toy.other"])
    #expect(tables[0].location == "Answers Table 1 of arXiv:2001.00001")
  }

  @Test func namesAreShortAndUnique() {
    var study = SampleRecord.study
    let long = String(repeating: "x", count: 100)
    study.comparisons = []
    study.observables = (1...120).map { Observable(id: long + "\($0)", title: "t", exact: [1]) }
    let tables = HEPDataTable.all(of: study)
    #expect(tables.allSatisfy { $0.name.unicodeScalars.count <= 64 })
    #expect(Set(tables.map { $0.name.lowercased() }).count == 120)
    #expect(Set(tables.map { $0.file.lowercased() }).count == 120)
  }

  @Test func zeroErrorsAndNonNumbersAreWrittenAsHEPDataTakesThem() throws {
    var study = SampleRecord.study
    study.observables = [
      Observable(
        id: "toy.good", title: "good",
        values: [
          Estimate(1e-26, standardError: 0), Estimate(.nan), Estimate(2, standardError: 1e-30),
        ])
    ]
    let table = try #require(HEPDataTable.all(of: study).first)
    let text = table.text(HEPDataProgram(SampleRecord.all, version: "0.1.0"))
    #expect(text.contains("- {value: 1.0e-26}\n"))
    #expect(text.contains("- {value: '-'}\n"))
    #expect(text.contains("- {value: 2.0, errors: [{symerror: 1.0e-30, label: stat}]}\n"))
  }

  @Test(arguments: [
    ("0.5-1.5", "\"0.5 to 1.5\""), ("1.5", "1.5"), ("NO", "\"NO\""), ("a-b", "\"a-b\""),
    ("0x10", "\"0x10\""), ("1e3", "1000.0"), ("nan", "\"nan\""), (" 1", "\" 1\""),
  ])
  func keysAreThoseThatHEPDataTakes(key: String, written: String) throws {
    var study = SampleRecord.study
    study.observables = [
      Observable(id: "toy.good", title: "good", axes: [Axis("k", names: [key])], exact: [1])
    ]
    let text = HEPDataTable.all(of: study)[0].text(HEPDataProgram(SampleRecord.all, version: "0"))
    #expect(text.contains("- {value: \(written)}\n"), "\(text)")
  }

  @Test func severalStudiesAreSeveralSubmissions() throws {
    try withScratch { (place: String) throws in
      var record = SampleRecord.all
      var other = SampleRecord.study
      other.card.id = "other"
      record.studies.append(other)
      record.resultsDigest = try RunRecord.digest(of: record.studies)
      let folders = try HEPDataExport.write(
        record, to: place + "/all", licence: Self.cc0, version: "0.1.0")
      #expect(folders == [place + "/all/toy", place + "/all/other"])
      let one = try HEPDataExport.write(
        record, study: "other", to: place + "/one", licence: Self.cc0, version: "0.1.0")
      #expect(one == [place + "/one"])
      #expect(try files(place + "/one").contains("submission.yaml"))
      let error = #expect(throws: AssayError.self) {
        try HEPDataExport.write(
          record, study: "none", to: place + "/x", licence: Self.cc0, version: "0.1.0")
      }
      #expect(error?.status == .usage)
    }
  }
}
