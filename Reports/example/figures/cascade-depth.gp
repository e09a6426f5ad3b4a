# Optical depth from z = 5 of the three mass states (A)
# Redraw in this folder with: gnuplot cascade-depth.gp
if (!exists('data')) data = 'cascade-depth.dat'
if (!exists('png')) png = 'cascade-depth.png'
if (!exists('svg')) svg = 'cascade-depth.svg'
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
set label 1 'Optical depth from z = 5 of the three mass states (A)' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title '' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [100685319038007.28:2898648868522638.0]
set xtics ('2×10^{14}' 200000000000000.0, '5×10^{14}' 500000000000000.0, '1×10^{15}' 1000000000000000.0, '2×10^{15}' 2000000000000000.0)
unset mxtics
set logscale y 10
set yrange [0.001:300.0]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'E_ν at Earth [eV]' font ',14.0'
set ylabel 'optical depth τ_i' font ',14.0'
set arrow 10 from screen 0.0171, 0.0294 to screen 0.0429, 0.0294 nohead lc rgb '#0072B2' lw 2.2 dt 1
set label 10 'ν₁' at screen 0.05, 0.0294 left noenhanced font ',12'
set arrow 20 from screen 0.1696, 0.0294 to screen 0.1954, 0.0294 nohead lc rgb '#D55E00' lw 2.2 dt 1
set label 20 'ν₂' at screen 0.2025, 0.0294 left noenhanced font ',12'
set arrow 30 from screen 0.3221, 0.0294 to screen 0.3479, 0.0294 nohead lc rgb '#009E73' lw 2.2 dt 1
set label 30 'ν₃' at screen 0.355, 0.0294 left noenhanced font ',12'
set arrow 40 from screen 0.4746, 0.0294 to screen 0.5004, 0.0294 nohead lc rgb '#707070' lw 1.8 dt 2
set label 40 'targets at rest' at screen 0.5075, 0.0294 left noenhanced font ',12'
plot data index 3 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 0 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 1 using 1:2 with lines lc rgb '#D55E00' lw 2.2 dt 1 notitle, \
  data index 2 using 1:2 with lines lc rgb '#009E73' lw 2.2 dt 1 notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
