// SPDX-License-Identifier: GPL-3.0-or-later

/// Training of small networks on spheres, images, hexagonal arrays and tables.
///
/// A convolution is a gather through a table of neighbours and one matrix product, so what a pixel's
/// neighbours are is all that tells a HEALPix sphere from a flat image.
///
/// Where to find what:
/// - `Tables/`: who is whose neighbour (``NeighbourTable``) and what is pooled (``PoolTable``);
/// - `Layers/`: the ``Layer`` protocol and the layers; a study may bring its own;
/// - `Network/`: ``NetworkBuilder`` joins layers to a ``Network``, whose parameters are one vector;
/// - `Images/`: a block of convolution, normalisation, ReLU and pool on flat images in one layer;
/// - `Flows/`: densities by autoregressive transforms (``Flow``), affine or by splines;
/// - `Losses/`: what is minimised, each loss with its gradient;
/// - `Training/`: optimisers, the loop, checkpoints, curves, and the check of gradients;
/// - `Scores/`: how well numbers tell two samples apart, by ranks;
/// - `Matrices/`: the matrix products, by OpenBLAS, by oneDNN or in plain Swift;
/// - `Device/`: the same on accelerators (``DeviceNetwork``), where a whole step stays on the device;
/// - `Files/`: weights in the safetensors layout, and readers of Keras's files;
/// - `Elements/`: the loops over many numbers, compiled for `Float` and for `Double`.
///
/// `Double` with plain matrix products is the specification, `Float` the production. All results
/// are the same bits for any number of threads.
public enum Learning {}
