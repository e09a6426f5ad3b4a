// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// The challenge's chart: least, median and largest total improvement of each model, by the median.
enum ImprovementFigure {
  static func figure(_ results: Results, _ library: ReferenceLibrary) -> Figure? {
    guard let least = results["improvement.least"], let median = results["improvement.median"],
      let largest = results["improvement.largest"], let without = results["columns.median"],
      let models = median.axes.first?.keys, without.values.count == models.count
    else { return nil }
    let order = models.indices.sorted {
      (median.values[$0].value, $1) > (median.values[$1].value, $0)
    }
    let places = order.indices.map { Double($0 + 1) }
    func column(_ observable: Observable) -> [Double] {
      // A model that finds nothing of a signal stands at the lower edge.
      order.map { max(observable.values[$0].value, lowest) }
    }
    func series(
      _ title: String, _ role: Figure.Series.Role, _ y: [Double]
    ) -> Figure.Series {
      Figure.Series(title, role: role, style: .points, x: places, y: y)
    }
    let names = zip(places, order).map { "\(Int($0)) \(models[$1])" }.joined(separator: ", ")
    return Figure(
      id: "total-improvement", title: "Total improvement of published models",
      caption: """
        Recomputed from published efficiencies: least, median and largest over 19 signals, models by \
        their median: \(names). Numbers below \(lowest) are drawn there. Also the median without the \
        entries at a background efficiency of 1e-4, which for Flow-Efficient_Likelihood repeat those \
        at 1e-3.
        """,
      panels: [
        Figure.Panel(
          title: "", x: Figure.Scale("model", range: [0, Double(models.count) + 1]),
          y: Figure.Scale("total improvement", logarithmic: true, range: [lowest / 1.5, 200]),
          series: [
            series("largest", .ours, column(largest)), series("median", .ours, column(median)),
            series("least", .ours, column(least)),
            series("median without 1e-4", .context, column(without)),
          ] + published(order.map { models[$0] }, places, library))
      ])
  }

  private static let lowest = 0.05

  private static func published(
    _ models: [Key], _ places: [Double], _ library: ReferenceLibrary
  ) -> [Figure.Series] {
    guard let table = library.tables["darkmachines-total-improvement"],
      let keys = table.independent.first?.axis.keys,
      let column = table.dependent.first(where: { $0.name == "median total improvement" })
    else { return [] }
    let found = zip(models, places).compactMap { model, place -> (Double, Double)? in
      guard let row = keys.firstIndex(of: model), let value = column.cells[row].number else {
        return nil
      }
      return (place, value)
    }
    return [
      Figure.Series(
        "published median", role: .reference, style: .points, x: found.map(\.0), y: found.map(\.1))
    ]
  }
}
