// SPDX-License-Identifier: GPL-3.0-or-later
import AnomalyDetection
import CosmicRayDiffusion
import DwarfLimits
import GalacticCentre
import GeneralSearch
import Harness
import NeutrinoCascade
import Numerics
import PointSourceFraction
import UHECRAnisotropy

/// The studies that this program knows: the only list of them.
enum StudyCatalogue {
  static let all: [any Study.Type] = [
    DwarfLimitsStudy.self, NeutrinoCascadeStudy.self, CosmicRayDiffusionStudy.self,
    UHECRAnisotropyStudy.self, GeneralSearchStudy.self, AnomalyDetectionStudy.self,
    GalacticCentreStudy.self, PointSourceFractionStudy.self,
  ]

  static func study(_ id: String) throws(AssayError) -> any Study.Type {
    guard let study = all.first(where: { $0.card.id == id }) else {
      let known = all.map { $0.card.id }.joined(separator: ", ")
      throw .usage("no study \(id); there is: \(known)")
    }
    return study
  }
}
