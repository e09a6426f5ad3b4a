# How often chance does as well
# Redraw in this folder with: gnuplot global-curve.gp
if (!exists('data')) data = 'global-curve.dat'
if (!exists('png')) png = 'global-curve.png'
if (!exists('svg')) svg = 'global-curve.svg'
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
set bmargin at screen 0.1233
set label 1 'How often chance does as well' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title '' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [3.8018939632056126e-09:0.2630267991895382]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
set logscale y 10
set yrange [0.0006606934480075961:1.513561248436208]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'p_{min}' font ',14.0'
set ylabel 'share of toy experiments' font ',14.0'
set arrow 10 from screen 0.0171, 0.0294 to screen 0.0429, 0.0294 nohead lc rgb '#0072B2' lw 2.2 dt 1
set label 10 '1 or more' at screen 0.05, 0.0294 left noenhanced font ',12'
set arrow 20 from screen 0.1349, 0.0294 to screen 0.1606, 0.0294 nohead lc rgb '#D55E00' lw 2.2 dt 1
set label 20 '2 or more' at screen 0.1678, 0.0294 left noenhanced font ',12'
set arrow 30 from screen 0.2527, 0.0294 to screen 0.2784, 0.0294 nohead lc rgb '#009E73' lw 2.2 dt 1
set label 30 '3 or more' at screen 0.2856, 0.0294 left noenhanced font ',12'
plot data index 0 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 1 using 1:2 with lines lc rgb '#D55E00' lw 2.2 dt 1 notitle, \
  data index 2 using 1:2 with lines lc rgb '#009E73' lw 2.2 dt 1 notitle
unset label
unset arrow
unset object
set title ''

# panel 2
set lmargin at screen 0.58
set rmargin at screen 0.98
set tmargin at screen 0.9044
set bmargin at screen 0.1233
set title '' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [3.8018939632056126e-09:0.2630267991895382]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
unset logscale y
set yrange [-37.8:667.8]
set ytics autofreq
set mytics default
set format y '%h'
set xlabel 'p_{min}' font ',14.0'
set ylabel 'classes of the data' font ',14.0'
set arrow 10 from screen 0.5171, 0.0294 to screen 0.5429, 0.0294 nohead lc rgb '#707070' lw 1.8 dt 2
set label 10 'data' at screen 0.55, 0.0294 left noenhanced font ',12'
plot data index 3 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
