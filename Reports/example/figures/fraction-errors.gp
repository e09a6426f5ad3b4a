# Errors by the true fraction
# Redraw in this folder with: gnuplot fraction-errors.gp
if (!exists('data')) data = 'fraction-errors.dat'
if (!exists('png')) png = 'fraction-errors.png'
if (!exists('svg')) svg = 'fraction-errors.svg'
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
set rmargin at screen 0.48
set tmargin at screen 0.9044
set bmargin at screen 0.1511
set label 1 'Errors by the true fraction' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title 'Rms error' noenhanced offset 0,-0.3 font ',15.0'
unset logscale x
set xrange [0.0:1.0]
set xtics autofreq
set mxtics default
set format x '%h'
unset logscale y
set yrange [0.0:0.12]
set ytics autofreq
set mytics default
set format y '%h'
set xlabel 'true fraction' font ',14.0'
set ylabel 'rms error' font ',14.0'
set label 11 '' at screen 0.03, 0.0572 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 10 from screen 0.03, 0.0472 to screen 0.03, 0.0672 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 10 'network' at screen 0.05, 0.0572 left noenhanced font ',12'
set label 21 '' at screen 0.03, 0.0294 point pt 6 ps 1.2*k lc rgb '#202020' lw 1.6
set arrow 20 from screen 0.03, 0.0194 to screen 0.03, 0.0394 heads size screen 0.003,90 lc rgb '#202020' lw 1.6
set label 20 'one-point distribution' at screen 0.05, 0.0294 left noenhanced font ',12'
set arrow 30 from screen 0.2159, 0.0572 to screen 0.2416, 0.0572 nohead lc rgb '#707070' lw 1.8 dt 2
set label 30 'as the network predicts' at screen 0.2488, 0.0572 left noenhanced font ',12'
plot data index 2 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 0 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 1 using 1:2:3 with yerrorbars lc rgb '#202020' lw 1.6 pt 6 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# panel 2
set lmargin at screen 0.58
set rmargin at screen 0.98
set tmargin at screen 0.9044
set bmargin at screen 0.1511
set title 'Mean error' noenhanced offset 0,-0.3 font ',15.0'
unset logscale x
set xrange [0.0:1.0]
set xtics autofreq
set mxtics default
set format x '%h'
unset logscale y
set yrange [-0.08048647361566733:0.028247685667128673]
set ytics autofreq
set mytics default
set format y '%h'
set xlabel 'true fraction' font ',14.0'
set ylabel 'mean error' font ',14.0'
set label 11 '' at screen 0.53, 0.0572 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 10 from screen 0.53, 0.0472 to screen 0.53, 0.0672 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 10 'network' at screen 0.55, 0.0572 left noenhanced font ',12'
set label 21 '' at screen 0.53, 0.0294 point pt 6 ps 1.2*k lc rgb '#202020' lw 1.6
set arrow 20 from screen 0.53, 0.0194 to screen 0.53, 0.0394 heads size screen 0.003,90 lc rgb '#202020' lw 1.6
set label 20 'one-point distribution' at screen 0.55, 0.0294 left noenhanced font ',12'
set arrow 30 from screen 0.7101, 0.0572 to screen 0.7359, 0.0572 nohead lc rgb '#707070' lw 1.8 dt 2
set label 30 'none' at screen 0.743, 0.0572 left noenhanced font ',12'
plot data index 5 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 3 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 4 using 1:2:3 with yerrorbars lc rgb '#202020' lw 1.6 pt 6 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
