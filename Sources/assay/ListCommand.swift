// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Harness

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the studies, what they are about and what they cost.")

  @OptionGroup var output: OutputOptions

  func run() throws {
    let cards = StudyCatalogue.all.map { $0.card }
    if output.json { return try printJSON(cards) }
    let width = cards.map { $0.id.count }.max() ?? 0
    for card in cards {
      let name = card.id + String(repeating: " ", count: width - card.id.count)
      let seconds = card.cost[Tier.quick.rawValue].map { ProgressBar.duration($0) } ?? "?"
      print("\(name)  \(card.title) (quick: about \(seconds))")
    }
  }
}
