# Combined limits of 41 dwarfs from the LAT likelihood tables
# Redraw in this folder with: gnuplot lat-limits.gp
if (!exists('data')) data = 'lat-limits.dat'
if (!exists('png')) png = 'lat-limits.png'
if (!exists('svg')) svg = 'lat-limits.svg'
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
set bmargin at screen 0.371
set label 1 'Combined limits of 41 dwarfs from the LAT likelihood tables' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title 'b b̄' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [3.8445040735308216:15606.694349239055]
set xtics autofreq
set mxtics 10
set format x ''
set logscale y 10
set yrange [3.4408324950847124e-27:5.871883536574942e-24]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel ''
set ylabel 'upper limit on ⟨σv⟩ [cm^3 s^{-1}]' font ',14.0'
set label 11 '' at screen 0.03, 0.0294 point pt 6 ps 1.2*k lc rgb '#202020' lw 1.6
set label 10 'published 2017' at screen 0.05, 0.0294 left noenhanced font ',12'
set arrow 20 from screen 0.1639, 0.0294 to screen 0.1896, 0.0294 nohead lc rgb '#0072B2' lw 2.2 dt 1
set label 20 'this run' at screen 0.1967, 0.0294 left noenhanced font ',12'
set arrow 30 from screen 0.3106, 0.0294 to screen 0.3363, 0.0294 nohead lc rgb '#707070' lw 1.8 dt 2
set label 30 '2015, context' at screen 0.3434, 0.0294 left noenhanced font ',12'
set arrow 40 from screen 0.4573, 0.0294 to screen 0.483, 0.0294 nohead lc rgb '#9A9A9A' lw 1.8 dt 4
set label 40 '2024, context' at screen 0.4901, 0.0294 left noenhanced font ',12'
set label 51 '' at screen 0.6169, 0.0294 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 50 'DMFIT spectra' at screen 0.6369, 0.0294 left noenhanced font ',12'
set object 60 rectangle from screen 0.7507, 0.0217 to screen 0.7764, 0.0372 fillcolor rgb '#DCE6F0' fillstyle solid noborder
set label 60 'tolerance' at screen 0.7836, 0.0294 left noenhanced font ',12'
plot data index 2 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 3 using 1:2 with lines lc rgb '#9A9A9A' lw 1.8 dt 4 notitle, \
  data index 1 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 0 using 1:2 with points lc rgb '#202020' lw 1.6 pt 6 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# ratio
set lmargin at screen 0.08
set rmargin at screen 0.48
set tmargin at screen 0.3577
set bmargin at screen 0.1233
set logscale x 10
set xrange [3.8445040735308216:15606.694349239055]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
unset logscale y
set yrange [0.98:1.02]
set ytics autofreq
set mytics default
set format y '%h'
set ytics 0.01
set xlabel 'm_{DM} [GeV]' font ',14.0'
set ylabel 'ours / published' font ',14.0'
set object 1 rectangle from graph 0, first 0.995 to graph 1, first 1.005 behind fillcolor rgb '#DCE6F0' fillstyle solid noborder
set arrow 1 from graph 0, first 1.0 to graph 1, first 1.0 nohead back lc rgb '#404040' lw 1.2
plot data index 4 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle
unset object
unset arrow
unset label

# panel 2
set lmargin at screen 0.58
set rmargin at screen 0.98
set tmargin at screen 0.9044
set bmargin at screen 0.371
set title 'τ⁺τ⁻' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [1.199752864189093:16670.09981552984]
set xtics autofreq
set mxtics 10
set format x ''
set logscale y 10
set yrange [1.2004175954959264e-27:2.3925633969181075e-22]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel ''
set ylabel 'upper limit on ⟨σv⟩ [cm^3 s^{-1}]' font ',14.0'
plot data index 7 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 8 using 1:2 with lines lc rgb '#9A9A9A' lw 1.8 dt 4 notitle, \
  data index 6 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 5 using 1:2 with points lc rgb '#202020' lw 1.6 pt 6 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# ratio
set lmargin at screen 0.58
set rmargin at screen 0.98
set tmargin at screen 0.3577
set bmargin at screen 0.1233
set logscale x 10
set xrange [1.199752864189093:16670.09981552984]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
unset logscale y
set yrange [0.98:1.02]
set ytics autofreq
set mytics default
set format y '%h'
set ytics 0.01
set xlabel 'm_{DM} [GeV]' font ',14.0'
set ylabel 'ours / published' font ',14.0'
set object 1 rectangle from graph 0, first 0.995 to graph 1, first 1.005 behind fillcolor rgb '#DCE6F0' fillstyle solid noborder
set arrow 1 from graph 0, first 1.0 to graph 1, first 1.0 nohead back lc rgb '#404040' lw 1.2
plot data index 9 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle
unset object
unset arrow
unset label
unset multiplot
}
unset output
