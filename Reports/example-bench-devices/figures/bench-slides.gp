# Backtracked particles a second, the slides' rows and ours
# Redraw in this folder with: gnuplot bench-slides.gp
if (!exists('data')) data = 'bench-slides.dat'
if (!exists('png')) png = 'bench-slides.png'
if (!exists('svg')) svg = 'bench-slides.svg'
if (!exists('from')) from = 1
if (!exists('to')) to = 2
set encoding utf8
set datafile missing 'NaN'
set minussign
do for [pass = from:to] {
# k makes points of equal size in both
if (pass == 1) {
  k = 1.0
  set terminal pngcairo enhanced size 1400,900 font 'DejaVu Sans,14' background 'white'
  set output png
} else {
  k = 0.68
  set terminal svg enhanced size 1400,900 font 'DejaVu Sans,14' fontscale 1.3333 dashlength 1.5 background 'white'
  set output svg
}
set multiplot
unset key
set grid xtics ytics lc rgb '#E4E4E4' lw 1 lt 1
set border lw 1.2
set tics front

# panel 1
set lmargin at screen 0.08
set rmargin at screen 0.98
set tmargin at screen 0.9044
set bmargin at screen 0.2344
set label 1 'Backtracked particles a second, the slides'' rows and ours' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title 'Backtracking' noenhanced offset 0,-0.3 font ',15.0'
unset logscale x
set xrange [0.5:10.5]
set xtics autofreq
set mxtics default
set format x '%h'
set logscale y 10
set yrange [254.0340969434489:106648.16903448389]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'row' font ',14.0'
set ylabel 'particles/s' font ',14.0'
set label 11 '' at screen 0.03, 0.1406 point pt 6 ps 1.2*k lc rgb '#0072B2' lw 1.6
set label 10 '1 A100, printed' at screen 0.05, 0.1406 left noenhanced font ',12'
set label 21 '' at screen 0.03, 0.1128 point pt 1 ps 3.0*k lc rgb '#202020' lw 3.5
set label 20 '1 recomputed' at screen 0.05, 0.1128 left noenhanced font ',12'
set label 31 '' at screen 0.03, 0.085 point pt 4 ps 1.2*k lc rgb '#D55E00' lw 1.6
set label 30 '2 V100, printed' at screen 0.05, 0.085 left noenhanced font ',12'
set label 41 '' at screen 0.03, 0.0572 point pt 1 ps 3.0*k lc rgb '#202020' lw 3.5
set label 40 '2 recomputed' at screen 0.05, 0.0572 left noenhanced font ',12'
set label 51 '' at screen 0.03, 0.0294 point pt 8 ps 1.2*k lc rgb '#009E73' lw 1.6
set label 50 '3 P6000, printed' at screen 0.05, 0.0294 left noenhanced font ',12'
set label 61 '' at screen 0.3156, 0.1406 point pt 1 ps 3.0*k lc rgb '#202020' lw 3.5
set label 60 '3 recomputed' at screen 0.3356, 0.1406 left noenhanced font ',12'
set label 71 '' at screen 0.3156, 0.1128 point pt 12 ps 1.2*k lc rgb '#CC79A7' lw 1.6
set label 70 '4 CPU 8 threads 2.4 GHz (TBB), printed' at screen 0.3356, 0.1128 left noenhanced font ',12'
set label 81 '' at screen 0.3156, 0.085 point pt 1 ps 3.0*k lc rgb '#202020' lw 3.5
set label 80 '4 recomputed' at screen 0.3356, 0.085 left noenhanced font ',12'
set label 91 '' at screen 0.3156, 0.0572 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 90 '5 simd-double' at screen 0.3356, 0.0572 left noenhanced font ',12'
set label 101 '' at screen 0.3156, 0.0294 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 100 '6 simd-single' at screen 0.3356, 0.0294 left noenhanced font ',12'
set label 111 '' at screen 0.6011, 0.1406 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 110 '7 simd-double threads=2' at screen 0.6211, 0.1406 left noenhanced font ',12'
set label 121 '' at screen 0.6011, 0.1128 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 120 '8 simd-single threads=2' at screen 0.6211, 0.1128 left noenhanced font ',12'
set label 131 '' at screen 0.6011, 0.085 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 130 '9 opencl:0 single' at screen 0.6211, 0.085 left noenhanced font ',12'
set label 141 '' at screen 0.6011, 0.0572 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 140 '10 opencl:0 double' at screen 0.6211, 0.0572 left noenhanced font ',12'
plot data index 8 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 9 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 10 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 11 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 12 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 13 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 0 using 1:2 with points lc rgb '#0072B2' lw 1.6 pt 6 ps 1.2*k notitle, \
  data index 2 using 1:2 with points lc rgb '#D55E00' lw 1.6 pt 4 ps 1.2*k notitle, \
  data index 4 using 1:2 with points lc rgb '#009E73' lw 1.6 pt 8 ps 1.2*k notitle, \
  data index 6 using 1:2 with points lc rgb '#CC79A7' lw 1.6 pt 12 ps 1.2*k notitle, \
  data index 1 using 1:2 with points lc rgb '#202020' lw 3.5 pt 1 ps 3.0*k notitle, \
  data index 3 using 1:2 with points lc rgb '#202020' lw 3.5 pt 1 ps 3.0*k notitle, \
  data index 5 using 1:2 with points lc rgb '#202020' lw 3.5 pt 1 ps 3.0*k notitle, \
  data index 7 using 1:2 with points lc rgb '#202020' lw 3.5 pt 1 ps 3.0*k notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
