# Isotropic diffusion against rigidity
# Redraw in this folder with: gnuplot diffusion-coefficient.gp
if (!exists('data')) data = 'diffusion-coefficient.dat'
if (!exists('png')) png = 'diffusion-coefficient.png'
if (!exists('svg')) svg = 'diffusion-coefficient.svg'
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
set bmargin at screen 0.371
set label 1 'Isotropic diffusion against rigidity' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title '' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.005754399373371569:173.78008287493756]
set xtics autofreq
set mxtics 10
set format x ''
set logscale y 10
set yrange [0.008778581137257333:29914.332178411078]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel ''
set ylabel 'D/(c l_c)' font ',14.0'
set label 11 '' at screen 0.03, 0.0294 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 10 from screen 0.03, 0.0194 to screen 0.03, 0.0394 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 10 'grid' at screen 0.05, 0.0294 left noenhanced font ',12'
set label 21 '' at screen 0.191, 0.0294 point pt 6 ps 1.2*k lc rgb '#0072B2' lw 1.6
set label 20 'peer, grid' at screen 0.211, 0.0294 left noenhanced font ',12'
set label 31 '' at screen 0.3519, 0.0294 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 30 from screen 0.3519, 0.0194 to screen 0.3519, 0.0394 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 30 'plane waves' at screen 0.3719, 0.0294 left noenhanced font ',12'
set label 41 '' at screen 0.5129, 0.0294 point pt 4 ps 1.2*k lc rgb '#D55E00' lw 1.6
set label 40 'peer, plane waves' at screen 0.5329, 0.0294 left noenhanced font ',12'
set arrow 50 from screen 0.661, 0.0294 to screen 0.6867, 0.0294 nohead lc rgb '#707070' lw 1.8 dt 2
set label 50 'fit of 2014' at screen 0.6938, 0.0294 left noenhanced font ',12'
set object 60 rectangle from screen 0.8219, 0.0217 to screen 0.8476, 0.0372 fillcolor rgb '#DCE6F0' fillstyle solid noborder
set label 60 'tolerance' at screen 0.8548, 0.0294 left noenhanced font ',12'
plot data index 4 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 0 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 2 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 1 using 1:2 with points lc rgb '#0072B2' lw 1.6 pt 6 ps 1.2*k notitle, \
  data index 3 using 1:2 with points lc rgb '#D55E00' lw 1.6 pt 4 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# ratio
set lmargin at screen 0.08
set rmargin at screen 0.98
set tmargin at screen 0.3577
set bmargin at screen 0.1233
set logscale x 10
set xrange [0.005754399373371569:173.78008287493756]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
unset logscale y
set yrange [0.8:1.2]
set ytics autofreq
set mytics default
set format y '%h'
set ytics 0.1
set xlabel 'x = r_L/l_c' font ',14.0'
set ylabel 'ours / peer' font ',14.0'
set object 1 rectangle from graph 0, first 0.92 to graph 1, first 1.08 behind fillcolor rgb '#DCE6F0' fillstyle solid noborder
set arrow 1 from graph 0, first 1.0 to graph 1, first 1.0 nohead back lc rgb '#404040' lw 1.2
plot data index 5 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 6 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle
unset object
unset arrow
unset label
unset multiplot
}
unset output
