// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
public import Hardware
public import Harness
public import Numerics
public import Timing

/// Pieces of this study to be timed.
public enum DwarfLimitsWorkloads {
  /// What needs no raw data: the tuning of the kernel widths.
  ///
  /// - Parameters:
  ///   - threads: most threads of a variant.
  ///   - devices: accelerators.
  public static func all(
    threads: Int, devices: [Device] = []
  ) throws(AssayError) -> [Workload] {
    let large = try largeTuning(threads: threads, devices: devices.filter { !$0.info.isProcessor })
    return [try tuning(voids: 2000, threads: threads, devices: devices)] + large
  }

  /// As many voids as have a count in the regions of arXiv:2002.01229, which keep an accelerator busy;
  /// nothing without one. The reference is the CPU's kernel with all threads, which
  /// ``tuning(voids:threads:devices:)`` holds against the sum over pairs.
  static func largeTuning(
    voids: Int = 13_149, threads: Int, devices: [Device]
  ) throws(AssayError) -> [Workload] {
    guard !devices.isEmpty else { return [] }
    var large = try tuning(voids: voids, threads: threads, devices: devices)
    large.id = "tuning-large"
    large.sized = nil
    large.variants.removeAll { $0.device == nil && $0.threads < threads }
    large.variants.removeAll { $0.id == "scalar" }
    // The same bits are asked for.
    for k in large.variants.indices { large.variants[k].bound = 0 }
    return [large]
  }

  /// Operations of one pair: difference of two coordinates, squares and scale (6), the exponential
  /// (30: reduction, polynomial of degree 11, power of two), and the sum (1). The products with the
  /// counts' kernel are left out: 5 % of it here.
  static let flopsPerPair = 37.0

  /// The fast function sums in other orders than that over pairs, and the logarithms of small sums
  /// cancel in part.
  static let boundOfTuning = 1e-11

  /// The leave-one-out likelihood of ``LeaveOneOut`` at one point, over voids drawn uniformly in a
  /// square, 1.25 to a square degree at any number, with counts 1...30.
  static func tuning(
    voids: Int, threads: Int, devices: [Device] = []
  ) throws(AssayError) -> Workload {
    var random = Philox(seed: 1, stream: Philox.stream(of: "dwarf-limits tuning workload"))
    let side = (Double(voids) / 1.25).squareRoot()
    let l = (0..<voids).map { _ in side * random.uniform() }
    let b = (0..<voids).map { _ in side * random.uniform() }
    let counts = (0..<voids).map { _ in 1 + (30 * random.uniform()).rounded(.down) }
    let fast = try LeaveOneOut(l: l, b: b, counts: counts)
    let (sigma, varsigma) = (1.4, 0.15)
    let many = ([1] + ThreadCounts.beyondOne(upTo: threads)).map { count in
      Variant(
        id: count == 1 ? "simd" : "simd threads=\(count)", precision: .double, threads: count,
        bound: boundOfTuning
      ) { () throws(AssayError) in
        [try fast.logLikelihood(sigma: sigma, varsigma: varsigma, threads: count)]
      }
    }
    let scalar = Variant(id: "scalar", precision: .double, bound: 0) { () throws(AssayError) in
      [LeaveOneOut.reference(l: l, b: b, counts: counts, sigma: sigma, varsigma: varsigma)]
    }
    return Workload(
      study: "dwarf-limits", id: "tuning", title: "Leave-one-out likelihood, \(voids) voids",
      item: "pair", items: Double(voids) * Double(voids), flopsPerItem: flopsPerPair,
      bytesPerItem: 16, workingSet: 16 * Double(voids), isWorkingSetShared: true,
      variants: [scalar] + many
        + devices.flatMap {
          accelerated(fast, sigma: sigma, varsigma: varsigma, threads: threads, on: $0)
        },
      sized: { factor throws(AssayError) in
        // Pairs grow with the square of the voids.
        let count = max(20, Int((Double(voids) * factor.squareRoot()).rounded()))
        return try tuning(voids: count, threads: threads, devices: devices)
      })
  }

  /// The same bits as the CPU's kernel, so the same bound against the sum over pairs. Products and
  /// logarithms on one thread of the CPU, and on all.
  private static func accelerated(
    _ function: LeaveOneOut, sigma: Double, varsigma: Double, threads: Int, on device: Device
  ) -> [Variant] {
    let made = SharedCache<DeviceLeaveOneOut>()
    return Set([1, threads]).sorted().map { count in
      Variant(
        id: "\(device.info.id) double" + (count == 1 ? "" : " threads=\(count)"),
        precision: .double, threads: count, device: device.info.id, bound: boundOfTuning
      ) { () throws(AssayError) in
        try made.value(device.info.id) { () throws(AssayError) in
          try DeviceLeaveOneOut(function, on: device)
        }.logLikelihoods(sigma: sigma, varsigmas: [varsigma], threads: count)
      }
    }
  }

  /// Combined limits of the dwarfs on b b̄ at sixteen masses, from the public likelihood tables.
  ///
  /// Throws `missing` where the raw data are not at hand.
  public static func combination(
    reference: ReferenceLibrary, data: DataFolder?, threads: Int
  ) throws(AssayError) -> Workload {
    guard let data else {
      throw .missing("raw data of dwarf-limits", remedy: "give --data or run assay fetch")
    }
    let catalogue = try JCatalogue(table: LATTargets.nominalTable, in: reference)
    let targets = try LATTargets.targets(catalogue: catalogue, in: data)
    let table = try DMFITTable(reading: data.path("dwarf-limits/pppc4dmid/dmfit_gammamc_dif.dat"))
    let spectrum = try DMFITSpectrum(table, channel: "bb")
    let analysis = try LATAnalysis(targets: targets)
    let masses = (0..<16).map { 10 * pow(1000, Double($0) / 15) }
    let variants = ([1] + ThreadCounts.beyondOne(upTo: threads)).map { count in
      Variant(
        id: count == 1 ? "scalar" : "threads=\(count)", precision: .double, threads: count,
        bound: 0
      ) { () throws(AssayError) in
        let limits = Parallel.map(masses.count, threads: count) { k in
          Result { () throws(AssayError) in try analysis.result(spectrum, mass: masses[k]).limit }
        }
        var values: [Double] = []
        for limit in limits { values.append(try limit.get()) }
        return values
      }
    }
    return Workload(
      study: "dwarf-limits", id: "combination",
      title: "LAT combined limit, \(targets.count) dwarfs, 16 masses", item: "limit",
      // The work of a limit depends on where the likelihoods turn: it is not counted.
      items: Double(masses.count), flopsPerItem: 0, bytesPerItem: 0, variants: variants)
  }
}
