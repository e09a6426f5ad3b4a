# Scaling with threads and with size
# Redraw in this folder with: gnuplot bench-scaling.gp
if (!exists('data')) data = 'bench-scaling.dat'
if (!exists('png')) png = 'bench-scaling.png'
if (!exists('svg')) svg = 'bench-scaling.svg'
set encoding utf8
set datafile missing 'NaN'
set minussign
do for [pass = 1:2] {
# k makes points of equal size in both
if (pass == 1) {
  k = 1.0
  set terminal pngcairo enhanced size 1400,2050 font 'DejaVu Sans,14' background 'white'
  set output png
} else {
  k = 0.68
  set terminal svg enhanced size 1400,2050 font 'DejaVu Sans,14' fontscale 1.3333 dashlength 1.5 background 'white'
  set output svg
}
set multiplot
unset key
set grid xtics ytics lc rgb '#E4E4E4' lw 1 lt 1
set border lw 1.2
set tics front

# panel 1
set lmargin at screen 0.08
set rmargin at screen 0.48
set tmargin at screen 0.958
set bmargin at screen 0.7005
set label 1 'Scaling with threads and with size' at screen 0.5, 0.9873 center noenhanced font ',18.0'
set title 'Threads' noenhanced offset 0,-0.3 font ',15.0'
unset logscale x
set xrange [0.94:2.06]
set xtics autofreq
set mxtics default
set format x '%h'
unset logscale y
set yrange [0.9236228780642944:2.0667813654441423]
set ytics autofreq
set mytics default
set format y '%h'
set xlabel 'threads' font ',14.0'
set ylabel 'speed-up (wall)' font ',14.0'
set label 11 '' at screen 0.03, 0.6593 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 10 'tuning simd' at screen 0.05, 0.6593 left noenhanced font ',12'
set label 21 '' at screen 0.03, 0.6471 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 20 'combination scalar' at screen 0.05, 0.6471 left noenhanced font ',12'
set label 31 '' at screen 0.03, 0.6349 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 30 'spectra simd' at screen 0.05, 0.6349 left noenhanced font ',12'
set label 41 '' at screen 0.03, 0.6227 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 40 'field fftw' at screen 0.05, 0.6227 left noenhanced font ',12'
set label 51 '' at screen 0.03, 0.6105 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 50 'grid-boris scalar' at screen 0.05, 0.6105 left noenhanced font ',12'
set label 61 '' at screen 0.03, 0.5983 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 60 'grid-boris simd-double' at screen 0.05, 0.5983 left noenhanced font ',12'
set label 71 '' at screen 0.03, 0.5861 point pt 7 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 70 'grid-boris simd-single' at screen 0.05, 0.5861 left noenhanced font ',12'
set label 81 '' at screen 0.03, 0.5739 point pt 7 ps 1.2*k lc rgb '#000000' lw 2.2
set label 80 'waves-boris scalar' at screen 0.05, 0.5739 left noenhanced font ',12'
set label 91 '' at screen 0.03, 0.5617 point pt 5 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 90 'waves-boris simd-double' at screen 0.05, 0.5617 left noenhanced font ',12'
set label 101 '' at screen 0.03, 0.5495 point pt 5 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 100 'waves-boris simd-single' at screen 0.05, 0.5495 left noenhanced font ',12'
set label 111 '' at screen 0.03, 0.5373 point pt 5 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 110 'binned-forward-dense gather-openblas-double' at screen 0.05, 0.5373 left noenhanced font ',12'
set label 121 '' at screen 0.03, 0.5251 point pt 5 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 120 'binned-forward-dense gather-openblas' at screen 0.05, 0.5251 left noenhanced font ',12'
set label 131 '' at screen 0.03, 0.5129 point pt 5 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 130 'binned-forward-dense gather-onednn' at screen 0.05, 0.5129 left noenhanced font ',12'
set label 141 '' at screen 0.03, 0.5007 point pt 5 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 140 'binned-forward-dense direct' at screen 0.05, 0.5007 left noenhanced font ',12'
set label 151 '' at screen 0.03, 0.4885 point pt 5 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 150 'binned-forward-50-events gather-openblas-double' at screen 0.05, 0.4885 left noenhanced font ',12'
set label 161 '' at screen 0.03, 0.4763 point pt 5 ps 1.2*k lc rgb '#000000' lw 2.2
set label 160 'binned-forward-50-events gather-openblas' at screen 0.05, 0.4763 left noenhanced font ',12'
set label 171 '' at screen 0.03, 0.4641 point pt 9 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 170 'binned-forward-50-events gather-onednn' at screen 0.05, 0.4641 left noenhanced font ',12'
set label 181 '' at screen 0.03, 0.452 point pt 9 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 180 'binned-forward-50-events direct' at screen 0.05, 0.452 left noenhanced font ',12'
set label 191 '' at screen 0.03, 0.4398 point pt 9 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 190 'binned-step-dense gather-openblas-double' at screen 0.05, 0.4398 left noenhanced font ',12'
set label 201 '' at screen 0.03, 0.4276 point pt 9 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 200 'binned-step-dense gather-openblas' at screen 0.05, 0.4276 left noenhanced font ',12'
set label 211 '' at screen 0.03, 0.4154 point pt 9 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 210 'binned-step-dense gather-onednn' at screen 0.05, 0.4154 left noenhanced font ',12'
set label 221 '' at screen 0.03, 0.4032 point pt 9 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 220 'binned-step-dense direct' at screen 0.05, 0.4032 left noenhanced font ',12'
set label 231 '' at screen 0.03, 0.391 point pt 9 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 230 'binned-step-50-events gather-openblas-double' at screen 0.05, 0.391 left noenhanced font ',12'
set label 241 '' at screen 0.03, 0.3788 point pt 9 ps 1.2*k lc rgb '#000000' lw 2.2
set label 240 'binned-step-50-events gather-openblas' at screen 0.05, 0.3788 left noenhanced font ',12'
set label 251 '' at screen 0.03, 0.3666 point pt 13 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 250 'binned-step-50-events gather-onednn' at screen 0.05, 0.3666 left noenhanced font ',12'
set label 261 '' at screen 0.03, 0.3544 point pt 13 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 260 'binned-step-50-events direct' at screen 0.05, 0.3544 left noenhanced font ',12'
set label 271 '' at screen 0.03, 0.3422 point pt 13 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 270 'single-step-dense gather-openblas-double' at screen 0.05, 0.3422 left noenhanced font ',12'
set label 281 '' at screen 0.03, 0.33 point pt 13 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 280 'single-step-dense gather-openblas' at screen 0.05, 0.33 left noenhanced font ',12'
set label 291 '' at screen 0.03, 0.3178 point pt 13 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 290 'single-step-dense gather-onednn' at screen 0.05, 0.3178 left noenhanced font ',12'
set label 301 '' at screen 0.03, 0.3056 point pt 13 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 300 'single-step-dense direct' at screen 0.05, 0.3056 left noenhanced font ',12'
set label 311 '' at screen 0.03, 0.2934 point pt 13 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 310 'single-step-50-events gather-openblas-double' at screen 0.05, 0.2934 left noenhanced font ',12'
set label 321 '' at screen 0.03, 0.2812 point pt 13 ps 1.2*k lc rgb '#000000' lw 2.2
set label 320 'single-step-50-events gather-openblas' at screen 0.05, 0.2812 left noenhanced font ',12'
set label 331 '' at screen 0.03, 0.269 point pt 11 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 330 'single-step-50-events gather-onednn' at screen 0.05, 0.269 left noenhanced font ',12'
set label 341 '' at screen 0.03, 0.2568 point pt 11 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 340 'single-step-50-events direct' at screen 0.05, 0.2568 left noenhanced font ',12'
set label 351 '' at screen 0.03, 0.2446 point pt 11 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 350 'backtrack-regular scalar' at screen 0.05, 0.2446 left noenhanced font ',12'
set label 361 '' at screen 0.03, 0.2324 point pt 11 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 360 'backtrack-regular simd-double' at screen 0.05, 0.2324 left noenhanced font ',12'
set label 371 '' at screen 0.03, 0.2202 point pt 11 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 370 'backtrack-regular simd-single' at screen 0.05, 0.2202 left noenhanced font ',12'
set label 381 '' at screen 0.03, 0.208 point pt 11 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 380 'backtrack-random scalar' at screen 0.05, 0.208 left noenhanced font ',12'
set label 391 '' at screen 0.03, 0.1959 point pt 11 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 390 'backtrack-random simd-double' at screen 0.05, 0.1959 left noenhanced font ',12'
set label 401 '' at screen 0.03, 0.1837 point pt 11 ps 1.2*k lc rgb '#000000' lw 2.2
set label 400 'backtrack-random simd-single' at screen 0.05, 0.1837 left noenhanced font ',12'
set label 411 '' at screen 0.03, 0.1715 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 410 'bump-toys simd' at screen 0.05, 0.1715 left noenhanced font ',12'
set label 421 '' at screen 0.03, 0.1593 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 420 'search-toys simd' at screen 0.05, 0.1593 left noenhanced font ',12'
set label 431 '' at screen 0.03, 0.1471 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 430 'search-thousand simd' at screen 0.05, 0.1471 left noenhanced font ',12'
set label 441 '' at screen 0.03, 0.1349 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 440 'total-improvement scalar' at screen 0.05, 0.1349 left noenhanced font ',12'
set label 451 '' at screen 0.03, 0.1227 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 450 'auc radix' at screen 0.05, 0.1227 left noenhanced font ',12'
set label 461 '' at screen 0.03, 0.1105 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 460 'autoencoder-step double' at screen 0.05, 0.1105 left noenhanced font ',12'
set label 471 '' at screen 0.03, 0.0983 point pt 7 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 470 'autoencoder-step single' at screen 0.05, 0.0983 left noenhanced font ',12'
set label 481 '' at screen 0.03, 0.0861 point pt 7 ps 1.2*k lc rgb '#000000' lw 2.2
set label 480 'deep-svdd-step double' at screen 0.05, 0.0861 left noenhanced font ',12'
set label 491 '' at screen 0.03, 0.0739 point pt 5 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 490 'deep-svdd-step single' at screen 0.05, 0.0739 left noenhanced font ',12'
set label 501 '' at screen 0.03, 0.0617 point pt 5 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 500 'affine-flow-step double' at screen 0.05, 0.0617 left noenhanced font ',12'
set label 511 '' at screen 0.03, 0.0495 point pt 5 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 510 'affine-flow-step single' at screen 0.05, 0.0495 left noenhanced font ',12'
set label 521 '' at screen 0.03, 0.0373 point pt 5 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 520 'spline-flow-step double' at screen 0.05, 0.0373 left noenhanced font ',12'
set label 531 '' at screen 0.03, 0.0251 point pt 5 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 530 'spline-flow-step single' at screen 0.05, 0.0251 left noenhanced font ',12'
set arrow 540 from screen 0.0171, 0.0129 to screen 0.0429, 0.0129 nohead lc rgb '#707070' lw 1.8 dt 2
set label 540 'ideal' at screen 0.05, 0.0129 left noenhanced font ',12'
plot data index 53 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 0 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 1 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 2 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 3 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 4 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 5 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 6 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 7 using 1:2 with points lc rgb '#000000' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 8 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 9 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 10 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 11 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 12 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 13 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 14 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 15 using 1:2 with points lc rgb '#000000' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 16 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 17 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 18 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 19 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 20 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 21 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 22 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 23 using 1:2 with points lc rgb '#000000' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 24 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 25 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 26 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 27 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 28 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 29 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 30 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 31 using 1:2 with points lc rgb '#000000' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 32 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 33 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 34 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 35 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 36 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 37 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 38 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 39 using 1:2 with points lc rgb '#000000' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 40 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 41 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 42 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 43 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 44 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 45 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 46 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 47 using 1:2 with points lc rgb '#000000' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 48 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 49 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 50 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 51 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 52 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 5 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# panel 2
set lmargin at screen 0.58
set rmargin at screen 0.98
set tmargin at screen 0.958
set bmargin at screen 0.7005
set title 'Problem size' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.4016764781296404:9958262.974783918]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
set logscale y 10
set yrange [3.488127916137749e-07:1.3794597344924955]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'items' font ',14.0'
set ylabel 'CPU time [s]' font ',14.0'
set label 11 '' at screen 0.53, 0.6593 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 10 'tuning simd' at screen 0.55, 0.6593 left noenhanced font ',12'
set label 21 '' at screen 0.53, 0.6471 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 20 'spectra simd' at screen 0.55, 0.6471 left noenhanced font ',12'
set label 31 '' at screen 0.53, 0.6349 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 30 'grid-boris simd-single' at screen 0.55, 0.6349 left noenhanced font ',12'
set label 41 '' at screen 0.53, 0.6227 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 40 'waves-boris simd-single' at screen 0.55, 0.6227 left noenhanced font ',12'
set label 51 '' at screen 0.53, 0.6105 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 50 'binned-forward-dense direct' at screen 0.55, 0.6105 left noenhanced font ',12'
set label 61 '' at screen 0.53, 0.5983 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 60 'binned-forward-50-events direct' at screen 0.55, 0.5983 left noenhanced font ',12'
set label 71 '' at screen 0.53, 0.5861 point pt 7 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 70 'binned-step-dense direct' at screen 0.55, 0.5861 left noenhanced font ',12'
set label 81 '' at screen 0.53, 0.5739 point pt 7 ps 1.2*k lc rgb '#000000' lw 2.2
set label 80 'binned-step-50-events direct' at screen 0.55, 0.5739 left noenhanced font ',12'
set label 91 '' at screen 0.53, 0.5617 point pt 5 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 90 'single-step-dense direct' at screen 0.55, 0.5617 left noenhanced font ',12'
set label 101 '' at screen 0.53, 0.5495 point pt 5 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 100 'single-step-50-events direct' at screen 0.55, 0.5495 left noenhanced font ',12'
set label 111 '' at screen 0.53, 0.5373 point pt 5 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 110 'backtrack-regular simd-single' at screen 0.55, 0.5373 left noenhanced font ',12'
set label 121 '' at screen 0.7629, 0.6593 point pt 5 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 120 'backtrack-random simd-single' at screen 0.7829, 0.6593 left noenhanced font ',12'
set label 131 '' at screen 0.7629, 0.6471 point pt 5 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 130 'bump-toys simd' at screen 0.7829, 0.6471 left noenhanced font ',12'
set label 141 '' at screen 0.7629, 0.6349 point pt 5 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 140 'search-toys simd' at screen 0.7829, 0.6349 left noenhanced font ',12'
set label 151 '' at screen 0.7629, 0.6227 point pt 5 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 150 'search-thousand simd' at screen 0.7829, 0.6227 left noenhanced font ',12'
set label 161 '' at screen 0.7629, 0.6105 point pt 5 ps 1.2*k lc rgb '#000000' lw 2.2
set label 160 'total-improvement scalar' at screen 0.7829, 0.6105 left noenhanced font ',12'
set label 171 '' at screen 0.7629, 0.5983 point pt 9 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 170 'auc radix' at screen 0.7829, 0.5983 left noenhanced font ',12'
set label 181 '' at screen 0.7629, 0.5861 point pt 9 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 180 'autoencoder-step single' at screen 0.7829, 0.5861 left noenhanced font ',12'
set label 191 '' at screen 0.7629, 0.5739 point pt 9 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 190 'deep-svdd-step single' at screen 0.7829, 0.5739 left noenhanced font ',12'
set label 201 '' at screen 0.7629, 0.5617 point pt 9 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 200 'affine-flow-step single' at screen 0.7829, 0.5617 left noenhanced font ',12'
set label 211 '' at screen 0.7629, 0.5495 point pt 9 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 210 'spline-flow-step single' at screen 0.7829, 0.5495 left noenhanced font ',12'
plot data index 54 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 55 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 56 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 57 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 58 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 59 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 60 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 61 using 1:2 with points lc rgb '#000000' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 62 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 63 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 64 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 65 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 66 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 67 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 68 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 69 using 1:2 with points lc rgb '#000000' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 70 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 71 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 72 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 73 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 74 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 9 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
