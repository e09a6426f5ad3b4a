// SPDX-License-Identifier: GPL-3.0-or-later
import AnomalyDetection
import CosmicRayDiffusion
import DwarfLimits
import GalacticCentre
import GeneralSearch
import Hardware
import Harness
import NeutrinoCascade
import Numerics
import PointSourceFraction
import Timing
import UHECRAnisotropy

/// The workloads that this program knows, and why some of them cannot be run here.
struct WorkloadCatalogue {
  var workloads: [Workload] = []
  var skipped: [BenchRecord.Skipped] = []

  /// - Parameters:
  ///   - studies: ids; the workloads of others are left out without a word.
  ///   - threads: most threads of a variant.
  ///   - devices: accelerators that get variants of their own.
  init(
    studies: [String], threads: Int, root: String, data: DataFolder?, devices: [Device] = []
  ) throws(AssayError) {
    for study in studies {
      switch study {
      case "dwarf-limits":
        workloads += try DwarfLimitsWorkloads.all(threads: threads, devices: devices)
        offer(study, "combination") { () throws(AssayError) in
          let library = try ReferenceLibrary.load(study: study, root: root)
          return try DwarfLimitsWorkloads.combination(
            reference: library, data: data, threads: threads)
        }
      case "neutrino-cascade":
        workloads += try CascadeWorkloads.all(threads: threads, devices: devices)
      case "cosmic-ray-diffusion":
        workloads += try DiffusionWorkloads.all(threads: threads, devices: devices)
      case "uhecr-anisotropy":
        workloads += try NetworkWorkloads.all(threads: threads, devices: devices)
        workloads += try BacktrackingWorkloads.all(threads: threads, devices: devices)
      case "general-search":
        let library = try ReferenceLibrary.load(study: study, root: root)
        workloads += try SearchWorkloads.all(
          reference: library, threads: threads, devices: devices)
      case "anomaly-detection":
        workloads += try MeritWorkloads.all(threads: threads)
        workloads += try TrainingWorkloads.all(threads: threads)
      case "galactic-centre":
        let library = try ReferenceLibrary.load(study: study, root: root)
        workloads += try CentreWorkloads.all(
          reference: library, threads: threads, devices: devices)
      case "point-source-fraction": workloads += try FractionWorkloads.all(threads: threads)
      default:
        skipped.append(
          BenchRecord.Skipped(study: study, workload: "all", reason: "no workloads are registered"))
      }
    }
  }

  /// A workload that needs more than the program: without it, it is skipped with the reason.
  private mutating func offer(
    _ study: String, _ id: String, _ make: () throws(AssayError) -> Workload
  ) {
    do throws(AssayError) {
      workloads.append(try make())
    } catch {
      skipped.append(BenchRecord.Skipped(study: study, workload: id, reason: error.description))
    }
  }
}
