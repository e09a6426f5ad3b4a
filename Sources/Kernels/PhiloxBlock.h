// SPDX-License-Identifier: GPL-3.0-or-later
/* Philox 4x32-10 (Salmon et al. 2011, doi:10.1145/2063384.2063405), as Numerics/Philox.swift has it.
   Whole numbers only: the same words on every device. */
#pragma once
#include "Devices/Dialect.h"

enum { ASSAY_PHILOX_ROUNDS = 10 };

/* One round on the four words of a counter; the key is then to be raised. */
ASSAY_INLINE void assay_philox_round(uint32_t *c0, uint32_t *c1, uint32_t *c2, uint32_t *c3,
                                     uint32_t k0, uint32_t k1) {
  const uint64_t p0 = (uint64_t)*c0 * 0xD2511F53u, p1 = (uint64_t)*c2 * 0xCD9E8D57u;
  *c0 = (uint32_t)(p1 >> 32) ^ *c1 ^ k0;
  *c1 = (uint32_t)p1;
  *c2 = (uint32_t)(p0 >> 32) ^ *c3 ^ k1;
  *c3 = (uint32_t)p0;
}

ASSAY_INLINE void assay_philox_raise(uint32_t *k0, uint32_t *k1) {
  *k0 += 0x9E3779B9u;
  *k1 += 0xBB67AE85u;
}

/* The two 64-bit words of block n of (seed, stream). */
ASSAY_INLINE void assay_philox_words(uint64_t seed, uint64_t stream, uint64_t n, uint64_t *first,
                                     uint64_t *second) {
  uint32_t c0 = (uint32_t)n, c1 = (uint32_t)(n >> 32);
  uint32_t c2 = (uint32_t)stream, c3 = (uint32_t)(stream >> 32);
  uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
  for (int round = 0; round < ASSAY_PHILOX_ROUNDS; round++) {
    assay_philox_round(&c0, &c1, &c2, &c3, k0, k1);
    assay_philox_raise(&k0, &k1);
  }
  *first = (uint64_t)c1 << 32 | c0;
  *second = (uint64_t)c3 << 32 | c2;
}
