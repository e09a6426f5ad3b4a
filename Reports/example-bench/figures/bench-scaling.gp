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
set rmargin at screen 0.48
set tmargin at screen 0.9044
set bmargin at screen 0.2622
set label 1 'Scaling with threads and with size' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title 'Threads' noenhanced offset 0,-0.3 font ',15.0'
unset logscale x
set xrange [0.94:2.06]
set xtics autofreq
set mxtics default
set format x '%h'
unset logscale y
set yrange [0.94:2.06]
set ytics autofreq
set mytics default
set format y '%h'
set xlabel 'threads' font ',14.0'
set ylabel 'speed-up (wall)' font ',14.0'
set label 11 '' at screen 0.03, 0.1683 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 10 'tuning simd' at screen 0.05, 0.1683 left noenhanced font ',12'
set label 21 '' at screen 0.03, 0.1406 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 20 'combination scalar' at screen 0.05, 0.1406 left noenhanced font ',12'
set label 31 '' at screen 0.03, 0.1128 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 30 'spectra simd' at screen 0.05, 0.1128 left noenhanced font ',12'
set label 41 '' at screen 0.03, 0.085 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 40 'field fftw' at screen 0.05, 0.085 left noenhanced font ',12'
set label 51 '' at screen 0.03, 0.0572 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 50 'grid-boris scalar' at screen 0.05, 0.0572 left noenhanced font ',12'
set label 61 '' at screen 0.03, 0.0294 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 60 'grid-boris simd-double' at screen 0.05, 0.0294 left noenhanced font ',12'
set label 71 '' at screen 0.2288, 0.1683 point pt 7 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 70 'grid-boris simd-single' at screen 0.2488, 0.1683 left noenhanced font ',12'
set label 81 '' at screen 0.2288, 0.1406 point pt 7 ps 1.2*k lc rgb '#000000' lw 2.2
set label 80 'waves-boris scalar' at screen 0.2488, 0.1406 left noenhanced font ',12'
set label 91 '' at screen 0.2288, 0.1128 point pt 5 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 90 'waves-boris simd-double' at screen 0.2488, 0.1128 left noenhanced font ',12'
set label 101 '' at screen 0.2288, 0.085 point pt 5 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 100 'waves-boris simd-single' at screen 0.2488, 0.085 left noenhanced font ',12'
set arrow 110 from screen 0.2159, 0.0572 to screen 0.2416, 0.0572 nohead lc rgb '#707070' lw 1.8 dt 2
set label 110 'ideal' at screen 0.2488, 0.0572 left noenhanced font ',12'
plot data index 10 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 0 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 1 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 2 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 3 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 4 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 5 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 6 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 7 using 1:2 with points lc rgb '#000000' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 8 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 9 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 5 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# panel 2
set lmargin at screen 0.58
set rmargin at screen 0.98
set tmargin at screen 0.9044
set bmargin at screen 0.2622
set title 'Problem size' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.4016764781296404:9958262.974783918]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
set logscale y 10
set yrange [1.6039114011009557e-05:0.18079479812792404]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'items' font ',14.0'
set ylabel 'CPU time [s]' font ',14.0'
set label 11 '' at screen 0.53, 0.1683 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 10 'tuning simd' at screen 0.55, 0.1683 left noenhanced font ',12'
set label 21 '' at screen 0.53, 0.1406 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 20 'spectra simd' at screen 0.55, 0.1406 left noenhanced font ',12'
set label 31 '' at screen 0.7288, 0.1683 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 30 'grid-boris simd-single' at screen 0.7488, 0.1683 left noenhanced font ',12'
set label 41 '' at screen 0.7288, 0.1406 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 40 'waves-boris simd-single' at screen 0.7488, 0.1406 left noenhanced font ',12'
plot data index 11 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 12 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 13 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 14 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
