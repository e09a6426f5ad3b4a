// SPDX-License-Identifier: GPL-3.0-or-later
private import CCFITSIO
private import CCurl
private import CGSL
private import COpenBLAS

/// Versions of the libraries that are linked, as they tell them themselves.
enum LibraryVersions {
  static var all: [String: String] {
    var fitsVersion: Float = 0
    ffvers(&fitsVersion)
    // Two decimals are all that CFITSIO's number carries.
    let hundredths = Int((fitsVersion * 100).rounded())
    let digits = hundredths % 100 < 10 ? "0\(hundredths % 100)" : "\(hundredths % 100)"
    let blas = openblas_get_config().map { String(cString: $0) } ?? "unknown"
    // "libcurl/7.88.1 OpenSSL/3.0.19 ...": the first word is its own.
    let words = String(cString: curl_version()).split(separator: " ")
    let curl = words[0].split(separator: "/").last.map(String.init) ?? "unknown"
    return [
      "GSL": GSL_VERSION, "CFITSIO": "\(hundredths / 100).\(digits)",
      "OpenBLAS": blas, "libcurl": curl,
    ]
  }

  static var openBLASCore: String {
    openblas_get_corename().map { String(cString: $0) } ?? "unknown"
  }
}
