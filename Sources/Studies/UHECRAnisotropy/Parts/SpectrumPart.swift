// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// What the spectrum of isotropic events does to maps in energy bins.
///
/// The authors' file of it is not published. Isotropic events are given the spectrum of the source's
/// here, so that energies alone tell nothing; with any other spectrum they tell something. How much
/// is the difference of the likelihood ratio's bound with a power law instead, j ∝ E^(−5), about as
/// steep as what is measured above 50 EeV. On the coarse maps of the quick tier; nothing is compared.
enum SpectrumPart {
  private static let events = 50
  /// Exponent of the alternative.
  private static let index = 5.0

  static func tasks(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    let ids = ["source", "power-law"].map { "spectrum.\($0)" }
    let sources = try UHECRSource.all(context.reference)
    return [
      StudyTask(id: "spectrum", provides: ids, tier: .standard, cost: 20) {
        task throws(AssayError) in
        var columns = [[Estimate]](repeating: [], count: ids.count)
        for source in sources {
          let cell = Cell(source: source, network: .binned, events: events)
          let rows = try ArrivalModel.quick.rows(
            of: source, above: cell.lowestEnergy, context, threads: task.threads)
          for (place, energies) in [.asSource, powerLaw].enumerated() {
            let sampler = try EventSampler(
              binning: .published, events: events, of: [rows], isotropic: energies)
            let search = FractionConventions().search(events)
            columns[place].append(
              try SourceDetection(sampler, search).likelihoodBound(
                seed: task.seed, threads: task.threads
              ).share)
          }
        }
        let axis = Axis("source", names: sources.map(\.name))
        let name =
          "Minimal fraction by the likelihood ratio, energy bins, N = \(events), coarse maps"
        return zip(ids, ["of the source", "E^-5"]).enumerated().map { place, names in
          Observable(
            id: names.0, title: "\(name): isotropic events with the spectrum \(names.1)",
            units: "percent", axes: [axis], values: columns[place])
        }
      }
    ]
  }

  /// Numbers of events per EeV at whole energies [EeV], in the range of the source's rows.
  private static var powerLaw: EventSampler.IsotropicEnergies {
    let energies = (28...300).map(Double.init)
    return .spectrum(energies: energies, weights: energies.map { pow($0, -index) })
  }
}
