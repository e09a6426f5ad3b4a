// SPDX-License-Identifier: GPL-3.0-or-later

/// A number of a sparse input: X[pixel][channel] = value; events of one place are added up.
public typealias DirectEvent = SparseSample<Float>.Event
