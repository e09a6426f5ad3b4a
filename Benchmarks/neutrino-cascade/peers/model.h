// SPDX-License-Identifier: GPL-3.0-or-later
//
// Constants, cosmology, neutrinos and the four benchmarks of cascade.cpp.
#pragma once
#include <cmath>
#include <complex>
#include <cstdio>
#include <cstdlib>
#include <vector>

using Vector = std::vector<double>;

const double pi = 3.14159265358979323846;
const double kB = 8.617333262e-5;               // eV/K
const double hbarC = 1.973269804e-5;            // eV cm
const double lightSpeed = 2.99792458e10;        // cm/s
const double megaparsec = 3.0856775814913673e24;  // cm
const double H0 = 70e5 / megaparsec;            // 1/s
const double T0 = kB * 1.945;                   // eV
const double lowest = 1e12;                     // eV, start of the energy grid
const double zmax = 5;

inline double hubble(double z) { return H0 * std::sqrt(0.692 + 0.308 * std::pow(1 + z, 3)); }

inline double starFormation(double z) {
  double a = 1 + z;
  return std::pow(std::pow(a, -34.) + std::pow(a / 5161, 3.) + std::pow(a / 9.06, 35.), -0.1);
}

/// A point of the model and the top of its energy grid.
struct Point {
  double mass, coupling, kappa, sum;  // eV, 1, 1, eV
  bool normal;
  double highest;  // eV
};

inline Point benchmark(char letter) {
  switch (letter) {
    case 'A': return {10e6, 5e-4, 1, 0.1, true, 1e17};
    case 'B': return {10e6, 5e-4, 1, 0.12, false, 1e17};
    case 'C': return {10e6, 5e-4, 4, 0.1, true, 1e17};
    case 'D': return {5e6, 3e-4, 1, 0.06, true, 1e18};
  }
  std::fprintf(stderr, "cascade: %c is no benchmark; give A, B, C or D\n", letter);
  std::exit(64);
}

/// Neutrino masses from their sum: bisection of a monotone function of the lightest mass.
inline void neutrinoMasses(double sum, bool normal, double masses[3]) {
  auto fill = [&](double light) {
    double l2 = light * light;
    masses[0] = normal ? light : std::sqrt(l2 + 2.497e-3 - 7.42e-5);
    masses[1] = normal ? std::sqrt(l2 + 7.42e-5) : std::sqrt(l2 + 2.497e-3);
    masses[2] = normal ? std::sqrt(l2 + 2.514e-3) : light;
    return masses[0] + masses[1] + masses[2];
  };
  double low = 0, high = sum;
  if (fill(0) > sum) {
    std::fprintf(stderr, "cascade: no lightest mass for a sum of %g eV\n", sum);
    std::exit(65);
  }
  for (int k = 0; k < 200; ++k) {
    double middle = 0.5 * (low + high);
    (fill(middle) < sum ? low : high) = middle;
  }
  fill(0.5 * (low + high));
}

/// |U_ai|^2 (PDG order R23 U13 R12) and |Q_ij|^2 for Q = U^+ diag(0, 1, -1) U.
inline void mixing(bool normal, double U2[3][3], double Q2[3][3]) {
  using Complex = std::complex<double>;
  const double degree = pi / 180;
  double t12 = (normal ? 33.44 : 33.45) * degree, t13 = (normal ? 8.57 : 8.61) * degree;
  double t23 = (normal ? 49.0 : 49.3) * degree, delta = (normal ? 195 : 286) * degree;
  double s12 = std::sin(t12), c12 = std::cos(t12), s13 = std::sin(t13), c13 = std::cos(t13);
  double s23 = std::sin(t23), c23 = std::cos(t23);
  Complex f = std::polar(1.0, delta);
  Complex U[3][3] = {
      {c12 * c13, s12 * c13, s13 * std::conj(f)},
      {-s12 * c23 - c12 * s23 * s13 * f, c12 * c23 - s12 * s23 * s13 * f, s23 * c13},
      {s12 * s23 - c12 * c23 * s13 * f, -c12 * s23 - s12 * c23 * s13 * f, c23 * c13}};
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) {
      U2[i][j] = std::norm(U[i][j]);
      Q2[i][j] = std::norm(std::conj(U[1][i]) * U[1][j] - std::conj(U[2][i]) * U[2][j]);
    }
}
