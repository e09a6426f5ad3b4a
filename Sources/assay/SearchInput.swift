// SPDX-License-Identifier: GPL-3.0-or-later
import Events
import Foundation
import GeneralSearch
import Numerics

/// What a search is made on, from files of histograms or of events.
struct SearchInput {
  var histograms: [SearchHistogram]
  var second: [SearchHistogram]?
  var settings: [ResultTable.Setting]
  /// Sentences on what was left out.
  var remarks: [String] = []

  init(
    _ files: [String], second: [String], _ options: SearchEventOptions
  ) throws(AssayError) {
    if options.background.isEmpty {
      let (read, sources) = try HistogramFile.read(files)
      histograms = read
      if !second.isEmpty {
        let other = try HistogramFile.read(second)
        guard other.sources == sources else {
          throw .badInput(
            file: second.joined(separator: ", "), place: "columns",
            found: "other sources of uncertainty", accepted: "those of the first sample")
        }
        self.second = other.histograms
      }
      settings = [
        .init(name: "sources", value: sources.isEmpty ? "none" : sources.joined(separator: ", "))
      ]
      return
    }
    let maker = try options.histograms()
    let background = try Self.events(options.background)
    let answer = try maker.fill(data: try Self.events(files), background: background)
    guard !answer.histograms.isEmpty else {
      throw .badInput(
        file: options.background.joined(separator: ", "), place: nil,
        found: "no background within \(maker.range.lowerBound) to \(maker.range.upperBound) GeV",
        accepted: "events with positive weights there, or another --range")
    }
    for histogram in answer.histograms {
      try histogram.check(file: options.background.joined(separator: ", "))
    }
    histograms = answer.histograms
    if !second.isEmpty {
      self.second = try maker.fill(data: try Self.events(second), background: background).histograms
    }
    settings = [
      .init(
        name: "background",
        value: "\(background.count) events times \(maker.scale), \(maker.systematic) common"),
      .init(
        name: "objects",
        value: "leptons and photons from \(maker.selection.leastPt / 1e3) GeV, jets from "
          + "\(maker.selection.leastJetPt / 1e3) GeV, MET from \(maker.selection.leastMET / 1e3) GeV"
      ),
    ]
    if !answer.withoutBackground.isEmpty {
      let list = answer.withoutBackground.map { "\($0.name) (\($0.events))" }
      remarks.append(
        "not judged, as nothing is expected (events): " + list.joined(separator: ", "))
    }
    if answer.outside != (0, 0) {
      remarks.append(
        "outside the range of m_eff: \(answer.outside.data) events of the data, "
          + "\(answer.outside.background) of the background")
    }
  }

  private static func events(_ files: [String]) throws(AssayError) -> EventSample {
    var all = EventSample()
    for file in files { all.append(try EventFile.read(file)) }
    return all
  }
}
