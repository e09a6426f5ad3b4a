// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo take variable arguments, which Swift cannot call; each
// function here is one of their types.

static inline CURLcode assay_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode assay_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}

// libcurl keeps its own copy of the text.
static inline CURLcode assay_curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode assay_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

typedef size_t (*assay_curl_write)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode assay_curl_set_write(CURL *handle, assay_curl_write function) {
  return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, function);
}

typedef int (*assay_curl_progress)(void *context, curl_off_t total, curl_off_t done,
                                   curl_off_t uploadTotal, curl_off_t uploadDone);

static inline CURLcode assay_curl_set_progress(CURL *handle, assay_curl_progress function) {
  return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, function);
}

static inline long assay_curl_response_code(CURL *handle) {
  long code = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code);
  return code;
}

static inline CURLcode assay_curl_global_init(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }
/* Version text of the loaded library. */
static inline const char *assay_curl_version(void) {
  return curl_version_info(CURLVERSION_NOW)->version;
}
