// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cblas.h>

/* Not declared in cblas.h: two LAPACK routines (column-major, Fortran calling convention). */
void dgtsv_(int *n, int *nrhs, double *dl, double *d, double *du, double *b, int *ldb, int *info);
void dgesv_(int *n, int *nrhs, double *a, int *lda, int *ipiv, double *b, int *ldb, int *info);
