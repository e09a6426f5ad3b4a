# Limits with a data-driven background (b b̄, Δ = 3.84)
# Redraw in this folder with: gnuplot mlfermi-limits.gp
if (!exists('data')) data = 'mlfermi-limits.dat'
if (!exists('png')) png = 'mlfermi-limits.png'
if (!exists('svg')) svg = 'mlfermi-limits.svg'
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
set label 1 'Limits with a data-driven background (b b̄, Δ = 3.84)' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title 'J profiled (empirical)' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [5.987911682946584:1336.0250490640653]
set xtics autofreq
set mxtics 10
set format x ''
set logscale y 10
set yrange [2.79006653679078e-27:7.234623615124139e-23]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel ''
set ylabel 'upper limit on ⟨σv⟩ [cm^3 s^{-1}]' font ',14.0'
set arrow 10 from screen 0.0171, 0.0294 to screen 0.0429, 0.0294 nohead lc rgb '#0072B2' lw 2.2 dt 1
set label 10 'Draco' at screen 0.05, 0.0294 left noenhanced font ',12'
set arrow 20 from screen 0.1581, 0.0294 to screen 0.1838, 0.0294 nohead lc rgb '#D55E00' lw 2.2 dt 1
set label 20 'LeoII' at screen 0.1909, 0.0294 left noenhanced font ',12'
set arrow 30 from screen 0.299, 0.0294 to screen 0.3247, 0.0294 nohead lc rgb '#009E73' lw 2.2 dt 1
set label 30 'Sculptor' at screen 0.3319, 0.0294 left noenhanced font ',12'
set arrow 40 from screen 0.4399, 0.0294 to screen 0.4656, 0.0294 nohead lc rgb '#CC79A7' lw 2.2 dt 1
set label 40 'UrsaMinor' at screen 0.4728, 0.0294 left noenhanced font ',12'
set arrow 50 from screen 0.5809, 0.0294 to screen 0.6066, 0.0294 nohead lc rgb '#E69F00' lw 2.2 dt 1
set label 50 'stack of four' at screen 0.6137, 0.0294 left noenhanced font ',12'
set object 60 rectangle from screen 0.7218, 0.0217 to screen 0.7475, 0.0372 fillcolor rgb '#DCE6F0' fillstyle solid noborder
set label 60 'tolerance' at screen 0.7546, 0.0294 left noenhanced font ',12'
plot data index 0 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 2 using 1:2 with lines lc rgb '#D55E00' lw 2.2 dt 1 notitle, \
  data index 4 using 1:2 with lines lc rgb '#009E73' lw 2.2 dt 1 notitle, \
  data index 6 using 1:2 with lines lc rgb '#CC79A7' lw 2.2 dt 1 notitle, \
  data index 8 using 1:2 with lines lc rgb '#E69F00' lw 2.2 dt 1 notitle, \
  data index 1 using 1:2 with points lc rgb '#0072B2' lw 1.6 pt 6 ps 1.2*k notitle, \
  data index 3 using 1:2 with points lc rgb '#D55E00' lw 1.6 pt 4 ps 1.2*k notitle, \
  data index 5 using 1:2 with points lc rgb '#009E73' lw 1.6 pt 8 ps 1.2*k notitle, \
  data index 7 using 1:2 with points lc rgb '#CC79A7' lw 1.6 pt 12 ps 1.2*k notitle, \
  data index 9 using 1:2 with points lc rgb '#E69F00' lw 1.6 pt 10 ps 1.2*k notitle
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
set xrange [5.987911682946584:1336.0250490640653]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
unset logscale y
set yrange [0.99768:1.00232]
set ytics autofreq
set mytics default
set format y '%h'
set ytics 0.001
set xlabel 'm_{DM} [GeV]' font ',14.0'
set ylabel 'ours / reference' font ',14.0'
set object 1 rectangle from graph 0, first 0.99884 to graph 1, first 1.00116 behind fillcolor rgb '#DCE6F0' fillstyle solid noborder
set arrow 1 from graph 0, first 1.0 to graph 1, first 1.0 nohead back lc rgb '#404040' lw 1.2
plot data index 10 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 11 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 12 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 13 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 14 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle
unset object
unset arrow
unset label

# panel 2
set lmargin at screen 0.58
set rmargin at screen 0.98
set tmargin at screen 0.9044
set bmargin at screen 0.371
set title 'J and background profiled' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [7.585775750291837:1318.2567385564073]
set xtics autofreq
set mxtics 10
set format x ''
set logscale y 10
set yrange [4.585596660741237e-27:1.056020583812913e-22]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel ''
set ylabel 'upper limit on ⟨σv⟩ [cm^3 s^{-1}]' font ',14.0'
plot data index 15 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 17 using 1:2 with lines lc rgb '#D55E00' lw 2.2 dt 1 notitle, \
  data index 19 using 1:2 with lines lc rgb '#009E73' lw 2.2 dt 1 notitle, \
  data index 21 using 1:2 with lines lc rgb '#CC79A7' lw 2.2 dt 1 notitle, \
  data index 23 using 1:2 with lines lc rgb '#E69F00' lw 2.2 dt 1 notitle, \
  data index 16 using 1:2 with points lc rgb '#0072B2' lw 1.6 pt 6 ps 1.2*k notitle, \
  data index 18 using 1:2 with points lc rgb '#D55E00' lw 1.6 pt 4 ps 1.2*k notitle, \
  data index 20 using 1:2 with points lc rgb '#009E73' lw 1.6 pt 8 ps 1.2*k notitle, \
  data index 22 using 1:2 with points lc rgb '#CC79A7' lw 1.6 pt 12 ps 1.2*k notitle, \
  data index 24 using 1:2 with points lc rgb '#E69F00' lw 1.6 pt 10 ps 1.2*k notitle
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
set xrange [7.585775750291837:1318.2567385564073]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
unset logscale y
set yrange [0.99:1.01]
set ytics autofreq
set mytics default
set format y '%h'
set ytics 0.005
set xlabel 'm_{DM} [GeV]' font ',14.0'
set ylabel 'ours / reference' font ',14.0'
set object 1 rectangle from graph 0, first 0.995 to graph 1, first 1.005 behind fillcolor rgb '#DCE6F0' fillstyle solid noborder
set arrow 1 from graph 0, first 1.0 to graph 1, first 1.0 nohead back lc rgb '#404040' lw 1.2
plot data index 25 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 26 using 1:2 with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 27 using 1:2 with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 28 using 1:2 with points lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 29 using 1:2 with points lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle
unset object
unset arrow
unset label
unset multiplot
}
unset output
