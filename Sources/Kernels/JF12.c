// SPDX-License-Identifier: GPL-3.0-or-later
#include "JF12.h"
#include "JF12Functions.h"

#define ASSAY_LANES 1
#define ASSAY_REAL float
#define ASSAY_NAME(name) assay_jf12_single_##name
#define ASSAY_EXP assay_expf_negative
#define ASSAY_LOG assay_logf_positive
#define ASSAY_POLAR assay_anglef
#include "JF12Trace.h"
#undef ASSAY_POLAR
#undef ASSAY_LOG
#undef ASSAY_EXP
#undef ASSAY_NAME
#undef ASSAY_REAL

#define ASSAY_REAL double
#define ASSAY_NAME(name) assay_jf12_double_##name
#define ASSAY_EXP assay_exp_negative
#define ASSAY_LOG assay_log_positive
#define ASSAY_POLAR assay_angle
#include "JF12Trace.h"

#define ASSAY_JF12_MODEL(name, model, call)                                                      \
  void name(const assay_jf12_field *field, const assay_jf12_random *random,                      \
            const assay_jf12_steps *steps, model *out) {                                         \
    call(field, random, steps, out);                                                             \
  }
#define ASSAY_JF12_TRACE(name, call)                                                             \
  void name(const assay_jf12_field *field, const assay_jf12_random *random,                      \
            const assay_jf12_steps *steps, int64_t count, double *positions, double *directions, \
            double *paths) {                                                                     \
    call(field, random, steps, count, positions, directions, paths);                             \
  }
#define ASSAY_JF12_FIELD(name, call)                                                             \
  void name(const assay_jf12_field *field, const assay_jf12_random *random, int64_t count,       \
            const double *positions, double *vectors, double *strengths) {                       \
    call(field, random, count, positions, vectors, strengths);                                   \
  }

ASSAY_JF12_MODEL(assay_jf12_model_single, assay_jf12_single_model, assay_jf12_single_round)
ASSAY_JF12_MODEL(assay_jf12_model_double, assay_jf12_double_model, assay_jf12_double_round)
ASSAY_CLONES ASSAY_JF12_TRACE(assay_jf12_trace_single, assay_jf12_single_trace)
ASSAY_CLONES ASSAY_JF12_TRACE(assay_jf12_trace_double, assay_jf12_double_trace)
ASSAY_CLONES ASSAY_JF12_FIELD(assay_jf12_field_single, assay_jf12_single_vectors)
ASSAY_CLONES ASSAY_JF12_FIELD(assay_jf12_field_double, assay_jf12_double_vectors)
ASSAY_JF12_TRACE(assay_jf12_trace_baseline, assay_jf12_single_trace)
