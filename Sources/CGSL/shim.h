// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_interp.h>
#include <gsl/gsl_spline.h>
#include <gsl/gsl_sf.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_version.h>

/* GSL exports its algorithms as mutable global pointers, which Swift's concurrency checks refuse. */
static inline const gsl_interp_type *assay_gsl_cubic_spline(void) { return gsl_interp_cspline; }
static inline const gsl_root_fsolver_type *assay_gsl_brent_root(void) {
  return gsl_root_fsolver_brent;
}
static inline const gsl_min_fminimizer_type *assay_gsl_brent_minimum(void) {
  return gsl_min_fminimizer_brent;
}
static inline const gsl_multimin_fminimizer_type *assay_gsl_simplex(void) {
  return gsl_multimin_fminimizer_nmsimplex2;
}
/* Version text of the loaded library. */
static inline const char *assay_gsl_version(void) { return gsl_version; }
