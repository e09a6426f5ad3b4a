# Absorption dips by flavour at Earth
# Redraw in this folder with: gnuplot cascade-dips.gp
if (!exists('data')) data = 'cascade-dips.dat'
if (!exists('png')) png = 'cascade-dips.png'
if (!exists('svg')) svg = 'cascade-dips.svg'
if (!exists('from')) from = 1
if (!exists('to')) to = 2
set encoding utf8
set datafile missing 'NaN'
set minussign
do for [pass = from:to] {
# k makes points of equal size in both
if (pass == 1) {
  k = 1.0
  set terminal pngcairo enhanced size 1400,1750 font 'DejaVu Sans,14' background 'white'
  set output png
} else {
  k = 0.68
  set terminal svg enhanced size 1400,1750 font 'DejaVu Sans,14' fontscale 1.3333 dashlength 1.5 background 'white'
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
set tmargin at screen 0.9509
set bmargin at screen 0.6765
set label 1 'Absorption dips by flavour at Earth' at screen 0.5, 0.9851 center noenhanced font ',18.0'
set title 'A' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [5753912164875.144:1.7214974715241142e+17]
set xtics autofreq
set mxtics 10
set format x ''
unset logscale y
set yrange [0.1800623079803252:1.281071842605034]
set ytics autofreq
set mytics default
set format y '%h'
set xlabel ''
set ylabel 'flux / free streaming' font ',14.0'
set arrow 10 from screen 0.0171, 0.5009 to screen 0.0429, 0.5009 nohead lc rgb '#0072B2' lw 2.2 dt 1
set label 10 'electron' at screen 0.05, 0.5009 left noenhanced font ',12'
set arrow 20 from screen 0.1336, 0.5009 to screen 0.1593, 0.5009 nohead lc rgb '#D55E00' lw 2.2 dt 1
set label 20 'muon' at screen 0.1664, 0.5009 left noenhanced font ',12'
set arrow 30 from screen 0.25, 0.5009 to screen 0.2757, 0.5009 nohead lc rgb '#009E73' lw 2.2 dt 1
set label 30 'tau' at screen 0.2829, 0.5009 left noenhanced font ',12'
set object 40 rectangle from screen 0.3664, 0.4969 to screen 0.3921, 0.5049 fillcolor rgb '#DCE6F0' fillstyle solid noborder
set label 40 'tolerance' at screen 0.3993, 0.5009 left noenhanced font ',12'
plot data index 0 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 2 using 1:2 with lines lc rgb '#D55E00' lw 2.2 dt 1 notitle, \
  data index 4 using 1:2 with lines lc rgb '#009E73' lw 2.2 dt 1 notitle, \
  data index 1 using 1:2 with points lc rgb '#0072B2' lw 1.6 pt 6 ps 1.2*k notitle, \
  data index 3 using 1:2 with points lc rgb '#D55E00' lw 1.6 pt 4 ps 1.2*k notitle, \
  data index 5 using 1:2 with points lc rgb '#009E73' lw 1.6 pt 8 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# ratio
set lmargin at screen 0.08
set rmargin at screen 0.48
set tmargin at screen 0.6697
set bmargin at screen 0.5491
set logscale x 10
set xrange [5753912164875.144:1.7214974715241142e+17]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
unset logscale y
set yrange [-3.0000000000000004:3.0000000000000004]
set ytics autofreq
set mytics default
set format y '%h'
set ytics 1.0
set xlabel 'E_ν at Earth [eV]' font ',14.0'
set ylabel '(ours − reference) × 10^{4}' font ',11.5'
set object 1 rectangle from graph 0, first -2.0 to graph 1, first 2.0 behind fillcolor rgb '#DCE6F0' fillstyle solid noborder
set arrow 1 from graph 0, first 0.0 to graph 1, first 0.0 nohead back lc rgb '#404040' lw 1.2
plot data index 6 using 1:(($2-0.0)*1e4) with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 7 using 1:(($2-0.0)*1e4) with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 8 using 1:(($2-0.0)*1e4) with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle
unset object
unset arrow
unset label

# panel 2
set lmargin at screen 0.58
set rmargin at screen 0.98
set tmargin at screen 0.9509
set bmargin at screen 0.6765
set title 'B' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [5753912164875.144:1.7214974715241142e+17]
set xtics autofreq
set mxtics 10
set format x ''
unset logscale y
set yrange [0.1885872842143505:1.2127759772365325]
set ytics autofreq
set mytics default
set format y '%h'
set xlabel ''
set ylabel 'flux / free streaming' font ',14.0'
set arrow 10 from screen 0.5171, 0.5009 to screen 0.5429, 0.5009 nohead lc rgb '#0072B2' lw 2.2 dt 1
set label 10 'electron' at screen 0.55, 0.5009 left noenhanced font ',12'
set arrow 20 from screen 0.6336, 0.5009 to screen 0.6593, 0.5009 nohead lc rgb '#D55E00' lw 2.2 dt 1
set label 20 'muon' at screen 0.6664, 0.5009 left noenhanced font ',12'
set arrow 30 from screen 0.75, 0.5009 to screen 0.7757, 0.5009 nohead lc rgb '#009E73' lw 2.2 dt 1
set label 30 'tau' at screen 0.7829, 0.5009 left noenhanced font ',12'
set object 40 rectangle from screen 0.8664, 0.4969 to screen 0.8921, 0.5049 fillcolor rgb '#DCE6F0' fillstyle solid noborder
set label 40 'tolerance' at screen 0.8993, 0.5009 left noenhanced font ',12'
plot data index 9 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 11 using 1:2 with lines lc rgb '#D55E00' lw 2.2 dt 1 notitle, \
  data index 13 using 1:2 with lines lc rgb '#009E73' lw 2.2 dt 1 notitle, \
  data index 10 using 1:2 with points lc rgb '#0072B2' lw 1.6 pt 6 ps 1.2*k notitle, \
  data index 12 using 1:2 with points lc rgb '#D55E00' lw 1.6 pt 4 ps 1.2*k notitle, \
  data index 14 using 1:2 with points lc rgb '#009E73' lw 1.6 pt 8 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# ratio
set lmargin at screen 0.58
set rmargin at screen 0.98
set tmargin at screen 0.6697
set bmargin at screen 0.5491
set logscale x 10
set xrange [5753912164875.144:1.7214974715241142e+17]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
unset logscale y
set yrange [-3.0000000000000004:3.0000000000000004]
set ytics autofreq
set mytics default
set format y '%h'
set ytics 1.0
set xlabel 'E_ν at Earth [eV]' font ',14.0'
set ylabel '(ours − reference) × 10^{4}' font ',11.5'
set object 1 rectangle from graph 0, first -2.0 to graph 1, first 2.0 behind fillcolor rgb '#DCE6F0' fillstyle solid noborder
set arrow 1 from graph 0, first 0.0 to graph 1, first 0.0 nohead back lc rgb '#404040' lw 1.2
plot data index 15 using 1:(($2-0.0)*1e4) with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 16 using 1:(($2-0.0)*1e4) with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 17 using 1:(($2-0.0)*1e4) with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle
unset object
unset arrow
unset label

# panel 3
set lmargin at screen 0.08
set rmargin at screen 0.48
set tmargin at screen 0.4651
set bmargin at screen 0.1908
set title 'C' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [5753912164875.144:1.7214974715241142e+17]
set xtics autofreq
set mxtics 10
set format x ''
unset logscale y
set yrange [-0.029666516781477054:1.3299871581727392]
set ytics autofreq
set mytics default
set format y '%h'
set xlabel ''
set ylabel 'flux / free streaming' font ',14.0'
set arrow 10 from screen 0.0171, 0.0151 to screen 0.0429, 0.0151 nohead lc rgb '#0072B2' lw 2.2 dt 1
set label 10 'electron' at screen 0.05, 0.0151 left noenhanced font ',12'
set arrow 20 from screen 0.1336, 0.0151 to screen 0.1593, 0.0151 nohead lc rgb '#D55E00' lw 2.2 dt 1
set label 20 'muon' at screen 0.1664, 0.0151 left noenhanced font ',12'
set arrow 30 from screen 0.25, 0.0151 to screen 0.2757, 0.0151 nohead lc rgb '#009E73' lw 2.2 dt 1
set label 30 'tau' at screen 0.2829, 0.0151 left noenhanced font ',12'
set object 40 rectangle from screen 0.3664, 0.0111 to screen 0.3921, 0.0191 fillcolor rgb '#DCE6F0' fillstyle solid noborder
set label 40 'tolerance' at screen 0.3993, 0.0151 left noenhanced font ',12'
plot data index 18 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 20 using 1:2 with lines lc rgb '#D55E00' lw 2.2 dt 1 notitle, \
  data index 22 using 1:2 with lines lc rgb '#009E73' lw 2.2 dt 1 notitle, \
  data index 19 using 1:2 with points lc rgb '#0072B2' lw 1.6 pt 6 ps 1.2*k notitle, \
  data index 21 using 1:2 with points lc rgb '#D55E00' lw 1.6 pt 4 ps 1.2*k notitle, \
  data index 23 using 1:2 with points lc rgb '#009E73' lw 1.6 pt 8 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# ratio
set lmargin at screen 0.08
set rmargin at screen 0.48
set tmargin at screen 0.1839
set bmargin at screen 0.0634
set logscale x 10
set xrange [5753912164875.144:1.7214974715241142e+17]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
unset logscale y
set yrange [-6.000000000000001:6.000000000000001]
set ytics autofreq
set mytics default
set format y '%h'
set ytics 2.0
set xlabel 'E_ν at Earth [eV]' font ',14.0'
set ylabel '(ours − reference) × 10^{4}' font ',11.5'
set object 1 rectangle from graph 0, first -4.0 to graph 1, first 4.0 behind fillcolor rgb '#DCE6F0' fillstyle solid noborder
set arrow 1 from graph 0, first 0.0 to graph 1, first 0.0 nohead back lc rgb '#404040' lw 1.2
plot data index 24 using 1:(($2-0.0)*1e4) with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 25 using 1:(($2-0.0)*1e4) with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 26 using 1:(($2-0.0)*1e4) with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle
unset object
unset arrow
unset label

# panel 4
set lmargin at screen 0.58
set rmargin at screen 0.98
set tmargin at screen 0.4651
set bmargin at screen 0.1908
set title 'D' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [5753912164875.144:1.7214974715241142e+17]
set xtics autofreq
set mxtics 10
set format x ''
unset logscale y
set yrange [0.0959961569191192:1.2423464167281455]
set ytics autofreq
set mytics default
set format y '%h'
set xlabel ''
set ylabel 'flux / free streaming' font ',14.0'
set arrow 10 from screen 0.5171, 0.0151 to screen 0.5429, 0.0151 nohead lc rgb '#0072B2' lw 2.2 dt 1
set label 10 'electron' at screen 0.55, 0.0151 left noenhanced font ',12'
set arrow 20 from screen 0.6336, 0.0151 to screen 0.6593, 0.0151 nohead lc rgb '#D55E00' lw 2.2 dt 1
set label 20 'muon' at screen 0.6664, 0.0151 left noenhanced font ',12'
set arrow 30 from screen 0.75, 0.0151 to screen 0.7757, 0.0151 nohead lc rgb '#009E73' lw 2.2 dt 1
set label 30 'tau' at screen 0.7829, 0.0151 left noenhanced font ',12'
set object 40 rectangle from screen 0.8664, 0.0111 to screen 0.8921, 0.0191 fillcolor rgb '#DCE6F0' fillstyle solid noborder
set label 40 'tolerance' at screen 0.8993, 0.0151 left noenhanced font ',12'
plot data index 27 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 29 using 1:2 with lines lc rgb '#D55E00' lw 2.2 dt 1 notitle, \
  data index 31 using 1:2 with lines lc rgb '#009E73' lw 2.2 dt 1 notitle, \
  data index 28 using 1:2 with points lc rgb '#0072B2' lw 1.6 pt 6 ps 1.2*k notitle, \
  data index 30 using 1:2 with points lc rgb '#D55E00' lw 1.6 pt 4 ps 1.2*k notitle, \
  data index 32 using 1:2 with points lc rgb '#009E73' lw 1.6 pt 8 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# ratio
set lmargin at screen 0.58
set rmargin at screen 0.98
set tmargin at screen 0.1839
set bmargin at screen 0.0634
set logscale x 10
set xrange [5753912164875.144:1.7214974715241142e+17]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
unset logscale y
set yrange [-3.0000000000000004:3.0000000000000004]
set ytics autofreq
set mytics default
set format y '%h'
set ytics 1.0
set xlabel 'E_ν at Earth [eV]' font ',14.0'
set ylabel '(ours − reference) × 10^{4}' font ',11.5'
set object 1 rectangle from graph 0, first -2.0 to graph 1, first 2.0 behind fillcolor rgb '#DCE6F0' fillstyle solid noborder
set arrow 1 from graph 0, first 0.0 to graph 1, first 0.0 nohead back lc rgb '#404040' lw 1.2
plot data index 33 using 1:(($2-0.0)*1e4) with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 34 using 1:(($2-0.0)*1e4) with points lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 35 using 1:(($2-0.0)*1e4) with points lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle
unset object
unset arrow
unset label
unset multiplot
}
unset output
