// SPDX-License-Identifier: GPL-3.0-or-later
import Harness
import Numerics
import Testing

@testable import UHECRAnisotropy

@Suite struct LearningPartTests {
  private static let comparisons = LearningPart.comparisons.filter {
    $0 != "published-logits" || LearningFixture.hasData
  }
  private static let sound = Result { try LearningFixture.results() }

  @Test(arguments: comparisons) func reproduced(_ id: String) throws {
    let verdict = try LearningFixture.verdict(id, Self.sound.get())
    #expect(verdict.status == .reproduced, "\(verdict)")
  }

  @Test(arguments: LearningFaults.all) func caught(_ fault: Fault) throws {
    let results = try LearningFixture.results(fault: fault.id)
    #expect(!fault.meantFor.isEmpty)
    for id in fault.meantFor where Self.comparisons.contains(id) {
      let verdict = try LearningFixture.verdict(id, results)
      #expect(verdict.status == .discrepant, "\(id)")
    }
  }

  @Test func everyComparisonHasAFault() throws {
    let caught = Set(LearningFaults.all.flatMap(\.meantFor))
    #expect(caught == Set(LearningPart.comparisons))
    #expect(Set(LearningFaults.all.map(\.id)).count == LearningFaults.all.count)
    let known = Set(try Fixture.library().comparisons.map(\.id))
    #expect(Set(LearningPart.comparisons).isSubset(of: known))
    #expect(LearningConventions(fault: nil) == LearningConventions())
    #expect(LearningFaults.all.allSatisfy { LearningConventions(fault: $0.id) != .init() })
  }

  /// Tables that ask for what is not there are refused.
  @Test func spoiltTables() throws {
    func refusal(_ name: String, _ position: Int, _ key: Key) -> String {
      LearningFixture.refusal {
        _ = try LearningFixture.results(only: name) { library in
          library.tables[name]?.independent[position].axis.keys[1] = key
        }
      }
    }
    let entries = "tiny_cnn_gradient_and_weights"
    #expect(refusal(entries, 0, .text("conv7")).contains("accepted: conv0; conv1; dense0.kernel"))
    #expect(refusal(entries, 1, .number(54)).contains("accepted: 0 to 53"))
    #expect(refusal(entries, 1, .number(-1)).contains("accepted: 0 to 53"))
    #expect(refusal(entries, 1, .number(0.5)).contains("accepted: a whole number"))
    #expect(refusal("tiny_cnn_gradient_norms", 0, .number(1)).contains("found 1;"))
    #expect(refusal("tiny_cnn_adadelta_loss", 0, .number(-1)).contains("accepted: 0 to 1000"))
    #expect(
      refusal("learning_identities", 0, .text("none")).contains("gradient of dense layers"))
  }

  /// Without raw data only the networks of the authors are left out.
  @Test func refusesWithoutData() throws {
    let tasks = LearningPart.tasks(RunContext(reference: try Fixture.library()))
    let needy = tasks.filter { !$0.needs.isEmpty }
    #expect(needy.map(\.needs) == [[PublishedNetworks.dataset]])
    let sentence = LearningFixture.refusal {
      _ = try needy[0].run(TaskContext(seed: 1, stream: 1, threads: 1))
    }
    #expect(sentence.contains("assay fetch"))
  }
}
