# Total improvement of published models
# Redraw in this folder with: gnuplot total-improvement.gp
if (!exists('data')) data = 'total-improvement.dat'
if (!exists('png')) png = 'total-improvement.png'
if (!exists('svg')) svg = 'total-improvement.svg'
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
set label 1 'Total improvement of published models' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title '' noenhanced offset 0,-0.3 font ',15.0'
unset logscale x
set xrange [0.0:16.0]
set xtics autofreq
set mxtics default
set format x '%h'
set logscale y 10
set yrange [0.03333333333333333:200.0]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'model' font ',14.0'
set ylabel 'total improvement' font ',14.0'
set label 11 '' at screen 0.03, 0.0294 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 10 'largest' at screen 0.05, 0.0294 left noenhanced font ',12'
set label 21 '' at screen 0.2056, 0.0294 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 20 'median' at screen 0.2256, 0.0294 left noenhanced font ',12'
set label 31 '' at screen 0.3813, 0.0294 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 30 'least' at screen 0.4013, 0.0294 left noenhanced font ',12'
set label 41 '' at screen 0.5569, 0.0294 point pt 1 ps 1.2*k lc rgb '#707070' lw 1.8
set label 40 'median without 1e-4' at screen 0.5769, 0.0294 left noenhanced font ',12'
set label 51 '' at screen 0.7326, 0.0294 point pt 6 ps 1.2*k lc rgb '#202020' lw 1.6
set label 50 'published median' at screen 0.7526, 0.0294 left noenhanced font ',12'
plot data index 3 using 1:2 with points lc rgb '#707070' lw 1.8 pt 1 ps 1.2*k notitle, \
  data index 0 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 1 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 2 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 4 using 1:2 with points lc rgb '#202020' lw 1.6 pt 6 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
