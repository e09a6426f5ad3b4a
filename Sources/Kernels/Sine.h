// SPDX-License-Identifier: GPL-3.0-or-later
/* sin(2 pi w)/w as a polynomial in z = w^2 on 0 ... 1/16, by interpolation at the Chebyshev nodes
   with 60 digits; the error of the sine is 3.2e-8 with coefficients rounded to floats (6.7e-9
   before), 2.4e-16 with doubles. */
#define SINE_SINGLE(z)                                                                           \
  ((((0x1.3e1420p+5f * z - 0x1.32531ep+6f) * z + 0x1.4668f0p+6f) * z - 0x1.4abbc4p+5f) * z +     \
   0x1.921fb6p+2f)
#define SINE_DOUBLE(z)                                                                           \
  (((((((-0x1.62903d02bb153p-1 * z + 0x1.e89f6fe44fe7bp+1) * z - 0x1.e30631bdf732dp+3) * z +     \
       0x1.5078327046959p+5) *                                                                   \
          z -                                                                                    \
      0x1.32d2cce1ea145p+6) *                                                                    \
         z +                                                                                     \
     0x1.466bc677522bdp+6) *                                                                     \
        z -                                                                                      \
    0x1.4abbce625bd83p+5) *                                                                      \
       z +                                                                                       \
   0x1.921fb54442d17p+2)
