# Angular power spectrum of arrival directions
# Redraw in this folder with: gnuplot arrival-spectrum.gp
if (!exists('data')) data = 'arrival-spectrum.dat'
if (!exists('png')) png = 'arrival-spectrum.png'
if (!exists('svg')) svg = 'arrival-spectrum.svg'
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
set label 1 'Angular power spectrum of arrival directions' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title '' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.8354841210835904:23.938216771924736]
set xtics ('' 1.0, '' 2.0, '' 5.0, '' 10.0, '' 20.0)
unset mxtics
set logscale y 10
set yrange [0.001694909786192729:1.4349631854373104]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel ''
set ylabel 'C_l / C_1' font ',14.0'
set label 11 '' at screen 0.03, 0.0294 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 10 from screen 0.03, 0.0194 to screen 0.03, 0.0394 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 10 'this run' at screen 0.05, 0.0294 left noenhanced font ',12'
set label 21 '' at screen 0.142, 0.0294 point pt 6 ps 1.2*k lc rgb '#202020' lw 1.6
set label 20 'peer' at screen 0.162, 0.0294 left noenhanced font ',12'
plot data index 0 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 1 using 1:2 with points lc rgb '#202020' lw 1.6 pt 6 ps 1.2*k notitle
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
set xrange [0.8354841210835904:23.938216771924736]
set xtics ('1' 1.0, '2' 2.0, '5' 5.0, '10' 10.0, '20' 20.0)
unset mxtics
unset logscale y
set yrange [0.6:1.4]
set ytics autofreq
set mytics default
set format y '%h'
set ytics 0.2
set xlabel 'l' font ',14.0'
set ylabel 'ours / peer' font ',14.0'
set arrow 1 from graph 0, first 1.0 to graph 1, first 1.0 nohead back lc rgb '#404040' lw 1.2
plot data index 2 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle
unset object
unset arrow
unset label
unset multiplot
}
unset output
