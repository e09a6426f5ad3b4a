# Source counts of unresolved sources
# Redraw in this folder with: gnuplot source-counts.gp
if (!exists('data')) data = 'source-counts.dat'
if (!exists('png')) png = 'source-counts.png'
if (!exists('svg')) svg = 'source-counts.svg'
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
set bmargin at screen 0.1233
set label 1 'Source counts of unresolved sources' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title '' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.36383812472513233:137.42375139431402]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
set logscale y 10
set yrange [10.0:100000.0]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'S [photons]' font ',14.0'
set ylabel 'S^2 dN/dS [photons]' font ',14.0'
set arrow 10 from screen 0.0171, 0.0294 to screen 0.0429, 0.0294 nohead lc rgb '#0072B2' lw 2.2 dt 1
set label 10 'excess, median' at screen 0.05, 0.0294 left noenhanced font ',12'
set arrow 20 from screen 0.1639, 0.0294 to screen 0.1896, 0.0294 nohead lc rgb '#D55E00' lw 2.2 dt 1
set label 20 'disk, median' at screen 0.1967, 0.0294 left noenhanced font ',12'
set object 30 rectangle from screen 0.3106, 0.0217 to screen 0.3363, 0.0372 fillcolor rgb '#009E73' fillstyle transparent solid 0.3 border lc rgb '#009E73'
set label 30 'excess, 68 %' at screen 0.3434, 0.0294 left noenhanced font ',12'
set object 40 rectangle from screen 0.4573, 0.0217 to screen 0.483, 0.0372 fillcolor rgb '#CC79A7' fillstyle transparent solid 0.3 border lc rgb '#CC79A7'
set label 40 'disk, 68 %' at screen 0.4901, 0.0294 left noenhanced font ',12'
plot data index 2 using 1:($2 > 0 ? $2 : 10.0):3 with filledcurves fc rgb '#009E73' fillstyle transparent solid 0.3 noborder notitle, \
  data index 2 using 1:($2 > 0 ? $2 : 10.0) with lines lc rgb '#009E73' lw 1.2 notitle, \
  data index 2 using 1:3 with lines lc rgb '#009E73' lw 1.2 notitle, \
  data index 3 using 1:($2 > 0 ? $2 : 10.0):3 with filledcurves fc rgb '#CC79A7' fillstyle transparent solid 0.3 noborder notitle, \
  data index 3 using 1:($2 > 0 ? $2 : 10.0) with lines lc rgb '#CC79A7' lw 1.2 notitle, \
  data index 3 using 1:3 with lines lc rgb '#CC79A7' lw 1.2 notitle, \
  data index 0 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 1 using 1:2 with lines lc rgb '#D55E00' lw 2.2 dt 1 notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
