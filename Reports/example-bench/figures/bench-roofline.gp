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
set rmargin at screen 0.48
set tmargin at screen 0.9044
set bmargin at screen 0.3178
set label 1 'Rates and ceilings of one core' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title 'double precision' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.005754399373371569:173.78008287493756]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
set logscale y 10
set yrange [0.27394874398499225:174.20991400578387]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'intensity [flop/byte]' font ',14.0'
set ylabel 'rate [GF/s]' font ',14.0'
set label 11 '' at screen 0.03, 0.2239 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 10 'tuning scalar' at screen 0.05, 0.2239 left noenhanced font ',12'
set label 21 '' at screen 0.03, 0.1961 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 20 'tuning simd' at screen 0.05, 0.1961 left noenhanced font ',12'
set label 31 '' at screen 0.03, 0.1683 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 30 'solve scalar' at screen 0.05, 0.1683 left noenhanced font ',12'
set label 41 '' at screen 0.03, 0.1406 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 40 'solve simd' at screen 0.05, 0.1406 left noenhanced font ',12'
set label 51 '' at screen 0.03, 0.1128 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 50 'solve dense' at screen 0.05, 0.1128 left noenhanced font ',12'
set label 61 '' at screen 0.03, 0.085 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set label 60 'spectra scalar' at screen 0.05, 0.085 left noenhanced font ',12'
set label 71 '' at screen 0.03, 0.0572 point pt 7 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set label 70 'spectra simd' at screen 0.05, 0.0572 left noenhanced font ',12'
set label 81 '' at screen 0.03, 0.0294 point pt 7 ps 1.2*k lc rgb '#000000' lw 2.2
set label 80 'grid-boris scalar' at screen 0.05, 0.0294 left noenhanced font ',12'
set label 91 '' at screen 0.2288, 0.2239 point pt 5 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 90 'grid-boris simd-double' at screen 0.2488, 0.2239 left noenhanced font ',12'
set label 101 '' at screen 0.2288, 0.1961 point pt 5 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 100 'waves-boris scalar' at screen 0.2488, 0.1961 left noenhanced font ',12'
set label 111 '' at screen 0.2288, 0.1683 point pt 5 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 110 'waves-boris simd-double' at screen 0.2488, 0.1683 left noenhanced font ',12'
set arrow 120 from screen 0.2159, 0.1406 to screen 0.2416, 0.1406 nohead lc rgb '#707070' lw 1.8 dt 2
set label 120 'L1' at screen 0.2488, 0.1406 left noenhanced font ',12'
set arrow 130 from screen 0.2159, 0.1128 to screen 0.2416, 0.1128 nohead lc rgb '#9A9A9A' lw 1.8 dt 4
set label 130 'L2' at screen 0.2488, 0.1128 left noenhanced font ',12'
set arrow 140 from screen 0.2159, 0.085 to screen 0.2416, 0.085 nohead lc rgb '#505050' lw 1.8 dt 3
set label 140 'L3' at screen 0.2488, 0.085 left noenhanced font ',12'
set arrow 150 from screen 0.2159, 0.0572 to screen 0.2416, 0.0572 nohead lc rgb '#B4B4B4' lw 1.8 dt 5
set label 150 'memory' at screen 0.2488, 0.0572 left noenhanced font ',12'
plot data index 11 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 12 using 1:2 with lines lc rgb '#9A9A9A' lw 1.8 dt 4 notitle, \
  data index 13 using 1:2 with lines lc rgb '#505050' lw 1.8 dt 3 notitle, \
  data index 14 using 1:2 with lines lc rgb '#B4B4B4' lw 1.8 dt 5 notitle, \
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
  data index 10 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 5 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# panel 2
set lmargin at screen 0.58
set rmargin at screen 0.98
set tmargin at screen 0.9044
set bmargin at screen 0.3178
set title 'single precision' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.005754399373371569:173.78008287493756]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
set logscale y 10
set yrange [0.2628421328358375:361.9256643909174]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'intensity [flop/byte]' font ',14.0'
set ylabel 'rate [GF/s]' font ',14.0'
set label 11 '' at screen 0.53, 0.2239 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 10 'field fftw' at screen 0.55, 0.2239 left noenhanced font ',12'
set label 21 '' at screen 0.53, 0.1961 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 20 'grid-boris simd-single' at screen 0.55, 0.1961 left noenhanced font ',12'
set label 31 '' at screen 0.53, 0.1683 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 30 'waves-boris simd-single' at screen 0.55, 0.1683 left noenhanced font ',12'
set arrow 40 from screen 0.5171, 0.1406 to screen 0.5429, 0.1406 nohead lc rgb '#707070' lw 1.8 dt 2
set label 40 'L1' at screen 0.55, 0.1406 left noenhanced font ',12'
set arrow 50 from screen 0.7159, 0.2239 to screen 0.7416, 0.2239 nohead lc rgb '#9A9A9A' lw 1.8 dt 4
set label 50 'L2' at screen 0.7488, 0.2239 left noenhanced font ',12'
set arrow 60 from screen 0.7159, 0.1961 to screen 0.7416, 0.1961 nohead lc rgb '#505050' lw 1.8 dt 3
set label 60 'L3' at screen 0.7488, 0.1961 left noenhanced font ',12'
set arrow 70 from screen 0.7159, 0.1683 to screen 0.7416, 0.1683 nohead lc rgb '#B4B4B4' lw 1.8 dt 5
set label 70 'memory' at screen 0.7488, 0.1683 left noenhanced font ',12'
plot data index 18 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 19 using 1:2 with lines lc rgb '#9A9A9A' lw 1.8 dt 4 notitle, \
  data index 20 using 1:2 with lines lc rgb '#505050' lw 1.8 dt 3 notitle, \
  data index 21 using 1:2 with lines lc rgb '#B4B4B4' lw 1.8 dt 5 notitle, \
  data index 15 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 16 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 17 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
