// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Harness
import NeutrinoCascade
import Numerics

/// Solved spectra as table, text and figure.
struct CascadeTable {
  var problem: CascadeProblem
  /// One spectrum for each spectral index, all on the grid of the problem.
  var spectra: [CascadeSpectrum]
  var settings: [ResultTable.Setting]

  /// Where flux_all is normalised [eV].
  static let pivot = 1e14

  init(
    problem: CascadeProblem, spectra: [CascadeSpectrum], settings: [ResultTable.Setting]
  ) throws(AssayError) {
    (self.problem, self.spectra, self.settings) = (problem, spectra, settings)
    quantities = try Self.quantities(problem, spectra)
  }

  private var quantities: [ResultTable.Quantity]

  /// Every `every`-th grid energy of every spectral index, one block after the other.
  func table(every: Int = 1) -> ResultTable {
    table(of: Array(stride(from: 0, to: problem.grid.count, by: every)))
  }

  /// Settings, what follows from them, and `points` rows spaced evenly in ln E, with rows at the
  /// bottom of the dips.
  ///
  /// - Parameter whole: rows over the whole grid, not only where there are dips and pile-ups.
  func text(points: Int, whole: Bool) -> String {
    let table = table(of: shown(points, whole: whole))
    var lines = settings.map { "\($0.name): \($0.value)" }
    for one in quantities {
      let numbers = one.values.map { value -> String in
        guard value.isFinite else { return "none" }
        return one.unit == "eV" ? EnergyArgument.text(value) : String(format: "%.6g", value)
      }
      lines.append("\(one.name): " + numbers.joined(separator: ", "))
    }
    return (lines + [table.text()]).joined(separator: "\n")
  }

  private func table(of points: [Int]) -> ResultTable {
    let energies = problem.grid.energies
    func column(_ values: (CascadeSpectrum) -> [Double]) -> [Double?] {
      spectra.flatMap { spectrum -> [Double] in
        let all = values(spectrum)
        return points.map { all[$0] }
      }
    }
    func ratio(_ key: String, _ values: (CascadeSpectrum) -> [Double]) -> ResultTable.Column {
      .init(key, heading: key, format: "%10.6f", column(values))
    }
    return ResultTable(
      name: "CASCADE", settings: settings, quantities: quantities,
      columns: [
        .init(
          "gamma", heading: "gamma", format: "%5.4g",
          column { Array(repeating: $0.source.index, count: energies.count) }),
        .init(
          "energy", csv: "energy_eV", unit: "eV", heading: "E [eV]", format: "%12.6g",
          column { _ in energies }),
        ratio("ratio_nu1") { $0.massStates[0] }, ratio("ratio_nu2") { $0.massStates[1] },
        ratio("ratio_nu3") { $0.massStates[2] }, ratio("ratio_e") { $0.flavour(0) },
        ratio("ratio_mu") { $0.flavour(1) }, ratio("ratio_tau") { $0.flavour(2) },
        ratio("ratio_all") { $0.allFlavours },
        .init("flux_all", heading: "flux_all", format: "%12.5e", column(Self.flux)),
      ])
  }

  /// The all-flavour flux over the free-streaming one at 100 TeV.
  private static func flux(_ spectrum: CascadeSpectrum) -> [Double] {
    zip(spectrum.grid.energies, spectrum.allFlavours).map {
      pow($0 / pivot, -spectrum.source.index) * $1
    }
  }

  private func shown(_ points: Int, whole: Bool) -> [Int] {
    let ends = whole ? [0...problem.grid.count - 1] : spectra.map { changed($0) }
    let low = ends.map(\.lowerBound).min()!
    let high = ends.map(\.upperBound).max()!
    let steps = max(min(points, problem.grid.count), 2) - 1
    let even = (0...steps).map {
      low + Int((Double($0) * Double(high - low) / Double(steps)).rounded())
    }
    return Set(even + dips).sorted()
  }

  /// Where the all-flavour ratio differs from 1 by more than 1e-3, with a tenth of that at either
  /// end; the whole grid where it nowhere does.
  private func changed(_ spectrum: CascadeSpectrum) -> ClosedRange<Int> {
    let ratio = spectrum.allFlavours
    let last = ratio.count - 1
    let points = ratio.indices.filter { (ratio[$0] - 1).magnitude > 1e-3 }
    guard let first = points.first, let end = points.last else { return 0...last }
    let margin = (end - first) / 10
    return max(0, first - margin)...min(last, end + margin)
  }

  /// For each mass state the deepest grid point of the all-flavour ratio near its resonance on
  /// targets at rest today, where the dip ends.
  private var dips: [Int] {
    let grid = problem.grid
    return spectra.flatMap { spectrum in
      let ratio = spectrum.allFlavours
      return resonances.compactMap { energy -> Int? in
        func index(_ energy: Double) -> Int {
          Int(max(0, min(Double(grid.count), log(energy / grid.lowest) / grid.spacing)))
        }
        return (index(energy * 0.8)..<index(energy * 1.1)).min {
          ratio[$0] < ratio[$1]
        }
      }
    }
  }

  /// m²/(2 m_i) of states with a mass [eV].
  private var resonances: [Double] {
    problem.masses.states.filter { $0 > 0 }.map(problem.zPrime.resonanceEnergy(neutrinoMass:))
  }

  private static func quantities(
    _ problem: CascadeProblem, _ spectra: [CascadeSpectrum]
  ) throws(AssayError) -> [ResultTable.Quantity] {
    let zPrime = problem.zPrime
    let resonances = problem.masses.states.map { zPrime.resonanceEnergy(neutrinoMass: $0) }
    return [
      .init(name: "masses of nu_1, nu_2, nu_3", unit: "eV", values: problem.masses.states),
      .init(name: "shares P_i of nu_1, nu_2, nu_3 in a decay", values: problem.couplings.shares),
      .init(name: "resonance m^2/(2 m_i) at Earth", unit: "eV", values: resonances),
      .init(name: "width of the Z'", unit: "eV", values: [zPrime.width]),
      .init(
        name: "contribution to (g-2)/2 of the muon",
        values: [
          zPrime.coupling * zPrime.coupling
            * (try MuonMagneticMoment.perCouplingSquared(mass: zPrime.mass))
        ]),
      .init(name: "relative excess of energy, by gamma", values: spectra.map(\.energyImbalance)),
    ]
  }
}

extension CascadeTable {
  /// The dips by flavour, one panel for each spectral index.
  func figure() -> Figure {
    let panels = spectra.map { spectrum in
      let chosen = drawn(spectrum)
      let energies = chosen.map(problem.grid.energy)
      let lines = [
        ("electron", spectrum.flavour(0)), ("muon", spectrum.flavour(1)),
        ("tau", spectrum.flavour(2)), ("all flavours", spectrum.allFlavours),
      ]
      return Figure.Panel(
        title: String(format: "γ = %g", spectrum.source.index),
        x: .init("E_ν at Earth [eV]", logarithmic: true), y: .init("ratio to free streaming"),
        series: lines.map { title, ratio in
          .init(title, role: .ours, style: .line, x: energies, y: chosen.map { ratio[$0] })
        })
    }
    let mass = EnergyArgument.text(problem.zPrime.mass)
    return Figure(
      id: "cascade", title: "Z′ of \(mass), g = \(problem.zPrime.coupling)",
      caption: "Flux at Earth over free streaming.", panels: panels)
  }

  /// Grid points for a line, at most 4000.
  private func drawn(_ spectrum: CascadeSpectrum) -> [Int] {
    let range = changed(spectrum)
    let step = max(1, (range.count + 3999) / 4000)
    return Array(stride(from: range.lowerBound, through: range.upperBound, by: step))
  }
}
