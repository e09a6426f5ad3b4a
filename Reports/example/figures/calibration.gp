# Coverage of an ensemble of networks
# Redraw in this folder with: gnuplot calibration.gp
if (!exists('data')) data = 'calibration.dat'
if (!exists('png')) png = 'calibration.png'
if (!exists('svg')) svg = 'calibration.svg'
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
set bmargin at screen 0.1511
set label 1 'Coverage of an ensemble of networks' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title '' noenhanced offset 0,-0.3 font ',15.0'
unset logscale x
set xrange [0.4:1.0]
set xtics autofreq
set mxtics default
set format x '%h'
unset logscale y
set yrange [0.3:1.05]
set ytics autofreq
set mytics default
set format y '%h'
set xlabel 'level' font ',14.0'
set ylabel 'share of maps within' font ',14.0'
set arrow 10 from screen 0.0171, 0.0572 to screen 0.0429, 0.0572 nohead lc rgb '#202020' lw 1.6 dt 3
set label 10 'nominal' at screen 0.05, 0.0572 left noenhanced font ',12'
set label 21 '' at screen 0.03, 0.0294 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 20 from screen 0.03, 0.0194 to screen 0.03, 0.0394 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 20 'excess' at screen 0.05, 0.0294 left noenhanced font ',12'
set label 31 '' at screen 0.2577, 0.0572 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 30 from screen 0.2577, 0.0472 to screen 0.2577, 0.0672 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 30 'source share' at screen 0.2777, 0.0572 left noenhanced font ',12'
set label 41 '' at screen 0.2577, 0.0294 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 40 from screen 0.2577, 0.0194 to screen 0.2577, 0.0394 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 40 'both' at screen 0.2777, 0.0294 left noenhanced font ',12'
set arrow 50 from screen 0.4726, 0.0572 to screen 0.4983, 0.0572 nohead lc rgb '#CC79A7' lw 2.2 dt 1
set label 50 'excess, not calibrated' at screen 0.5054, 0.0572 left noenhanced font ',12'
set arrow 60 from screen 0.4726, 0.0294 to screen 0.4983, 0.0294 nohead lc rgb '#E69F00' lw 2.2 dt 1
set label 60 'source share, not calibrated' at screen 0.5054, 0.0294 left noenhanced font ',12'
plot data index 1 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 2 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 3 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 4 using 1:2 with lines lc rgb '#CC79A7' lw 2.2 dt 1 notitle, \
  data index 5 using 1:2 with lines lc rgb '#E69F00' lw 2.2 dt 1 notitle, \
  data index 0 using 1:2 with lines lc rgb '#202020' lw 1.6 dt 3 notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
