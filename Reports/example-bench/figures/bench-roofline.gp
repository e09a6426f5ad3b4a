# Rates and ceilings of one core
# Redraw in this folder with: gnuplot bench-roofline.gp
if (!exists('data')) data = 'bench-roofline.dat'
if (!exists('png')) png = 'bench-roofline.png'
if (!exists('svg')) svg = 'bench-roofline.svg'
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
set rmargin at screen 0.98
set tmargin at screen 0.9044
set bmargin at screen 0.2344
set label 1 'Rates and ceilings of one core' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title 'Roofline' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.005754399373371569:173.78008287493756]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
set logscale y 10
set yrange [0.2814275120497634:250.72439174916713]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'intensity [flop/byte]' font ',14.0'
set ylabel 'rate [GF/s]' font ',14.0'
set label 11 '' at screen 0.03, 0.1406 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 10 'tuning scalar' at screen 0.05, 0.1406 left noenhanced font ',12'
set label 21 '' at screen 0.03, 0.1128 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 20 'tuning simd' at screen 0.05, 0.1128 left noenhanced font ',12'
set label 31 '' at screen 0.03, 0.085 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 30 'solve scalar' at screen 0.05, 0.085 left noenhanced font ',12'
set label 41 '' at screen 0.03, 0.0572 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 40 'solve simd' at screen 0.05, 0.0572 left noenhanced font ',12'
set label 51 '' at screen 0.03, 0.0294 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 50 'solve dense' at screen 0.05, 0.0294 left noenhanced font ',12'
set label 61 '' at screen 0.2714, 0.1406 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 60 'spectra scalar' at screen 0.2914, 0.1406 left noenhanced font ',12'
set label 71 '' at screen 0.2714, 0.1128 point pt 7 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 70 'spectra simd' at screen 0.2914, 0.1128 left noenhanced font ',12'
set label 81 '' at screen 0.2714, 0.085 point pt 7 ps 1.2*k lc rgb '#000000' lw 2.2
set label 80 'field fftw, single' at screen 0.2914, 0.085 left noenhanced font ',12'
set label 91 '' at screen 0.2714, 0.0572 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 90 'grid-boris scalar' at screen 0.2914, 0.0572 left noenhanced font ',12'
set label 101 '' at screen 0.2714, 0.0294 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 100 'grid-boris simd-double' at screen 0.2914, 0.0294 left noenhanced font ',12'
set label 111 '' at screen 0.5129, 0.1406 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 110 'grid-boris simd-single, single' at screen 0.5329, 0.1406 left noenhanced font ',12'
set label 121 '' at screen 0.5129, 0.1128 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 120 'waves-boris scalar' at screen 0.5329, 0.1128 left noenhanced font ',12'
set label 131 '' at screen 0.5129, 0.085 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 130 'waves-boris simd-double' at screen 0.5329, 0.085 left noenhanced font ',12'
set label 141 '' at screen 0.5129, 0.0572 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 140 'waves-boris simd-single, single' at screen 0.5329, 0.0572 left noenhanced font ',12'
set arrow 150 from screen 0.5, 0.0294 to screen 0.5257, 0.0294 nohead lc rgb '#707070' lw 1.8 dt 2
set label 150 'L1, double' at screen 0.5329, 0.0294 left noenhanced font ',12'
set arrow 160 from screen 0.7414, 0.1406 to screen 0.7671, 0.1406 nohead lc rgb '#9A9A9A' lw 1.8 dt 4
set label 160 'L2, double' at screen 0.7743, 0.1406 left noenhanced font ',12'
set arrow 170 from screen 0.7414, 0.1128 to screen 0.7671, 0.1128 nohead lc rgb '#505050' lw 1.8 dt 3
set label 170 'L3, double' at screen 0.7743, 0.1128 left noenhanced font ',12'
set arrow 180 from screen 0.7414, 0.085 to screen 0.7671, 0.085 nohead lc rgb '#B4B4B4' lw 1.8 dt 5
set label 180 'memory, double' at screen 0.7743, 0.085 left noenhanced font ',12'
plot data index 14 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 15 using 1:2 with lines lc rgb '#9A9A9A' lw 1.8 dt 4 notitle, \
  data index 16 using 1:2 with lines lc rgb '#505050' lw 1.8 dt 3 notitle, \
  data index 17 using 1:2 with lines lc rgb '#B4B4B4' lw 1.8 dt 5 notitle, \
  data index 0 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 1 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 2 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 3 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 4 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 5 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 6 using 1:2 with points lc rgb '#7F3C8D' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 7 using 1:2 with points lc rgb '#000000' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 8 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 9 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 10 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 11 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 12 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 13 using 1:2 with points lc rgb '#56B4E9' lw 2.2 pt 7 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
