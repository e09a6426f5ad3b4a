// SPDX-License-Identifier: GPL-3.0-or-later
/* One text in three languages. A kernel text is written in the common subset of C (clang, for the
   vector units of the CPU), OpenCL C 1.2 and CUDA C++ (NVRTC); what differs has a name here.

   For accelerators the texts a kernel needs are put one after the other, this one first, lines that
   begin with #include or #pragma once left out (Hardware/KernelText.swift). A text that the CPU
   works in vectors of many particles is compiled there with one: a work-item is a lane.

   ASSAY_FUSED(a, b, c) is a b + c with one rounding, on every device the same bits.
   ASSAY_BETWEEN(f, a, b) interpolates numbers or vectors: a + f (b - a).

   Set before this text on accelerators: ASSAY_DOUBLE where the kernel needs double precision,
   ASSAY_CONTRACTS where a b + c may be fused (CUDA's compiler is told by an option). */
#ifndef ASSAY_DIALECT
#define ASSAY_DIALECT

/* ASSAY_LOCAL declares an array in local memory; ASSAY_AT_LOCAL qualifies a pointer to one. */

#if defined(__OPENCL_VERSION__) || defined(__OPENCL_C_VERSION__)
#define ASSAY_ACCELERATOR 1
#ifdef ASSAY_DOUBLE
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#endif
#ifndef ASSAY_CONTRACTS
#pragma OPENCL FP_CONTRACT OFF
#endif
typedef char int8_t;
typedef uchar uint8_t;
typedef short int16_t;
typedef ushort uint16_t;
typedef int int32_t;
typedef uint uint32_t;
typedef long int64_t;
typedef ulong uint64_t;
#define ASSAY_INLINE static inline __attribute__((always_inline))
#define ASSAY_KERNEL __kernel
#define ASSAY_GLOBAL __global
#define ASSAY_LOCAL __local
#define ASSAY_AT_LOCAL __local
#define ASSAY_BARRIER() barrier(CLK_LOCAL_MEM_FENCE)
#define ASSAY_GROUP(d) ((int32_t)get_group_id(d))
#define ASSAY_PLACE(d) ((int32_t)get_local_id(d))
#define ASSAY_SIZE(d) ((int32_t)get_local_size(d))
#define ASSAY_ITEM(d) ((int64_t)get_global_id(d))
#define ASSAY_SQRT(v) sqrt(v)
#define ASSAY_ABS(v) fabs(v)
#define ASSAY_FUSED(a, b, c) fma(a, b, c)
/* A vector type of its own of a scalar type, and each number of one converted to another type. */
#define ASSAY_VECTOR(type, count) ASSAY_VECTOR_(type, count)
#define ASSAY_VECTOR_(type, count) type##count
#define ASSAY_CONVERT(v, type, count) ASSAY_CONVERT_(v, type, count)
#define ASSAY_CONVERT_(v, type, count) convert_##type##count(v)
/* One number of a vector; `i` is a digit. */
#define ASSAY_PART(v, i) ((v).s##i)
/* Before a loop of a known number of turns whose arrays are to stay in registers. */
#define ASSAY_UNROLL _Pragma("unroll")
/* Two halves side by side, the halves, and one number, `i` a digit. */
#define ASSAY_JOIN(a, b, type, count) ((ASSAY_VECTOR(type, count))(a, b))
#define ASSAY_LOW(v) ((v).lo)
#define ASSAY_HIGH(v) ((v).hi)
#define ASSAY_LOAD(pointer) (*(pointer))

#elif defined(__CUDACC_RTC__)
#define ASSAY_ACCELERATOR 1
typedef signed char int8_t;
typedef unsigned char uint8_t;
typedef short int16_t;
typedef unsigned short uint16_t;
typedef int int32_t;
typedef unsigned int uint32_t;
typedef long long int64_t;
typedef unsigned long long uint64_t;
#define ASSAY_INLINE static __device__ __forceinline__
#define ASSAY_KERNEL extern "C" __global__
#define ASSAY_GLOBAL
#define ASSAY_LOCAL __shared__
#define ASSAY_AT_LOCAL
#define ASSAY_BARRIER() __syncthreads()
#define ASSAY_AXIS_0 x
#define ASSAY_AXIS_1 y
#define ASSAY_AXIS_2 z
#define ASSAY_GROUP(d) ((int32_t)blockIdx.ASSAY_AXIS_##d)
#define ASSAY_PLACE(d) ((int32_t)threadIdx.ASSAY_AXIS_##d)
#define ASSAY_SIZE(d) ((int32_t)blockDim.ASSAY_AXIS_##d)
#define ASSAY_ITEM(d) ((int64_t)ASSAY_GROUP(d) * ASSAY_SIZE(d) + ASSAY_PLACE(d))
#define restrict __restrict__
ASSAY_INLINE float assay_sqrt(float v) { return sqrtf(v); }
ASSAY_INLINE double assay_sqrt(double v) { return sqrt(v); }
ASSAY_INLINE float assay_abs(float v) { return fabsf(v); }
ASSAY_INLINE double assay_abs(double v) { return fabs(v); }
#define ASSAY_SQRT(v) assay_sqrt(v)
#define ASSAY_ABS(v) assay_abs(v)
ASSAY_INLINE float assay_fused(float a, float b, float c) { return fmaf(a, b, c); }
ASSAY_INLINE double assay_fused(double a, double b, double c) { return fma(a, b, c); }
#define ASSAY_FUSED(a, b, c) assay_fused(a, b, c)

/* Vectors as the other two languages have them: numbers side by side with the operations of one. */
template <typename T, int N>
struct alignas(sizeof(T) * N) assay_vector {
  T s[N];
  __device__ __forceinline__ T &operator[](int i) { return s[i]; }
  __device__ __forceinline__ const T &operator[](int i) const { return s[i]; }
};
#define ASSAY_OPERATOR(op)                                                                       \
  template <typename T, int N>                                                                   \
  ASSAY_INLINE assay_vector<T, N> operator op(const assay_vector<T, N> &a,                       \
                                              const assay_vector<T, N> &b) {                     \
    assay_vector<T, N> r;                                                                        \
    for (int i = 0; i < N; i++) r.s[i] = a.s[i] op b.s[i];                                       \
    return r;                                                                                    \
  }                                                                                              \
  template <typename T, int N>                                                                   \
  ASSAY_INLINE assay_vector<T, N> operator op(T a, const assay_vector<T, N> &b) {                \
    assay_vector<T, N> r;                                                                        \
    for (int i = 0; i < N; i++) r.s[i] = a op b.s[i];                                            \
    return r;                                                                                    \
  }
ASSAY_OPERATOR(+)
ASSAY_OPERATOR(-)
ASSAY_OPERATOR(*)
#undef ASSAY_OPERATOR
template <typename To, typename T, int N>
ASSAY_INLINE assay_vector<To, N> assay_convert(const assay_vector<T, N> &a) {
  assay_vector<To, N> r;
  for (int i = 0; i < N; i++) r.s[i] = (To)a.s[i];
  return r;
}
template <typename T, int N>
ASSAY_INLINE assay_vector<T, 2 * N> assay_join(const assay_vector<T, N> &a,
                                               const assay_vector<T, N> &b) {
  assay_vector<T, 2 * N> r;
  for (int i = 0; i < N; i++) r.s[i] = a.s[i], r.s[N + i] = b.s[i];
  return r;
}
template <typename T, int N>
ASSAY_INLINE assay_vector<T, N / 2> assay_half(const assay_vector<T, N> &a, int from) {
  assay_vector<T, N / 2> r;
  for (int i = 0; i < N / 2; i++) r.s[i] = a.s[from + i];
  return r;
}
/* A vector of 8 bytes from memory in one load: the compiler would load each number by itself. */
template <typename V>
ASSAY_INLINE V assay_load(const V *pointer) {
  static_assert(sizeof(V) == 8 && alignof(V) == 8, "one load");
  union {
    int64_t bits;
    V vector;
  } whole = {.bits = *(const int64_t *)pointer};
  return whole.vector;
}
#define ASSAY_VECTOR(type, count) assay_vector<type, count>
#define ASSAY_CONVERT(v, type, count) assay_convert<type>(v)
#define ASSAY_PART(v, i) ((v).s[i])
#define ASSAY_UNROLL _Pragma("unroll")
#define ASSAY_JOIN(a, b, type, count) assay_join(a, b)
#define ASSAY_LOW(v) assay_half(v, 0)
#define ASSAY_HIGH(v) assay_half(v, (int)(sizeof(v) / sizeof((v)[0])) / 2)
#define ASSAY_LOAD(pointer) assay_load(pointer)

#else
#include <stdint.h>
/* Without this clang fuses a * b + c where the target can, and the bits would depend on the CPU. */
#pragma STDC FP_CONTRACT OFF
#define ASSAY_INLINE static inline __attribute__((always_inline))
#define ASSAY_GLOBAL
/* Loops over grids or items have no fixed number of turns here. */
#define ASSAY_UNROLL
#define ASSAY_AT_LOCAL
#define ASSAY_SQRT(v) __builtin_elementwise_sqrt(v)
#define ASSAY_ABS(v) __builtin_elementwise_abs(v)
#define ASSAY_VECTOR(type, count) type __attribute__((ext_vector_type(count)))
#define ASSAY_FUSED(a, b, c) __builtin_elementwise_fma(a, b, c)
#define ASSAY_CONVERT(v, type, count) __builtin_convertvector(v, type __attribute__((vector_size(sizeof(type) * (count)))))
#define ASSAY_LOW(v) ((v).lo)
#define ASSAY_HIGH(v) ((v).hi)
#define ASSAY_PART(v, i) ((v).s##i)
#endif

#define ASSAY_BETWEEN(f, a, b) ((a) + (f) * ((b) - (a)))

/* Before a loop: one over lanes, which becomes vector code on the CPU; one unrolled there too. */
#ifdef ASSAY_ACCELERATOR
#define ASSAY_VECTORIZE
#define ASSAY_UNROLL_ALWAYS _Pragma("unroll")
#else
#define ASSAY_VECTORIZE _Pragma("clang loop vectorize(enable)")
#define ASSAY_UNROLL_ALWAYS _Pragma("clang loop unroll(full)")
#endif

#endif
