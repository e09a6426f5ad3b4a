// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for one precision: ASSAY_NAME, ASSAY_REAL and the functions ASSAY_EXP, ASSAY_LOG and
   ASSAY_POLAR are set by the file that includes it, after JF12Model.h. */

#ifndef ASSAY_JF12_LANES
#ifdef ASSAY_ACCELERATOR
#define ASSAY_JF12_LANES 1 /* a work-item is a lane */
#define ASSAY_JF12_GROUP 1
#else
#define ASSAY_JF12_LANES 64
#define ASSAY_JF12_GROUP 16 /* lanes that are worked on, or left out, together */
#endif
#endif

/* A node of the turbulence. */
typedef ASSAY_VECTOR(ASSAY_REAL, 4) ASSAY_NAME(node);

/* What the lanes of a block need of a step; b is the field there, s the strength of turbulence. */
typedef struct {
  ASSAY_REAL x[3][ASSAY_JF12_LANES], u[3][ASSAY_JF12_LANES], path[ASSAY_JF12_LANES];
  ASSAY_REAL h[ASSAY_JF12_LANES], middle[3][ASSAY_JF12_LANES], b[3][ASSAY_JF12_LANES],
      s[ASSAY_JF12_LANES];
  ASSAY_REAL fraction[3][ASSAY_JF12_LANES];
  ASSAY_NAME(node) turbulence[ASSAY_JF12_LANES];
  int32_t row[4][ASSAY_JF12_LANES], cell[ASSAY_JF12_LANES];
} ASSAY_NAME(block);

/* 1/(1 + exp(-2 t)) and the rest to 1, without loss where either is small. */
ASSAY_INLINE void ASSAY_NAME(logistic)(ASSAY_REAL t, ASSAY_REAL *of, ASSAY_REAL *rest) {
  const ASSAY_REAL e = ASSAY_EXP(t > 0 ? -2 * t : 2 * t);
  const ASSAY_REAL large = 1 / (1 + e), small = e * large;
  *of = t > 0 ? large : small;
  *rest = t > 0 ? small : large;
}

/* Toroidal halo, X field and the strength of turbulence in the halo, squared. */
ASSAY_INLINE void ASSAY_NAME(smooth)(const ASSAY_NAME(model) *f, int from, ASSAY_NAME(block) * k) {
  typedef ASSAY_REAL real;
  const real outer2 = f->outer2, inner2 = f->inner2;
  const real height = f->disk_height, width = f->per_disk_width;
  const real north = f->halo_field[0], south = f->halo_field[1];
  const real north_radius = f->halo_radius[0], south_radius = f->halo_radius[1];
  const real halo_width = f->per_halo_width, halo_fall = f->halo_fall;
  const real x_field = f->x_field, cot = f->x_cot, x_sin = f->x_sin, x_cos = f->x_cos,
             core = f->x_core, x_fall = f->x_fall, x_south = f->x_south;
  const real st = f->turbulent_halo, st_scale = f->turbulent_fall,
             st_height = f->turbulent_halo_fall;
ASSAY_VECTORIZE
  for (int j = from; j < from + ASSAY_JF12_GROUP; j++) {
    const real x = k->middle[0][j], y = k->middle[1][j], z = k->middle[2][j];
    const real r2 = x * x + y * y, d2 = r2 + z * z, r = ASSAY_SQRT(r2), a = z < 0 ? -z : z;
    /* On the axis the azimuth is 0. */
    const real inverse = 1 / (r > 0 ? r : 1);
    const real c = r > 0 ? x * inverse : 1, s = y * inverse;
    const int south_side = z < 0;
    real transition, rest, halo, edge;
    ASSAY_NAME(logistic)((a - height) * width, &transition, &rest);
    ASSAY_NAME(logistic)
    ((r - (south_side ? south_radius : north_radius)) * halo_width, &edge, &halo);
    const real bt = (south_side ? south : north) * ASSAY_EXP(a * halo_fall) * transition * halo;
    const real lean = a * cot, rc = core + lean, part = 1 / rc, share = core * part;
    const int within = r < rc;
    const real rp = within ? r * share : r - lean;
    const real ratio = within ? share * share : rp * inverse;
    /* r - rp without cancellation near the plane. */
    const real away = r * lean * part, line2 = away * away + a * a;
    const real line = 1 / ASSAY_SQRT(line2 > 0 ? line2 : 1);
    const real ct = within ? (line2 > 0 ? away * line : 0) : x_cos;
    const real sn = within ? (line2 > 0 ? a * line : 1) : x_sin;
    const real bx = x_field * ASSAY_EXP(rp * x_fall) * ratio;
    const int on = (d2 > inner2) & (d2 < outer2);
    const real br = on ? (south_side ? x_south : 1) * bx * ct : 0, ba = on ? bt : 0;
    k->b[0][j] = br * c - ba * s;
    k->b[1][j] = br * s + ba * c;
    k->b[2][j] = on ? bx * sn : 0;
    k->s[j] = d2 < outer2 ? st * st * ASSAY_EXP(r * st_scale + a * a * st_height) : 0;
  }
}

/* Adds the disk, within f->disk_cut of the plane. */
ASSAY_INLINE void ASSAY_NAME(disk)(const ASSAY_NAME(model) *f, int from, ASSAY_NAME(block) * k) {
  typedef ASSAY_REAL real;
  const real outer2 = f->outer2, cut = f->disk_cut;
  const real inner = f->inner_disk, ring = f->ring, ring_field = f->ring_field;
  const real height = f->disk_height, width = f->per_disk_width;
  const real sine = f->sin_pitch, cosine = f->cos_pitch, pitch = f->pitch, turn = f->winding;
  const real st_height = f->turbulent_disk_fall, st_ring = f->turbulent_ring;
  real edge[ASSAY_JF12_ARMS], arm[ASSAY_JF12_ARMS], st[ASSAY_JF12_ARMS];
ASSAY_UNROLL_ALWAYS
  for (int a = 0; a < ASSAY_JF12_ARMS; a++) {
    edge[a] = f->arm_log[a];
    arm[a] = f->arm_field[a];
    st[a] = f->turbulent_arm[a];
  }
ASSAY_VECTORIZE
  for (int j = from; j < from + ASSAY_JF12_GROUP; j++) {
    const real x = k->middle[0][j], y = k->middle[1][j], z = k->middle[2][j];
    const real r2 = x * x + y * y, d2 = r2 + z * z, a = z < 0 ? -z : z;
    const int on = (d2 < outer2) & (a < cut), arms = r2 >= ring * ring;
    const real rs = r2 > 0 ? r2 : 1, r = ASSAY_SQRT(rs), inverse = 1 / r;
    real transition, rest;
    ASSAY_NAME(logistic)((a - height) * width, &transition, &rest);
    /* ln of the radius at which the spiral through this point meets the negative x axis, wound
       back by whole turns until it lies within the outermost edge. */
    real spiral = (real)0.5 * ASSAY_LOG(rs) + (turn - pitch * ASSAY_POLAR(y, r2 > 0 ? x : 1));
    spiral = spiral > edge[ASSAY_JF12_ARMS - 1] ? spiral - 2 * turn : spiral;
    spiral = spiral > edge[ASSAY_JF12_ARMS - 1] ? spiral - 2 * turn : spiral;
    real b = arm[0], t = st[0];
ASSAY_UNROLL_ALWAYS
    for (int n = 1; n < ASSAY_JF12_ARMS; n++) {
      b = spiral >= edge[n - 1] ? arm[n] : b;
      t = spiral >= edge[n - 1] ? st[n] : t;
    }
    const real fall = ring * inverse;
    const real amplitude =
        on ? (arms ? b : (r2 > inner * inner ? ring_field : 0)) * fall * rest : 0;
    const real along_r = arms ? amplitude * sine : 0;
    const real along_a = arms ? amplitude * cosine : amplitude;
    const real c = r2 > 0 ? x * inverse : 1, s = r2 > 0 ? y * inverse : 0;
    const real strength = arms ? t * fall : st_ring;
    k->b[0][j] += along_r * c - along_a * s;
    k->b[1][j] += along_r * s + along_a * c;
    k->s[j] += on ? strength * strength * ASSAY_EXP(a * a * st_height) : 0;
  }
}

/* The regular field at the middle of the steps; k->s becomes the strength of turbulence. */
ASSAY_INLINE void ASSAY_NAME(regular)(const ASSAY_NAME(model) *f, int lanes,
                                      ASSAY_NAME(block) * k) {
  for (int from = 0; from < lanes; from += ASSAY_JF12_GROUP) {
    ASSAY_NAME(smooth)(f, from, k);
    int near = 0;
    for (int j = from; j < from + ASSAY_JF12_GROUP; j++) {
      const ASSAY_REAL z = k->middle[2][j];
      near |= (z < 0 ? -z : z) < f->disk_cut;
    }
    if (near) ASSAY_NAME(disk)(f, from, k);
    for (int j = from; j < from + ASSAY_JF12_GROUP; j++) k->s[j] = ASSAY_SQRT(k->s[j]);
  }
}
