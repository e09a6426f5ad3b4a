// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness

/// The figures of the study. A figure whose observables were not computed is not made.
enum UHECRFigures {
  static func all(_ results: Results, _ reference: ReferenceLibrary) -> [Figure] {
    [ArrivalFigure.figure(results, reference), FractionFigure.figure(results, reference)]
      .compactMap { $0 }
  }
}
