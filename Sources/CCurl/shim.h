// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <curl/curl.h>

/* Version text of the loaded library. */
static inline const char *assay_curl_version(void) {
  return curl_version_info(CURLVERSION_NOW)->version;
}
