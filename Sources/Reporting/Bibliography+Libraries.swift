// SPDX-License-Identifier: GPL-3.0-or-later
internal import Hardware

extension Bibliography {
  /// The libraries that the suite is built on, with the reference that their authors ask for where
  /// there is one, and the version where the record keeps it.
  static func libraries(_ environment: Environment) -> [BibliographyEntry] {
    all.map { name, use, entry in
      var entry = entry
      let version = environment.libraries[name].map { " \($0)" } ?? ""
      entry.note = "\(name)\(version): \(use)"
      return entry
    }
  }

  /// The page of a library; nil where it is none of those.
  static func address(ofLibrary name: String) -> String? {
    all.first { $0.name == name }?.entry.url
  }

  private static let all: [(name: String, use: String, entry: BibliographyEntry)] = [
    (
      "GSL", "special functions, quadrature, roots, minima",
      BibliographyEntry(
        .manual, authors: "M. Galassi et al.", title: "GNU Scientific Library Reference Manual",
        year: 2009, venue: "3rd edition, ISBN 0954612078", url: "https://www.gnu.org/software/gsl/",
        fields: [("edition", "3rd"), ("isbn", "0954612078")])
    ),
    (
      "FFTW", "Fourier transforms",
      BibliographyEntry(
        .article, authors: "M. Frigo, S. G. Johnson",
        title: "The Design and Implementation of FFTW3", year: 2005,
        venue: "Proceedings of the IEEE 93(2), 216–231", doi: "10.1109/JPROC.2004.840301",
        fields: [
          ("journal", "Proceedings of the IEEE"), ("volume", "93"), ("number", "2"),
          ("pages", "216--231"),
        ])
    ),
    (
      "HEALPix", "pixels on the sphere",
      BibliographyEntry(
        .article, authors: "Górski et al.",
        title:
          "HEALPix: A Framework for High-Resolution Discretization and Fast Analysis of Data "
          + "Distributed on the Sphere", year: 2005,
        venue: "The Astrophysical Journal 622, 759–771", arXiv: "astro-ph/0409513",
        doi: "10.1086/427976", url: "https://healpix.sourceforge.io",
        fields: [
          ("journal", "The Astrophysical Journal"), ("volume", "622"), ("pages", "759--771"),
        ])
    ),
    (
      "CFITSIO", "FITS files",
      BibliographyEntry(
        .inproceedings, authors: "W. Pence",
        title: "CFITSIO, v2.0: A New Full-Featured Data Interface", year: 1999,
        venue: "Astronomical Data Analysis Software and Systems VIII, ASP Conf. Ser. 172, 487",
        url: "https://heasarc.gsfc.nasa.gov/fitsio/",
        fields: [
          ("booktitle", "Astronomical Data Analysis Software and Systems VIII"),
          ("series", "ASP Conference Series"), ("volume", "172"), ("pages", "487"),
        ])
    ),
    (
      "OpenBLAS", "matrix products",
      BibliographyEntry(
        .inproceedings, authors: "X. Zhang, Q. Wang, Y. Zhang",
        title: "Model-driven level 3 BLAS performance optimization on Loongson 3A processor",
        year: 2012,
        venue: "IEEE 18th International Conference on Parallel and Distributed Systems, 684–691",
        doi: "10.1109/ICPADS.2012.97", url: "https://www.openblas.net/",
        fields: [
          (
            "booktitle",
            "2012 IEEE 18th International Conference on Parallel and Distributed Systems"
          ), ("pages", "684--691"),
        ])
    ),
    (
      "HDF5", "weight files of networks",
      BibliographyEntry(
        .misc, authors: "The HDF Group", title: "Hierarchical Data Format, version 5",
        doi: "10.11578/dc.20180330.1", url: "https://github.com/HDFGroup/hdf5")
    ),
    (
      "gnuplot", "figures",
      BibliographyEntry(
        .misc, authors: "T. Williams, C. Kelley et al.",
        title: "Gnuplot: an interactive plotting program", url: "http://www.gnuplot.info")
    ),
    (
      "gnuplot-iostream", "pipe to gnuplot",
      BibliographyEntry(
        .misc, authors: "D. Stahlke", title: "gnuplot-iostream: a C++ interface to gnuplot",
        url: "https://github.com/dstahlke/gnuplot-iostream")
    ),
    (
      "libcurl", "fetching public data",
      BibliographyEntry(
        .misc, authors: "D. Stenberg et al.", title: "curl and libcurl", url: "https://curl.se")
    ),
    (
      "libarchive", "packed data files",
      BibliographyEntry(
        .misc, authors: "T. Kientzle et al.", title: "libarchive",
        url: "https://www.libarchive.org")
    ),
    (
      "GRDB.swift", "history of runs in SQLite",
      BibliographyEntry(
        .misc, authors: "G. Roué et al.", title: "GRDB.swift: a toolkit for SQLite databases",
        url: "https://github.com/groue/GRDB.swift")
    ),
    (
      "Yams", "reference tables in YAML",
      BibliographyEntry(
        .misc, authors: "J. Simard et al.", title: "Yams: a Swift parser of YAML",
        url: "https://github.com/jpsim/Yams")
    ),
    (
      "swift-mustache", "this page",
      BibliographyEntry(
        .misc, authors: "Hummingbird authors", title: "swift-mustache: a template engine",
        url: "https://github.com/hummingbird-project/swift-mustache")
    ),
    (
      "swift-argument-parser", "command line",
      BibliographyEntry(
        .misc, authors: "Apple Inc.", title: "Swift Argument Parser",
        url: "https://github.com/apple/swift-argument-parser")
    ),
  ]
}
