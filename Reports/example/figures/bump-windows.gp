# Windows of the BumpHunter example
# Redraw in this folder with: gnuplot bump-windows.gp
if (!exists('data')) data = 'bump-windows.dat'
if (!exists('png')) png = 'bump-windows.png'
if (!exists('svg')) svg = 'bump-windows.svg'
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
set bmargin at screen 0.3904
set label 1 'Windows of the BumpHunter example' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title '' noenhanced offset 0,-0.3 font ',15.0'
unset logscale x
set xrange [-3.54:62.54]
set xtics autofreq
set mxtics default
set format x ''
set logscale y 10
set yrange [0.00010759423063846083:0.7964225861568622]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel ''
set ylabel 'local p-value' font ',14.0'
set label 11 '' at screen 0.03, 0.0572 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 10 '2 bins' at screen 0.05, 0.0572 left noenhanced font ',12'
set label 21 '' at screen 0.03, 0.0294 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set label 20 '3 bins' at screen 0.05, 0.0294 left noenhanced font ',12'
set label 31 '' at screen 0.2172, 0.0572 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set label 30 '4 bins' at screen 0.2372, 0.0572 left noenhanced font ',12'
set label 41 '' at screen 0.2172, 0.0294 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set label 40 '5 bins' at screen 0.2372, 0.0294 left noenhanced font ',12'
set label 51 '' at screen 0.4044, 0.0572 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set label 50 '6 bins' at screen 0.4244, 0.0572 left noenhanced font ',12'
set label 61 '' at screen 0.4044, 0.0294 point pt 6 ps 1.2*k lc rgb '#202020' lw 1.6
set label 60 'published best window' at screen 0.4244, 0.0294 left noenhanced font ',12'
set label 71 '' at screen 0.5916, 0.0572 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 70 'pull' at screen 0.6116, 0.0572 left noenhanced font ',12'
plot data index 0 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 1 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 2 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 3 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 4 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 5 using 1:2 with points lc rgb '#202020' lw 1.6 pt 6 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# ratio
set lmargin at screen 0.08
set rmargin at screen 0.98
set tmargin at screen 0.3771
set bmargin at screen 0.1511
unset logscale x
set xrange [-3.54:62.54]
set xtics autofreq
set mxtics default
set format x '%h'
unset logscale y
set yrange [-4.8:4.8]
set ytics autofreq
set mytics default
set format y '%h'
set ytics 2.0
set xlabel 'bin' font ',14.0'
set ylabel 'pull' font ',14.0'
set arrow 1 from graph 0, first 0.0 to graph 1, first 0.0 nohead back lc rgb '#404040' lw 1.2
plot data index 6 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle
unset object
unset arrow
unset label
unset multiplot
}
unset output
