// SPDX-License-Identifier: GPL-3.0-or-later
import CosmicRayDiffusion
import DwarfLimits
import GalacticCentre
import GeneralSearch
import Hardware
import Learning
import NeutrinoCascade
import Timing
import UHECRAnisotropy

/// Every kernel that this program gives to accelerators.
enum KernelCatalogue {
  static var all: [KernelEntry] {
    CeilingProbe.kernels + DeviceOrbitPusher.kernels + DeviceRays.kernels
      + DeviceCascade.kernels + DeviceLeaveOneOut.kernels + DeviceBumpToys.kernels
      + DeviceLikelihood.kernels + DeviceNetwork.kernels
  }
}
