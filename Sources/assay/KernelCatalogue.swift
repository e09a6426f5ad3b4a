// SPDX-License-Identifier: GPL-3.0-or-later
import CosmicRayDiffusion
import DwarfLimits
import GalacticCentre
import GeneralSearch
import Hardware
import Timing
import UHECRAnisotropy

/// Every kernel that this program gives to accelerators.
enum KernelCatalogue {
  static var all: [KernelEntry] {
    CeilingProbe.kernels + DeviceOrbitPusher.kernels + DeviceRays.kernels
      + DeviceLeaveOneOut.kernels + DeviceBumpToys.kernels + DeviceLikelihood.kernels
  }
}
