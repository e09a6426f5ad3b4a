// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// p-values of single regions under three treatments of the background's uncertainty.
enum RegionPart {
  static func tasks(_ context: RunContext) -> [StudyTask] {
    let conventions = SearchConventions(fault: context.fault)
    let columns = [
      TableColumn("region.poisson.least", "Poisson P(≥ n)"),
      TableColumn("region.poisson.most", "Poisson P(≤ n)"),
      TableColumn("region.gauss.least", "Gauss-smeared P(≥ n)"),
      TableColumn("region.gauss.most", "Gauss-smeared P(≤ n)"),
      TableColumn("region.gauss.both", "Gauss-smeared two-sided p-value"),
      TableColumn("region.gamma.least", "Gamma-smeared P(≥ n)"),
      TableColumn("region.gamma.most", "Gamma-smeared P(≤ n)"),
    ]
    return [
      StudyTask(filling: "region-pvalue", columns, context) { axes throws(AssayError) in
        let (events, backgrounds) = (try axes.numbers(0), try axes.numbers(1))
        let uncertainties = try axes.numbers(2)
        var rows: [[Double]] = []
        for (i, number) in events.enumerated() {
          guard let n = Int(exactly: number), n >= 0 else {
            throw axes.refusal(0, .number(number), accepted: ["a whole number, 0 or more"])
          }
          let (b, s) = (backgrounds[i], uncertainties[i])
          var row: [Double] = []
          for treatment in RegionTest.Treatment.allCases {
            let test = RegionTest(treatment, .both, conventions)
            row += [exp(test.logAtLeast(n, b, s)), exp(test.logAtMost(n, b, s))]
            if treatment == .gauss {
              row.append(exp(test.logP(n, background: b, uncertainty: s)))
            }
          }
          rows.append(row)
        }
        return rows
      }
    ]
  }
}
