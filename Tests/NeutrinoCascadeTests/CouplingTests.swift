// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import NeutrinoCascade

struct CouplingTests {
  @Test(arguments: MassOrdering.allCases)
  func sumRules(_ ordering: MassOrdering) {
    let couplings = ZPrimeCouplings(.nuFIT5(ordering))
    #expect(abs(couplings.squared.joined().reduce(0, +) - 2) < 1e-14)
    #expect(abs(couplings.shares.reduce(0, +) - 1) < 1e-14)
  }
}
