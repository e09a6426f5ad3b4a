// SPDX-License-Identifier: GPL-3.0-or-later
private import CCFITSIO
private import CCurl
private import CGSL
private import COpenBLAS

/// The libraries as they were loaded, not as they were compiled against.
enum Libraries {
  static var versions: [String: String] {
    [
      "GSL": String(cString: assay_gsl_version()),
      "CFITSIO": cfitsioVersion(),
      "OpenBLAS": openBLASVersion(String(cString: openblas_get_config())),
      "libcurl": String(cString: assay_curl_version()),
    ]
  }

  static var openBLASCore: String { String(cString: openblas_get_corename()) }

  /// CFITSIO gives 4.2.0 as the number 4.0200: two digits each for the minor and micro version.
  private static func cfitsioVersion() -> String {
    var number: Float = 0
    ffvers(&number)
    let digits = Int((Double(number) * 10_000).rounded())
    return "\(digits / 10_000).\(digits / 100 % 100).\(digits % 100)"
  }

  /// The version in a text such as "OpenBLAS 0.3.21 NO_AFFINITY USE_OPENMP Haswell MAX_THREADS=64".
  static func openBLASVersion(_ configuration: String) -> String {
    let words = configuration.split(separator: " ")
    return words.count > 1 && words[0] == "OpenBLAS" ? String(words[1]) : configuration
  }
}
