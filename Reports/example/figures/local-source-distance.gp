# Dipole of one local source against its distance
# Redraw in this folder with: gnuplot local-source-distance.gp
if (!exists('data')) data = 'local-source-distance.dat'
if (!exists('png')) png = 'local-source-distance.png'
if (!exists('svg')) svg = 'local-source-distance.svg'
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
set label 1 'Dipole of one local source against its distance' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title '' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.03:16.0]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
set logscale y 10
set yrange [1e-05:1.0]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'distance R [kpc]' font ',14.0'
set ylabel 'dipole amplitude |δ|' font ',14.0'
set arrow 10 from screen 0.0171, 0.0294 to screen 0.0429, 0.0294 nohead lc rgb '#0072B2' lw 2.2 dt 1
set label 10 'steady, in the halo' at screen 0.05, 0.0294 left noenhanced font ',12'
set arrow 20 from screen 0.1928, 0.0294 to screen 0.2185, 0.0294 nohead lc rgb '#D55E00' lw 2.2 dt 2
set label 20 'steady, no halo' at screen 0.2256, 0.0294 left noenhanced font ',12'
set arrow 30 from screen 0.3684, 0.0294 to screen 0.3941, 0.0294 nohead lc rgb '#009E73' lw 2.2 dt 1
set label 30 'burst 30 kyr ago' at screen 0.4013, 0.0294 left noenhanced font ',12'
set arrow 40 from screen 0.5441, 0.0294 to screen 0.5698, 0.0294 nohead lc rgb '#CC79A7' lw 2.2 dt 1
set label 40 'burst 340 kyr ago' at screen 0.5769, 0.0294 left noenhanced font ',12'
set arrow 50 from screen 0.7197, 0.0294 to screen 0.7454, 0.0294 nohead lc rgb '#E69F00' lw 2.2 dt 1
set label 50 'burst 3000 kyr ago' at screen 0.7526, 0.0294 left noenhanced font ',12'
plot data index 0 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 1 using 1:2 with lines lc rgb '#D55E00' lw 2.2 dt 2 notitle, \
  data index 2 using 1:2 with lines lc rgb '#009E73' lw 2.2 dt 1 notitle, \
  data index 3 using 1:2 with lines lc rgb '#CC79A7' lw 2.2 dt 1 notitle, \
  data index 4 using 1:2 with lines lc rgb '#E69F00' lw 2.2 dt 1 notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
