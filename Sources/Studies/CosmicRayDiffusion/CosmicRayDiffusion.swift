// SPDX-License-Identifier: GPL-3.0-or-later

/// Cosmic rays as test particles in magnetic turbulence.
enum CosmicRayDiffusionStudy {
  static let id = "cosmic-ray-diffusion"
}
