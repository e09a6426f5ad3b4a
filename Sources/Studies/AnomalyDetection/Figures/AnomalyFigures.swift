// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// The figures of the study, as far as a run has what they need.
enum AnomalyFigures {
  static func all(_ results: Results, _ library: ReferenceLibrary) -> [Figure] {
    [
      CurveFigure.figure(results), ImprovementFigure.figure(results, library),
      RareFigure.figure(results),
    ].compactMap { $0 }
  }

  /// The numbers of an observable at the rows where an axis has a name.
  static func rows(_ observable: Observable, named name: String, on axis: String) -> [Int] {
    guard let keys = observable.axes.first(where: { $0.name == axis })?.keys else { return [] }
    return keys.indices.filter { keys[$0] == .text(name) }
  }

  static func names(_ observable: Observable, on axis: String) -> [String] {
    var names: [String] = []
    for key in observable.axes.first(where: { $0.name == axis })?.keys ?? [] {
      if !names.contains(key.description) { names.append(key.description) }
    }
    return names
  }
}
