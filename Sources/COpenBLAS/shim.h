// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/* The few routines in use, in the Fortran calling convention (column-major). OpenBLAS's cblas.h is
   not included: GSL's headers declare the same names otherwise, and libgslcblas defines them too,
   so that the link order would choose the library. The names below exist in OpenBLAS alone. */

void dgemm_(const char *transa, const char *transb, const int *m, const int *n, const int *k,
            const double *alpha, const double *a, const int *lda, const double *b, const int *ldb,
            const double *beta, double *c, const int *ldc);
void sgemm_(const char *transa, const char *transb, const int *m, const int *n, const int *k,
            const float *alpha, const float *a, const int *lda, const float *b, const int *ldb,
            const float *beta, float *c, const int *ldc);
void dgemv_(const char *trans, const int *m, const int *n, const double *alpha, const double *a,
            const int *lda, const double *x, const int *incx, const double *beta, double *y,
            const int *incy);
void dgesv_(const int *n, const int *nrhs, double *a, const int *lda, int *ipiv, double *b,
            const int *ldb, int *info);
void dgtsv_(const int *n, const int *nrhs, double *dl, double *d, double *du, double *b,
            const int *ldb, int *info);

void openblas_set_num_threads(int count);
int openblas_get_num_threads(void);
char *openblas_get_config(void);
char *openblas_get_corename(void);

static inline void assay_dgemm(int m, int n, int k, const double *a, const double *b, double *c) {
  /* Row-major C = A B is column-major C' = B' A'. */
  const double one = 1, zero = 0;
  dgemm_("N", "N", &n, &m, &k, &one, b, &n, a, &k, &zero, c, &n);
}

/* Row-major C = op(A) op(B), or C += op(A) op(B): A is stored m x k, or k x m where it is to be
   transposed; B k x n or n x k. */
static inline void assay_sgemm(_Bool ta, _Bool tb, int m, int n, int k, const float *a,
                               const float *b, _Bool add, float *c) {
  const float one = 1, beta = add;
  sgemm_(tb ? "T" : "N", ta ? "T" : "N", &n, &m, &k, &one, b, tb ? &k : &n, a, ta ? &m : &k, &beta,
         c, &n);
}

static inline void assay_dgemm_general(_Bool ta, _Bool tb, int m, int n, int k, const double *a,
                                       const double *b, _Bool add, double *c) {
  const double one = 1, beta = add;
  dgemm_(tb ? "T" : "N", ta ? "T" : "N", &n, &m, &k, &one, b, tb ? &k : &n, a, ta ? &m : &k, &beta,
         c, &n);
}

static inline void assay_dgemv(int rows, int columns, const double *a, const double *x, double *y) {
  const double one = 1, zero = 0;
  const int step = 1;
  dgemv_("T", &columns, &rows, &one, a, &columns, x, &step, &zero, y, &step);
}
