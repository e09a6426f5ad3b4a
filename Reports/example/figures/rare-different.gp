# Rare and different
# Redraw in this folder with: gnuplot rare-different.gp
if (!exists('data')) data = 'rare-different.dat'
if (!exists('png')) png = 'rare-different.png'
if (!exists('svg')) svg = 'rare-different.svg'
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
set bmargin at screen 0.1789
set label 1 'Rare and different' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title '' noenhanced offset 0,-0.3 font ',15.0'
unset logscale x
set xrange [0.0:1.0]
set xtics autofreq
set mxtics default
set format x '%h'
unset logscale y
set yrange [0.0:1.0]
set ytics autofreq
set mytics default
set format y '%h'
set xlabel 'AUC of the background''s density (rare)' font ',14.0'
set ylabel 'AUC (different)' font ',14.0'
set arrow 10 from screen 0.0171, 0.085 to screen 0.0429, 0.085 nohead lc rgb '#707070' lw 1.8 dt 2
set label 10 'no better than the density' at screen 0.05, 0.085 left noenhanced font ',12'
set label 21 '' at screen 0.03, 0.0572 point pt 6 ps 1.2*k lc rgb '#0072B2' lw 1.6
set label 20 'optimum, scaled normal' at screen 0.05, 0.0572 left noenhanced font ',12'
set label 31 '' at screen 0.03, 0.0294 point pt 4 ps 1.2*k lc rgb '#D55E00' lw 1.6
set arrow 30 from screen 0.03, 0.0194 to screen 0.03, 0.0394 heads size screen 0.003,90 lc rgb '#D55E00' lw 1.6
set label 30 'optimum, toy events' at screen 0.05, 0.0294 left noenhanced font ',12'
set label 41 '' at screen 0.2461, 0.085 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 40 from screen 0.2461, 0.075 to screen 0.2461, 0.095 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 40 'autoencoder' at screen 0.2661, 0.085 left noenhanced font ',12'
set label 51 '' at screen 0.2461, 0.0572 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 50 from screen 0.2461, 0.0472 to screen 0.2461, 0.0672 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 50 'Deep SVDD' at screen 0.2661, 0.0572 left noenhanced font ',12'
set label 61 '' at screen 0.2461, 0.0294 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 60 from screen 0.2461, 0.0194 to screen 0.2461, 0.0394 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 60 'SVDD ensemble' at screen 0.2661, 0.0294 left noenhanced font ',12'
set label 71 '' at screen 0.4623, 0.085 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 70 from screen 0.4623, 0.075 to screen 0.4623, 0.095 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 70 'affine flow' at screen 0.4823, 0.085 left noenhanced font ',12'
set label 81 '' at screen 0.4623, 0.0572 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 80 from screen 0.4623, 0.0472 to screen 0.4623, 0.0672 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 80 'spline flow' at screen 0.4823, 0.0572 left noenhanced font ',12'
set label 91 '' at screen 0.4623, 0.0294 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 90 from screen 0.4623, 0.0194 to screen 0.4623, 0.0394 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 90 'classifier' at screen 0.4823, 0.0294 left noenhanced font ',12'
plot data index 0 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 3 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 4 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 5 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 6 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 7 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 8 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 1 using 1:2 with points lc rgb '#0072B2' lw 1.6 pt 6 ps 1.2*k notitle, \
  data index 2 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 1.6 pt 4 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
