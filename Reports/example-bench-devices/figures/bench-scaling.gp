# Scaling with threads and with size
# Redraw in this folder with: gnuplot bench-scaling.gp
if (!exists('data')) data = 'bench-scaling.dat'
if (!exists('png')) png = 'bench-scaling.png'
if (!exists('svg')) svg = 'bench-scaling.svg'
if (!exists('from')) from = 1
if (!exists('to')) to = 2
set encoding utf8
set datafile missing 'NaN'
set minussign
do for [pass = from:to] {
# k makes points of equal size in both
if (pass == 1) {
  k = 1.0
  set terminal pngcairo enhanced size 1400,1800 font 'DejaVu Sans,14' background 'white'
  set output png
} else {
  k = 0.68
  set terminal svg enhanced size 1400,1800 font 'DejaVu Sans,14' fontscale 1.3333 dashlength 1.5 background 'white'
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
set tmargin at screen 0.9522
set bmargin at screen 0.6589
set label 1 'Scaling with threads and with size' at screen 0.5, 0.9856 center noenhanced font ',18.0'
set title 'Threads' noenhanced offset 0,-0.3 font ',15.0'
unset logscale x
set xrange [0.94:2.06]
set xtics autofreq
set mxtics default
set format x '%h'
unset logscale y
set yrange [0.9195936715131984:2.420511803266829]
set ytics autofreq
set mytics default
set format y '%h'
set xlabel 'threads' font ',14.0'
set ylabel 'speed-up (wall)' font ',14.0'
set label 11 '' at screen 0.03, 0.6119 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 10 'field fftw' at screen 0.05, 0.6119 left noenhanced font ',12'
set label 21 '' at screen 0.03, 0.5981 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 20 'grid-boris scalar' at screen 0.05, 0.5981 left noenhanced font ',12'
set label 31 '' at screen 0.03, 0.5842 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 30 'grid-boris simd-double' at screen 0.05, 0.5842 left noenhanced font ',12'
set label 41 '' at screen 0.03, 0.5703 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 40 'grid-boris simd-single' at screen 0.05, 0.5703 left noenhanced font ',12'
set label 51 '' at screen 0.03, 0.5564 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 50 'waves-boris scalar' at screen 0.05, 0.5564 left noenhanced font ',12'
set label 61 '' at screen 0.03, 0.5425 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 60 'waves-boris simd-double' at screen 0.05, 0.5425 left noenhanced font ',12'
set label 71 '' at screen 0.03, 0.5286 point pt 7 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 70 'waves-boris simd-single' at screen 0.05, 0.5286 left noenhanced font ',12'
set label 81 '' at screen 0.03, 0.5147 point pt 7 ps 1.2*k lc rgb '#000000' lw 2.2
set label 80 'slides-backtracking simd-double' at screen 0.05, 0.5147 left noenhanced font ',12'
set label 91 '' at screen 0.03, 0.5008 point pt 5 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 90 'slides-backtracking simd-single' at screen 0.05, 0.5008 left noenhanced font ',12'
set label 101 '' at screen 0.03, 0.4869 point pt 5 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 100 'spectra simd' at screen 0.05, 0.4869 left noenhanced font ',12'
set label 111 '' at screen 0.03, 0.4731 point pt 5 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 110 'scan simd' at screen 0.05, 0.4731 left noenhanced font ',12'
set label 121 '' at screen 0.03, 0.4592 point pt 5 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 120 'tuning simd' at screen 0.05, 0.4592 left noenhanced font ',12'
set label 131 '' at screen 0.03, 0.4453 point pt 5 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 130 'combination scalar' at screen 0.05, 0.4453 left noenhanced font ',12'
set label 141 '' at screen 0.03, 0.4314 point pt 5 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 140 'bump-toys simd' at screen 0.05, 0.4314 left noenhanced font ',12'
set label 151 '' at screen 0.03, 0.4175 point pt 5 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 150 'search-toys simd' at screen 0.05, 0.4175 left noenhanced font ',12'
set label 161 '' at screen 0.03, 0.4036 point pt 5 ps 1.2*k lc rgb '#000000' lw 2.2
set label 160 'search-thousand simd' at screen 0.05, 0.4036 left noenhanced font ',12'
set label 171 '' at screen 0.03, 0.3897 point pt 9 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 170 'likelihood simd' at screen 0.05, 0.3897 left noenhanced font ',12'
set label 181 '' at screen 0.03, 0.3758 point pt 9 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 180 'gradient simd' at screen 0.05, 0.3758 left noenhanced font ',12'
set label 191 '' at screen 0.03, 0.3619 point pt 9 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 190 'likelihood-batch simd' at screen 0.05, 0.3619 left noenhanced font ',12'
set label 201 '' at screen 0.03, 0.3481 point pt 9 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 200 'binned-forward-dense gather-openblas-double' at screen 0.05, 0.3481 left noenhanced font ',12'
set label 211 '' at screen 0.03, 0.3342 point pt 9 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 210 'binned-forward-dense gather-openblas' at screen 0.05, 0.3342 left noenhanced font ',12'
set label 221 '' at screen 0.03, 0.3203 point pt 9 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 220 'binned-forward-dense direct' at screen 0.05, 0.3203 left noenhanced font ',12'
set label 231 '' at screen 0.03, 0.3064 point pt 9 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 230 'binned-forward-50-events gather-openblas-double' at screen 0.05, 0.3064 left noenhanced font ',12'
set label 241 '' at screen 0.03, 0.2925 point pt 9 ps 1.2*k lc rgb '#000000' lw 2.2
set label 240 'binned-forward-50-events gather-openblas' at screen 0.05, 0.2925 left noenhanced font ',12'
set label 251 '' at screen 0.03, 0.2786 point pt 13 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 250 'binned-forward-50-events direct' at screen 0.05, 0.2786 left noenhanced font ',12'
set label 261 '' at screen 0.03, 0.2647 point pt 13 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 260 'binned-step-dense gather-openblas-double' at screen 0.05, 0.2647 left noenhanced font ',12'
set label 271 '' at screen 0.03, 0.2508 point pt 13 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 270 'binned-step-dense gather-openblas' at screen 0.05, 0.2508 left noenhanced font ',12'
set label 281 '' at screen 0.03, 0.2369 point pt 13 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 280 'binned-step-dense direct' at screen 0.05, 0.2369 left noenhanced font ',12'
set label 291 '' at screen 0.03, 0.2231 point pt 13 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 290 'binned-step-50-events gather-openblas-double' at screen 0.05, 0.2231 left noenhanced font ',12'
set label 301 '' at screen 0.03, 0.2092 point pt 13 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 300 'binned-step-50-events gather-openblas' at screen 0.05, 0.2092 left noenhanced font ',12'
set label 311 '' at screen 0.03, 0.1953 point pt 13 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 310 'binned-step-50-events direct' at screen 0.05, 0.1953 left noenhanced font ',12'
set label 321 '' at screen 0.03, 0.1814 point pt 13 ps 1.2*k lc rgb '#000000' lw 2.2
set label 320 'single-step-dense gather-openblas-double' at screen 0.05, 0.1814 left noenhanced font ',12'
set label 331 '' at screen 0.03, 0.1675 point pt 11 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 330 'single-step-dense gather-openblas' at screen 0.05, 0.1675 left noenhanced font ',12'
set label 341 '' at screen 0.03, 0.1536 point pt 11 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 340 'single-step-dense direct' at screen 0.05, 0.1536 left noenhanced font ',12'
set label 351 '' at screen 0.03, 0.1397 point pt 11 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 350 'single-step-50-events gather-openblas-double' at screen 0.05, 0.1397 left noenhanced font ',12'
set label 361 '' at screen 0.03, 0.1258 point pt 11 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 360 'single-step-50-events gather-openblas' at screen 0.05, 0.1258 left noenhanced font ',12'
set label 371 '' at screen 0.03, 0.1119 point pt 11 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 370 'single-step-50-events direct' at screen 0.05, 0.1119 left noenhanced font ',12'
set label 381 '' at screen 0.03, 0.0981 point pt 11 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 380 'backtrack-regular scalar' at screen 0.05, 0.0981 left noenhanced font ',12'
set label 391 '' at screen 0.03, 0.0842 point pt 11 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 390 'backtrack-regular simd-double' at screen 0.05, 0.0842 left noenhanced font ',12'
set label 401 '' at screen 0.03, 0.0703 point pt 11 ps 1.2*k lc rgb '#000000' lw 2.2
set label 400 'backtrack-regular simd-single' at screen 0.05, 0.0703 left noenhanced font ',12'
set label 411 '' at screen 0.03, 0.0564 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 410 'backtrack-random scalar' at screen 0.05, 0.0564 left noenhanced font ',12'
set label 421 '' at screen 0.03, 0.0425 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 420 'backtrack-random simd-double' at screen 0.05, 0.0425 left noenhanced font ',12'
set label 431 '' at screen 0.03, 0.0286 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 430 'backtrack-random simd-single' at screen 0.05, 0.0286 left noenhanced font ',12'
set arrow 440 from screen 0.0171, 0.0147 to screen 0.0429, 0.0147 nohead lc rgb '#707070' lw 1.8 dt 2
set label 440 'ideal' at screen 0.05, 0.0147 left noenhanced font ',12'
plot data index 43 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
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
  data index 42 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# panel 2
set lmargin at screen 0.58
set rmargin at screen 0.98
set tmargin at screen 0.9522
set bmargin at screen 0.6589
set title 'Problem size' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.4016764781296404:9958262.974783918]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
set logscale y 10
set yrange [2.792430324253901e-05:0.5450112475326823]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'items' font ',14.0'
set ylabel 'CPU time [s]' font ',14.0'
set label 11 '' at screen 0.53, 0.6119 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 10 'grid-boris simd-single' at screen 0.55, 0.6119 left noenhanced font ',12'
set label 21 '' at screen 0.53, 0.5981 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 20 'waves-boris simd-single' at screen 0.55, 0.5981 left noenhanced font ',12'
set label 31 '' at screen 0.53, 0.5842 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 30 'slides-backtracking simd-single' at screen 0.55, 0.5842 left noenhanced font ',12'
set label 41 '' at screen 0.53, 0.5703 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 40 'spectra simd' at screen 0.55, 0.5703 left noenhanced font ',12'
set label 51 '' at screen 0.53, 0.5564 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 50 'scan simd' at screen 0.55, 0.5564 left noenhanced font ',12'
set label 61 '' at screen 0.53, 0.5425 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 60 'tuning simd' at screen 0.55, 0.5425 left noenhanced font ',12'
set label 71 '' at screen 0.53, 0.5286 point pt 7 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 70 'bump-toys simd' at screen 0.55, 0.5286 left noenhanced font ',12'
set label 81 '' at screen 0.7629, 0.6119 point pt 7 ps 1.2*k lc rgb '#000000' lw 2.2
set label 80 'search-toys simd' at screen 0.7829, 0.6119 left noenhanced font ',12'
set label 91 '' at screen 0.7629, 0.5981 point pt 5 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 90 'binned-forward-dense direct' at screen 0.7829, 0.5981 left noenhanced font ',12'
set label 101 '' at screen 0.7629, 0.5842 point pt 5 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 100 'binned-forward-50-events direct' at screen 0.7829, 0.5842 left noenhanced font ',12'
set label 111 '' at screen 0.7629, 0.5703 point pt 5 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 110 'single-step-50-events direct' at screen 0.7829, 0.5703 left noenhanced font ',12'
set label 121 '' at screen 0.7629, 0.5564 point pt 5 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 120 'backtrack-regular simd-single' at screen 0.7829, 0.5564 left noenhanced font ',12'
set label 131 '' at screen 0.7629, 0.5425 point pt 5 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 130 'backtrack-random simd-single' at screen 0.7829, 0.5425 left noenhanced font ',12'
plot data index 44 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 45 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 46 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 47 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 48 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 49 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 50 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 51 using 1:2 with points lc rgb '#000000' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 52 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 53 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 54 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 55 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 56 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 5 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
