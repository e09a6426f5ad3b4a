import Testing
@testable import UHECRAnisotropy
@Suite struct LearningScanTests {
  @Test func scan() throws {
    for kind in SphereNetwork.allCases {
      for seed in 1...40 {
        let v = try LearningIdentities.direct(kind).values(LearningIdentities(seed: UInt64(seed)))
        print("SCAN", kind.label, seed, v)
      }
    }
    for g in LearningIdentities.gradientChecks {
      let v = try (1...40).map { try g.values(LearningIdentities(seed: UInt64($0)))[0] }.sorted()
      print("SCAN", g.names[0], v[20], v.suffix(4))
    }
  }
}
