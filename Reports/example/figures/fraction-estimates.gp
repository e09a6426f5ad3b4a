# True and estimated fraction of point sources
# Redraw in this folder with: gnuplot fraction-estimates.gp
if (!exists('data')) data = 'fraction-estimates.dat'
if (!exists('png')) png = 'fraction-estimates.png'
if (!exists('svg')) svg = 'fraction-estimates.svg'
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
set label 1 'True and estimated fraction of point sources' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title '' noenhanced offset 0,-0.3 font ',15.0'
unset logscale x
set xrange [0.0:1.0]
set xtics autofreq
set mxtics default
set format x '%h'
unset logscale y
set yrange [-0.2:1.2]
set ytics autofreq
set mytics default
set format y '%h'
set xlabel 'true fraction' font ',14.0'
set ylabel 'estimated fraction' font ',14.0'
set label 11 '' at screen 0.03, 0.0294 point pt 7 ps 0.8*k lc rgb '#0072B2' lw 2.2
set arrow 10 from screen 0.03, 0.0194 to screen 0.03, 0.0394 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 10 'network' at screen 0.05, 0.0294 left noenhanced font ',12'
set arrow 20 from screen 0.2333, 0.0294 to screen 0.259, 0.0294 nohead lc rgb '#707070' lw 1.8 dt 2
set label 20 'perfect' at screen 0.2661, 0.0294 left noenhanced font ',12'
set label 31 '' at screen 0.4623, 0.0294 point pt 1 ps 3.0*k lc rgb '#202020' lw 3.5
set label 30 'paper''s network, one image' at screen 0.4823, 0.0294 left noenhanced font ',12'
plot data index 1 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 0 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 0.8*k notitle, \
  data index 2 using 1:2 with points lc rgb '#202020' lw 3.5 pt 1 ps 3.0*k notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
