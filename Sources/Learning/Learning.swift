// SPDX-License-Identifier: GPL-3.0-or-later

/// Training of small networks on spheres, images and hexagonal arrays.
///
/// A convolution is a gather through a table of neighbours and one matrix product, so what a pixel's
/// neighbours are is all that tells a HEALPix sphere from a flat image.
public enum Learning {}
