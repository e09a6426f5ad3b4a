// SPDX-License-Identifier: GPL-3.0-or-later

/// A library with the calls of NVRTC that takes every text: code of a processor is an empty ELF file,
/// PTX nothing that a driver knows.
enum ToyNVRTC {
  /// Builds it; nil where there is no C compiler.
  ///
  /// - Parameters:
  ///   - version: the major one that it says it has.
  ///   - capability: the only one that it knows.
  static func library(version: Int, capability: Int = 90) throws -> String? {
    try ToyLibrary.build(source, ["VERSION": version, "CAPABILITY": capability])
  }

  private static let source = """
    #include <stddef.h>
    #include <string.h>
    int nvrtcVersion(int *major, int *minor) { *major = VERSION; *minor = 5; return 0; }
    int nvrtcCreateProgram(void **p, const char *source, const char *name, int n,
                           const char *const *texts, const char *const *names) {
      *p = (void *)1;
      return 0;
    }
    int nvrtcDestroyProgram(void **p) { *p = 0; return 0; }
    int nvrtcCompileProgram(void *p, int n, const char *const *options) { return p != (void *)1; }
    int nvrtcGetProgramLogSize(void *p, size_t *n) { *n = 1; return 0; }
    int nvrtcGetProgramLog(void *p, char *log) { *log = 0; return 0; }
    int nvrtcGetPTXSize(void *p, size_t *n) { *n = 13; return 0; }
    int nvrtcGetPTX(void *p, char *to) { memcpy(to, ".version 9.9", 13); return 0; }
    int nvrtcGetCUBINSize(void *p, size_t *n) { *n = 4; return 0; }
    int nvrtcGetCUBIN(void *p, char *to) { memcpy(to, "\\177ELF", 4); return 0; }
    int nvrtcGetNumSupportedArchs(int *n) { *n = 1; return 0; }
    int nvrtcGetSupportedArchs(int *list) { *list = CAPABILITY; return 0; }
    const char *nvrtcGetErrorString(int e) { return "a toy's error"; }
    """
}
