// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Timing

@Suite struct WorkloadTests {
  @Test func referenceIsFirst() throws {
    let workload = Workload(
      study: "toy", id: "sum", title: "A sum", item: "term", items: 2, flopsPerItem: 1,
      bytesPerItem: 8,
      variants: [Variant(id: "scalar", precision: .double, bound: 0) { [3] }])
    #expect(try workload.variants[0].run() == [3])
    #expect(workload.name == "toy/sum" && workload.sized == nil)
  }
}
