# Running diffusion coefficient
# Redraw in this folder with: gnuplot running-diffusion.gp
if (!exists('data')) data = 'running-diffusion.dat'
if (!exists('png')) png = 'running-diffusion.png'
if (!exists('svg')) svg = 'running-diffusion.svg'
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
set rmargin at screen 0.3133
set tmargin at screen 0.9044
set bmargin at screen 0.371
set label 1 'Running diffusion coefficient' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title 'x = 0.1' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.09910401720113941:227.0341872654312]
set xtics autofreq
set mxtics 10
set format x ''
set logscale y 10
set yrange [0.020504862571595815:0.1021666164789818]
set ytics ('0.03' 0.03, '0.04' 0.04, '0.05' 0.05, '0.06' 0.06, '0.07' 0.07, '0.08' 0.08, '0.09' 0.09, '0.1' 0.1)
unset mytics
set xlabel ''
set ylabel '⟨Δx²⟩/(2t) / (c l_c)' font ',14.0'
set arrow 10 from screen 0.0171, 0.0294 to screen 0.0429, 0.0294 nohead lc rgb '#0072B2' lw 2.2 dt 1
set label 10 'this run' at screen 0.05, 0.0294 left noenhanced font ',12'
set label 21 '' at screen 0.1478, 0.0294 point pt 6 ps 1.2*k lc rgb '#202020' lw 1.6
set label 20 'peer' at screen 0.1678, 0.0294 left noenhanced font ',12'
set object 30 rectangle from screen 0.2527, 0.0217 to screen 0.2784, 0.0372 fillcolor rgb '#DCE6F0' fillstyle solid noborder
set label 30 'tolerance' at screen 0.2856, 0.0294 left noenhanced font ',12'
plot data index 0 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 1 using 1:2 with points lc rgb '#202020' lw 1.6 pt 6 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# ratio
set lmargin at screen 0.08
set rmargin at screen 0.3133
set tmargin at screen 0.3577
set bmargin at screen 0.1233
set logscale x 10
set xrange [0.09910401720113941:227.0341872654312]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
unset logscale y
set yrange [0.8:1.2]
set ytics autofreq
set mytics default
set format y '%h'
set ytics 0.1
set xlabel 't [l_c/c]' font ',14.0'
set ylabel 'ours / peer' font ',14.0'
set object 1 rectangle from graph 0, first 0.92 to graph 1, first 1.08 behind fillcolor rgb '#DCE6F0' fillstyle solid noborder
set arrow 1 from graph 0, first 1.0 to graph 1, first 1.0 nohead back lc rgb '#404040' lw 1.2
plot data index 2 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle
unset object
unset arrow
unset label

# panel 2
set lmargin at screen 0.4133
set rmargin at screen 0.6467
set tmargin at screen 0.9044
set bmargin at screen 0.371
set title 'x = 1' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.06606934480075961:151.3561248436208]
set xtics autofreq
set mxtics 10
set format x ''
set logscale y 10
set yrange [0.012788215771669605:1.7746509349196522]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel ''
set ylabel '⟨Δx²⟩/(2t) / (c l_c)' font ',14.0'
plot data index 3 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 4 using 1:2 with points lc rgb '#202020' lw 1.6 pt 6 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# ratio
set lmargin at screen 0.4133
set rmargin at screen 0.6467
set tmargin at screen 0.3577
set bmargin at screen 0.1233
set logscale x 10
set xrange [0.06606934480075961:151.3561248436208]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
unset logscale y
set yrange [0.8:1.2]
set ytics autofreq
set mytics default
set format y '%h'
set ytics 0.1
set xlabel 't [l_c/c]' font ',14.0'
set ylabel 'ours / peer' font ',14.0'
set object 1 rectangle from graph 0, first 0.92 to graph 1, first 1.08 behind fillcolor rgb '#DCE6F0' fillstyle solid noborder
set arrow 1 from graph 0, first 1.0 to graph 1, first 1.0 nohead back lc rgb '#404040' lw 1.2
plot data index 5 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle
unset object
unset arrow
unset label

# panel 3
set lmargin at screen 0.7467
set rmargin at screen 0.98
set tmargin at screen 0.9044
set bmargin at screen 0.371
set title 'x = 10' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [3.3034672400379805:7567.80624218104]
set xtics autofreq
set mxtics 10
set format x ''
set logscale y 10
set yrange [0.6118475528029467:181.2278226620169]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel ''
set ylabel '⟨Δx²⟩/(2t) / (c l_c)' font ',14.0'
plot data index 6 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 7 using 1:2 with points lc rgb '#202020' lw 1.6 pt 6 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# ratio
set lmargin at screen 0.7467
set rmargin at screen 0.98
set tmargin at screen 0.3577
set bmargin at screen 0.1233
set logscale x 10
set xrange [3.3034672400379805:7567.80624218104]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
unset logscale y
set yrange [0.8:1.2]
set ytics autofreq
set mytics default
set format y '%h'
set ytics 0.1
set xlabel 't [l_c/c]' font ',14.0'
set ylabel 'ours / peer' font ',14.0'
set object 1 rectangle from graph 0, first 0.92 to graph 1, first 1.08 behind fillcolor rgb '#DCE6F0' fillstyle solid noborder
set arrow 1 from graph 0, first 1.0 to graph 1, first 1.0 nohead back lc rgb '#404040' lw 1.2
plot data index 8 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle
unset object
unset arrow
unset label
unset multiplot
}
unset output
