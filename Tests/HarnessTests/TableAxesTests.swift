// SPDX-License-Identifier: GPL-3.0-or-later
import Harness
import Numerics
import Testing

@Suite struct TableAxesTests {
  private let table = ReferenceTable(
    name: "t", file: "t.yaml", description: "", location: nil,
    independent: [
      .init(axis: Axis("x", units: "pc", numbers: [1, 2.5]), bins: [nil, nil]),
      .init(axis: Axis("name", names: ["a", "b"]), bins: [nil, nil]),
    ], dependent: [])

  private func refusal(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "not refused"
    } catch {
      return "\(error)"
    }
  }

  @Test func keysComeBackAsTheyStand() throws {
    let axes = TableAxes(table)
    #expect(axes.all == table.independent.map(\.axis))
    #expect(try axes.numbers(0) == [1, 2.5])
    #expect(try axes.texts(0) == ["1", "2.5"])
    #expect(try axes.texts(1) == ["a", "b"])
    #expect(try axes.values(1, from: [("b", 2), ("a", 1)]) == [1, 2])
  }

  @Test func whatIsNotThereIsRefused() {
    let axes = TableAxes(table)
    #expect(refusal { _ = try axes.numbers(1) } == "t.yaml, name: found a; accepted: a number")
    #expect(
      refusal { _ = try axes.numbers(2) }
        == "t.yaml, independent_variables: found 2 axes; accepted: at least 3")
    #expect(
      refusal { _ = try axes.values(1, from: [("a", 1), ("c", 2)]) }
        == "t.yaml, name: found b; accepted: a; c")
  }

  @Test func aTaskFillsColumnsRowForRow() throws {
    let library = ReferenceLibrary(
      study: "s", folder: "s", tables: ["t": table], comparisons: [], claims: [], datasets: [],
      notes: [], files: [:])
    let task = StudyTask(
      filling: "t", [TableColumn("twice", "2x", "pc"), TableColumn("square", "x²")],
      RunContext(reference: library)
    ) { axes throws(AssayError) in try axes.numbers(0).map { [2 * $0, $0 * $0] } }
    #expect(task.id == "t" && task.provides == ["twice", "square"])
    let found = try task.run(TaskContext(seed: 1, stream: 1, threads: 1))
    #expect(found.map { $0.values.map(\.value) } == [[2, 5], [1, 6.25]])
    #expect(found.map(\.units) == ["pc", nil])
  }
}
