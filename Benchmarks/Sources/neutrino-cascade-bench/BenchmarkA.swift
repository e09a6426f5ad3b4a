// SPDX-License-Identifier: GPL-3.0-or-later
import BenchSupport
import NeutrinoCascade
import Numerics

/// Benchmark A of the reference tables: 10 MeV, 5e-4, normal ordering, Σm = 0.1 eV, γ = 2.5, star
/// formation to z = 5; energies 1e12...1e17 eV, as in the peers.
enum BenchmarkA {
  static let table = PeerProgram.root + "/Reference/neutrino-cascade/zprime_spectrum_A.yaml"

  static let eightIndices = [2.0, 2.1, 2.2, 2.3, 2.4, 2.5, 2.6, 2.7]

  static func problem(spacing: Double) throws(AssayError) -> CascadeProblem {
    try CascadeProblem(
      zPrime: ZPrime(mass: 10e6, coupling: 5e-4),
      masses: NeutrinoMasses(sum: 0.1, ordering: .normal), zmax: 5,
      grid: CascadeGrid(lowest: 1e12, highest: 1e17, spacing: spacing))
  }

  static func sources(_ indices: [Double]) throws(AssayError) -> [SourceSpectrum] {
    var sources: [SourceSpectrum] = []
    for index in indices {
      sources.append(try SourceSpectrum(index: index, evolution: .starFormation))
    }
    return sources
  }
}

/// What a peer prints about a solve.
struct SolvedByPeer: Decodable {
  var seconds: [Double]
  var energies: [Double]
  var nu1: [Double]
  var nu2: [Double]
  var nu3: [Double]
  var all: [Double]
  /// All-flavour ratios of the second and further sources.
  var others: [[Double]]

  static func run(
    _ task: Bench.Task, _ peer: Bench.Peer
  ) throws -> (seconds: Double, value: SolvedByPeer) {
    let indices = ["--indices", task.indices.map { "\($0)" }.joined(separator: ",")]
    let program =
      switch peer {
      case .cpp:
        cppProgram(
          ["A", "\(task.spacing)", "\(task.peerRepeats)", "--table", BenchmarkA.table] + indices)
      case .numpy:
        PeerProgram.python(
          "Benchmarks/neutrino-cascade/peers/numpy_cascade.py",
          ["A", "\(task.spacing)", "1"] + indices, needs: "numpy, scipy and pyyaml")
      }
    let line = try program.run(SolvedByPeer.self)[0]
    return (line.seconds[0], line)
  }

  static func cppProgram(_ arguments: [String]) -> PeerProgram {
    PeerProgram(
      ["\(PeerProgram.root)/Benchmarks/.build/peers/cascade"] + arguments,
      remedy: "start the benchmark by Benchmarks/neutrino-cascade/run.sh, which compiles it")
  }

  /// The largest difference of a flux ratio at the energies of the reference table.
  func difference(from spectra: [CascadeSpectrum]) throws -> Double {
    let first = spectra[0]
    var largest = 0.0
    let pairs =
      zip(first.massStates, [nu1, nu2, nu3]).map { (first, $0, $1) }
      + zip(spectra, [all] + others).map { ($0, $0.allFlavours, $1) }
    for (spectrum, ratios, theirs) in pairs {
      for (energy, value) in zip(energies, theirs) {
        guard let ours = spectrum.value(of: ratios, at: energy) else {
          throw AssayError.failed("the peer gives a ratio at \(energy) eV, below the grid")
        }
        largest = max(largest, (ours - value).magnitude)
      }
    }
    return largest
  }
}
